import type { HeaderLines } from './header-lines';
import { isFormMimeType } from './mime-types';

/** The longest value that is safelisted. https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export const LONGEST_SAFELISTED_VALUE = 128;

/** The most that all safelisted values may have together. https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names */
export const MOST_SAFELISTED_BYTES = 1024;

/** How a header is found to ask for a preflight or not; an engine may have its own. */
export type SafelistRule = (name: string, value: string) => boolean;

const SINGLE_RANGE = /^bytes=([0-9]+)-([0-9]*)$/;
const LANGUAGE_VALUE = /^[0-9A-Za-z *,\-.;=]*$/;
const UNSAFE_PUNCTUATION = '"():<>?@[\\]{}';

/**
 * Whether a request header asks for no preflight.
 *
 * @param name in any case
 * @param value with the white space at its ends already stripped
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function isSafelistedRequestHeader(name: string, value: string): boolean {
  if (value.length > LONGEST_SAFELISTED_VALUE) return false;
  switch (name.toLowerCase()) {
    case 'accept':
      return !hasUnsafeByte(value);
    case 'accept-language':
    case 'content-language':
      return LANGUAGE_VALUE.test(value);
    case 'content-type':
      return !hasUnsafeByte(value) && isFormMimeType(value);
    case 'range':
      return isSafelistedRange(value);
    default:
      return false;
  }
}

/**
 * The header names that `Access-Control-Request-Headers` lists: lower case, each once, sorted.
 *
 * @see https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
export function unsafeRequestHeaderNames(
  headers: HeaderLines,
  isSafelisted: SafelistRule = isSafelistedRequestHeader,
): readonly string[] {
  const unsafe = new Set<string>();
  const safelisted = new Set<string>();
  let safelistedBytes = 0;
  for (const [name, value] of headers) {
    if (isSafelisted(name, value)) {
      safelisted.add(name.toLowerCase());
      safelistedBytes += value.length;
    } else {
      unsafe.add(name.toLowerCase());
    }
  }
  if (safelistedBytes > MOST_SAFELISTED_BYTES) {
    for (const name of safelisted) unsafe.add(name);
  }
  return [...unsafe].sort();
}

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte: control bytes but the tab, and bytes that could end a quoted or bracketed part. */
function hasUnsafeByte(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code < 0x20 ? code !== 0x09 : code === 0x7f || UNSAFE_PUNCTUATION.includes(value.charAt(index))) return true;
  }
  return false;
}

/** A single byte range with a start, as a media element would ask for. https://fetch.spec.whatwg.org/#simple-range-header-value */
function isSafelistedRange(value: string): boolean {
  const match = SINGLE_RANGE.exec(value);
  if (match === null) return false;
  const [, start, end] = match;
  // A value may have over a hundred digits, more than a number holds.
  return end === '' || BigInt(start) <= BigInt(end);
}
