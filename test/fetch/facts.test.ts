import { isDroppedRequestHeader } from '../../src/fetch/method-override';
import { isFormMimeType, mimeTypeEssence } from '../../src/fetch/mime-types';
import {
  isNonWildcardRequestHeader,
  isOkStatus,
  isRedirectStatus,
  withoutBodyHeaders,
  withoutNonWildcardHeaders,
} from '../../src/fetch/redirects';
import { isSafelistedResponseHeader, namesThat } from '../../src/fetch/response-headers';

describe('the essence of a MIME type (mimesniff.spec.whatwg.org/#parse-a-mime-type)', () => {
  test.each([
    ['text/plain', 'text/plain'],
    ['Text/PLAIN', 'text/plain'],
    [' text/plain\r\n', 'text/plain'],
    ['text/plain;charset=x', 'text/plain'],
    ['text/plain\t; x', 'text/plain'],
    ['text/plain \t ;x', 'text/plain'],
    ['application/problem+json', 'application/problem+json'],
    ['x/y/z', null],
    ['text/plain x', null],
    ['text/ plain', null],
    ['text /plain', null],
    ['te;xt/plain', null],
    ['text/;plain', null],
    ['/', null],
    ['', null],
    ['text', null],
    ['text/pl\u00e4in', null],
    ['*/*', '*/*'],
  ])('%j: %s', (value, essence) => {
    expect(mimeTypeEssence(value)).toBe(essence);
  });

  test('three are those of an HTML form', () => {
    const types = [
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'text/plain',
      'text/html',
      'application/json',
      'x',
    ];
    expect(types.map(isFormMimeType)).toEqual([true, true, true, false, false, false]);
  });
});

describe('statuses (fetch.spec.whatwg.org/#statuses)', () => {
  const all = Array.from({ length: 600 }, (_, status) => status);

  test('five are redirects', () => {
    expect(all.filter(isRedirectStatus)).toEqual([301, 302, 303, 307, 308]);
  });

  test('a hundred are ok', () => {
    const ok = all.filter(isOkStatus);
    expect([ok.length, ok[0], ok.at(-1)]).toEqual([100, 200, 299]);
  });
});

describe('headers that a redirect takes away (fetch.spec.whatwg.org/#http-redirect-fetch)', () => {
  test.each([
    ['Content-Encoding', false],
    ['CONTENT-LANGUAGE', false],
    ['content-location', false],
    ['Content-Type', false],
    ['Content-Disposition', true],
    ['Content-Length', true],
    ['Accept', true],
  ])('%s with the body: kept is %s', (name, kept) => {
    expect(withoutBodyHeaders([[name, '1']])).toHaveLength(kept ? 1 : 0);
  });

  test('Authorization, and no other, with the origin', () => {
    expect(
      withoutNonWildcardHeaders([
        ['AUTHORIZATION', 't'],
        ['Cookie', 'c'],
        ['X-Api-Key', 'k'],
      ]),
    ).toEqual([
      ['Cookie', 'c'],
      ['X-Api-Key', 'k'],
    ]);
    expect(['authorization', 'Proxy-Authorization', '*'].map(isNonWildcardRequestHeader)).toEqual([true, false, false]);
  });
});

describe('request headers that are dropped (fetch.spec.whatwg.org/#forbidden-request-header)', () => {
  test.each([
    ['Cookie', 'a', true],
    ['X-HTTP-Method', 'TRACE', true],
    ['X-HTTP-Method', 'PUT', false],
    ['X-HTTP-Methods', 'TRACE', false],
    ['X-Method-Override', 'PUT,"a\\"b",trace', true],
    ['X-Method-Override', '"TRACE', false],
    ['X-Method-Override', '"a,TRACE,b"', false],
    ['X-Method-Override', '"a\\",TRACE,b"', false],
    ['X-Method-Override', '"a\\\\",TRACE', true],
    ['X-Method-Override', '"a","b" , TRACE ,c', true],
    ['X-Method-Override', '"\n",TRACE', true],
    ['X-Method-Override', 'PUT,\\,TRACE', true],
  ])('%s: %s is dropped: %s', (name, value, dropped) => {
    expect(isDroppedRequestHeader(name, value)).toBe(dropped);
  });
});

describe('names of response headers (fetch.spec.whatwg.org/#cors-safelisted-response-header-name)', () => {
  test('the safelist knows no case', () => {
    expect(['Cache-Control', 'PRAGMA', 'etag'].map(isSafelistedResponseHeader)).toEqual([true, true, false]);
  });

  test('cookies are left out whatever the filter says', () => {
    expect(
      namesThat(
        [
          ['Set-Cookie', 'a'],
          ['set-cookie2', 'b'],
          ['B', '1'],
          ['A', '1'],
          ['b', '2'],
        ],
        () => true,
      ),
    ).toEqual(['a', 'b']);
  });
});
