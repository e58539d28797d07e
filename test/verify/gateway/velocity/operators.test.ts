import { reason, text } from './rendering';

describe('arithmetic', () => {
  test.each([
    ['3 + 4', '7'],
    ['3 - 4', '-1'],
    ['3 * 4', '12'],
    ['7 / 2', '3'],
    ['-7 / 2', '-3'],
    ['7 / -2', '-3'],
    ['7 % 4', '3'],
    ['-7 % 2', '-1'],
    ['7 % -2', '1'],
    ['0 / 5', '0'],
    ['0 * 5', '0'],
    ['0 + 0', '0'],
    ['999999999 + 999999999 + 999999999', '2999999997'],
    ['2 * (3 + 4)', '14'],
    ['2 * 3 + 4', '10'],
    ['2 + 3 * 4', '14'],
  ])('%s is %s', (sum, expected) => {
    expect(text(`#set($x = ${sum})$x`)).toBe(expected);
  });

  test.each([
    ["'a' + 'b'", 'ab'],
    ["'a' + 1", 'a1'],
    ["1 + 'a'", '1a'],
    ["'a' + true", 'atrue'],
    ["1 + 2 + 'a'", '3a'],
    ["'a' + 1 + 2", 'a12'],
  ])('%s joins texts to %j', (sum, expected) => {
    expect(text(`#set($x = ${sum})$x`)).toBe(expected);
  });

  test.each([
    "'a' - 'b'",
    "'a' - 1",
    "1 - 'a'",
    "2 * 'a'",
    "'6' / 2",
    'true + 1',
    '1 + true',
    '1 / 0',
    '1 % 0',
    "'a' + $nothing",
    "$nothing + 'a'",
    '1 + $nothing',
    "'a' + []",
    "{} + 'a'",
    '[1] + [2]',
    '999999999 * 999999999',
    '999999999 * 3 * 1',
    '-999999999 * 3 * 1',
  ])('%s is not guessed', (sum) => {
    expect(reason(`#set($x = ${sum})$!x`)).toBeDefined();
  });

  test('goes up to what an int of Java holds', () => {
    const limit = '#set($x = 999999999 * 2 + 147483649)';
    expect(text(`${limit}$x#set($y = $x - 1)#set($y = $y + 0)$y`)).toBe('21474836472147483646');
    expect(reason(`${limit}#set($x = $x + 1)#set($x = $x + 0)$x`)).toBeDefined();
  });
});
