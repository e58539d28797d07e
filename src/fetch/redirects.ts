import type { HeaderLines } from './header-lines';

/** How many times one fetch may be sent on. https://fetch.spec.whatwg.org/#http-redirect-fetch */
export const MOST_REDIRECTS = 20;

const REDIRECT_STATUSES: readonly number[] = [301, 302, 303, 307, 308];
const BODY_HEADERS: readonly string[] = ['content-encoding', 'content-language', 'content-location', 'content-type'];
const AUTHORIZATION = 'authorization';

/** https://fetch.spec.whatwg.org/#redirect-status */
export function isRedirectStatus(status: number): boolean {
  return REDIRECT_STATUSES.includes(status);
}

/** https://fetch.spec.whatwg.org/#ok-status */
export function isOkStatus(status: number): boolean {
  return status >= 200 && status <= 299;
}

/**
 * The method with which a redirect is followed: 301 and 302 turn a POST into a GET, 303 all but GET and HEAD.
 *
 * @see https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function redirectedMethod(status: number, method: string): string {
  const postToGet = (status === 301 || status === 302) && method === 'POST';
  const anyToGet = status === 303 && method !== 'HEAD';
  return postToGet || anyToGet ? 'GET' : method;
}

/** The headers that speak of a body go with it. https://fetch.spec.whatwg.org/#request-body-header-name */
export function withoutBodyHeaders(headers: HeaderLines): HeaderLines {
  return headers.filter(([name]) => !BODY_HEADERS.includes(name.toLowerCase()));
}

/** Whether `*` does not stand for this name, and a cross-origin redirect loses it. https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
export function isNonWildcardRequestHeader(name: string): boolean {
  return name.toLowerCase() === AUTHORIZATION;
}

export function withoutNonWildcardHeaders(headers: HeaderLines): HeaderLines {
  return headers.filter(([name]) => !isNonWildcardRequestHeader(name));
}
