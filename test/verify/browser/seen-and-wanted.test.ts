import type { HeaderLines } from '../../../src/fetch/header-lines';
import { corsCheck, judge, preflightCorsCheck, type Verdict } from '../../../src/verify/browser';
import { STEPS } from '../../../src/verify/browser/steps';
import { allowOrigin, anAnswer, anExchange, aRequest, PAGE } from '../../support/exchanges';
import { A, B, C, journey, redirect } from '../../support/journeys';
import { verdictOf } from '../../support/preflights';

const METHODS = 'Access-Control-Allow-Methods';
const HEADERS = 'Access-Control-Allow-Headers';

describe('a verdict that is not ALLOWED tells what was there, and what should have been', () => {
  const of = (over: Parameters<typeof aRequest>[0]): Verdict => judge(anExchange({ request: aRequest(over) }));
  const twoLocations = anAnswer([allowOrigin('*'), ['Location', '/y'], ['Location', '/z']], 302);
  const redirects = (count: number) => Array.from({ length: count }, () => redirect(`${B}/x`));

  const rows: ReadonlyArray<
    readonly [name: string, verdict: () => Verdict, seen: string | null, wanted: string | null]
  > = [
    ['a request without CORS', () => of({ mode: 'no-cors' }), 'mode no-cors', 'mode cors'],
    ['a scheme that CORS does not know', () => of({ url: 'ftp://api.example.com/' }), 'ftp:', 'http: or https:'],
    ['another origin in mode same-origin', () => of({ mode: 'same-origin' }), 'https://api.example.com', PAGE],
    ['a header that is none', () => of({ headers: [['X A', ' 1']] }), 'X A:  1', null],
    ['a method that is none', () => of({ method: 'G ET' }), 'G ET', 'a token'],
    ['a method that no script may send', () => of({ method: 'TRACE' }), 'TRACE', null],
    [
      'a preflight that redirects',
      () => verdictOf({ method: 'PUT' }, [['Location', '/x']], 302),
      'status 302, Location: /x',
      'status 200 to 299',
    ],
    [
      'a preflight with an error status',
      () => verdictOf({ method: 'PUT' }, [], 403),
      'status 403',
      'status 200 to 299',
    ],
    [
      'a list of methods that is none',
      () => verdictOf({ method: 'PUT' }, [[METHODS, 'a b']]),
      `${METHODS}: a b`,
      `${METHODS}: methods with commas between`,
    ],
    [
      'a list of headers that is none',
      () => verdictOf({ method: 'PUT' }, [[HEADERS, 'a b']]),
      `${HEADERS}: a b`,
      `${HEADERS}: header names with commas between`,
    ],
    ['no list of methods', () => verdictOf({ method: 'PUT' }, []), null, `${METHODS}: PUT`],
    ['no list of headers', () => verdictOf({ headers: [['X-A', '1']] }, []), null, `${HEADERS}: x-a`],
    [
      'two Locations',
      () => journey({ url: `${B}/x` }, [twoLocations], anAnswer()),
      'Location: /y, /z',
      'Location: one URL',
    ],
    [
      'one redirect too many',
      () => journey({ url: `${B}/x` }, redirects(21), anAnswer()),
      '21 redirects',
      '20 redirects at most',
    ],
  ];

  test.each(rows)('%s', (_name, verdict, seen, wanted) => {
    expect(verdict()).toMatchObject({ verdict: 'BLOCKED', seen, wanted });
  });

  test.each([
    ['an origin that is none', () => of({ origin: '*' }), 'Origin: *'],
    [
      'a redirect that is none',
      () => journey({ url: `${B}/x` }, [anAnswer([allowOrigin('*')], 204)], anAnswer()),
      'status 204',
    ],
    ['a redirect that was not followed', () => journey({ url: `${B}/x` }, [], redirect(`${C}/y`)), `Location: ${C}/y`],
  ])('%s leaves it undetermined', (_name, verdict, seen) => {
    expect(verdict()).toMatchObject({ verdict: 'UNDETERMINED', seen, fix: null });
  });
});

describe('the step of the standard at which a decision falls', () => {
  const wrongOrigin: HeaderLines = [allowOrigin('https://b.example')];
  const noCredentials: HeaderLines = [allowOrigin(PAGE)];

  test.each([
    ['the origin of an answer', corsCheck, wrongOrigin, STEPS.corsCheckOrigin],
    ['the credentials of an answer', corsCheck, noCredentials, STEPS.corsCheckCredentials],
    ['the origin of a preflight', preflightCorsCheck, wrongOrigin, STEPS.preflightOrigin],
    ['the credentials of a preflight', preflightCorsCheck, noCredentials, STEPS.preflightCredentials],
  ])('is the check of %s', (_name, check, headers, step) => {
    expect(check({ origin: PAGE, credentials: 'include' }, headers)?.step).toBe(step);
  });

  test.each([
    ['another origin', B, STEPS.passed],
    ['the same origin', A, STEPS.basic],
  ])('is, for an answer of %s that is readable, told as well', (_name, from, step) => {
    expect(journey({ url: `${from}/x` }, [], anAnswer([allowOrigin('*')]))).toMatchObject({ verdict: 'ALLOWED', step });
  });

  test('is, for a data: URL, that of its scheme', () => {
    const request = aRequest({ url: 'data:text/plain,x' });
    expect(judge({ request, preflight: null, response: null }).step).toBe(STEPS.dataUrl);
  });
});

describe('the advice', () => {
  test.each([
    ['no header', []],
    ['a star with credentials', [allowOrigin('*')]],
    ['two values', [allowOrigin('a, b')]],
    ['what is no origin', [allowOrigin("'*'")]],
    ['another origin', [allowOrigin(PAGE)]],
    ['null, but no credentials', [allowOrigin('null')]],
  ])('to a page without an origin is never to allow null, whatever the answer has: %s', (_name, headers) => {
    const asker = { origin: 'null', credentials: 'include' } as const;
    for (const check of [corsCheck, preflightCorsCheck]) {
      const refusal = check(asker, headers);
      expect(refusal?.fix).toContain('a page that has an origin');
      expect(refusal?.fix).not.toMatch(/(Add|Put) "/);
    }
  });

  test.each([
    ['an answer', corsCheck],
    ['a preflight', preflightCorsCheck],
  ])('to %s that names another origin holds the one that asked', (_name, check) => {
    const refusal = check({ origin: PAGE, credentials: 'omit' }, [allowOrigin('https://b.example')]);
    expect(refusal?.fix).toContain(`"Access-Control-Allow-Origin: ${PAGE}"`);
  });

  test('on a method that is not named says nothing of a star where there is none', () => {
    const verdict = verdictOf({ method: 'PUT', credentials: 'include' }, [[METHODS, 'GET']]);
    expect(verdict.fix).not.toContain('*');
  });
});
