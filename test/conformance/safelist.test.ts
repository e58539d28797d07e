import type { HeaderLines } from '../../src/fetch/header-lines';
import { needsPreflight, preflightRequestFor } from '../../src/verify/browser';
import { aRequest } from '../support/exchanges';

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
