import { isSafelistedRequestHeader } from '../../src/fetch/safelist';
import { needsPreflight } from '../../src/verify/browser';
import { aRequest } from '../support/exchanges';

/**
 * Every byte against the words of fetch.spec.whatwg.org/#cors-safelisted-request-header. The oracle is written out
 * byte by byte, so that it shares no rule with the code.
 */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte);
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';
const LANGUAGE_BYTES = new Set(`${LETTERS}${DIGITS} *,-.;=`);
const UNSAFE_BYTES = new Set([
  0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11, 0x12, 0x13,
  0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x22, 0x28, 0x29, 0x3a, 0x3c, 0x3e, 0x3f,
  0x40, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d, 0x7f,
]);
/** No header value may hold these: a script that sets one gets a TypeError, so they never come to the safelist. */
const NO_VALUE_BYTES = new Set([0x00, 0x0a, 0x0d]);

interface Rule {
  readonly title: string;
  readonly header: string;
  readonly value: (byte: string) => string;
  readonly safelisted: (byte: number, character: string) => boolean;
}

const notUnsafe = (byte: number): boolean => !UNSAFE_BYTES.has(byte);
const inLanguage = (_byte: number, character: string): boolean => LANGUAGE_BYTES.has(character);

const RULES: readonly Rule[] = [
  { title: 'amid an Accept', header: 'Accept', value: (byte) => `a${byte}b`, safelisted: notUnsafe },
  {
    title: 'amid an Accept-Language',
    header: 'Accept-Language',
    value: (byte) => `en${byte}de`,
    safelisted: inLanguage,
  },
  {
    title: 'amid a Content-Language',
    header: 'Content-Language',
    value: (byte) => `en${byte}de`,
    safelisted: inLanguage,
  },
  {
    title: 'in a parameter of a Content-Type',
    header: 'Content-Type',
    value: (byte) => `text/plain;charset=a${byte}b`,
    safelisted: notUnsafe,
  },
  {
    title: 'right after the subtype of a Content-Type',
    header: 'Content-Type',
    value: (byte) => `text/plain${byte}; a`,
    // White space is stripped from the subtype's end, and a semicolon ends it; all else makes it another subtype.
    safelisted: (_byte, character) => '\t ;'.includes(character),
  },
  {
    title: 'within the subtype of a Content-Type',
    header: 'Content-Type',
    value: (byte) => `text/pl${byte}in`,
    safelisted: (_byte, character) => 'aA'.includes(character),
  },
  {
    title: 'between type and subtype of a Content-Type',
    header: 'Content-Type',
    value: (byte) => `text${byte}plain`,
    safelisted: (_byte, character) => character === '/',
  },
  {
    title: 'as the start of a Range',
    header: 'Range',
    value: (byte) => `bytes=${byte}-`,
    safelisted: (_byte, character) => DIGITS.includes(character),
  },
  {
    title: 'as the end of a Range',
    header: 'Range',
    value: (byte) => `bytes=0-${byte}x`.slice(0, -1),
    safelisted: (_byte, character) => DIGITS.includes(character),
  },
  {
    title: 'amid the digits of a Range',
    header: 'Range',
    value: (byte) => `bytes=1${byte}0-`,
    safelisted: (_byte, character) => DIGITS.includes(character),
  },
  {
    title: 'in place of the hyphen of a Range',
    header: 'Range',
    value: (byte) => `bytes=0${byte}9`,
    safelisted: (_byte, character) => character === '-',
  },
  {
    title: 'in place of the equals sign of a Range',
    header: 'Range',
    value: (byte) => `bytes${byte}0-`,
    safelisted: (_byte, character) => character === '=',
  },
];

describe.each(RULES)('each byte $title', ({ header, value, safelisted }) => {
  const rows = BYTES.map((byte) => {
    const character = String.fromCharCode(byte);
    const hex = `0x${byte.toString(16).padStart(2, '0')}`;
    return { hex, byte, text: value(character), expected: safelisted(byte, character) };
  });

  test.each(rows)('$hex: safelisted is $expected', ({ text, expected }) => {
    expect(isSafelistedRequestHeader(header, text)).toBe(expected);
  });

  test('and a browser asks for a preflight accordingly', () => {
    const sendable = rows.filter(({ byte }) => !NO_VALUE_BYTES.has(byte));
    // A browser strips white space from the ends before it looks.
    const atEnd = /[\t ]$/;
    const asked = sendable.filter(({ text }) => !atEnd.test(text));
    expect(asked.length).toBeGreaterThan(250);
    for (const { text, expected, hex } of asked) {
      const preflight = needsPreflight(aRequest({ headers: [[header, text]] }));
      expect({ hex, preflight }).toEqual({ hex, preflight: !expected });
    }
  });
});

describe('each byte as a header of its own', () => {
  test.each(BYTES)('byte %i of a header that is not on the list is never safelisted', (byte) => {
    expect(isSafelistedRequestHeader('X-Custom', String.fromCharCode(byte))).toBe(false);
  });
});
