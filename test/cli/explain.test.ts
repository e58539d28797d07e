import { aFolder } from './support/folder';
import { expectOneLine, run } from './support/run';

const folder = aFolder();
const PAGE = 'https://app.example.com';
const OPEN = { 'Access-Control-Allow-Origin': '*' };

function aCall(over: object = {}, request: object = {}) {
  return {
    request: {
      origin: PAGE,
      method: 'GET',
      url: 'https://api.example.com/orders',
      headers: {},
      credentials: 'omit',
      ...request,
    },
    preflight: null,
    response: { status: 200, headers: OPEN },
    ...over,
  };
}

const PUT = {
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
};

async function explained(exchanges: readonly unknown[]) {
  const { code, out } = await run(['explain', '-', '--json'], { stdin: JSON.stringify(exchanges) });
  return { code, verdicts: JSON.parse(out) };
}

test('an allowed call gives its verdict, and nothing is blocked', async () => {
  const { code, verdicts } = await explained([aCall()]);
  expect(code).toBe(0);
  expect(verdicts).toEqual([
    {
      verdict: 'ALLOWED',
      reason: null,
      preflightNeeded: false,
      exposedHeaders: [],
      cacheSeconds: 0,
      step: expect.stringContaining('the CORS check succeeded'),
      seen: null,
      wanted: null,
      fix: null,
      notes: [],
    },
  ]);
});

test('a blocked call gives the preflight that was sent, what was seen, what is wanted and the fix', async () => {
  const { code, verdicts } = await explained([
    aCall({ preflight: { status: 204, headers: { ...OPEN, 'Access-Control-Allow-Methods': 'PUT' } } }, PUT),
  ]);
  expect(code).toBe(1);
  expect(verdicts).toEqual([
    {
      verdict: 'BLOCKED',
      reason: 'HeaderDisallowedByPreflightResponse',
      preflightNeeded: true,
      preflightRequest: {
        method: 'OPTIONS',
        url: 'https://api.example.com/orders',
        headers: {
          Accept: '*/*',
          'Access-Control-Request-Method': 'PUT',
          'Access-Control-Request-Headers': 'content-type',
          Origin: PAGE,
        },
      },
      exposedHeaders: [],
      cacheSeconds: 0,
      step: expect.stringContaining('https://fetch.spec.whatwg.org/#'),
      seen: null,
      wanted: expect.stringContaining('content-type'),
      fix: expect.stringContaining('content-type'),
      notes: [],
    },
  ]);
});

test('the answers are in the order of the exchanges', async () => {
  const reasons = [aCall(), aCall({ response: { status: 200, headers: {} } }), aCall({ response: null })];
  const { verdicts } = await explained(reasons);
  expect(verdicts.map(({ reason }: { reason: string | null }) => reason)).toEqual([
    null,
    'MissingAllowOriginHeader',
    'InvalidResponse',
  ]);
});

test('a list of values stands for several lines of one header', async () => {
  const headers = { 'Access-Control-Allow-Origin': [PAGE, PAGE] };
  const { verdicts } = await explained([aCall({ response: { status: 200, headers } })]);
  expect(verdicts[0]).toMatchObject({ reason: 'MultipleAllowOriginValues', seen: expect.stringContaining(PAGE) });
});

test('for people, a blocked call is told how it often comes about on API Gateway, and where there is more', async () => {
  const { out } = await run(['explain', '-'], {
    stdin: JSON.stringify([aCall({ response: { status: 403, headers: {} } })]),
  });
  expect(out.match(/^ {2}often {3}/gm)).toHaveLength(3);
  expect(out).toContain('  often   The answer is an error of API Gateway itself (401, 403, 429, 5xx');
  expect(out).toContain('docs/troubleshooting.md');
  const allowed = await run(['explain', '-'], { stdin: JSON.stringify([aCall()]) });
  expect(allowed.out).not.toMatch(/often|troubleshooting/);
});

