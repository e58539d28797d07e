import { isForbiddenRequestHeader, isForbiddenResponseHeader, isHeaderName } from '../../src/fetch/header-names';

/** https://fetch.spec.whatwg.org/#forbidden-request-header */
const FORBIDDEN = [
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
  'Proxy-',
  'Proxy-Authorization',
  'Sec-',
  'Sec-Fetch-Mode',
];

test.each(FORBIDDEN)('a script cannot set %s, in whatever case', (name) => {
  expect([name, name.toLowerCase(), name.toUpperCase()].every(isForbiddenRequestHeader)).toBe(true);
});

test.each([
  'Authorization',
  'Content-Type',
  'User-Agent',
  'Accept',
  'Secret',
  'Proxy',
  'X-Cookie',
  'X-HTTP-Method',
  'Dates',
])('a script can set %s', (name) => {
  expect(isForbiddenRequestHeader(name)).toBe(false);
});

test('a script can read every response header but Set-Cookie and Set-Cookie2', () => {
  expect(['Set-Cookie', 'set-cookie2'].every(isForbiddenResponseHeader)).toBe(true);
  expect(['Cookie', 'Date', 'Set-Cookie3', 'X-Set-Cookie'].some(isForbiddenResponseHeader)).toBe(false);
});

test('a header name is a token', () => {
  expect(['ETag', '*', "it's"].every(isHeaderName)).toBe(true);
  expect(['', 'X A', 'X:', 'X,Y', 'Größe'].some(isHeaderName)).toBe(false);
});
