import { isToken, stripHttpWhitespace } from './tokens';

const FORM_TYPES: ReadonlySet<string | null> = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
]);

/**
 * Type and subtype of a MIME type in lower case, `null` when the text is none. Parameters are not looked at: no
 * parameter, however it is written, makes a MIME type invalid.
 *
 * @see https://mimesniff.spec.whatwg.org/#parse-a-mime-type
 */
export function mimeTypeEssence(value: string): string | null {
  const input = stripHttpWhitespace(value);
  const slash = input.indexOf('/');
  if (slash === -1) return null;
  const semicolon = input.indexOf(';', slash);
  const type = input.slice(0, slash);
  // Only white space after the subtype is forgiven: "text/ plain" is no MIME type.
  const subtype = input.slice(slash + 1, semicolon === -1 ? undefined : semicolon).replace(/[\t\n\r ]+$/, '');
  if (!isToken(type) || !isToken(subtype)) return null;
  return `${type}/${subtype}`.toLowerCase();
}

/**
 * Whether a `Content-Type` is one that a plain HTML form could have sent, so that it asks for no preflight.
 *
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function isFormMimeType(value: string): boolean {
  return FORM_TYPES.has(mimeTypeEssence(value));
}