test('redirects, modes and forced preflights are taken in', async () => {
  const preflight = { status: 204, headers: OPEN };
  const { verdicts } = await explained([
    aCall({ hops: [{ status: 307, headers: { ...OPEN, Location: 'https://other.example/orders' } }] }),
    aCall({}, { mode: 'no-cors' }),
    aCall({ preflight }, { forcePreflight: true }),
  ]);
  expect(verdicts.map(({ verdict, reason }: { verdict: string; reason: string }) => [verdict, reason])).toEqual([
    ['ALLOWED', null],
    ['BLOCKED', 'OpaqueResponse'],
    ['ALLOWED', null],
  ]);
  expect(verdicts[2].preflightNeeded).toBe(true);
});

test('for people each exchange is a paragraph that begins with the verdict', async () => {
  const file = folder.write('calls.json', [aCall(), aCall({ response: { status: 200, headers: {} } })]);
  const { code, out } = await run(['explain', file]);
  expect(code).toBe(1);
  expect(out).toMatch(/^ALLOWED {2}GET https:\/\/api\.example\.com\/orders from https:\/\/app\.example\.com\n/);
  expect(out).toMatch(/\n\nBLOCKED {2}GET .*\n {2}MissingAllowOriginHeader: .*\n {2}seen {4}nothing\n {2}wanted /);
  expect(out).toMatch(/Postman and curl show every answer/);
  expect(out).toMatch(/\n1 allowed, 1 blocked, 0 undetermined\n$/);
});

test('an empty list is a recording of nothing', async () => {
  expect(await explained([])).toEqual({ code: 0, verdicts: [] });
});

test.each([
  [[null], '[0] is null, wanted: an exchange'],
  [[aCall(), 'GET'], '[1] is "GET", wanted: an exchange'],
  [[{ preflight: null, response: null }], '[0].request is missing'],
  [[aCall({}, { origin: 7 })], '[0].request.origin is 7'],
  [[aCall({}, { method: undefined })], '[0].request.method is missing'],
  [[aCall({}, { url: null })], '[0].request.url is null'],
  [[aCall({}, { headers: [] })], '[0].request.headers is a list'],
  [[aCall({}, { headers: { a: 1 } })], '[0].request.headers.a is 1'],
  [[aCall({}, { headers: { a: ['x', {}] } })], '[0].request.headers.a[1] is an object'],
  [[aCall({}, { credentials: true })], '[0].request.credentials is a boolean, wanted: "omit" or "same-origin"'],
  [[aCall({}, { credentials: 'Include' })], '[0].request.credentials is "Include"'],
  [[aCall({}, { mode: 'navigate' })], '[0].request.mode is "navigate"'],
  [[aCall({}, { forcePreflight: 'yes' })], '[0].request.forcePreflight is "yes"'],
  [[aCall({ hops: {} })], '[0].hops is an object'],
  [[aCall({ hops: [null] })], '[0].hops[0] is null'],
  [[aCall({ preflight: undefined })], '[0].preflight is missing'],
  [[aCall({ response: undefined })], '[0].response is missing'],
  [[aCall({ response: { headers: {} } })], '[0].response.status is missing'],
  [[aCall({ response: { status: '200', headers: {} } })], '[0].response.status is "200"'],
  [[aCall({ response: { status: 0, headers: {} } })], '[0].response.status is 0, wanted: a status'],
  [[aCall({ response: { status: 200 } })], '[0].response.headers is missing'],
  [aCall(), 'is one exchange; put it in a list'],
  [{ version: 1 }, 'the file is an object, wanted: a list of exchanges, or a HAR'],
  ['text', 'the file is "text"'],
  [{ log: {} }, 'log.entries is missing'],
  [{ log: { entries: [{}] } }, 'log.entries[0].request is missing'],
])('%j is refused with the index and the member', async (json, says) => {
  const ran = await run(['explain', folder.write('bad.json', JSON.stringify(json))]);
  expectOneLine(ran);
  expect(ran.err).toContain(says);
});
