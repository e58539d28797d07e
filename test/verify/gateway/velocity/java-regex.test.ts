import * as fc from 'fast-check';
import { matchesWhole } from '../../../../src/verify/gateway/velocity/java-regex';
import { Undetermined } from '../../../../src/verify/gateway/velocity/undetermined';

describe('a full match', () => {
  test.each([
    ['a|ab', 'ab', true],
    ['(a|ab)(c|bcd)', 'abcd', true],
    ['https?://x', 'https://x', true],
    ['^https://x$', 'https://x', true],
    ['https://x', 'https://x/', false],
    ['.', '\n', false],
    ['a{2,3}', 'a', false],
    ['a{2,3}', 'aaa', true],
    ['a{2}', 'aaa', false],
    ['a{2,}', 'aaaaa', true],
    ['[^a-c]', 'b', false],
    ['[a-]', '-', true],
    ['[a\\-z]', 'm', false],
    ['[.]', 'x', false],
    ['\\.', 'x', false],
    ['\\d\\w\\s', '1_ ', true],
    ['a*?b+?', 'aab', true],
    ['(?:ab)*', 'ababab', true],
    ['', '', true],
    ['()*', '', true],
    ['(a*)*', 'aaaa', true],
    ['x', 'y', false],
    ['2\\d{2}', '204', true],
    ['a||b', '', true],
    ['(|a)', 'a', true],
    ['x{0}', '', true],
    ['x{0}', 'x', false],
    ['a{0,1}', 'aa', false],
    ['a{02}', 'aa', true],
    ['a{12}', 'aaaaaaaaaaaa', true],
    ['a{2}?', 'aa', true],
    ['a??b', 'b', true],
    ['[a^]', '^', true],
    ['[^^]', '^', false],
    ['[.$*+?]', '$', true],
    ['[a-a]', 'a', true],
    ['[-a]', '-', true],
    ['[--a]', '.', true],
    ['[a-c-e]', '-', true],
    ['[a-c-e]', 'd', false],
    ['[a&]', '&', true],
    ['[&a]', '&', true],
    ['[&a]', 'a', true],
    ['[!-&&b]', 'b', true],
    ['[\\t]', '\t', true],
    ['a]}', 'a]}', true],
    ['\\_\\-\\/\\é', '_-/é', true],
    ['#a b', '#a b', true],
    ['😀+', '😀😀', true],
    ['.', '😀', true],
    ['[😀-😂]', '😁', true],
  ])('%s of %j is %s', (expression, text, expected) => {
    expect(matchesWhole(expression, text)).toBe(expected);
  });

  test.each([
    ['\\d', '09', '/:a-'],
    ['\\D', '/:a-', '09'],
    ['\\w', '09AZaz_', '/:@[`{-é'],
    ['\\W', '/:@[`{-é', '09AZaz_'],
    ['\\s', ' \t\n\u000b\f\r', '\b\u000e\u001c!\u00a0a'],
    ['\\S', '\b\u000e\u001c!\u00a0a', ' \t\n\u000b\f\r'],
    ['.', 'a \t\u000b', '\n\r\u0085\u2028\u2029'],
    ['\\t', '\t', 't\n'],
    ['\\n', '\n', 'n\r'],
    ['\\r', '\r', 'r\n'],
    ['\\f', '\f', 'f\n'],
    ['[^\\D]', '1', 'a'],
    ['[b-d]', 'bcd', 'ae'],
    ['[^b-d]', 'ae\n', 'bcd'],
    ['[\\-a]', '-a', '\\b'],
    ['[\\]a]', ']a', '\\b'],
    ['[ -~]', ' ~a', '\n\u007f'],
  ])('of %s holds for each of %j and none of %j', (expression, inside, outside) => {
    expect([...inside].filter((character) => !matchesWhole(expression, character))).toEqual([]);
    expect([...outside].filter((character) => matchesWhole(expression, character))).toEqual([]);
  });

  test.each([
    ['a$', 'a\n', false],
    ['a$\\n', 'a\n', true],
    ['a$\\s\\s', 'a\r\n', true],
    ['a\\s$\\s', 'a\r\n', false],
    ['a\\s$\\s', 'a\n\n', true],
    ['a$\\s\\s', 'a\n\n', false],
    ['a$\\r', 'a\r', true],
    ['a$[^x]', 'a\u2028', true],
    ['a$\\rb', 'a\rb', false],
    ['a$b', 'ab', false],
    ['a$b', 'a', false],
    ['(a$|a)b', 'ab', true],
    ['a^b', 'ab', false],
    ['(^|a)b', 'ab', true],
    ['a(^b|c)', 'ab', false],
    ['(?:^)+a$*', 'a', true],
  ])('of %j of %j knows where lines end: %s', (expression, text, expected) => {
    expect(matchesWhole(expression, text)).toBe(expected);
  });

  test('of wildcard subdomains of any depth is exact', () => {
    const expression =
      'https://(?:[a-z0-9_-]{1,63}[.]){1,126}example[.]com(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?';
    for (const origin of [
      'https://a.example.com',
      'https://a.b.c.example.com',
      'https://a.example.com:8080',
      'https://a.example.com:65535',
    ]) {
      expect(matchesWhole(expression, origin)).toBe(true);
    }
    for (const origin of [
      'https://example.com',
      'https://evilexample.com',
      'https://a.example.com:65536',
      'https://a..example.com',
      `https://${'a'.repeat(64)}.example.com`,
      'https://a.exampleXcom',
    ]) {
      expect(matchesWhole(expression, origin)).toBe(false);
    }
  });

  test('agrees with JavaScript where the two languages agree', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(?:a|b)', '(ab)', '\\d', 'a|b');
    const piece = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{1,2}', '{2}')).map(([a, q]) => `(?:${a})${q}`);
    const expression = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 6 });
    fc.assert(
      fc.property(expression, text, (e, t) => {
        expect(matchesWhole(e, t)).toBe(new RegExp(`^(?:${e})$`).test(t));
      }),
      { numRuns: 500 },
    );
  });
});

