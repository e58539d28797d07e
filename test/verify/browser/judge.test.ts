import { judge, needsPreflight, preflightCheck, preflightRequestFor, REASONS } from '../../../src/verify/browser';
import {
  API,
  allowOrigin,
  anAnswer,
  anExchange,
  anOpenAnswer,
  anOpenPreflight,
  aRequest,
  PAGE,
} from '../../support/exchanges';

const PUT = aRequest({ method: 'PUT' });

describe('what a null in an exchange means', () => {
  test('no answer to a plain request is a network error', () => {
    expect(judge(anExchange({ response: null }))).toMatchObject({
      verdict: 'BLOCKED',
      reason: 'InvalidResponse',
      preflightNeeded: false,
      seen: null,
      wanted: 'an answer to the request',
    });
  });

  test('no answer from its own origin is a network error as well', () => {
    const request = aRequest({ origin: new URL(API).origin });
    expect(judge(anExchange({ request, response: null })).reason).toBe('InvalidResponse');
  });

  test('no answer without CORS is a network error and not an opaque answer', () => {
    const request = aRequest({ mode: 'no-cors' });
    expect(judge(anExchange({ request, response: null })).reason).toBe('InvalidResponse');
  });

  test('no answer to the preflight and none to the request: the preflight failed', () => {
    expect(judge({ request: PUT, preflight: null, response: null })).toMatchObject({
      verdict: 'BLOCKED',
      reason: 'InvalidResponse',
      preflightNeeded: true,
      wanted: 'an answer to OPTIONS',
    });
  });

  test('no answer to the request after a good preflight: the request failed, and the preflight is kept', () => {
    const preflight = anOpenPreflight('PUT', '', [['Access-Control-Max-Age', '60']]);
    expect(judge({ request: PUT, preflight, response: null })).toMatchObject({
      verdict: 'BLOCKED',
      reason: 'InvalidResponse',
      cacheSeconds: 60,
      wanted: 'an answer to the request',
    });
  });

  test('a preflight that was not recorded leaves a good answer undetermined, with a note', () => {
    const verdict = judge({ request: PUT, preflight: null, response: anOpenAnswer([['ETag', '1']]) });
    expect(verdict).toMatchObject({
      verdict: 'UNDETERMINED',
      reason: 'PreflightNotRecorded',
      preflightNeeded: true,
      exposedHeaders: [],
      cacheSeconds: 0,
      fix: null,
    });
    expect(verdict.notes.join()).toContain('recordings often leave preflights out');
  });

  test('a preflight that was not recorded does not save an answer that is bad by itself', () => {
    const verdict = judge({ request: PUT, preflight: null, response: anAnswer() });
    expect(verdict).toMatchObject({ verdict: 'BLOCKED', reason: 'MissingAllowOriginHeader' });
  });

  test('a bad preflight is bad without an answer to the request', () => {
    const verdict = judge({ request: PUT, preflight: anAnswer([], 403), response: null });
    expect(verdict.reason).toBe('PreflightMissingAllowOriginHeader');
  });

  test('a preflight that no browser sends is not looked at, and a note says so', () => {
    const verdict = judge(anExchange({ preflight: anAnswer([], 500) }));
    expect(verdict).toMatchObject({ verdict: 'ALLOWED', preflightNeeded: false });
    expect(verdict.notes.join()).toContain('was not looked at');
  });

  test('a preflight from its own origin is not looked at either', () => {
    const request = aRequest({ origin: new URL(API).origin, method: 'DELETE' });
    const verdict = judge({ request, preflight: anAnswer([], 500), response: anAnswer() });
    expect(verdict).toMatchObject({ verdict: 'ALLOWED', preflightNeeded: false });
    expect(verdict.notes).toHaveLength(1);
  });
});

