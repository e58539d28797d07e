import { isSafelistedRequestHeader, LONGEST_SAFELISTED_VALUE } from '../../fetch/safelist';

const INTEGER = /^[0-9]+$/;
const DECIMAL = /^[0-9]+(\.[0-9]+)?$/;

/** The client hints that a script can set (those named `Sec-CH-...` are forbidden to it) and what makes them valid. */
const VALID_HINT: ReadonlyMap<string, RegExp> = new Map([
  ['device-memory', DECIMAL],
  ['downlink', DECIMAL],
  ['dpr', DECIMAL],
  ['ect', /^(slow-2g|2g|3g|4g)$/i],
  ['rtt', INTEGER],
  ['save-data', /^on$/i],
  ['viewport-width', INTEGER],
  ['width', INTEGER],
]);

/** Whether a header is a client hint, whatever its value. */
export function isClientHint(name: string): boolean {
  return VALID_HINT.has(name.toLowerCase());
}

/**
 * Chromium's safelist: the standard's, and client hints with valid values, since it sends those by itself as well.
 *
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header for the standard's
 */
export function isSafelistedByChromium(name: string, value: string): boolean {
  const valid = VALID_HINT.get(name.toLowerCase());
  if (valid === undefined) return isSafelistedRequestHeader(name, value);
  return value.length <= LONGEST_SAFELISTED_VALUE && valid.test(value);
}
