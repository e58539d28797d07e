import { type RunningServer, type Served, startServer } from '../../src/cli/serve-server';
import type { HeaderLines } from '../../src/fetch/header-lines';
import { answer } from '../../src/verify/gateway/answer';
import type { DeployedApi } from '../../src/verify/gateway/model';
import { ask, valuesOf, withoutTransport } from './raw-http';
import { ADMIN, apiIn, nativeShop, PAGE, STRANGER, shop, templateOf } from './some-apis';

const REQUESTS: readonly (readonly [method: string, path: string, headers?: HeaderLines])[] = [
  ['GET', '/orders'],
  ['PUT', '/orders'],
  ['DELETE', '/orders'],
  ['GET', '/orders/1'],
  ['GET', '/nowhere'],
  ['GET', '/keyed'],
  ['POST', '/json', [['Content-Type', 'text/plain']]],
  ['OPTIONS', '/orders', [['Access-Control-Request-Method', 'PUT']]],
  ['OPTIONS', '/orders/1', [['Access-Control-Request-Method', 'PATCH']]],
  ['OPTIONS', '/proxied', [['Access-Control-Request-Method', 'PUT']]],
  ['OPTIONS', '/nowhere', [['Access-Control-Request-Method', 'PUT']]],
  [
    'OPTIONS',
    '/orders',
    [
      ['Access-Control-Request-Method', 'PUT'],
      ['Content-Type', 'text/plain'],
    ],
  ],
];

describe.each([
  ['this package', shop],
  ['the CDK', nativeShop],
])('an API with the CORS of %s', (_whose, build) => {
  let api: DeployedApi;
  let server: RunningServer;
  const seen: Served[] = [];

  beforeAll(async () => {
    api = apiIn(templateOf(build));
    server = await startServer(api, { onServed: (served) => seen.push(served) });
  });
  afterAll(() => server.close());

  test.each(
    REQUESTS.flatMap(([method, path, headers = []]) =>
      [PAGE, ADMIN, STRANGER, 'null'].map((origin) => [method, path, origin, headers] as const),
    ),
  )('%s %s from %s is answered as the deployed API would', async (method, path, origin, more) => {
    const headers: HeaderLines = [['Origin', origin], ...more];
    const request = { method, path, headers: [['Host', new URL(server.url).host] as const, ...headers] };
    const told = answer(api, request, { authorised: true, apiKeyValid: true });
    const got = await ask(server.url, method, path, headers);
    if (told.kind === 'undetermined') {
      expect([got.status, got.body]).toEqual([501, expect.stringContaining(told.reason)]);
      expect(got.headers.filter(([name]) => /^access-control-/i.test(name))).toEqual([]);
      return;
    }
    expect(got.status).toBe(told.status);
    expect(withoutTransport(got.headers)).toEqual(told.headers.filter(([name]) => name !== 'Content-Type'));
    expect(seen.at(-1)).toMatchObject({ method, target: path, status: got.status, headers: got.headers });
  });

  test('is found with its stage in the path and without', async () => {
    const plain = await ask(server.url, 'GET', '/orders', [['Origin', PAGE]]);
    const staged = await ask(server.url, 'GET', '/prod/orders?page=1', [['Origin', PAGE]]);
    const whole = await ask(server.url, 'GET', `${server.url}/prod/orders`, [['Origin', PAGE]]);
    expect([plain.status, staged.status, whole.status]).toEqual([200, 200, 200]);
    expect(withoutTransport(staged.headers)).toEqual(withoutTransport(plain.headers));
    expect((await ask(server.url, 'GET', '/production/orders')).status).toBe(403);
  });

  test('answers a mapped integration with its default response, and says that this is assumed', async () => {
    const got = await ask(server.url, 'POST', '/mapped', [['Origin', PAGE]], '{}');
    expect([got.status, got.body, valuesOf(got.headers, 'x-cors-serve')]).toEqual([200, '{}', ['assumed']]);
    expect(valuesOf(got.headers, 'content-type')).toEqual(['application/json']);
  });

  test('answers a proxy without an upstream with 502 and says why', async () => {
    const got = await ask(server.url, 'GET', '/proxied', [['Origin', PAGE]]);
    expect([got.status, valuesOf(got.headers, 'x-cors-serve')]).toEqual([502, ['INTEGRATION_FAILURE']]);
    expect(got.body).toContain('--upstream');
  });

  test('answers HEAD without a body', async () => {
    const got = await ask(server.url, 'HEAD', '/nowhere', [['Origin', PAGE]]);
    expect([got.status, got.body]).toEqual([403, '']);
    expect(Number(valuesOf(got.headers, 'content-length')[0])).toBeGreaterThan(0);
  });
});

const running: RunningServer[] = [];

async function start(api: DeployedApi): Promise<RunningServer> {
  const server = await startServer(api);
  running.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

test('the 502 of this package has the headers of an error, so that the page can read it', async () => {
  const server = await start(apiIn(templateOf(shop)));
  const got = await ask(server.url, 'GET', '/proxied', [['Origin', PAGE]]);
  expect(valuesOf(got.headers, 'access-control-allow-origin')).toEqual([PAGE]);
});

test('an answer that the templates do not tell is 501, says what is not known, and has no CORS headers', async () => {
  const server = await start(apiIn(templateOf(nativeShop)));
  const got = await ask(server.url, 'OPTIONS', '/orders', [
    ['origin', ADMIN],
    ['access-control-request-method', 'PUT'],
  ]);
  expect([got.status, valuesOf(got.headers, 'x-cors-serve')]).toEqual([501, ['undetermined']]);
  expect(got.headers.filter(([name]) => /^access-control-/i.test(name))).toEqual([]);
  expect(got.body).toMatch(/^not known of .*Access-Control-Allow-Origin/is);
});

test('200 requests at once are all answered', async () => {
  const server = await start(apiIn(templateOf(shop)));
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      ask(
        server.url,
        index % 2 === 0 ? 'GET' : 'PUT',
        '/orders',
        [['Origin', index % 3 === 0 ? PAGE : ADMIN]],
        'x'.repeat(index),
      ),
    ),
  );
  const wrong = answers.filter(
    ({ headers }, index) => valuesOf(headers, 'access-control-allow-origin')[0] !== (index % 3 === 0 ? PAGE : ADMIN),
  );
  expect(wrong).toEqual([]);
});