describe('the shape of a verdict', () => {
  test('an allowed one has nothing to mend', () => {
    expect(judge(anExchange())).toEqual({
      verdict: 'ALLOWED',
      reason: null,
      preflightNeeded: false,
      exposedHeaders: [],
      cacheSeconds: 0,
      step: 'HTTP fetch: the CORS check succeeded (https://fetch.spec.whatwg.org/#concept-http-fetch)',
      seen: null,
      wanted: null,
      fix: null,
      notes: [],
    });
  });

  test('it survives JSON, so that it can be printed', () => {
    const verdict = judge({ request: PUT, preflight: anOpenPreflight('PUT', ''), response: anOpenAnswer() });
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
  });

  test('judging twice gives the same and leaves the exchange as it was', () => {
    const exchange = { request: PUT, preflight: anOpenPreflight('PUT', ''), response: anOpenAnswer() };
    const before = structuredClone(exchange);
    expect(judge(exchange)).toEqual(judge(exchange));
    expect(exchange).toEqual(before);
  });
});

describe('the pieces agree with the whole', () => {
  test.each([
    aRequest(),
    PUT,
    aRequest({ headers: [['X-A', '1']] }),
    aRequest({ forcePreflight: true }),
    aRequest({ method: 'PUT', mode: 'same-origin' }),
    aRequest({ method: 'PUT', origin: new URL(API).origin }),
    aRequest({ method: 'PUT', url: 'ftp://api.example.com/' }),
    aRequest({ method: 'TRACE' }),
    aRequest({ url: '/x', method: 'PUT' }),
    aRequest({ mode: 'no-cors', forcePreflight: true }),
  ])('on the preflight of $method $url in mode $mode', (request) => {
    const verdict = judge({ request, preflight: anOpenPreflight('PUT', 'x-a'), response: anOpenAnswer() });
    expect(verdict.preflightNeeded).toBe(needsPreflight(request));
    expect(verdict.preflightRequest ?? null).toEqual(preflightRequestFor(request));
  });

  test('on the answer to it', () => {
    const asking = { origin: PAGE, credentials: 'omit', method: 'PUT', headers: [], forcePreflight: false } as const;
    expect(preflightCheck(asking, anOpenPreflight('PUT', ''))).toBeNull();
    const preflight = anAnswer([allowOrigin('*')], 204);
    const refusal = preflightCheck(asking, preflight);
    const verdict = judge({ request: aRequest({ method: 'PUT', credentials: 'omit' }), preflight, response: null });
    expect(verdict).toMatchObject(refusal ?? { reason: 'the piece refuses nothing' });
  });
});

describe('the reasons', () => {
  /** Chromium's enumeration in its order, written down here a second time. */
  const CHROMIUM = `DisallowedByMode InvalidResponse WildcardOriginNotAllowed MissingAllowOriginHeader
    MultipleAllowOriginValues InvalidAllowOriginValue AllowOriginMismatch InvalidAllowCredentials CorsDisabledScheme
    PreflightInvalidStatus PreflightDisallowedRedirect PreflightWildcardOriginNotAllowed
    PreflightMissingAllowOriginHeader PreflightMultipleAllowOriginValues PreflightInvalidAllowOriginValue
    PreflightAllowOriginMismatch PreflightInvalidAllowCredentials InvalidAllowMethodsPreflightResponse
    InvalidAllowHeadersPreflightResponse MethodDisallowedByPreflightResponse HeaderDisallowedByPreflightResponse
    RedirectContainsCredentials InsecureLocalNetwork InvalidLocalNetworkAccess LocalNetworkAccessPermissionDenied`;

  test("are Chromium's in its order, and then the simulator's own", () => {
    const named = REASONS.filter(({ namedBy }) => namedBy === 'chromium').map(({ reason }) => reason);
    expect(named).toEqual(CHROMIUM.split(/\s+/));
    expect(REASONS.slice(0, named.length).every(({ namedBy }) => namedBy === 'chromium')).toBe(true);
  });

  test('have a name each and a meaning of one line', () => {
    expect(new Set(REASONS.map(({ reason }) => reason)).size).toBe(REASONS.length);
    for (const { meaning } of REASONS) expect(meaning).toMatch(/^[A-Z].{10,120}\.$/);
  });
});
