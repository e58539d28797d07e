import * as fc from 'fast-check';
import { isToken } from '../../../src/fetch/tokens';
import {
  type Answer,
  type BrowserRequest,
  type HeaderLine,
  type HeaderLines,
  judge,
  REASONS,
  type Verdict,
} from '../../../src/verify/browser';
import {
  aCredentials,
  aHeaderName,
  aMethod,
  anEngine,
  anExchange,
  holds,
  mapPreflight,
  requestHeaders,
} from '../../support/arbitraries';
import { PAGE } from '../../support/exchanges';

const FETCH_ANCHOR = /\(https:\/\/fetch\.spec\.whatwg\.org\/#[a-z-]+\)$/;
const KNOWN: ReadonlySet<string> = new Set(REASONS.map(({ reason }) => reason));

describe('whatever the exchange', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 12 });
  const anyLines = fc.array(fc.tuple(fc.oneof(anything, aHeaderName, fc.constant('Location')), anything), {
    maxLength: 4,
  });
  const anyAnswer = fc.record({
    status: fc.oneof(fc.integer(), fc.constantFrom(301, 200, Number.NaN)),
    headers: anyLines,
  });
  const anyRequest = fc.record({
    origin: fc.oneof(anything, fc.constantFrom(PAGE, 'null')),
    method: fc.oneof(anything, aMethod),
    url: fc.oneof(anything, fc.webUrl(), fc.constantFrom('https://[', 'data:,x', 'blob:x', 'https://b.example/%')),
    headers: fc.oneof(anyLines, requestHeaders),
    credentials: aCredentials,
    mode: fc.constantFrom<'cors' | 'no-cors' | 'same-origin'>('cors', 'no-cors', 'same-origin'),
    forcePreflight: fc.boolean(),
  });
  const anyExchange = fc.record({
    request: anyRequest,
    hops: fc.array(
      fc.tuple(anyAnswer, fc.option(anyAnswer)).map(([hop, preflight]) => ({ ...hop, preflight })),
      { maxLength: 3 },
    ),
    preflight: fc.option(anyAnswer),
    response: fc.option(anyAnswer),
  });

  function expectWellFormed(verdict: Verdict): void {
    expect(verdict.step).toMatch(FETCH_ANCHOR);
    expect(verdict.reason === null).toBe(verdict.verdict === 'ALLOWED');
    if (verdict.reason !== null) expect(KNOWN.has(verdict.reason)).toBe(true);
    if (verdict.verdict !== 'ALLOWED') expect(verdict.exposedHeaders).toEqual([]);
    expect(verdict.preflightRequest !== undefined).toBe(verdict.preflightNeeded);
    expect(Number.isSafeInteger(verdict.cacheSeconds) && verdict.cacheSeconds >= 0).toBe(true);
    expect([...verdict.exposedHeaders]).toEqual([...new Set(verdict.exposedHeaders)].sort());
  }

  test('of arbitrary text, judging never throws and the verdict is well formed', () => {
    fc.assert(
      fc.property(anyExchange, anEngine, (exchange, engine) => expectWellFormed(judge(exchange, { engine }))),
      { numRuns: 3000 },
    );
  });

  test('of plausible parts, the verdict is well formed', () => {
    fc.assert(
      fc.property(anExchange, anEngine, (exchange, engine) => expectWellFormed(judge(exchange, { engine }))),
      { numRuns: 2000 },
    );
  });

  test('the case of header names changes nothing but how they are told', () => {
    const recased = (headers: HeaderLines): HeaderLines =>
      headers.map(
        ([name, value], index): HeaderLine => [index % 2 === 0 ? name.toUpperCase() : name.toLowerCase(), value],
      );
    const answered = (answer: Answer | null): Answer | null =>
      answer === null ? null : { ...answer, headers: recased(answer.headers) };
    holds(anExchange, (exchange) => {
      const { request, preflight, response } = exchange;
      const other = judge({
        request: { ...request, headers: recased(request.headers) },
        preflight: answered(preflight),
        response: answered(response),
      });
      expect(other).toEqual(judge(exchange));
      return other.verdict === 'ALLOWED';
    });
  });

  test('white space around a value changes nothing', () => {
    const padded = (headers: HeaderLines): HeaderLines =>
      headers.map(([name, value]): HeaderLine => [name, ` \t${value}\t `]);
    holds(anExchange, (exchange) => {
      const other = mapPreflight(exchange, padded);
      expect(judge(other)).toEqual(judge(exchange));
      return judge(exchange).verdict === 'ALLOWED' && exchange.preflight !== null;
    });
  });
});

