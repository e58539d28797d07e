import { judge, needsPreflight, preflightRequestFor, type Reason } from '../../src/verify/browser';
import { anAnswer, anExchange, aRequest, PAGE } from '../support/exchanges';

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

  test('no answer to a data: URL is looked at, be it a redirect', () => {
    const request = aRequest({ url: 'data:text/plain,x' });
    const redirect = anAnswer([['Location', '/y']], 302);
    expect(judge({ request, preflight: null, response: redirect }).verdict).toBe('ALLOWED');
    expect(judge({ request, hops: [redirect], preflight: null, response: null }).reason).toBe('HopNotRedirect');
  });

  test('without CORS the scheme is no matter, and nothing is read', () => {
    expect(reasonOf({ url: 'ftp://api.example.com/', mode: 'no-cors' })).toBe('OpaqueResponse');
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
