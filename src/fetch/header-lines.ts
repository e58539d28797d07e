import { isToken, stripHttpWhitespace, trimmed } from './tokens';

/** One header as it stands on the wire: its name in the case it was written, and its value. */
export type HeaderLine = readonly [name: string, value: string];

/** A header list: order kept, and several lines of one name allowed. https://fetch.spec.whatwg.org/#concept-header-list */
export type HeaderLines = ReadonlyArray<HeaderLine>;

/** The tokens of a header, `null` when it is absent, `'failure'` when one of its items is not a token. */
export type HeaderTokens = readonly string[] | 'failure' | null;

/**
 * The values of every line of one name, white space stripped, in order.
 *
 * @see https://fetch.spec.whatwg.org/#concept-header-value-normalize
 */
export function headerValues(lines: HeaderLines, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  for (const [lineName, value] of lines) {
    if (lineName.length === wanted.length && lineName.toLowerCase() === wanted) values.push(stripHttpWhitespace(value));
  }
  return values;
}

/**
 * The value of a header as the CORS check reads it: all lines joined with a comma and a space, `null` when absent.
 *
 * @see https://fetch.spec.whatwg.org/#concept-header-list-get
 */
export function headerValue(lines: HeaderLines, name: string): string | null {
  const values = headerValues(lines, name);
  return values.length === 0 ? null : values.join(', ');
}

/**
 * The items of a header that lists tokens. Empty items are skipped; one item that is no token spoils all lines.
 *
 * @see https://fetch.spec.whatwg.org/#extract-header-list-values
 */
export function headerTokens(lines: HeaderLines, name: string): HeaderTokens {
  const values = headerValues(lines, name);
  if (values.length === 0) return null;
  const tokens: string[] = [];
  for (const value of values) {
    for (const item of value.split(',')) {
      // The optional white space of a list is tab and space only (RFC 9110, 5.6.3): a line break inside a list spoils it.
      const token = trimmed(item, isTabOrSpace);
      if (token === '') continue;
      if (!isToken(token)) return 'failure';
      tokens.push(token);
    }
  }
  return tokens;
}

/**
 * Whether a text, white space at its ends stripped, may be the value of a header that a script sets: bytes only, and
 * none of NUL, LF, CR. Anything else is a `TypeError` and nothing is sent.
 *
 * @see https://fetch.spec.whatwg.org/#header-value
 */
export function isHeaderValue(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0xff || code === 0x00 || code === 0x0a || code === 0x0d) return false;
  }
  return true;
}

function isTabOrSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