describe('widening what is allowed', () => {
  const aToken = fc.stringMatching(/^[a-z*-]{1,8}$/).filter(isToken);

  test.each(['Access-Control-Allow-Headers', 'Access-Control-Allow-Methods'])(
    'one more token in a line of %s never blocks what was allowed',
    (name) => {
      holds(fc.tuple(anExchange, aToken), ([exchange, token]) => {
        const before = judge(exchange);
        const after = judge(mapPreflight(exchange, (headers) => [...headers, [name, token]]));
        if (before.verdict === 'ALLOWED') expect(after.verdict).toBe('ALLOWED');
        return before.verdict === 'ALLOWED' && before.preflightNeeded;
      });
    },
  );

  test.each([
    ['Access-Control-Allow-Headers', 'InvalidAllowHeadersPreflightResponse'],
    ['Access-Control-Allow-Methods', 'InvalidAllowMethodsPreflightResponse'],
  ])('one item in %s that is no token always blocks what was allowed', (name, reason) => {
    holds(anExchange, (exchange) => {
      const before = judge(exchange);
      if (before.verdict !== 'ALLOWED' || !before.preflightNeeded) return false;
      expect(judge(mapPreflight(exchange, (headers) => [...headers, [name, 'no token']])).reason).toBe(reason);
      return true;
    });
  });

  test('exposing one more name never hides another', () => {
    holds(fc.tuple(anExchange, aToken), ([exchange, token]) => {
      const { response } = exchange;
      const before = judge(exchange);
      if (response === null || before.verdict !== 'ALLOWED') return false;
      const headers: HeaderLines = [...response.headers, ['Access-Control-Expose-Headers', token]];
      const after = judge({ ...exchange, response: { ...response, headers } });
      const readable = new Set(after.exposedHeaders);
      const brokenList = response.headers.some(([, value]) => value === 'a b');
      expect(brokenList || before.exposedHeaders.every((name) => readable.has(name))).toBe(true);
      return before.exposedHeaders.length > 0;
    });
  });
});

describe('asking for less', () => {
  test('what is allowed with credentials is allowed without', () => {
    holds(anExchange, (exchange) => {
      const without = (credentials: BrowserRequest['credentials']): Verdict =>
        judge({ ...exchange, request: { ...exchange.request, credentials } });
      if (without('include').verdict !== 'ALLOWED') return false;
      expect(without('omit').verdict).toBe('ALLOWED');
      return true;
    });
  });

  test('credentials omit and same-origin are judged alike', () => {
    holds(anExchange, ({ request, preflight, response }) => {
      const [omit, same] = (['omit', 'same-origin'] as const).map((credentials) =>
        judge({ request: { ...request, credentials }, preflight, response }),
      );
      expect(omit).toEqual(same);
      return omit?.verdict === 'ALLOWED';
    });
  });

  test('without one of its headers, an allowed request stays allowed', () => {
    holds(fc.tuple(anExchange, fc.nat(3)), ([exchange, index]) => {
      if (judge(exchange).verdict !== 'ALLOWED' || index >= exchange.request.headers.length) return false;
      const headers = exchange.request.headers.filter((_line, at) => at !== index);
      expect(judge({ ...exchange, request: { ...exchange.request, headers } }).verdict).toBe('ALLOWED');
      return true;
    });
  });
});

describe('between engines', () => {
  test('an engine never blocks a plain exchange that the standard allows', () => {
    const plain = anExchange.filter(
      ({ request }) => new Set(request.headers.map(([name]) => name)).size === request.headers.length,
    );
    holds(fc.tuple(plain, anEngine), ([exchange, engine]) => {
      if (judge(exchange).verdict !== 'ALLOWED') return false;
      expect(judge(exchange, { engine }).verdict).toBe('ALLOWED');
      return true;
    });
  });

  test('where the verdict differs there is a note', () => {
    holds(
      fc.tuple(anExchange, anEngine),
      ([exchange, engine]) => {
        const standard = judge(exchange);
        if (judge(exchange, { engine }).verdict === standard.verdict) return false;
        expect(standard.notes.length).toBeGreaterThan(0);
        return true;
      },
      1,
    );
  });
});
