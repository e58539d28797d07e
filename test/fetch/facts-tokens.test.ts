import { isToken, stripHttpWhitespace } from '../../src/fetch/tokens';

const SYMBOLS = "!#$%&'*+-.^_`|~";
const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

test('a token is made of letters, digits and fifteen symbols of ASCII', () => {
  const legal = ASCII.filter((character) => /[0-9A-Za-z]/.test(character) || SYMBOLS.includes(character));
  expect(ASCII.filter(isToken)).toEqual(legal);
  expect(legal).toHaveLength(62 + 15);
});

test.each(['', 'a b', 'a\n', '\na', 'a:', 'ä', 'a\u212a', '\ud83d'])('%j is no token', (text) => {
  expect(isToken(text)).toBe(false);
});

test('HTTP white space is stripped from both ends and kept inside', () => {
  expect(stripHttpWhitespace('\t\r\n a \t b \n')).toBe('a \t b');
  expect(stripHttpWhitespace(' \t')).toBe('');
});

test('white space that HTTP does not know is part of the value', () => {
  expect(stripHttpWhitespace('\u00a0a\f')).toBe('\u00a0a\f');
});
