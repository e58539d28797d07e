import type { HeaderLines } from '../../src/fetch/header-lines';
import { judge, needsPreflight, preflightRequestFor, type Reason } from '../../src/verify/browser';
import { API, anAnswer, anExchange, aRequest, PAGE } from '../support/exchanges';

function reasonOf(request: Parameters<typeof aRequest>[0]): Reason | null {
  return judge(anExchange({ request: aRequest(request), preflight: anAnswer(), response: anAnswer() })).reason;
}

describe('the method (fetch.spec.whatwg.org/#dom-request)', () => {
  test.each(['CONNECT', 'TRACE', 'TRACK', 'connect', 'Trace', 'tRaCk'])('%s is forbidden', (method) => {
    expect(reasonOf({ method })).toBe('ForbiddenMethod');
    expect(needsPreflight(aRequest({ method }))).toBe(false);
  });

  test.each([
    '',
    ' ',
    'GET ',
    ' GET',
    'G ET',
    'GET,PUT',
    'GET/',
    'GE(T',
    'GET:',
    '"GET"',
    'G\u00c9T',
    'GET\n',
    'G\0T',
    '{}',
    '\u017fave',
  ])('%j is no method', (method) => {
    expect(reasonOf({ method })).toBe('InvalidMethod');
  });

  test.each([
    ['get', 'GET'],
    ['gEt', 'GET'],
    ['post', 'POST'],
    ['head', 'HEAD'],
    ['put', 'PUT'],
    ['delete', 'DELETE'],
    ['options', 'OPTIONS'],
    ['patch', 'patch'],
    ['Patch', 'Patch'],
    ['query', 'query'],
    ['link', 'link'],
    ["x!#$%&'*+-.^_`|~1", "x!#$%&'*+-.^_`|~1"],
  ])('%s is sent as %s', (method, sent) => {
    const asked = preflightRequestFor(aRequest({ method, forcePreflight: true }));
    expect(asked?.headers).toContainEqual(['Access-Control-Request-Method', sent]);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'patch', 'QUERY'])('%s cannot be sent without CORS', (method) => {
    expect(reasonOf({ method, mode: 'no-cors' })).toBe('DisallowedByMode');
  });

  test.each(['GET', 'HEAD', 'POST', 'post'])('%s can be sent without CORS, and nothing read', (method) => {
    expect(reasonOf({ method, mode: 'no-cors' })).toBe('OpaqueResponse');
  });
});

describe('the URL (fetch.spec.whatwg.org/#dom-request)', () => {
  test.each(['https://', 'https://a b', 'http://[::1', 'https://x:99999', 'https://%zz', 'https:// '])(
    '%j is no URL',
    (url) => {
      expect(judge(anExchange({ request: aRequest({ url }) }))).toMatchObject({
        verdict: 'BLOCKED',
        reason: 'InvalidUrl',
      });
    },
  );

  test.each(['', 'things', '/things', '//api.example.com/', '?a', '#a', '://x', '../x'])(
    '%j is relative to a page that is not known, so nothing can be said',
    (url) => {
      const verdict = judge(anExchange({ request: aRequest({ url }) }));
      expect(verdict).toMatchObject({ verdict: 'UNDETERMINED', reason: 'RelativeUrl', seen: url });
    },
  );

  test.each(['https://me@api.example.com/', 'https://me:pw@api.example.com/', 'https://:pw@api.example.com/'])(
    '%s has credentials in it',
    (url) => {
      expect(reasonOf({ url })).toBe('InvalidUrl');
    },
  );

  test.each([
    'ftp://api.example.com/',
    'file:///etc/hosts',
    'about:blank',
    'mailto:a@b.example',
    'ws://api.example.com/',
    'javascript:0',
    'chrome-extension://abc/x',
    'blob:https://b.example/1',
  ])('%s has a scheme that CORS does not know', (url) => {
    expect(reasonOf({ url })).toBe('CorsDisabledScheme');
  });

  test('a data: URL is read by every page, and no server asked', () => {
    const request = aRequest({ url: 'data:text/plain,x' });
    const verdict = judge({ request, preflight: null, response: null });
    expect(verdict).toMatchObject({ verdict: 'ALLOWED', preflightNeeded: false, exposedHeaders: ['content-type'] });
  });

  test("a blob: URL of the page's own origin is its own", () => {
    expect(reasonOf({ url: `blob:${PAGE}/1` })).toBeNull();
  });

  test.each([
    ['https://app.example.com:443/x', true],
    ['HTTPS://APP.EXAMPLE.COM/x', true],
    ['https://app.example.com', true],
    ['https://app.example.com:8443/x', false],
    ['http://app.example.com/x', false],
    ['https://app.example.com./x', false],
    ['https://www.app.example.com/x', false],
  ])('%s is of the same origin: %s', (url, same) => {
    expect(reasonOf({ url })).toBe(same ? null : 'MissingAllowOriginHeader');
    expect(reasonOf({ url, mode: 'same-origin' })).toBe(same ? null : 'DisallowedByMode');
    expect(reasonOf({ url, mode: 'no-cors' })).toBe(same ? null : 'OpaqueResponse');
    expect(needsPreflight(aRequest({ url, method: 'PUT' }))).toBe(!same);
  });

  test('an opaque page has no URL of its own origin', () => {
    expect(reasonOf({ origin: 'null', url: 'https://app.example.com/' })).toBe('MissingAllowOriginHeader');
    expect(reasonOf({ origin: 'null', mode: 'same-origin' })).toBe('DisallowedByMode');
  });
});

