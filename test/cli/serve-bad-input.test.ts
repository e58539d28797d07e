import { type RunningServer, type Served, startServer } from '../../src/cli/serve-server';
import { ask, sendRaw, valuesOf } from './raw-http';
import { apiIn, PAGE, shop, templateOf } from './some-apis';

const api = apiIn(templateOf(shop));
let server: RunningServer;
const seen: Served[] = [];

beforeAll(async () => {
  server = await startServer(api, { requestTimeout: 1200, onServed: (served) => seen.push(served) });
});
afterAll(() => server.close());
afterEach(async () => {
  // Whatever came, the next request is answered.
  expect((await ask(server.url, 'GET', '/orders', [['Origin', PAGE]])).status).toBe(200);
});

test.each<[what: string, bytes: string, status: number]>([
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['the start of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  ['a method that is none', 'FETCH /orders HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['a header without a colon', 'GET /orders HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n', 400],
  ['a NUL in a header', 'GET /orders HTTP/1.1\r\nHost: x\r\nOrigin: a\x00b\r\n\r\n', 400],
  ['no Host', 'GET /orders HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['two lengths', 'POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
  [
    'a length and chunks',
    'POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['a broken chunk', 'POST /orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
  ['headers of 20 kB', `GET /orders HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['a path of 20 kB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n', 405],
  ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
  ['the URL of a file', 'GET file:///etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
  ['a bad percent-encoding', 'GET /%zz?%zz=%f HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 403],
  ['dots in the path', 'GET /orders/../../x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 501],
  ['an upgrade', 'GET /orders HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n', 200],
  ['a method that API Gateway has not', 'PROPFIND /orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 501],
  ['HTTP/1.0', 'GET /orders HTTP/1.0\r\n\r\n', 200],
  ['a header that never ends', 'GET /orders HTTP/1.1\r\nHost: x\r\nX-', 408],
  ['a body that never comes', 'POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc', 408],
])('%s is answered with a line', async (_what, bytes, status) => {
  expect(await sendRaw(server.url, bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

test('a client that goes away in the middle is no harm', async () => {
  const gone = Array.from({ length: 20 }, () =>
    sendRaw(server.url, 'POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab'),
  );
  await Promise.all(gone);
});

describe('a body', () => {
  const length = 1024 * 1024;

  test('of 1 MB is read', async () => {
    expect((await ask(server.url, 'PUT', '/orders', [['Origin', PAGE]], Buffer.alloc(length, 'a'))).status).toBe(201);
  });

  test('of a byte more is refused', async () => {
    const got = await ask(server.url, 'PUT', '/orders', [['Origin', PAGE]], Buffer.alloc(length + 1, 'a'));
    expect([got.status, valuesOf(got.headers, 'x-cors-serve')]).toEqual([413, ['REQUEST_TOO_LARGE']]);
    expect(seen.at(-1)).toMatchObject({ method: 'PUT', status: 413 });
  });
});
