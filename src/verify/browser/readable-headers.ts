import { type HeaderLines, headerTokens } from '../../fetch/header-lines';
import { EXPOSE_HEADERS } from '../../fetch/header-names';
import { isSafelistedResponseHeader, namesThat } from '../../fetch/response-headers';
import type { Credentials } from './exchange';

/** How an answer is filtered before a script sees it. https://fetch.spec.whatwg.org/#concept-request-response-tainting */
export type Tainting = 'basic' | 'cors' | 'opaque';

/**
 * The headers of an answer that a script can read, lower case and sorted.
 *
 * A list to expose that cannot be parsed exposes nothing. (The standard's sentence can be read otherwise; its tests
 * and all engines agree on this.)
 *
 * @see https://fetch.spec.whatwg.org/#concept-filtered-response
 */
export function readableHeaders(headers: HeaderLines, tainting: Tainting, credentials: Credentials): readonly string[] {
  switch (tainting) {
    case 'opaque':
      return [];
    case 'basic':
      return namesThat(headers, () => true);
    case 'cors':
      return namesThat(headers, exposedBy(headers, credentials));
  }
}

/** https://fetch.spec.whatwg.org/#cors-exposed-header-name-list, as main fetch fills it */
function exposedBy(headers: HeaderLines, credentials: Credentials): (lowerCaseName: string) => boolean {
  const listed = headerTokens(headers, EXPOSE_HEADERS);
  if (listed === null || listed === 'failure') return isSafelistedResponseHeader;
  if (credentials !== 'include' && listed.includes('*')) return () => true;
  const exposed = new Set(listed.map((name) => name.toLowerCase()));
  return (name) => exposed.has(name) || isSafelistedResponseHeader(name);
}
