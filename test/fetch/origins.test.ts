import {
  isHttpScheme,
  isRedirectTainted,
  isSameOrigin,
  isSerializedOrigin,
  serializeRequestOrigin,
} from '../../src/fetch/origins';
import { parseUrl } from '../../src/fetch/urls';

describe('a serialised origin', () => {
  test.each([
    'null',
    'https://app.example.com',
    'http://app.example.com',
    'http://localhost:3000',
    'https://app.example.com:8443',
    'http://app.example.com:443',
    'http://127.0.0.1',
    'http://[::1]:3000',
    'https://xn--mnchen-3ya.example',
    'https://app.example.com.',
    'capacitor://localhost',
    'chrome-extension://abcdefghijklmnop',
    'app://obsidian.md',
    'file://',
  ])('%s is one', (text) => {
    expect(isSerializedOrigin(text)).toBe(true);
  });

  test.each([
    '',
    'NULL',
    '*',
    'app.example.com',
    '//app.example.com',
    'https:',
    'https://',
    'https://app.example.com/',
    'https://app.example.com/x',
    'https://app.example.com?x',
    'https://app.example.com#x',
    'https://app.example.com:443',
    'http://app.example.com:80',
    'https://app.example.com:',
    'https://app.example.com:99999',
    'HTTPS://app.example.com',
    'https://APP.example.com',
    'https://me@app.example.com',
    ' https://app.example.com',
    'https://app.example.com ',
    'https://a.example,https://b.example',
    'https://a.example https://b.example',
    'https://m\u00fcnchen.example',
    'http://0x7f.1',
    'http://[0:0:0:0:0:0:0:1]',
    'https:\\\\app.example.com',
    'data:text/plain,x',
    'mailto:me@b.example',
  ])('%j is none', (text) => {
    expect(isSerializedOrigin(text)).toBe(false);
  });
});

test('CORS knows two schemes', () => {
  expect(['https:', 'http:'].every(isHttpScheme)).toBe(true);
  expect(['', 'http', 'ftp:', 'HTTPS:', 'httpss:'].some(isHttpScheme)).toBe(false);
});

describe('same origin (html.spec.whatwg.org, #same-origin)', () => {
  test.each([
    ['https://a.example', 'https://a.example', true],
    ['https://a.example', 'http://a.example', false],
    ['https://a.example', 'https://a.example:8443', false],
    ['https://a.example', 'https://b.example', false],
    ['null', 'null', false],
    ['null', 'https://a.example', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(isSameOrigin(one, other)).toBe(same);
    expect(isSameOrigin(other, one)).toBe(same);
  });
});

describe('a redirect-tainted origin (fetch.spec.whatwg.org/#concept-request-tainted-origin)', () => {
  test.each([
    ['a', [], false],
    ['a', ['a'], false],
    ['a', ['b'], false],
    ['a', ['b', 'b'], false],
    ['a', ['a', 'b'], false],
    ['a', ['b', 'a'], true],
    ['a', ['b', 'c'], true],
    ['a', ['a', 'b', 'c'], true],
    ['a', ['a', 'b', 'a'], true],
    ['a', ['b', 'c', 'c'], true],
    ['null', ['b', 'b'], false],
    ['null', ['b', 'c'], true],
  ])('%s through %j: %s', (page, chain, tainted) => {
    expect(isRedirectTainted(page, chain)).toBe(tainted);
    expect(serializeRequestOrigin(page, chain)).toBe(tainted ? 'null' : page);
  });
});

describe('parsing a URL', () => {
  test('gives the same answer however often it is asked', () => {
    // Beyond the number of calls after which an engine optimises; `URL.canParse` changes its mind here.
    const wrong = Array.from({ length: 20_000 }, () => parseUrl('https://m\u00fcnchen.example')).filter(
      (url) => url === null,
    );
    expect(wrong).toEqual([]);
  });

  test('takes a base, and gives null for what is no URL', () => {
    expect(parseUrl('/y', new URL('https://a.example/x'))?.href).toBe('https://a.example/y');
    expect(parseUrl('/y')).toBeNull();
    expect(parseUrl('https://', new URL('https://a.example/x'))).toBeNull();
  });
});
