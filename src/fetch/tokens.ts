const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Whether a text is a `token`, the form that header names and methods have.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
 */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * Strips the white space that HTTP allows around a field value: tab, space, CR and LF, and no other.
 *
 * @see https://fetch.spec.whatwg.org/#concept-header-value-normalize
 */
export function stripHttpWhitespace(value: string): string {
  return trimmed(value, isHttpWhitespace);
}

/** Strips from both ends what is blank. Beyond its ends a text has no code unit, and no code is NaN. */
export function trimmed(text: string, isBlank: (code: number) => boolean): string {
  let start = 0;
  while (isBlank(text.charCodeAt(start))) start += 1;
  let end = text.length;
  while (isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isHttpWhitespace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
