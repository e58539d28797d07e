import { isForbiddenRequestHeader } from './header-names';
import { isForbiddenMethod } from './methods';
import { stripHttpWhitespace } from './tokens';

const OVERRIDE_HEADERS: ReadonlySet<string> = new Set(['x-http-method', 'x-http-method-override', 'x-method-override']);

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
 * The items of a value that is split at commas, those inside a quoted string left alone.
 *
 * @see https://fetch.spec.whatwg.org/#header-value-get-decode-and-split
 */
function splitOutsideQuotes(value: string): readonly string[] {
  const items: string[] = [];
  let item = '';
  let quoted = false;
  for (let index = 0; index < value.length; index += 1) {
    const character = value.charAt(index);
    if (character === ',' && !quoted) {
      items.push(item);
      item = '';
      continue;
    }
    item += character;
    if (character === '"') quoted = !quoted;
    // A backslash inside quotes hides the next character, be it a quote.
    if (character === '\\' && quoted) {
      index += 1;
      item += value.charAt(index);
    }
  }
  return [...items, item].map((text) => stripHttpWhitespace(text));
}