describe('the origin (fetch.spec.whatwg.org/#concept-request-origin)', () => {
  test.each([
    '',
    'app.example.com',
    'https://',
    'https://app.example.com/',
    'https://app.example.com:443',
    'HTTPS://app.example.com',
    'https://App.example.com',
    'https://a.example https://b.example',
    'https://m\u00fcnchen.example',
    '*',
    'Null',
    'https://me@app.example.com',
    'https://app.example.com?x',
  ])('%j is no origin of a browser, so nothing can be said', (origin) => {
    const verdict = judge(anExchange({ request: aRequest({ origin }) }));
    expect(verdict).toMatchObject({ verdict: 'UNDETERMINED', reason: 'InvalidOrigin' });
  });

  test('what cannot be sent is blocked from whatever origin', () => {
    expect(reasonOf({ origin: '*', method: 'TRACE' })).toBe('ForbiddenMethod');
  });
});

describe('forbidden request headers (fetch.spec.whatwg.org/#forbidden-request-header)', () => {
  const names = [
    'Accept-Charset',
    'Accept-Encoding',
    'Access-Control-Request-Headers',
    'Access-Control-Request-Method',
    'Connection',
    'Content-Length',
    'Cookie',
    'Cookie2',
    'Date',
    'DNT',
    'Expect',
    'Host',
    'Keep-Alive',
    'Origin',
    'Referer',
    'Set-Cookie',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'Via',
    'Proxy-Authorization',
    'Proxy-',
    'Sec-Fetch-Site',
    'Sec-',
    'sec-ch-ua',
    'PROXY-X',
  ];

  test.each(names)('%s is dropped, so nothing is asked', (name) => {
    expect(needsPreflight(aRequest({ headers: [[name, 'x']] }))).toBe(false);
  });

  test.each([
    'User-Agent',
    'Authorization',
    'X-Proxy-Id',
    'Security',
    'Proxy',
    'Sec',
    'If-None-Match',
    'X-Requested-With',
    'Traceparent',
    'X-HTTP-Method',
    'Range2',
    'Cache-Control',
    'Pragma',
    'Accept-',
    'DPR',
  ])('%s is sent, so leave is asked', (name) => {
    expect(needsPreflight(aRequest({ headers: [[name, 'x']] }))).toBe(true);
  });

  test.each([
    ['TRACE', true],
    ['trace', true],
    ['CONNECT', true],
    ['TRACK', true],
    ['PUT', false],
    ['PUT, TRACE', true],
    ['TRACE,PUT', true],
    ['PUT,\tTRACK\t', true],
    ['TRACER', false],
    ['"TRACE"', false],
    ['"PUT,TRACE"', false],
    ['"PUT",TRACE', true],
    ['"PUT\\",TRACE"', false],
    ['"PUT\\\\",TRACE', true],
    ['', false],
    ['TRA CE', false],
  ])('an override header with %j is dropped: %s', (value, dropped) => {
    for (const name of ['X-HTTP-Method', 'x-http-method-override', 'X-METHOD-OVERRIDE']) {
      expect(needsPreflight(aRequest({ headers: [[name, value]] }))).toBe(!dropped);
    }
  });
});

