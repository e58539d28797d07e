import type { HeaderLine, HeaderLines } from '../../src/fetch/header-lines';
import { type BrowserRequest, judge, type Reason, type Verdict } from '../../src/verify/browser';
import { allowOrigin, anAnswer, anOpenAnswer, anOpenPreflight, aRequest, PAGE } from '../support/exchanges';

const METHOD = 'MethodDisallowedByPreflightResponse';
const HEADER = 'HeaderDisallowedByPreflightResponse';
const BAD_METHODS = 'InvalidAllowMethodsPreflightResponse';
const BAD_HEADERS = 'InvalidAllowHeadersPreflightResponse';

type Credentials = BrowserRequest['credentials'];

function named(name: string, values: readonly string[]): HeaderLines {
  return values.map((value): HeaderLine => [name, value]);
}

/** The verdict on a request whose preflight answer is open but for the lines given. */
function verdictOf(request: Partial<BrowserRequest>, lines: HeaderLines, status = 204): Verdict {
  return judge({ request: aRequest(request), preflight: anOpenAnswer(lines, status), response: anOpenAnswer() });
}

describe('CORS-preflight fetch, the method (fetch.spec.whatwg.org/#cors-preflight-fetch)', () => {
  const cases: ReadonlyArray<
    readonly [name: string, method: string, lines: readonly string[], omit: Reason | null, include: Reason | null]
  > = [
    ['named', 'PUT', ['PUT'], null, null],
    ['named among others', 'PUT', ['GET, PUT, DELETE'], null, null],
    ['named without blanks', 'PUT', ['GET,PUT,DELETE'], null, null],
    ['named last with a comma after', 'PUT', ['GET,PUT,'], null, null],
    ['named after empty items', 'PUT', [',, ,PUT'], null, null],
    ['named with tabs around', 'PUT', ['GET,\tPUT\t,DELETE'], null, null],
    ['named in the second line', 'PUT', ['GET', 'PUT'], null, null],
    ['named in one of two lists', 'PUT', ['GET, POST', 'PUT, DELETE'], null, null],
    ['named twice', 'PUT', ['PUT, PUT'], null, null],
    ['not named', 'PUT', ['GET, POST'], METHOD, METHOD],
    ['no line', 'PUT', [], METHOD, METHOD],
    ['an empty line', 'PUT', [''], METHOD, METHOD],
    ['commas only', 'PUT', [',,,'], METHOD, METHOD],
    ['a star', 'PUT', ['*'], null, METHOD],
    ['a star among others', 'PUT', ['GET, *'], null, METHOD],
    ['a star and the name', 'PUT', ['*, PUT'], null, null],
    ['a star in the second line', 'PUT', ['GET', '*'], null, METHOD],
    ['the method * itself', '*', ['*'], null, null],
    ['in lower case in the answer', 'PUT', ['put'], METHOD, METHOD],
    ['in mixed case in the answer', 'PUT', ['Put'], METHOD, METHOD],
    ['a longer name', 'PUT', ['PUTS'], METHOD, METHOD],
    ['a shorter name', 'PUT', ['PU'], METHOD, METHOD],
    ['written put by the script', 'put', ['PUT'], null, null],
    ['written Put by the script', 'Put', ['PUT'], null, null],
    ['written delete by the script', 'delete', ['DELETE'], null, null],
    ['written delete by the script and in the answer', 'delete', ['delete'], METHOD, METHOD],
    ['written options by the script', 'options', ['OPTIONS'], null, null],
    ['PATCH named', 'PATCH', ['PATCH'], null, null],
    ['patch is not upper-cased', 'patch', ['PATCH'], METHOD, METHOD],
    ['patch named as patch', 'patch', ['patch'], null, null],
    ['Patch named as patch', 'Patch', ['patch'], METHOD, METHOD],
    ['PATCH named as patch', 'PATCH', ['patch'], METHOD, METHOD],
    ['patch under a star', 'patch', ['*'], null, METHOD],
    ['a method of its own', 'CHICKEN', ['CHICKEN'], null, null],
    ['a method of its own in another case', 'chicken', ['CHICKEN'], METHOD, METHOD],
    ['QUERY', 'QUERY', ['GET, QUERY'], null, null],
    ['PROPFIND not named', 'PROPFIND', ['GET'], METHOD, METHOD],
    ['OPTIONS is not safelisted', 'OPTIONS', ['GET'], METHOD, METHOD],
    ['a list with a blank for a comma', 'PUT', ['GET PUT'], BAD_METHODS, BAD_METHODS],
    ['a list with semicolons', 'PUT', ['GET; PUT'], BAD_METHODS, BAD_METHODS],
    ['a list in quotes', 'PUT', ['"GET,PUT"'], BAD_METHODS, BAD_METHODS],
    ["a list in API Gateway's single quotes is one of odd tokens", 'PUT', ["'GET,PUT'"], METHOD, METHOD],
    ['a single-quoted list whose inner item stands bare', 'PUT', ["'GET,PUT,POST'"], null, null],
    ['a list in brackets', 'PUT', ['[GET, PUT]'], BAD_METHODS, BAD_METHODS],
    ['a list with a slash', 'PUT', ['GET/PUT'], BAD_METHODS, BAD_METHODS],
    ['a list with a colon', 'PUT', ['PUT, a:b'], BAD_METHODS, BAD_METHODS],
    ['a list with a letter beyond ASCII', 'PUT', ['PUT, CAF\u00c9'], BAD_METHODS, BAD_METHODS],
    ['a good line and a bad one', 'PUT', ['PUT', 'a b'], BAD_METHODS, BAD_METHODS],
    ['a bad line and a star', 'PUT', ['a b', '*'], BAD_METHODS, BAD_METHODS],
    ['a line break within a list', 'PUT', ['GET,\r\nPUT'], BAD_METHODS, BAD_METHODS],
  ];

  describe.each(['omit', 'same-origin', 'include'] as const)('with credentials %s', (credentials) => {
    test.each(cases)('%s: %s under %j', (_name, method, lines, omit, include) => {
      const verdict = verdictOf({ method, credentials }, named('Access-Control-Allow-Methods', lines));
      expect(verdict.preflightNeeded).toBe(true);
      expect(verdict.reason).toBe(credentials === 'include' ? include : omit);
    });
  });

  test.each(['GET', 'HEAD', 'POST', 'get', 'head', 'Post'])('%s asks for no preflight of itself', (method) => {
    expect(verdictOf({ method }, []).preflightNeeded).toBe(false);
  });

  test.each(['GET', 'HEAD', 'POST', 'post'])('%s need not be named when a header asks for the preflight', (method) => {
    const request = { method, headers: [['X-A', '1']] as const };
    const lines: HeaderLines = [
      ['Access-Control-Allow-Methods', 'PUT'],
      ['Access-Control-Allow-Headers', 'x-a'],
    ];
    expect(verdictOf(request, lines)).toMatchObject({ verdict: 'ALLOWED', preflightNeeded: true });
  });

  test('a list that fails blocks a safelisted method too', () => {
    const lines: HeaderLines = [
      ['Access-Control-Allow-Methods', 'a b'],
      ['Access-Control-Allow-Headers', 'x-a'],
    ];
    expect(verdictOf({ headers: [['X-A', '1']] }, lines).reason).toBe(BAD_METHODS);
  });

  test.each([
    ['no line', [], null],
    ['an empty line', [''], METHOD],
    ['another method', ['GET'], METHOD],
  ] as const)(
    'a forced preflight takes the method for granted only where there is no list: %s',
    (_name, lines, reason) => {
      const request = { method: 'PUT', forcePreflight: true };
      expect(verdictOf(request, named('Access-Control-Allow-Methods', lines)).reason).toBe(reason);
    },
  );

  test('a forced preflight is sent for a plain GET and has to be passed', () => {
    expect(verdictOf({ forcePreflight: true }, [])).toMatchObject({ verdict: 'ALLOWED', preflightNeeded: true });
    expect(verdictOf({ forcePreflight: true }, [], 403).reason).toBe('PreflightInvalidStatus');
  });

  test.each([
    ['patch', 'PATCH', /write PATCH/],
    ['PUT', 'GET', /Name PUT in Access-Control-Allow-Methods/],
  ])('the advice for %s under %s fits the mistake', (method, allowed, advice) => {
    expect(verdictOf({ method }, [['Access-Control-Allow-Methods', allowed]]).fix).toMatch(advice);
  });

  test('the advice for a star beside credentials names the method', () => {
    const verdict = verdictOf({ method: 'PUT', credentials: 'include' }, [['Access-Control-Allow-Methods', '*']]);
    expect(verdict).toMatchObject({
      seen: 'Access-Control-Allow-Methods: *',
      wanted: 'Access-Control-Allow-Methods: PUT',
    });
    expect(verdict.fix).toContain('beside credentials');
  });
});

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

describe('CORS-preflight fetch, the status (fetch.spec.whatwg.org/#ok-status)', () => {
  const statuses = Array.from({ length: 500 }, (_, index) => index + 100);

  test.each(statuses)('status %i', (status) => {
    const { reason } = verdictOf({ method: 'PUT' }, [['Access-Control-Allow-Methods', 'PUT']], status);
    expect(reason).toBe(status >= 200 && status < 300 ? null : 'PreflightInvalidStatus');
  });

  test.each(statuses)('status %i with a Location', (status) => {
    const lines: HeaderLines = [
      ['Access-Control-Allow-Methods', 'PUT'],
      ['Location', '/elsewhere'],
    ];
    const { reason } = verdictOf({ method: 'PUT' }, lines, status);
    const redirects = [301, 302, 303, 307, 308].includes(status);
    const ok = status >= 200 && status < 300;
    expect(reason).toBe(redirects ? 'PreflightDisallowedRedirect' : ok ? null : 'PreflightInvalidStatus');
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
