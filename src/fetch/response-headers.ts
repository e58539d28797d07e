import type { HeaderLines } from './header-lines';
import { isForbiddenResponseHeader } from './header-names';

/** What a script may read of any cross-origin answer. https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
export const SAFELISTED_RESPONSE_HEADERS: readonly string[] = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
];

const SAFELISTED: ReadonlySet<string> = new Set(SAFELISTED_RESPONSE_HEADERS);

/** Whether a script may read this header of a cross-origin answer that exposes nothing. */
export function isSafelistedResponseHeader(name: string): boolean {
  return SAFELISTED.has(name.toLowerCase());
}

/**
 * The names of a header list that a script may read: lower case, each once, sorted. Cookies never are, whatever the
 * filter says.
 *
 * @see https://fetch.spec.whatwg.org/#concept-filtered-response-basic
 * @see https://fetch.spec.whatwg.org/#concept-filtered-response-cors
 */
export function namesThat(headers: HeaderLines, isReadable: (lowerCaseName: string) => boolean): readonly string[] {
  const names = new Set<string>();
  for (const [name] of headers) {
    const lower = name.toLowerCase();
    if (isReadable(lower) && !isForbiddenResponseHeader(lower)) names.add(lower);
  }
  return [...names].sort();
}
