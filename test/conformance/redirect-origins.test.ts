import type { HeaderLine } from '../../src/fetch/header-lines';
import type { Answer, Hop, Verdict } from '../../src/verify/browser';
import { allowOrigin, anAnswer, anOpenPreflight } from '../support/exchanges';
import { A, B, C, journey, redirect } from '../support/journeys';

describe('tainting and the origin told (fetch.spec.whatwg.org/#concept-request-tainted-origin)', () => {
  /** From a page of A through the URLs given; `told` is what the last answer has to allow, null when nothing. */
  const chains: ReadonlyArray<readonly [urls: readonly string[], told: string | null]> = [
    [[A], null],
    [[A, A], null],
    [[A, A, A], null],
    [[B], A],
    [[B, B], A],
    [[B, B, B], A],
    [[A, B], A],
    [[A, A, B], A],
    [[A, B, B], A],
    [[B, A], 'null'],
    [[B, C], 'null'],
    [[A, B, C], 'null'],
    [[A, B, A], 'null'],
    [[B, A, A], 'null'],
    [[B, C, C], 'null'],
    [[B, C, B], 'null'],
    [[B, B, C], 'null'],
    [[A, B, B, A], 'null'],
    [[B, 'https://b.example:8443'], 'null'],
    [[B, 'http://b.example'], 'null'],
    [[A, 'https://a.example:8443'], A],
    [[A, 'http://a.example'], A],
    [[B, 'https://www.b.example'], 'null'],
  ];

  test.each(chains)('%j: the last server is told %s', (urls, told) => {
    const hops = urls.slice(1).map((url) => redirect(`${url}/x`));
    const request = { url: `${urls[0]}/x` };
    const answers = [A, B, C, 'null'].map((allowed) => journey(request, hops, anAnswer([allowOrigin(allowed)])));
    const readable = [A, B, C, 'null'].filter((_allowed, index) => answers[index]?.verdict === 'ALLOWED');
    expect(readable).toEqual(told === null ? [A, B, C, 'null'] : [told]);
  });

  test.each(chains)('%j: a star lets every chain through', (urls, told) => {
    const hops = urls.slice(1).map((url) => redirect(`${url}/x`));
    const verdict = journey({ url: `${urls[0]}/x` }, hops, anAnswer([allowOrigin('*'), ['ETag', '1']]));
    expect(verdict.verdict).toBe('ALLOWED');
    expect(verdict.exposedHeaders.includes('etag')).toBe(told === null);
  });

  test.each(chains)('%j: the last preflight is asked in the name of %s', (urls, told) => {
    const allow = anOpenPreflight('PUT', '', []).headers.filter(([name]) => name === 'Access-Control-Allow-Methods');
    const preflight = anAnswer([allowOrigin('*'), ...allow], 204);
    const hops = urls.slice(1).map((url) => ({ ...redirect(`${url}/x`, '*', 307), preflight }));
    const verdict = journey({ url: `${urls[0]}/x`, method: 'PUT' }, hops, anAnswer([allowOrigin('*')]), preflight);
    expect(verdict.verdict).toBe('ALLOWED');
    const origin = verdict.preflightRequest?.headers.find(([name]) => name === 'Origin');
    expect(origin).toEqual(told === null ? undefined : ['Origin', told]);
    expect(verdict.preflightRequest?.url).toBe(told === null ? undefined : `${urls.at(-1)}/x`);
  });

  test('with credentials a tainted chain passes only where null is allowed by name', () => {
    const open: HeaderLine = ['Access-Control-Allow-Credentials', 'true'];
    const hop: Hop = { status: 302, headers: [allowOrigin(A), open, ['Location', `${C}/x`]] };
    const request = { url: `${B}/x`, credentials: 'include' } as const;
    expect(journey(request, [hop], anAnswer([allowOrigin('null'), open])).verdict).toBe('ALLOWED');
    expect(journey(request, [hop], anAnswer([allowOrigin(A), open])).reason).toBe('AllowOriginMismatch');
    expect(journey(request, [hop], anAnswer([allowOrigin('*'), open])).reason).toBe('WildcardOriginNotAllowed');
  });

  test('an opaque page stays opaque', () => {
    const verdict = journey(
      { origin: 'null', url: `${B}/x` },
      [redirect(`${B}/y`, 'null')],
      anAnswer([allowOrigin('null')]),
    );
    expect(verdict.verdict).toBe('ALLOWED');
  });
});

