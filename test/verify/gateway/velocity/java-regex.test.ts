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
  ])('%s of %j is %s', (expression, text, expected) => {
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
  ])('%s', (expression) => {
    expect(() => matchesWhole(expression, 'a')).toThrow(Undetermined);
  });
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
