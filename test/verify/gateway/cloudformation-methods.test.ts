import { answer } from '../../../src/verify/gateway/answer';
import { aMock, anApi, answered, aRequest, header, reasonOf } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const UNTOLD = { Ref: 'AWS::Region' };

function asked(method: Json, line = 'GET /x') {
  return answer(anApi({ '/x': { GET: method } }), aRequest(line));
}

test.each<[string, Json, string]>([
  ['an integration', { Integration: UNTOLD }, 'AWS::Region'],
  ['method responses', { MethodResponses: UNTOLD }, 'AWS::Region'],
  ['one method response', { MethodResponses: [UNTOLD] }, 'AWS::Region'],
  [
    'the headers of one method response',
    { MethodResponses: [{ StatusCode: '200', ResponseParameters: UNTOLD }] },
    'AWS::Region',
  ],
  ['the status of a method response', { MethodResponses: [{ StatusCode: UNTOLD }] }, 'no method response 200'],
  ['a verb', { HttpMethod: UNTOLD }, 'the verb is not told'],
])('a method of which %s is not told is left open', (_what, method, reason) => {
  expect(reasonOf(asked(method))).toContain(reason);
});

test.each(['GET /x', 'POST /x'])('a method whose verb is not told may take %s', (line) => {
  expect(reasonOf(asked({ HttpMethod: UNTOLD }, line))).toContain('the verb is not told');
});

test('a verb is read in any case of letters', () => {
  expect(header(asked({ HttpMethod: 'get' }), 'X-From')).toBe('mock');
  expect(header(asked({ HttpMethod: 'any' }, 'PUT /x'), 'X-From')).toBe('mock');
});

test('a method without method responses fails to be deployed', () => {
  const { Integration } = aMock();
  const api = anApi({ '/x': { GET: { Integration, MethodResponses: undefined } } });
  expect(reasonOf(answer(api, aRequest('GET /x')))).toContain('no method response 200');
});

test.each(['X-From', 'x-from'])('a method response declares %s by its name, whatever the case of letters', (name) => {
  const ResponseParameters = { [`method.response.header.${name}`]: true };
  expect(header(asked({ MethodResponses: [{ StatusCode: 200, ResponseParameters }] }), 'X-From')).toBe('mock');
});

test('a method response without headers declares none', () => {
  const told = answered(asked({ MethodResponses: [{ StatusCode: '200' }] }));
  expect(told.notes.map(({ id }) => id)).toEqual(['undeclared-header']);
});
