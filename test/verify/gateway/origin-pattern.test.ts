import { aFunction, headersOf } from './a-function';

/** Whether a function with one pattern allows an origin. */
function allows(pattern: string, origin: string): boolean {
  const policy = { appliedBy: 'handler', allowOrigins: [], allowOriginPatterns: [pattern] };
  return headersOf({ Fn: aFunction(policy) }, {}, origin)['Access-Control-Allow-Origin'] === origin;
}

const LABEL = 'a'.repeat(63);

describe('a pattern allows', () => {
  test.each([
    ['https://*.example.com', 'https://app.example.com'],
    ['https://*.example.com', `https://${LABEL}.example.com`],
    ['https://*.example.com', 'https://a-b_9.example.com'],
    ['https://**.example.com', 'https://a.example.com'],
    ['https://**.example.com', 'https://a.b.c.example.com'],
    ['https://*.example.com:8443', 'https://a.example.com:8443'],
    ['https://app.example.com:*', 'https://app.example.com'],
    ['https://app.example.com:*', 'https://app.example.com:1'],
    ['https://*.example.com:*', 'https://a.example.com:65535'],
    ['http://localhost:*', 'http://localhost:3000'],
    ['http://[::1]:*', 'http://[::1]:3000'],
    ['chrome-extension+a.b-9://abc', 'chrome-extension+a.b-9://abc'],
  ])('%s: %s', (pattern, origin) => {
    expect(allows(pattern, origin)).toBe(true);
  });
});

describe('a pattern does not allow', () => {
  test.each([
    ['https://*.example.com', 'https://example.com'],
    ['https://*.example.com', 'https://a.b.example.com'],
    ['https://*.example.com', 'https://.example.com'],
    ['https://*.example.com', `https://${LABEL}a.example.com`],
    ['https://*.example.com', 'http://a.example.com'],
    ['https://*.example.com', 'https://a.exampleXcom'],
    ['https://*.example.com', 'https://evilexample.com'],
    ['https://*.example.com', 'https://a.example.com.evil.example'],
    ['https://*.example.com', 'https://a.example.com:8443'],
    ['https://*.example.com', 'xhttps://a.example.com'],
    ['https://**.example.com', 'https://example.com'],
    ['https://**.example.com', 'https://a..example.com'],
    ['https://app.example.com:*', 'https://app.example.com:0'],
    ['https://app.example.com:*', 'https://app.example.com:65536'],
    ['https://app.example.com:*', 'https://app.example.com:08'],
    ['https://app.example.com:*', 'https://app.example.com.evil.example'],
    ['https://app.example.com', 'https://evil.example'],
  ])('%s: %s', (pattern, origin) => {
    expect(allows(pattern, origin)).toBe(false);
  });
});

describe('what is no pattern allows nobody', () => {
  test.each([
    ['', 'https://a.example.com'],
    ['null', 'null'],
    ['*.example.com', 'https://a.example.com'],
    [' https://*.example.com', 'https://a.example.com'],
    ['https://*.example.com\n', 'https://a.example.com'],
    ['https://a.*.example.com', 'https://a.b.example.com'],
    ['https://a.*.example.com', 'https://a.*.example.com'],
    ['https://***.example.com', 'https://***.example.com'],
  ])('%j: %s', (pattern, origin) => {
    expect(allows(pattern, origin)).toBe(false);
  });
});
