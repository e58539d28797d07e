import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type RunningServer, startServer } from '../../src/cli/serve-server';
import { forward, headerLines } from '../../src/cli/upstream';
import { ask, listen, textOf, valuesOf } from './raw-http';
import { apiIn, PAGE, shop, templateOf } from './some-apis';

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: ReturnType<typeof headerLines>;
  readonly body: string;
}

const asked: Asked[] = [];
let backend: Server;
let server: RunningServer;
let url: string;
let answerWith: (message: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  backend = createServer(async (message, response) => {
    asked.push({
      method: message.method,
      url: message.url,
      headers: headerLines(message.rawHeaders),
      body: await textOf(message),
    });
    answerWith(message, response);
  });
  url = await listen(backend);
  server = await startServer(apiIn(templateOf(shop)), { upstream: new URL(`${url}/base/`) });
});
afterAll(async () => {
  await server.close();
  backend.closeAllConnections();
  backend.close();
});

test('a proxy hands on method, path, query, headers and body, but what concerns the connection alone', async () => {
  answerWith = (_message, response) => response.end('done');
  const headers = [
    ['Origin', PAGE],
    ['X-Mine', '1'],
    ['X-Mine', '2'],
    ['Connection', 'keep-alive, X-Hop'],
    ['X-Hop', 'gone'],
    ['TE', 'trailers'],
  ] as const;
  const got = await ask(server.url, 'PUT', '/prod/proxied?a=%20b&c', headers, 'the body');
  expect([got.status, got.body]).toEqual([200, 'done']);
  const last = asked.at(-1);
  expect(last).toMatchObject({ method: 'PUT', url: '/base/proxied?a=%20b&c', body: 'the body' });
  const names = (last?.headers ?? []).map(([name]) => name.toLowerCase());
  expect(names).not.toEqual(expect.arrayContaining(['te']));
  expect(names).not.toContain('x-hop');
  expect(valuesOf(last?.headers ?? [], 'X-Mine')).toEqual(['1', '2']);
  expect(valuesOf(last?.headers ?? [], 'Host')).toEqual([new URL(url).host]);
});

test("the backend's headers are handed on as they are, doubled lines too", async () => {
  answerWith = (_message, response) => {
    const lines = [
      'Access-Control-Allow-Origin',
      PAGE,
      'Access-Control-Allow-Origin',
      '*',
      'Set-Cookie',
      'a=1',
      'Set-Cookie',
      'b=2',
    ];
    response.writeHead(418, lines).end();
  };
  const got = await ask(server.url, 'GET', '/proxied', [['Origin', PAGE]]);
  expect(got.status).toBe(418);
  expect(valuesOf(got.headers, 'access-control-allow-origin')).toEqual([PAGE, '*']);
  expect(valuesOf(got.headers, 'set-cookie')).toEqual(['a=1', 'b=2']);
  expect(valuesOf(got.headers, 'transfer-encoding')).toEqual([]);
});

test('bytes that are no text come through', async () => {
  const bytes = gzipSync('x'.repeat(1000));
  answerWith = (_message, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes);
  const got = await ask(server.url, 'GET', '/proxied');
  expect(Buffer.from(got.body, 'latin1').equals(bytes)).toBe(true);
});

test('a mapped integration keeps its own headers, whatever the backend sends', async () => {
  answerWith = (_message, response) =>
    response.writeHead(200, { 'access-control-allow-origin': 'https://wrong.example' }).end('{"a":1}');
  const got = await ask(server.url, 'POST', '/mapped', [['Origin', PAGE]], '{}');
  expect([got.status, got.body, valuesOf(got.headers, 'access-control-allow-origin')]).toEqual([
    200,
    '{"a":1}',
    [PAGE],
  ]);
});

test.each<[what: string, answer: (response: ServerResponse) => void]>([
  ['resets the connection', (response) => response.socket?.resetAndDestroy()],
  [
    'ends in the middle',
    (response) => response.writeHead(200, { 'content-length': '10' }).write('abc', () => response.destroy()),
  ],
  ['answers nonsense', (response) => response.socket?.end('nonsense\r\n\r\n')],
  [
    'switches protocols',
    (response) => response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
  ],
  ['answers 11 MB', (response) => response.end(Buffer.alloc(11 * 1024 * 1024))],
])('a backend that %s gives the gateway response of INTEGRATION_FAILURE', async (_what, answer) => {
  answerWith = (_message, response) => answer(response);
  const got = await ask(server.url, 'GET', '/proxied', [['Origin', PAGE]]);
  expect([got.status, valuesOf(got.headers, 'x-cors-serve')]).toEqual([504, ['INTEGRATION_FAILURE']]);
  expect(valuesOf(got.headers, 'access-control-allow-origin')).toEqual([PAGE]);
});

test('a backend that is late is a time-out', async () => {
  answerWith = () => {};
  const call = { method: 'GET', path: '/', headers: [], body: undefined };
  expect(await forward(new URL(url), call, 50)).toMatchObject({ failure: 'INTEGRATION_TIMEOUT' });
});

test('a backend that is not there is a failure, and so is a path that cannot be sent', async () => {
  const call = { method: 'GET', path: '/a b', headers: [], body: undefined };
  expect(await forward(new URL('http://127.0.0.1:1'), { ...call, path: '/' })).toMatchObject({
    failure: 'INTEGRATION_FAILURE',
  });
  expect(await forward(new URL(url), call)).toMatchObject({ failure: 'INTEGRATION_FAILURE' });
});