describe('each answer on the way is checked (fetch.spec.whatwg.org/#concept-http-fetch)', () => {
  test.each([301, 302, 303, 307, 308])('a redirect with status %i has to pass the CORS check', (status) => {
    const last = anAnswer([allowOrigin('*')]);
    expect(journey({ url: `${B}/x` }, [redirect(`${B}/y`, null, status)], last).reason).toBe(
      'MissingAllowOriginHeader',
    );
    expect(journey({ url: `${B}/x` }, [redirect(`${B}/y`, C, status)], last).reason).toBe('AllowOriginMismatch');
    expect(journey({ url: `${B}/x` }, [redirect(`${B}/y`, A, status)], last).verdict).toBe('ALLOWED');
  });

  test('a redirect from the page to itself needs no header', () => {
    expect(journey({ url: `${A}/x` }, [redirect(`${A}/y`, null)], anAnswer()).verdict).toBe('ALLOWED');
  });

  test('a redirect from the page to another server needs a header there only', () => {
    const hops = [redirect(`${B}/y`, null)];
    expect(journey({ url: `${A}/x` }, hops, anAnswer([allowOrigin(A)])).verdict).toBe('ALLOWED');
    expect(journey({ url: `${A}/x` }, hops, anAnswer()).reason).toBe('MissingAllowOriginHeader');
  });

  test('a journey that comes home is still checked', () => {
    expect(journey({ url: `${B}/x` }, [redirect(`${A}/y`)], anAnswer()).reason).toBe('MissingAllowOriginHeader');
  });

  test('the preflight of the second server is checked like the first', () => {
    const first = anOpenPreflight('PUT', '');
    const good: Answer = anAnswer([allowOrigin(A), ['Access-Control-Allow-Methods', 'PUT']], 204);
    const hop: Hop = { ...redirect(`${B}/y`, A, 307), preflight: good };
    const request = { url: `${B}/x`, method: 'PUT' };
    expect(journey(request, [hop], anAnswer([allowOrigin(A)]), good).verdict).toBe('ALLOWED');
    expect(journey(request, [hop], anAnswer([allowOrigin(A)]), anAnswer([], 204)).reason).toBe(
      'PreflightMissingAllowOriginHeader',
    );
    expect(journey(request, [{ ...hop, preflight: first }], anAnswer([allowOrigin(A)]), good).reason).toBe(
      'PreflightAllowOriginMismatch',
    );
  });
});

describe('how long the preflights of a journey are kept (fetch.spec.whatwg.org/#cors-preflight-fetch)', () => {
  const kept = (seconds: string, status = 204): Answer =>
    anAnswer([allowOrigin('*'), ['Access-Control-Allow-Methods', 'PUT'], ['Access-Control-Max-Age', seconds]], status);
  const through = (first: Answer, second: Answer): Verdict =>
    journey(
      { url: `${B}/x`, method: 'PUT' },
      [{ ...redirect('/y', '*', 307), preflight: first }],
      anAnswer([allowOrigin('*')]),
      second,
    );

  test('the last one counts', () => {
    expect(through(kept('60'), kept('90')).cacheSeconds).toBe(90);
  });

  test('when the last one fails, nothing counts', () => {
    expect(through(kept('60'), kept('90', 403))).toMatchObject({ verdict: 'BLOCKED', cacheSeconds: 0 });
  });
});
