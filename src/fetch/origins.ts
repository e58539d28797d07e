import { parseUrl } from './urls';

/** How an opaque origin (a sandboxed frame, a `data:` document, a tainted redirect) is serialised. */
export const OPAQUE_ORIGIN = 'null';

const SCHEME_AND_HOST = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@\\]*$/;

/**
 * Whether a text is what a browser writes in an `Origin` header: `null`, or scheme, host and a port that is not the
 * scheme's own, with no path. Schemes of apps and extensions (`capacitor://localhost`) are origins as well.
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 */
export function isSerializedOrigin(text: string): boolean {
  if (text === OPAQUE_ORIGIN) return true;
  const url = SCHEME_AND_HOST.test(text) ? parseUrl(text) : null;
  return url !== null && (url.origin === text || url.origin === OPAQUE_ORIGIN);
}

/**
 * Whether two serialised origins are the same. An opaque origin is the same as no other that has the same text.
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#same-origin
 */
export function isSameOrigin(one: string, other: string): boolean {
  return one === other && one !== OPAQUE_ORIGIN;
}

/** Whether a URL's scheme (with its colon) is one that CORS knows. https://fetch.spec.whatwg.org/#http-scheme */
export function isHttpScheme(protocol: string): boolean {
  return protocol === 'https:' || protocol === 'http:';
}

/**
 * Whether a request has been sent on by a server that is neither its own origin nor the one it was sent on to; from
 * then on its origin is not told.
 *
 * @param requestOrigin the serialised origin of the page
 * @param urlOrigins the origins of the URLs requested so far, in order
 * @see https://fetch.spec.whatwg.org/#concept-request-tainted-origin
 */
export function isRedirectTainted(requestOrigin: string, urlOrigins: readonly string[]): boolean {
  return urlOrigins.some((urlOrigin, index) => {
    const last = urlOrigins[index - 1];
    return last !== undefined && !isSameOrigin(urlOrigin, last) && !isSameOrigin(requestOrigin, last);
  });
}

/**
 * The value of the `Origin` header.
 *
 * @see https://fetch.spec.whatwg.org/#serializing-a-request-origin
 */
export function serializeRequestOrigin(requestOrigin: string, urlOrigins: readonly string[]): string {
  return isRedirectTainted(requestOrigin, urlOrigins) ? OPAQUE_ORIGIN : requestOrigin;
}
