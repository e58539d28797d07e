import { answer } from '../../../src/verify/gateway/answer';
import { route } from '../../../src/verify/gateway/routing';
import { anApi, answered, aRequest, type Methods, methodId } from './an-api';

const OPEN = {};
const SIGNED = { AuthorizationType: 'AWS_IAM' };

function routed(methods: Methods, line: string): string {
  const [verb = '', path = ''] = line.split(' ');
  const found = route(anApi(methods), verb, path);
  return found.kind === 'method' ? found.method.logicalId : found.kind === 'none' ? 'none' : found.reason;
}

describe('what has been measured of routing', () => {
  const deep: Methods = { '/a/b': { POST: OPEN }, '/a': { POST: OPEN }, '/{proxy+}': { GET: OPEN } };
  const cases: readonly (readonly [string, Methods, string, string])[] = [
    [
      'a verb that the literal lacks',
      { '/test': { POST: OPEN }, '/{proxy+}': { OPTIONS: OPEN } },
      'OPTIONS /test',
      methodId('OPTIONS', '/{proxy+}'),
    ],
    [
      'a node with OPTIONS only',
      { '/test': { OPTIONS: OPEN }, '/{proxy+}': { ANY: OPEN } },
      'GET /test',
      methodId('ANY', '/{proxy+}'),
    ],
    ['two levels down', deep, 'GET /a/b', methodId('GET', '/{proxy+}')],
    [
      'ANY beside OPTIONS of a proxy',
      { '/test/any': { ANY: OPEN }, '/{proxy+}': { OPTIONS: OPEN } },
      'OPTIONS /test/any',
      methodId('ANY', '/test/any'),
    ],
    [
      'a literal without the verb and a variable with it',
      { '/x': { GET: OPEN }, '/{id}': { OPTIONS: OPEN } },
      'OPTIONS /x',
      methodId('OPTIONS', '/{id}'),
    ],
    [
      'the literal before the variable',
      { '/x': { GET: OPEN }, '/{id}': { GET: OPEN } },
      'GET /x',
      methodId('GET', '/x'),
    ],
    ['the verb before ANY', { '/x': { ANY: OPEN, OPTIONS: OPEN } }, 'OPTIONS /x', methodId('OPTIONS', '/x')],
    ['the root', { '/': { OPTIONS: OPEN }, '/{proxy+}': { OPTIONS: OPEN } }, 'OPTIONS /', methodId('OPTIONS', '/')],
    ['no such path', { '/x': { GET: OPEN } }, 'GET /y', 'none'],
    ['no such verb', { '/x': { GET: OPEN } }, 'OPTIONS /x', 'none'],
    ['a path below a leaf', { '/x': { GET: OPEN } }, 'GET /x/y', 'none'],
    [
      'a greedy variable over several levels',
      { '/{proxy+}': { GET: OPEN } },
      'GET /a/b/c',
      methodId('GET', '/{proxy+}'),
    ],
  ];

  test.each(cases)('%s', (_name, methods, line, expected) => {
    expect(routed(methods, line)).toBe(expected);
  });

  test('an open proxy serves a verb that a signed literal does not have, since routing precedes authorization', () => {
    const api = anApi({ '/admin': { POST: SIGNED }, '/{proxy+}': { ANY: OPEN } });
    expect(answered(answer(api, aRequest('GET /admin'))).status).toBe(200);
    expect(answered(answer(api, aRequest('POST /admin'))).status).toBe(403);
  });

  test('the authorizer of an ANY that is more specific than an open OPTIONS counts', () => {
    const api = anApi({ '/test/any': { ANY: SIGNED }, '/{proxy+}': { OPTIONS: OPEN } });
    expect(answered(answer(api, aRequest('OPTIONS /test/any'))).by.what).toContain('MISSING_AUTHENTICATION_TOKEN');
  });
});

describe('what has not been measured of routing is left open', () => {
  const proxied: Methods = { '/': { GET: OPEN }, '/pets': { GET: OPEN }, '/pets/{proxy+}': { OPTIONS: OPEN } };

  test.each([
    ['a greedy variable on its own parent', proxied, 'OPTIONS /pets', 'own parent'],
    ['a greedy variable on the root', { '/{proxy+}': { OPTIONS: OPEN } }, 'OPTIONS /', 'own parent'],
    ['a trailing slash', proxied, 'GET /pets/', 'trailing slash'],
    ['a double slash', proxied, 'GET /pets//x', 'segment'],
    ['an encoded slash', proxied, 'GET /pets%2Fx', 'segment'],
    ['an encoded literal', proxied, 'GET /p%65ts', 'percent-encoded'],
    ['a verb of no REST API', { '/{proxy+}': { ANY: OPEN } }, 'PROPFIND /x', 'PROPFIND'],
    ['a verb in lower case', { '/{proxy+}': { ANY: OPEN } }, 'patch /x', 'patch'],
    [
      'two resources, each the more specific at another level',
      { '/a/{proxy+}': { GET: OPEN }, '/{x}/b': { GET: OPEN } },
      'GET /a/b',
      'more specific',
    ],
  ] as readonly (readonly [string, Methods, string, string])[])('%s', (_name, methods, line, reason) => {
    expect(routed(methods, line)).toContain(reason);
  });

  test('a parent with ANY of its own does not hang on the greedy variable', () => {
    expect(routed({ '/pets': { ANY: OPEN }, '/pets/{proxy+}': { ANY: OPEN } }, 'OPTIONS /pets')).toBe(
      methodId('ANY', '/pets'),
    );
  });

  test('an encoded segment that only a variable can match is routed', () => {
    expect(routed({ '/{id}': { GET: OPEN } }, 'GET /a%20b')).toBe(methodId('GET', '/{id}'));
  });
});

test('variables are taken from the path', () => {
  const found = route(anApi({ '/shops/{shop}/{rest+}': { GET: OPEN } }), 'GET', '/shops/7/a/b');
  expect(found.kind === 'method' ? [...found.pathParameters] : found).toEqual([
    ['shop', '7'],
    ['rest', 'a/b'],
  ]);
});

test('an unknown path and a wrong verb are both answered 403 by MISSING_AUTHENTICATION_TOKEN', () => {
  const api = anApi({ '/x': { GET: OPEN } });
  for (const line of ['GET /y', 'DELETE /x']) {
    expect(answered(answer(api, aRequest(line)))).toMatchObject({
      status: 403,
      headers: [],
      by: { logicalId: 'Api', what: 'the built-in gateway response MISSING_AUTHENTICATION_TOKEN' },
    });
  }
});