describe('constructs that the languages read differently are refused', () => {
  test.each([
    'a++',
    'a*+',
    'a?+',
    '(?i)a',
    '(?=a)',
    '(?<n>a)',
    '\\p{L}',
    '\\1',
    '\\Qa\\E',
    '\\b',
    '[a[b]]',
    '[a&&b]',
    '[]a]',
    '[a',
    '(a',
    'a)',
    '*a',
    '{',
    'a{2',
    'a{3,2}',
    '\\',
    '[z-a]',
    '[\\d-z]',
    '[a-\\]]',
    '[A-\\]]',
    '[!-\\w]',
    '[a-[b]]',
    '[!-[]',
    '[a[]',
    '[&&a]',
    '[😀-\uffff]',
    'a{2}{3}',
    'a?{2}',
    'a**',
    'a*?*',
    'a{x}',
    'a{1x}',
    'a{x1}',
    'a{,2}',
    'a{123456}',
    'a{1,2,3}',
    '+a',
    '?a',
    '|*',
    '\\x41',
  ])('%s', (expression) => {
    expect(() => matchesWhole(expression, 'a')).toThrow(Undetermined);
  });
});

test.each([
  ['a)', 'an unmatched ")"'],
  ['(a', 'an unclosed "("'],
  ['\\b', '"\\b"'],
  ['a\\', 'no end'],
  ['[a', 'no end'],
  ['a**', 'a "*" with nothing to repeat'],
  ['a++', 'a possessive quantifier'],
])('of %s it is told that it has %s', (expression, what) => {
  expect(() => matchesWhole(expression, 'a')).toThrow(
    `the regular expression ${JSON.stringify(expression)} has ${what}`,
  );
});

test.each([
  ['(a+)+b', 'a'.repeat(5000)],
  ['(a|a)*b', 'a'.repeat(5000)],
  ['((a{1,100}){1,100}){1,100}', 'a'.repeat(5000)],
  ['(){0,99999}', ''],
  [`${'('.repeat(1000)}a${')'.repeat(1000)}`, 'a'],
  ['(?:[a-z]{1,63}[.]){1,126}x', 'a.'.repeat(4000)],
])('%s ends soon', (expression, text) => {
  const before = Date.now();
  try {
    expect(matchesWhole(expression, text)).toBe(false);
  } catch (error) {
    expect(error).toBeInstanceOf(Undetermined);
  }
  expect(Date.now() - before).toBeLessThan(5000);
});

describe('an expression that asks for too much', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`;

  test('is one of more than 50 groups in one another', () => {
    expect(matchesWhole(nested(50), 'a')).toBe(true);
    expect(() => matchesWhole(nested(51), 'a')).toThrow('50 levels');
    expect(matchesWhole('(a)'.repeat(60), 'a'.repeat(60))).toBe(true);
  });

  test('is one of more than 50000 states', () => {
    expect(matchesWhole('a{24999}b', `${'a'.repeat(24_999)}b`)).toBe(true);
    expect(() => matchesWhole('a{24999}bc', 'a')).toThrow('states');
  });
});
