import { isForbiddenRequestHeader } from './header-names';
import { isForbiddenMethod } from './methods';
import { stripHttpWhitespace } from './tokens';

const OVERRIDE_HEADERS: ReadonlySet<string> = new Set(['x-http-method', 'x-http-method-override', 'x-method-override']);
/** A backslash inside quotes hides the next character, be it a quote; one that is not closed goes on to the end. */
const QUOTED = /"(?:[^"\\]|\\.)*"?/gs;

/**
 * Whether a browser drops this request header, name and value looked at, when a script sets it. Three headers by
 * which frameworks take another method are dropped only when they would smuggle a forbidden one.
 *
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export function isDroppedRequestHeader(name: string, value: string): boolean {
  if (isForbiddenRequestHeader(name)) return true;
  return OVERRIDE_HEADERS.has(name.toLowerCase()) && splitOutsideQuotes(value).some(isForbiddenMethod);
}

/**
 * The items of a value that is split at commas. Of quoted strings, which no method has, only the quotes are left.
 *
 * @see https://fetch.spec.whatwg.org/#header-value-get-decode-and-split
 */
function splitOutsideQuotes(value: string): readonly string[] {
  return value.replace(QUOTED, '""').split(',').map(stripHttpWhitespace);
}
