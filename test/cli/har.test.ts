import { aFolder } from './support/folder';
import { run } from './support/run';

const folder = aFolder();
const PAGE = 'https://app.example.com';
const API = 'https://api.example.com/orders';
const OPEN = { 'access-control-allow-origin': PAGE };
const PASS = { ...OPEN, 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': 'x-tenant' };

interface Told {
  readonly method?: string;
  readonly url?: string;
  readonly at?: number;
  readonly sends?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly gives?: Readonly<Record<string, string>>;
  readonly more?: object;
}

function anEntry({ method = 'GET', url = API, at = 0, sends = {}, status = 200, gives = {}, more = {} }: Told) {
  const lines = (headers: object) => Object.entries(headers).map(([name, value]) => ({ name, value }));
  return {
    startedDateTime: new Date(at).toISOString(),
    request: { method, url, headers: lines({ origin: PAGE, ...sends }), cookies: [] },
    response: { status, headers: lines(gives), ...(status === 0 ? { _error: 'net::ERR_FAILED' } : {}) },
    _resourceType: 'fetch',
    ...more,
  };
}

function aPreflight(told: Told, asks = 'x-tenant') {
  const sends = { 'access-control-request-method': 'PUT', 'access-control-request-headers': asks };
  return anEntry({ method: 'OPTIONS', status: 204, sends, more: { _resourceType: 'preflight' }, ...told });
}

async function explained(entries: readonly object[], log: object = {}) {
  const file = folder.write('page.har', { log: { version: '1.2', ...log, entries } });
  const { code, out, err } = await run(['explain', file, '--json']);
  expect(err).toBe('');
  return { code, verdicts: JSON.parse(out), text: (await run(['explain', file])).out };
}

test('a preflight is put to the request that it belongs to, whichever comes first', async () => {
  const put = anEntry({ method: 'PUT', sends: { 'x-tenant': 'acme' }, gives: OPEN, at: 10 });
  for (const at of [5, 15]) {
    const { code, verdicts } = await explained([put, aPreflight({ gives: PASS, at })]);
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0]).toMatchObject({ verdict: 'ALLOWED', preflightNeeded: true });
    expect(verdicts[0].request).toEqual({ origin: PAGE, method: 'PUT', url: API });
    expect(code).toBe(0);
  }
});

test('of several calls to one URL the preflight belongs to the nearest, and the others say that theirs is missing', async () => {
  const put = (at: number) => anEntry({ method: 'PUT', sends: { 'x-tenant': 'acme' }, gives: OPEN, at });
  const { verdicts } = await explained([aPreflight({ gives: PASS, at: 5000 }), put(0), put(5001), put(9000)]);
  expect(verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
    'UNDETERMINED',
    'ALLOWED',
    'UNDETERMINED',
  ]);
});

test('a request that Chromium blocked after its preflight is explained by the preflight', async () => {
  const { code, verdicts } = await explained([
    anEntry({ method: 'PUT', status: 0, at: 1 }),
    aPreflight({ status: 403, gives: {}, at: 2 }),
  ]);
  expect(code).toBe(1);
  expect(verdicts).toHaveLength(1);
  expect(verdicts[0]).toMatchObject({ verdict: 'BLOCKED', reason: 'PreflightMissingAllowOriginHeader' });
});

test('a request without an answer says what the browser said, and how to see the answer', async () => {
  const { verdicts, text } = await explained([anEntry({ status: 0 })]);
  expect(verdicts[0]).toMatchObject({ verdict: 'BLOCKED', reason: 'InvalidResponse' });
  expect(text).toContain('net::ERR_FAILED');
  expect(text).toContain(`probe ${API} --origin ${PAGE} --method GET`);
});

test('a preflight alone is undetermined where it passes, and blocked where it does not', async () => {
  const { verdicts } = await explained([
    aPreflight({ gives: PASS }),
    aPreflight({ url: `${API}/1`, gives: {}, at: 1 }),
  ]);
  expect(verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['UNDETERMINED', 'BLOCKED']);
});

test("what the browser adds by itself is not taken for the script's", async () => {
  const sends = { 'user-agent': 'x', 'cache-control': 'no-cache', pragma: 'no-cache', 'sec-ch-ua': 'x', accept: '*/*' };
  const { verdicts } = await explained([anEntry({ sends, gives: OPEN })]);
  expect(verdicts[0]).toMatchObject({ verdict: 'ALLOWED', preflightNeeded: false });
});

test('cookies tell that credentials were sent; without them both ways are asked', async () => {
  const star = { 'access-control-allow-origin': '*' };
  const sent = await explained([anEntry({ sends: { cookie: 'a=b' }, gives: star })]);
  expect(sent.verdicts[0]).toMatchObject({ verdict: 'BLOCKED', reason: 'WildcardOriginNotAllowed' });
  const given = await explained([anEntry({ gives: star })]);
  expect(given.verdicts[0]).toMatchObject({ verdict: 'ALLOWED', notes: [expect.stringMatching(/^Taken to be sent/)] });
  const unknown = await explained([anEntry({ gives: star, more: { _resourceType: undefined } })]);
  expect(unknown.code).toBe(0);
  expect(unknown.verdicts[0]).toMatchObject({ verdict: 'UNDETERMINED', reason: 'WildcardOriginNotAllowed' });
  expect(unknown.text).toMatch(/does not tell whether the script sent credentials/);
});

test('redirects are followed from entry to entry', async () => {
  const there = 'https://other.example/orders';
  const { verdicts } = await explained([
    anEntry({ status: 307, gives: { ...OPEN, location: there, 'access-control-allow-credentials': 'true' } }),
    anEntry({ url: there, sends: { origin: 'null' }, gives: OPEN, at: 1 }),
  ]);
  expect(verdicts).toHaveLength(1);
  expect(verdicts[0]).toMatchObject({ verdict: 'BLOCKED', reason: 'AllowOriginMismatch' });
});

test('the origin is the page of the entry where the request was recorded without one', async () => {
  const bare = anEntry({ status: 0, more: { pageref: 'page_1' } });
  bare.request.headers = [];
  const { verdicts } = await explained([bare], { pages: [{ id: 'page_1', title: `${PAGE}/shop` }] });
  expect(verdicts[0].request.origin).toBe(PAGE);
});

test('pages, pictures and calls home are left out, and counted', async () => {
  const home = anEntry({ url: `${PAGE}/orders` });
  const picture = anEntry({ more: { _resourceType: 'image' } });
  const { verdicts, text } = await explained([home, picture, anEntry({ gives: OPEN })]);
  expect(verdicts).toHaveLength(1);
  expect(text).toContain('; 2 entries that are no script');
});