describe('request headers that are none (fetch.spec.whatwg.org/#headers-validate)', () => {
  test.each<[string, string]>([
    ['', '1'],
    ['X A', '1'],
    ['X:A', '1'],
    ['X-\u00c4', '1'],
    ['(X)', '1'],
    ['X-A', 'a\0b'],
    ['X-A', 'a\nb'],
    ['X-A', 'a\rb'],
    ['X-A', 'a\r\n b'],
    ['X-A', '\u20ac'],
    ['X-A', '\ud83d\ude00'],
    ['Cookie', 'a\nb'],
  ])('%j: %j is a TypeError', (name, value) => {
    expect(reasonOf({ headers: [[name, value]] })).toBe('InvalidHeader');
  });

  test.each(['\n1', '1\r\n', '\t1 ', '\u00ff', ''])('the value %j is fine', (value) => {
    expect(needsPreflight(aRequest({ headers: [['X-A', value]] }))).toBe(true);
  });

  test.each([' text/html', 'text/html\t', '\r\ntext/html\n'])(
    'white space at the ends is stripped before the safelist looks: %j',
    (value) => {
      expect(needsPreflight(aRequest({ headers: [['Accept', value]] }))).toBe(false);
    },
  );
});

describe('safelisted request headers (fetch.spec.whatwg.org/#cors-safelisted-request-header)', () => {
  const cases: ReadonlyArray<readonly [name: string, value: string, safelisted: boolean]> = [
    ['Accept', 'text/html', true],
    ['ACCEPT', 'text/html', true],
    ['Accept', '', true],
    ['Accept', 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', true],
    ['Accept', 'text/html;v="1"', false],
    ['Accept', '\u00e9', true],
    ['Accept-Language', 'en-US,en;q=0.5', true],
    ['Accept-Language', '', true],
    ['Accept-Language', '*', true],
    ['Accept-Language', 'en_US', false],
    ['Accept-Language', 'en\tde', false],
    ['Accept-Language', '"en"', false],
    ['Accept-Language', 'fran\u00e7ais', false],
    ['Content-Language', 'de, en', true],
    ['Content-Language', 'de_DE', false],
    ['Content-Type', 'text/plain', true],
    ['Content-Type', 'TEXT/PLAIN', true],
    ['Content-Type', 'text/plain;charset=UTF-8', true],
    ['Content-Type', 'text/plain; charset=utf-8', true],
    ['Content-Type', 'text/plain ; charset=utf-8', true],
    ['Content-Type', 'text/plain;', true],
    ['Content-Type', 'text/plain;;;', true],
    ['Content-Type', 'text/plain;charset="utf-8"', false],
    ['Content-Type', 'text/plain, text/plain', false],
    ['Content-Type', 'text/plain; application/json', true],
    ['Content-Type', 'application/json', false],
    ['Content-Type', 'application/json; text/plain', false],
    ['Content-Type', 'application/x-www-form-urlencoded', true],
    ['Content-Type', 'application/x-www-form-urlencoded;charset=UTF-8', true],
    ['Content-Type', 'multipart/form-data; boundary=----x', true],
    ['Content-Type', 'multipart/form-data', true],
    ['Content-Type', 'multipart/mixed', false],
    ['Content-Type', 'text/html', false],
    ['Content-Type', 'text/plain/x', false],
    ['Content-Type', 'text/', false],
    ['Content-Type', '/plain', false],
    ['Content-Type', 'text', false],
    ['Content-Type', '', false],
    ['Content-Type', 'text /plain', false],
    ['Content-Type', 'text/ plain', false],
    ['Content-Type', 'text;/plain', false],
    ['Content-Type', 'application/octet-stream', false],
    ['Content-Type', 'application/graphql', false],
    ['Range', 'bytes=0-', true],
    ['Range', 'bytes=0-0', true],
    ['Range', 'bytes=100-200', true],
    ['Range', 'bytes=200-100', false],
    ['Range', 'bytes=-100', false],
    ['Range', 'bytes=-', false],
    ['Range', 'bytes=', false],
    ['Range', 'bytes=0-1,2-3', false],
    ['Range', 'bytes= 0-1', false],
    ['Range', 'bytes =0-1', false],
    ['Range', 'bytes=0 -1', false],
    ['Range', 'bytes=0- 1', false],
    ['Range', 'Bytes=0-1', false],
    ['Range', 'items=0-1', false],
    ['Range', 'bytes=00-1', true],
    ['Range', 'bytes=0x1-2', false],
    ['Range', 'bytes=1.0-2', false],
    ['Range', 'bytes=99999999999999999998-99999999999999999999', true],
    ['Range', 'bytes=99999999999999999999-99999999999999999998', false],
    ['range', 'bytes=5-', true],
    ['Last-Event-ID', '1', false],
    ['X-Requested-With', 'XMLHttpRequest', false],
    ['Authorization', 'Basic x', false],
    ['X-Amz-Date', 'x', false],
    ['X-Api-Key', 'x', false],
    ['Save-Data', 'on', false],
    ['Width', '1', false],
    ['Accept-Datetime', 'x', false],
  ];

  test.each(cases)('%s: %s is safelisted: %s', (name, value, safelisted) => {
    expect(needsPreflight(aRequest({ headers: [[name, value]] }))).toBe(!safelisted);
  });

  test.each<[string, (length: number) => string]>([
    ['Accept', (length) => 'a'.repeat(length)],
    ['Accept-Language', (length) => 'a'.repeat(length)],
    ['Content-Language', (length) => 'a'.repeat(length)],
    ['Content-Type', (length) => 'text/plain;'.padEnd(length, 'a')],
    ['Range', (length) => `${'bytes='.padEnd(length - 1, '1')}-`],
  ])('%s may have 128 bytes and no more', (name, ofLength) => {
    const asks = [127, 128, 129, 1000].map((length) => {
      const value = ofLength(length);
      expect(value).toHaveLength(length);
      return needsPreflight(aRequest({ headers: [[name, value]] }));
    });
    expect(asks).toEqual([false, false, true, true]);
  });

  test('white space at the ends does not count towards the 128', () => {
    expect(needsPreflight(aRequest({ headers: [['Accept', ` ${'a'.repeat(128)}\t`]] }))).toBe(false);
  });
});

describe('all safelisted values together (fetch.spec.whatwg.org/#cors-unsafe-request-header-names)', () => {
  const lines = (count: number, length: number): HeaderLines =>
    Array.from({ length: count }, () => ['Accept', 'a'.repeat(length)] as const);

  test.each([
    ['8 of 128, which is 1024', lines(8, 128), null],
    ['8 of 128 and an empty one', [...lines(8, 128), ['Accept-Language', ''] as const], null],
    ['8 of 128 and one of 1', [...lines(8, 128), ['Accept-Language', 'a'] as const], 'accept,accept-language'],
    ['9 of 128', lines(9, 128), 'accept'],
    ['1025 of 1', lines(1025, 1), 'accept'],
    ['1024 of 1', lines(1024, 1), null],
    ['unsafe values do not count', [...lines(8, 128), ['X-A', 'a'.repeat(1000)] as const], 'x-a'],
    ['unsafe names come along', [...lines(9, 128), ['X-A', '1'] as const], 'accept,x-a'],
    [
      'one too long is unsafe of itself and not counted',
      [...lines(8, 128), ['Range', `bytes=${'1'.repeat(130)}-`] as const],
      'range',
    ],
    ['dropped headers do not count', [...lines(8, 128), ['Cookie', 'a'.repeat(100)] as const], null],
  ])('%s', (_name, headers, names) => {
    const asked = preflightRequestFor(aRequest({ headers }))?.headers ?? [];
    expect(asked.find(([name]) => name === 'Access-Control-Request-Headers')?.[1] ?? null).toBe(names);
  });
});

describe('headers without CORS (fetch.spec.whatwg.org/#concept-headers-append)', () => {
  test.each(['X-A', 'Authorization', 'Range', 'Content-Type'])('%s is silently left out and nothing asked', (name) => {
    const request = aRequest({ url: API, mode: 'no-cors', headers: [[name, 'application/json']] });
    const verdict = judge(anExchange({ request, response: anAnswer() }));
    expect(verdict).toMatchObject({
      verdict: 'BLOCKED',
      reason: 'OpaqueResponse',
      preflightNeeded: false,
      exposedHeaders: [],
    });
  });
});
