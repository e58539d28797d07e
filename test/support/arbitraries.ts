import * as fc from 'fast-check';
import type { Answer, BrowserRequest, Engine, Exchange, HeaderLine, HeaderLines } from '../../src/verify/browser';
import { PAGE } from './exchanges';

const ALL_NAMES = 'accept,content-type,x-api-key,x-trace,if-match';

export const anEngine = fc.constantFrom<Engine>('standard', 'chromium', 'firefox', 'webkit');
export const aCredentials = fc.constantFrom<BrowserRequest['credentials']>('omit', 'same-origin', 'include');
export const aMethod = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'patch', 'QUERY');
export const aHeaderName = fc.constantFrom(
  'Accept',
  'Content-Type',
  'X-Api-Key',
  'X-Trace',
  'Authorization',
  'If-Match',
);
const aValue = fc.constantFrom('1', 'text/plain', 'application/json', '{}', 'on');
export const requestHeaders = fc.array(fc.tuple(aHeaderName, aValue), { maxLength: 4 });

/** Values near enough to good ones that every check is passed at times and failed at times. */
const anOriginValue = fc.constantFrom(PAGE, PAGE, PAGE, '*', 'null', 'https://b.example', `${PAGE}/`);
const aLine: fc.Arbitrary<HeaderLine> = fc.oneof(
  fc.tuple(fc.constant('Access-Control-Allow-Origin'), anOriginValue),
  fc.tuple(fc.constant('Access-Control-Allow-Credentials'), fc.constantFrom('true', 'true', 'True')),
  fc.tuple(fc.constant('Access-Control-Allow-Methods'), fc.constantFrom('*', 'PUT', 'GET,PATCH', 'patch', 'a b')),
  fc.tuple(
    fc.constant('Access-Control-Allow-Headers'),
    fc.constantFrom('*', 'x-api-key', 'authorization,x-trace', 'a b'),
  ),
  fc.tuple(fc.constant('Access-Control-Expose-Headers'), fc.constantFrom('*', 'etag', 'a b')),
  fc.tuple(fc.constant('Access-Control-Max-Age'), fc.constantFrom('600', '-1', 'x')),
  fc.tuple(fc.constantFrom('ETag', 'Vary', 'Content-Type', 'Set-Cookie'), fc.constant('1')),
);
const openLines: HeaderLines = [
  ['Access-Control-Allow-Origin', PAGE],
  ['Access-Control-Allow-Credentials', 'true'],
];
/** Three answers of four are open to begin with, so that what else they say decides. */
const lines: fc.Arbitrary<HeaderLines> = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.array(aLine, { maxLength: 3 }))
  .map(([open, more]) => (open > 0 ? [...openLines, ...more.filter(([name]) => !isOpening(name))] : more));
const aStatus = fc.constantFrom(200, 204, 204, 200, 204, 200, 403);
const anAnswer: fc.Arbitrary<Answer> = fc.record({ status: aStatus, headers: lines });
/** One of three lists may name all methods, and one all headers but Authorization. */
const aPreflight: fc.Arbitrary<Answer> = fc
  .tuple(
    anAnswer,
    fc.constantFrom('PUT', '*', 'PUT,DELETE,PATCH,patch,QUERY'),
    fc.constantFrom('x-trace', '*', ALL_NAMES),
  )
  .map(([{ status, headers }, methods, names]) => ({
    status,
    headers: [...headers, ['Access-Control-Allow-Methods', methods], ['Access-Control-Allow-Headers', names]],
  }));
const aRequest: fc.Arbitrary<BrowserRequest> = fc.record({
  origin: fc.constantFrom(PAGE, PAGE, 'null'),
  method: aMethod,
  url: fc.constantFrom('https://api.example.com/x', 'https://api.example.com/x', `${PAGE}/x`),
  headers: requestHeaders,
  credentials: aCredentials,
});
export const anExchange: fc.Arbitrary<Exchange> = fc.record({
  request: aRequest,
  preflight: fc.option(aPreflight, { freq: 6 }),
  response: fc.option(anAnswer, { freq: 8 }),
});

function isOpening(name: string): boolean {
  return openLines.some(([open]) => open === name);
}

export function mapPreflight(exchange: Exchange, change: (headers: HeaderLines) => HeaderLines): Exchange {
  const { preflight } = exchange;
  return preflight === null
    ? exchange
    : { ...exchange, preflight: { ...preflight, headers: change(preflight.headers) } };
}

/** A run that never meets the verdict it speaks of proves nothing, so each property counts its cases. */
export function holds<T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => boolean, atLeast = 30): void {
  let met = 0;
  fc.assert(
    fc.property(arbitrary, (value) => {
      if (property(value)) met += 1;
    }),
    { numRuns: 2000 },
  );
  expect(met).toBeGreaterThanOrEqual(atLeast);
}
