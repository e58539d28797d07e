import { answer } from '../../../src/verify/gateway/answer';
import { httpRoute } from '../../../src/verify/gateway/http-routing';
import { aRequest, reasonOf } from './an-api';
import { anHttpApi } from './an-http-api';

/** The key of the route that takes a request, of those with these keys. */
function taken(keys: readonly string[], line: string): unknown {
  const [verb = '', path = ''] = line.split(' ');
  const found = httpRoute(anHttpApi(Object.fromEntries(keys.map((key) => [key, {}]))), verb, path);
  return found.kind === 'route' ? found.route.key : found;
}

test.each([
  ['the verb before ANY', ['ANY /x', 'GET /x'], 'GET /x', 'GET /x'],
  ['ANY for the other verbs', ['ANY /x', 'GET /x'], 'PUT /x', 'ANY /x'],
  ['ANY on a full match before the verb on a greedy one', ['GET /{proxy+}', 'ANY /x'], 'GET /x', 'ANY /x'],
  ['a literal before a variable', ['GET /{id}', 'GET /x'], 'GET /x', 'GET /x'],
  ['a variable before a greedy one', ['GET /{proxy+}', 'GET /{id}'], 'GET /y', 'GET /{id}'],
  ['a greedy one for what is longer', ['GET /{proxy+}', 'GET /{id}'], 'GET /y/z', 'GET /{proxy+}'],
  ['a route with another path before $default', ['$default', 'GET /{proxy+}'], 'GET /x', 'GET /{proxy+}'],
  ['$default for a verb that no route takes', ['$default', 'GET /x'], 'PUT /x', '$default'],
  ['$default for a path that no route takes', ['GET /x', '$default'], 'GET /y', '$default'],
])('an HTTP API takes %s', (_what, keys, line, expected) => {
  expect(taken(keys, line)).toBe(expected);
});

test.each([
  ['path', 'GET /y'],
  ['verb', 'PUT /x'],
])('without a $default no route takes another %s', (_what, line) => {
  expect(taken(['GET /x'], line)).toEqual({ kind: 'none' });
});

test('which of two routes that cross takes a request is left open', () => {
  const keys = ['GET /{a}/x', 'GET /x/{b}', 'GET /{proxy+}'];
  expect(taken(keys, 'GET /x/x')).toMatchObject({
    kind: 'undetermined',
    reason: expect.stringContaining('the most specific'),
  });
  expect(taken(keys, 'GET /y/x')).toBe('GET /{a}/x');
});

test.each(['x', '/x/', '/x//y', '/x/../y', '/x%2Fy'])('the path %s is left open, whatever the routes', (path) => {
  expect(taken(['GET /x', '$default'], `GET ${path}`)).toMatchObject({ kind: 'undetermined' });
  const told = answer(anHttpApi({}), aRequest(`GET ${path}`));
  expect(told).toMatchObject({ kind: 'undetermined', by: { logicalId: 'Api', what: 'the HTTP API' } });
});

test.each([
  ['a key that is not told', { Ref: 'AWS::Region' }, 'AWS::Region'],
  ['no key', undefined, 'no key'],
])('a route with %s may take any request', (_what, RouteKey, reason) => {
  const api = anHttpApi({ 'GET /x': {}, 'GET /y': { RouteKey } });
  expect(reasonOf(answer(api, aRequest('GET /x')))).toContain(reason);
});
