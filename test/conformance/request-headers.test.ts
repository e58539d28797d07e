import { judge, needsPreflight, type Reason } from '../../src/verify/browser';
import { API, anAnswer, anExchange, aRequest } from '../support/exchanges';

function reasonOf(request: Parameters<typeof aRequest>[0]): Reason | null {
  return judge(anExchange({ request: aRequest(request), preflight: anAnswer(), response: anAnswer() })).reason;
}

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
    ['"PUT,TRACE,PUT"', false],
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
