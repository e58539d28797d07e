import type { RequestListener } from 'node:http';
import { expectOneLine, run } from './support/run';
import { servers } from './support/servers';

const PAGE = 'https://app.example.com';
const local = servers();
const open: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': PAGE,
  'Access-Control-Allow-Methods': 'PUT',
  'Access-Control-Allow-Headers': 'X-Tenant',
};
const opens: RequestListener = (_request, response) => response.writeHead(200, open).end('body');

async function probed(url: string, ...options: readonly string[]) {
  const { code, out, err } = await run(['probe', url, '--origin', PAGE, '--json', ...options]);
  expect(err).toBe('');
  return { code, verdict: JSON.parse(out) };
}

test('a simple call is sent as a browser sends it: with its origin, and without a preflight', async () => {
  const { url, asked } = await local.http(opens);
  const { code, verdict } = await probed(`${url}/orders`);
  expect(code).toBe(0);
  expect(verdict).toMatchObject({ verdict: 'ALLOWED', preflightNeeded: false, requestSent: true });
  expect(asked.map(({ method, url: path }) => `${method} ${path}`)).toEqual(['GET /orders']);
  expect(asked[0]?.headers).toMatchObject({ origin: PAGE, accept: '*/*' });
});

test('a call that needs leave sends its preflight first', async () => {
  const { url, asked } = await local.http(opens);
  const { code, verdict } = await probed(url, '--method', 'put', '--header', 'X-Tenant: acme');
  expect(code).toBe(0);
  expect(verdict).toMatchObject({ verdict: 'ALLOWED', preflightNeeded: true });
  expect(asked.map(({ method }) => method)).toEqual(['OPTIONS', 'PUT']);
  expect(asked[0]?.headers).toMatchObject({
    origin: PAGE,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'x-tenant',
  });
  expect(asked[0]?.headers).not.toHaveProperty('x-tenant');
  expect(asked[1]?.headers).toMatchObject({ 'x-tenant': 'acme', 'content-length': '0' });
});

test('after a preflight that is refused nothing else is sent, and the output says so', async () => {
  const { url, asked } = await local.http((_request, response) => response.writeHead(403).end());
  const { code, out } = await run(['probe', url, '--origin', PAGE, '--method', 'DELETE']);
  expect(code).toBe(1);
  expect(out).toMatch(/DELETE .*\n {2}not sent: its preflight is refused, and a browser stops there\n/);
  expect(out).toMatch(/BLOCKED {2}DELETE .*\n {2}PreflightMissingAllowOriginHeader: /);
  expect(asked.map(({ method }) => method)).toEqual(['OPTIONS']);
});

test('an answer that the page may not read is blocked', async () => {
  const { url } = await local.http((_request, response) => response.end());
  const { code, verdict } = await probed(url);
  expect(code).toBe(1);
  expect(verdict).toMatchObject({ verdict: 'BLOCKED', reason: 'MissingAllowOriginHeader' });
});

test('--credentials applies their rules and sends no cookies', async () => {
  const { url, asked } = await local.http(opens);
  const { verdict } = await probed(url, '--credentials');
  expect(verdict).toMatchObject({ reason: 'InvalidAllowCredentials' });
  expect(asked[0]?.headers).not.toHaveProperty('cookie');
});

test('redirects are followed with their preflights, and the exchange can be explained again', async () => {
  const { url: there } = await local.http((_request, response) =>
    response.writeHead(200, { ...open, 'Access-Control-Allow-Origin': 'null' }).end(),
  );
  const { url, asked } = await local.http((request, response) => {
    const location = { ...open, Location: `${there}/moved` };
    response.writeHead(request.method === 'OPTIONS' ? 204 : 307, location).end();
  });
  const { code, verdict } = await probed(url, '--method', 'PUT');
  expect(code).toBe(0);
  expect(asked.map(({ method }) => method)).toEqual(['OPTIONS', 'PUT']);
  expect(verdict.exchange.hops).toHaveLength(1);
  expect(verdict.exchange.hops[0]).toMatchObject({ status: 307, preflight: { status: 204 } });
  const again = await run(['explain', '-', '--json'], { stdin: JSON.stringify([verdict.exchange]) });
  const { exchange: _exchange, requestSent: _sent, ...same } = verdict;
  expect(JSON.parse(again.out)).toEqual([same]);
});

test('redirects in a circle end after twenty', async () => {
  const { url, asked } = await local.http((_request, response) =>
    response.writeHead(302, { ...open, Location: '/again' }).end(),
  );
  const { code, verdict } = await probed(url);
  expect(code).toBe(1);
  expect(verdict.reason).toBe('TooManyRedirects');
  expect(asked).toHaveLength(21);
});

test('what no script may send is not sent', async () => {
  const { url, asked } = await local.http(opens);
  const { code, verdict } = await probed(url, '--method', 'TRACE');
  expect(code).toBe(1);
  expect(verdict).toMatchObject({ reason: 'ForbiddenMethod', requestSent: false });
  expect(asked).toEqual([]);
});

test('secrets that are sent are not printed', async () => {
  const { url } = await local.http((_request, response) =>
    response.writeHead(200, { ...open, 'Access-Control-Allow-Headers': 'Authorization' }).end(),
  );
  const { code, out } = await run(['probe', url, '--origin', PAGE, '--header', 'Authorization: hunter2']);
  expect(code).toBe(0);
  expect(out).not.toContain('hunter2');
});

test('a header of several lines keeps them', async () => {
  const { url } = await local.http((_request, response) =>
    response
      .writeHead(
        200,
        [
          ['Access-Control-Allow-Origin', PAGE],
          ['Access-Control-Allow-Origin', PAGE],
        ].flat(),
      )
      .end(),
  );
  const { verdict } = await probed(url);
  expect(verdict.reason).toBe('MultipleAllowOriginValues');
  expect(verdict.exchange.response.headers['Access-Control-Allow-Origin']).toEqual([PAGE, PAGE]);
});

describe('where there is no answer, one line says why', () => {
  const cases: readonly (readonly [what: string, url: () => Promise<string>, says: RegExp])[] = [
    ['garbage', () => local.raw('SSH-2.0-OpenSSH_9.6\r\n'), /does not speak HTTP/],
    ['nothing', () => local.raw(''), /closed before there was an answer/],
    ['half an answer', () => local.raw('HTTP/1.1 200 OK\r\nAccess-Con'), /closed before there was an answer/],
    ['silence', () => local.raw(null), /no answer within 0\.3 s \(--timeout\)/],
    ['too large headers', () => local.raw(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`), /larger than 64 KB/],
    ['a wrong status line', () => local.raw('HTTP/1.1 abc OK\r\n\r\n'), /does not speak HTTP/],
    ['a self-signed certificate', () => local.tls(), /TLS failed.*: the certificate is self-signed/],
    [
      'plain HTTP where TLS was wanted',
      async () => (await local.http(opens)).url.replace('http', 'https'),
      /speak TLS/,
    ],
    ['a refused connection', async () => 'http://127.0.0.1:9', /the connection was refused: nothing listens at port 9/],
    ['an unknown host', async () => 'http://nowhere.invalid', /the host name nowhere\.invalid is not known/],
  ];

  test.each(cases)('%s', async (what, url, says) => {
    const timeout = what === 'silence' ? '0.3' : '5';
    const ran = await run(['probe', await url(), '--origin', PAGE, '--timeout', timeout, '--json']);
    expectOneLine(ran);
    expect(ran.err).toMatch(says);
  });
});
