import { type HeaderLines, headerTokens, headerValue, headerValues, isHeaderValue } from '../../src/fetch/header-lines';

const named = (values: readonly string[]): HeaderLines => values.map((value) => ['X-List', value] as const);

describe('the value of a header (fetch.spec.whatwg.org/#concept-header-list-get)', () => {
  test.each([
    [[], null],
    [[''], ''],
    [['a'], 'a'],
    [[' a\t'], 'a'],
    [['\r\na\n'], 'a'],
    [['a', 'b'], 'a, b'],
    [['a ', ' b'], 'a, b'],
    [['a', ''], 'a, '],
    [['', ''], ', '],
    [['a b'], 'a b'],
    [['\u00a0a'], '\u00a0a'],
    [['a\v'], 'a\v'],
  ])('of the lines %j is %j', (values, wanted) => {
    expect(headerValue(named(values), 'x-LIST')).toBe(wanted);
  });

  test('lines of other names are left alone, and the order is kept', () => {
    const lines: HeaderLines = [
      ['X-List', 'a'],
      ['X-Lists', 'b'],
      ['x-list', 'c'],
      ['X-Lis', 'd'],
      ['X-Mist', 'e'],
    ];
    expect(headerValues(lines, 'X-List')).toEqual(['a', 'c']);
  });
});

describe('the tokens of a header (fetch.spec.whatwg.org/#extract-header-list-values)', () => {
  test.each<[readonly string[], readonly string[] | 'failure' | null]>([
    [[], null],
    [[''], []],
    [[','], []],
    [[' , \t, '], []],
    [['a'], ['a']],
    [['a,b'], ['a', 'b']],
    [['a ,\tb'], ['a', 'b']],
    [[',a,,b,'], ['a', 'b']],
    [
      ['a', 'b,c'],
      ['a', 'b', 'c'],
    ],
    [['A,a'], ['A', 'a']],
    [['*'], ['*']],
    [["'a'"], ["'a'"]],
    [['a b'], 'failure'],
    [['a', 'b c'], 'failure'],
    [['"a"'], 'failure'],
    [['a;b'], 'failure'],
    [['a,\nb'], 'failure'],
    [['a,\u00a0b'], 'failure'],
    [['\u00e4'], 'failure'],
  ])('of the lines %j are %j', (values, wanted) => {
    expect(headerTokens(named(values), 'X-List')).toEqual(wanted);
  });
});

describe('what may be a header value (fetch.spec.whatwg.org/#header-value)', () => {
  const refused = new Set([0x00, 0x0a, 0x0d]);

  test.each(Array.from({ length: 256 }, (_, byte) => byte))('byte %i', (byte) => {
    expect(isHeaderValue(`a${String.fromCharCode(byte)}b`)).toBe(!refused.has(byte));
  });

  test.each(['\u0100', '\u20ac', '\ud800', '\ud83d\ude00'])('%j is no byte', (text) => {
    expect(isHeaderValue(text)).toBe(false);
  });
});
