import type { HeaderLines } from '../../src/fetch/header-lines';
import {
  isSafelistedRequestHeader,
  LONGEST_SAFELISTED_VALUE,
  MOST_SAFELISTED_BYTES,
  unsafeRequestHeaderNames,
} from '../../src/fetch/safelist';

const BYTES = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
const codesOf = (characters: readonly string[]): readonly number[] => characters.map((one) => one.charCodeAt(0));

describe('a request header that asks for no preflight (fetch.spec.whatwg.org/#cors-safelisted-request-header)', () => {
  test.each([
    ['Accept', 'text/html, */*;q=0.8'],
    ['ACCEPT', ''],
    ['Accept-Language', 'de-CH, en;q=0.5, *'],
    ['accept-language', ''],
    ['Content-Language', 'en'],
    ['Content-Type', 'text/plain'],
    ['content-type', 'multipart/form-data; boundary=x'],
    ['CONTENT-TYPE', 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['Range', 'bytes=0-'],
    ['range', 'bytes=0-0'],
    ['Range', 'bytes=5-'],
    ['Range', 'bytes=9-10'],
    ['Range', `bytes=${'1'.repeat(60)}-${'2'.repeat(60)}`],
  ])('%s: %s', (name, value) => {
    expect(isSafelistedRequestHeader(name, value)).toBe(true);
  });

  test.each([
    ['Authorization', 'x'],
    ['X-Api-Key', ''],
    ['Accepts', 'x'],
    ['Accept-Language', 'a_b'],
    ['Accept-Language', '"a"'],
    ['Content-Language', '_en'],
    ['Content-Language', 'en\n'],
    ['Content-Type', 'application/json'],
    ['Content-Type', 'text/plain; x="y"'],
    ['Content-Type', ''],
    ['Content-Type', 'text'],
    ['Range', 'bytes=-5'],
    ['Range', 'bytes=5-4'],
    ['Range', 'bytes=10-9'],
    ['Range', 'bytes=0-1,2-3'],
    ['Range', ' bytes=0-'],
    ['Range', 'bytes=0-x'],
    ['Range', 'bytes=0'],
    ['Range', 'Bytes=0-'],
    ['Range', `bytes=${'2'.repeat(60)}-${'1'.repeat(60)}`],
  ])('and one that does: %s: %s', (name, value) => {
    expect(isSafelistedRequestHeader(name, value)).toBe(false);
  });

  test('may have 128 bytes and no more, whichever it is', () => {
    for (const [name, filler, start] of [
      ['Accept', 'a', ''],
      ['Accept-Language', 'a', ''],
      ['Content-Type', 'a', 'text/plain;'],
      ['Range', '0', 'bytes=1-1'],
    ]) {
      const longest = start.padEnd(LONGEST_SAFELISTED_VALUE, filler);
      expect([name, isSafelistedRequestHeader(name, longest)]).toEqual([name, true]);
      expect([name, isSafelistedRequestHeader(name, longest + filler)]).toEqual([name, false]);
    }
    expect(LONGEST_SAFELISTED_VALUE).toBe(128);
  });

  test('has in Accept no control byte but the tab, and nothing that ends a quoted part', () => {
    const refused = BYTES.filter((byte) => !isSafelistedRequestHeader('Accept', `a${byte}b`));
    const controls = Array.from({ length: 32 }, (_, code) => code).filter((code) => code !== 0x09);
    expect(codesOf(refused)).toEqual([...controls, ...codesOf([...'"():<>?@[\\]{}', '\x7f'])].sort((a, b) => a - b));
  });

  test('has in Content-Type none of these either', () => {
    const refused = BYTES.filter((byte) => !isSafelistedRequestHeader('Content-Type', `text/plain;a${byte}b`));
    expect(refused).toEqual(BYTES.filter((byte) => !isSafelistedRequestHeader('Accept', `a${byte}b`)));
  });

  test('has in a language letters, digits and eight signs', () => {
    const taken = BYTES.filter((byte) => isSafelistedRequestHeader('Accept-Language', byte));
    expect(taken.join('')).toBe(' *,-.0123456789;=ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
  });
});

describe('the names that a preflight lists (fetch.spec.whatwg.org/#cors-unsafe-request-header-names)', () => {
  test.each<[string, HeaderLines, readonly string[]]>([
    ['none of none', [], []],
    [
      'none of safelisted ones',
      [
        ['Accept', '*/*'],
        ['Content-Type', 'text/plain'],
      ],
      [],
    ],
    [
      'the others in lower case, sorted',
      [
        ['X-B', '1'],
        ['Authorization', 't'],
        ['Accept', '*/*'],
        ['X-A', '1'],
      ],
      ['authorization', 'x-a', 'x-b'],
    ],
    [
      'each once',
      [
        ['X-A', '1'],
        ['x-a', '2'],
      ],
      ['x-a'],
    ],
    ['one whose value spoils it', [['Content-Type', 'application/json']], ['content-type']],
  ])('%s', (_, headers, names) => {
    expect(unsafeRequestHeaderNames(headers)).toEqual(names);
  });

  test('are those of safelisted headers as well when these have more than 1024 bytes together', () => {
    const most: HeaderLines = Array.from({ length: 8 }, (_, line) => [
      line % 2 === 0 ? 'Accept' : 'ACCEPT-Language',
      'a'.repeat(LONGEST_SAFELISTED_VALUE),
    ]);
    expect(most.reduce((sum, [, value]) => sum + value.length, 0)).toBe(MOST_SAFELISTED_BYTES);
    expect(unsafeRequestHeaderNames(most)).toEqual([]);
    expect(unsafeRequestHeaderNames([...most, ['X-A', '1']])).toEqual(['x-a']);
    expect(unsafeRequestHeaderNames([...most, ['Accept', 'a']])).toEqual(['accept', 'accept-language']);
    expect(unsafeRequestHeaderNames([['X-A', '1'], ...most, ['Accept', 'a']])).toEqual([
      'accept',
      'accept-language',
      'x-a',
    ]);
    expect(MOST_SAFELISTED_BYTES).toBe(1024);
  });

  test('are those that the rule of an engine gives', () => {
    const onlyX = (name: string, value: string) => name === 'X-A' && value === '1';
    const headers: HeaderLines = [
      ['X-A', '1'],
      ['Accept', '*/*'],
    ];
    expect(unsafeRequestHeaderNames(headers, onlyX)).toEqual(['accept']);
  });
});
