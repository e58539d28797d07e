import type { HeaderLines } from '../../src/fetch/header-lines';
import type { Reason } from '../../src/verify/browser';
import { named, verdictOf } from '../support/preflights';

const HEADER = 'HeaderDisallowedByPreflightResponse';
const BAD_HEADERS = 'InvalidAllowHeadersPreflightResponse';

describe('CORS-preflight fetch, the headers (fetch.spec.whatwg.org/#cors-preflight-fetch)', () => {
  const X: HeaderLines = [['X-Api-Key', 'k']];
  const JSON_TYPE: HeaderLines = [['Content-Type', 'application/json']];
  const AUTH: HeaderLines = [['Authorization', 'Bearer t']];
  const TWO: HeaderLines = [...X, ...JSON_TYPE];

  const cases: ReadonlyArray<
    readonly [name: string, sent: HeaderLines, lines: readonly string[], omit: Reason | null, include: Reason | null]
  > = [
    ['named', X, ['x-api-key'], null, null],
    ['named in the case sent', X, ['X-Api-Key'], null, null],
    ['named in upper case', X, ['X-API-KEY'], null, null],
    ['sent in upper case', [['X-API-KEY', 'k']], ['x-api-key'], null, null],
    ['named among others', X, ['accept, x-api-key, etag'], null, null],
    ['named after empty items', X, [', ,x-api-key,'], null, null],
    ['named in the second line', X, ['accept', 'x-api-key'], null, null],
    ['not named', X, ['content-type'], HEADER, HEADER],
    ['no line', X, [], HEADER, HEADER],
    ['an empty line', X, [''], HEADER, HEADER],
    ['named with an underscore for the hyphen', X, ['x_api_key'], HEADER, HEADER],
    ['a prefix with a star', X, ['x-*'], HEADER, HEADER],
    ['a star', X, ['*'], null, HEADER],
    ['a star among others', X, ['accept, *'], null, HEADER],
    ['a star and the name', X, ['*, x-api-key'], null, null],
    ['a header that is called *', [['*', '1']], ['*'], null, null],
    ['both named', TWO, ['content-type,x-api-key'], null, null],
    ['both named in two lines', TWO, ['content-type', 'x-api-key'], null, null],
    ['one of two named', TWO, ['content-type'], HEADER, HEADER],
    ['the other of two named', TWO, ['x-api-key'], HEADER, HEADER],
    ['JSON named', JSON_TYPE, ['content-type'], null, null],
    ['JSON not named', JSON_TYPE, ['accept'], HEADER, HEADER],
    ['JSON under a star', JSON_TYPE, ['*'], null, HEADER],
    ['Authorization named', AUTH, ['authorization'], null, null],
    ['Authorization named in its own case', AUTH, ['Authorization'], null, null],
    ['Authorization under a star', AUTH, ['*'], HEADER, HEADER],
    ['Authorization named beside a star', AUTH, ['*, Authorization'], null, null],
    ['Authorization not named', AUTH, ['x-api-key'], HEADER, HEADER],
    ['authorization sent in lower case under a star', [['authorization', 't']], ['*'], HEADER, HEADER],
    ['an empty Authorization under a star', [['Authorization', '']], ['*'], HEADER, HEADER],
    [
      'Proxy-Authorization is dropped and needs no name',
      [...X, ['Proxy-Authorization', 't']],
      ['x-api-key'],
      null,
      null,
    ],
    ['Authorization and another under a star', [...AUTH, ...X], ['*'], HEADER, HEADER],
    ['Authorization named, another under a star', [...AUTH, ...X], ['*, authorization'], null, HEADER],
    ['a safelisted header need not be named', [...X, ['Accept', 'text/html']], ['x-api-key'], null, null],
    ['a header that a browser drops need not be named', [...X, ['Cookie', 'a=b']], ['x-api-key'], null, null],
    ['an Accept that is not safelisted has to be named', [['Accept', '{}']], ['content-type'], HEADER, HEADER],
    ['an Accept that is not safelisted, named', [['Accept', '{}']], ['accept'], null, null],
    ['names with a blank for a comma', X, ['content-type x-api-key'], BAD_HEADERS, BAD_HEADERS],
    ['names with semicolons', X, ['content-type;x-api-key'], BAD_HEADERS, BAD_HEADERS],
    ['names in quotes', X, ['"x-api-key"'], BAD_HEADERS, BAD_HEADERS],
    ["names in API Gateway's single quotes", X, ["'x-api-key'"], HEADER, HEADER],
    ['names in brackets', X, ['[x-api-key]'], BAD_HEADERS, BAD_HEADERS],
    ['a name with a colon', X, ['x-api-key:'], BAD_HEADERS, BAD_HEADERS],
    ['a name beyond ASCII', X, ['x-api-key, \u00fc'], BAD_HEADERS, BAD_HEADERS],
    ['a good line and a bad one', X, ['x-api-key', 'a b'], BAD_HEADERS, BAD_HEADERS],
    ['a star and a bad item', X, ['*, a b'], BAD_HEADERS, BAD_HEADERS],
  ];

  describe.each(['omit', 'same-origin', 'include'] as const)('with credentials %s', (credentials) => {
    test.each(cases)('%s: %j under %j', (_name, headers, lines, omit, include) => {
      const verdict = verdictOf({ headers, credentials }, named('Access-Control-Allow-Headers', lines));
      expect(verdict.preflightNeeded).toBe(true);
      expect(verdict.reason).toBe(credentials === 'include' ? include : omit);
    });
  });

  test('all missing names are told at once, sorted', () => {
    const verdict = verdictOf({ headers: [...X, ...AUTH, ...JSON_TYPE] }, [
      ['Access-Control-Allow-Headers', 'content-type'],
    ]);
    expect(verdict.wanted).toBe('Access-Control-Allow-Headers: authorization, x-api-key');
    expect(verdict.seen).toBe('Access-Control-Allow-Headers: content-type');
  });

  test('under a star only Authorization is missing', () => {
    const verdict = verdictOf({ headers: [...X, ...AUTH] }, [['Access-Control-Allow-Headers', '*']]);
    expect(verdict.wanted).toBe('Access-Control-Allow-Headers: authorization');
    expect(verdict.step).toContain('Authorization');
  });
});
