import type { HeaderLine, HeaderLines } from '../../src/fetch/header-lines';
import { type BrowserRequest, judge, type Verdict } from '../../src/verify/browser';
import { allowOrigin, anAnswer, anOpenPreflight, aRequest, PAGE } from '../support/exchanges';
import { verdictOf } from '../support/preflights';

const METHOD = 'MethodDisallowedByPreflightResponse';
const HEADER = 'HeaderDisallowedByPreflightResponse';
const BAD_METHODS = 'InvalidAllowMethodsPreflightResponse';
const BAD_HEADERS = 'InvalidAllowHeadersPreflightResponse';

type Credentials = BrowserRequest['credentials'];

describe('CORS-preflight fetch, the status (fetch.spec.whatwg.org/#ok-status)', () => {
  const statuses = Array.from({ length: 500 }, (_, index) => index + 100);
  const put: HeaderLine = ['Access-Control-Allow-Methods', 'PUT'];

  /** The statuses from 100 to 599 whose preflight answer gets this outcome. */
  const statusesThatGet = (outcome: Verdict['reason'], lines: HeaderLines): readonly number[] =>
    statuses.filter((status) => verdictOf({ method: 'PUT' }, lines, status).reason === outcome);

  test('every status from 200 to 299 is a good one, and no other', () => {
    const ok = statuses.filter((status) => status >= 200 && status < 300);
    expect(statusesThatGet(null, [put])).toEqual(ok);
    expect(statusesThatGet('PreflightInvalidStatus', [put])).toEqual(statuses.filter((one) => !ok.includes(one)));
  });

  test('with a Location five statuses are a redirect, and no other is', () => {
    const lines: HeaderLines = [put, ['Location', '/elsewhere']];
    expect(statusesThatGet('PreflightDisallowedRedirect', lines)).toEqual([301, 302, 303, 307, 308]);
    expect(statusesThatGet(null, lines)).toEqual(statuses.filter((status) => status >= 200 && status < 300));
  });

  test.each([301, 302, 303, 307, 308])('status %i with an empty Location is an error status', (status) => {
    expect(verdictOf({ method: 'PUT' }, [['Location', '']], status).reason).toBe('PreflightInvalidStatus');
  });
});

describe('CORS-preflight fetch, the order of the checks', () => {
  /** Each answer fails in one more way than the next; the first in the order is the one told. */
  const bad: HeaderLines = [
    ['Access-Control-Allow-Methods', 'a b'],
    ['Access-Control-Allow-Headers', 'c d'],
  ];
  const request = aRequest({ method: 'PUT', headers: [['X-A', '1']], credentials: 'include' });
  const credentials: HeaderLine = ['Access-Control-Allow-Credentials', 'true'];

  test.each([
    ['PreflightDisallowedRedirect', 302, [['Location', '/x'], ...bad]],
    ['PreflightMissingAllowOriginHeader', 403, bad],
    ['PreflightAllowOriginMismatch', 403, [allowOrigin('https://b.example'), ...bad]],
    ['PreflightInvalidAllowCredentials', 403, [allowOrigin(PAGE), ...bad]],
    ['PreflightInvalidStatus', 403, [allowOrigin(PAGE), credentials, ...bad]],
    [BAD_METHODS, 204, [allowOrigin(PAGE), credentials, ...bad]],
    [BAD_HEADERS, 204, [allowOrigin(PAGE), credentials, ['Access-Control-Allow-Headers', 'c d']]],
    [METHOD, 204, [allowOrigin(PAGE), credentials]],
    [HEADER, 204, [allowOrigin(PAGE), credentials, ['Access-Control-Allow-Methods', 'PUT']]],
  ] as const)('%s', (reason, status, headers) => {
    const verdict = judge({ request, preflight: anAnswer(headers, status), response: anAnswer() });
    expect(verdict).toMatchObject({ verdict: 'BLOCKED', reason, cacheSeconds: 0, exposedHeaders: [] });
  });

  test('a preflight that fails is told before an answer that would', () => {
    const verdict = judge({ request, preflight: anOpenPreflight('GET', 'x-a'), response: anAnswer() });
    expect(verdict.reason).toBe(METHOD);
  });
});

describe('what a preflight is asked with (fetch.spec.whatwg.org/#cors-preflight-fetch)', () => {
  const asked = (request: Partial<BrowserRequest>): Verdict => verdictOf(request, []);

  test.each([
    ['PUT', [], 'PUT', undefined],
    ['put', [], 'PUT', undefined],
    ['patch', [], 'patch', undefined],
    [
      'GET',
      [
        ['X-B', '1'],
        ['X-A', '1'],
      ],
      'GET',
      'x-a,x-b',
    ],
    [
      'GET',
      [
        ['X-A', '1'],
        ['x-a', '2'],
      ],
      'GET',
      'x-a',
    ],
    [
      'POST',
      [
        ['Content-Type', 'application/json'],
        ['Authorization', 't'],
        ['Accept', '*/*'],
      ],
      'POST',
      'authorization,content-type',
    ],
    ['PUT', [['Content-Type', 'text/plain']], 'PUT', undefined],
    [
      'GET',
      [
        ['Cookie', 'a'],
        ['X-A', '1'],
        ['Sec-Fetch-Mode', 'cors'],
        ['Proxy-A', '1'],
      ],
      'GET',
      'x-a',
    ],
  ] as const)('%s with %j asks for method %s and headers %s', (method, headers, wantedMethod, wantedHeaders) => {
    const lines: HeaderLine[] = [
      ['Accept', '*/*'],
      ['Access-Control-Request-Method', wantedMethod],
    ];
    if (wantedHeaders !== undefined) lines.push(['Access-Control-Request-Headers', wantedHeaders]);
    lines.push(['Origin', PAGE]);
    const url = 'https://api.example.com/things';
    expect(asked({ method, headers, url }).preflightRequest).toEqual({ method: 'OPTIONS', url, headers: lines });
  });

  test('the fragment of the URL stays in the browser', () => {
    expect(asked({ method: 'PUT', url: 'https://api.example.com/a?b#c' }).preflightRequest?.url).toBe(
      'https://api.example.com/a?b',
    );
  });

  test.each<Credentials>(['omit', 'same-origin', 'include'])('credentials %s leave no trace on it', (credentials) => {
    const names = asked({ method: 'PUT', credentials }).preflightRequest?.headers.map(([name]) => name);
    expect(names).toEqual(['Accept', 'Access-Control-Request-Method', 'Origin']);
  });

  test('an opaque origin asks as null', () => {
    expect(asked({ method: 'PUT', origin: 'null' }).preflightRequest?.headers).toContainEqual(['Origin', 'null']);
  });
});
