const FETCH = 'https://fetch.spec.whatwg.org/#';

/**
 * The steps of the Fetch standard at which a decision falls. Steps are told in words and not by number, since numbers
 * move with each edit of the standard and its anchors do not.
 */
export const STEPS = {
  parseUrl: at('Request constructor: parse the URL, which must not include credentials', 'dom-request'),
  method: at('Request constructor: the method is a token and not forbidden', 'dom-request'),
  modeMethod: at('Request constructor: mode "no-cors" takes a CORS-safelisted method only', 'dom-request'),
  header: at('Headers: a name is a token, a value has no NUL, LF, CR', 'headers-validate'),
  origin: at('Request: the origin', 'concept-request-origin'),
  sameOriginMode: at('Main fetch: mode "same-origin" and another origin', 'concept-main-fetch'),
  scheme: at('Main fetch: the scheme is not an HTTP(S) scheme', 'concept-main-fetch'),
  basic: at('Main fetch: same origin, so no CORS', 'concept-main-fetch'),
  dataUrl: at('Main fetch: a data: URL, so no CORS', 'concept-main-fetch'),
  opaque: at('Main fetch: mode "no-cors", so an opaque filtered response', 'concept-main-fetch'),
  network: at('HTTP fetch: a network error', 'concept-http-fetch'),
  passed: at('HTTP fetch: the CORS check succeeded', 'concept-http-fetch'),
  corsCheckOrigin: at('CORS check: Access-Control-Allow-Origin is the request origin, or "*"', 'concept-cors-check'),
  corsCheckCredentials: at('CORS check: Access-Control-Allow-Credentials is "true"', 'concept-cors-check'),
  preflight: at('CORS-preflight fetch: the answer', 'cors-preflight-fetch'),
  preflightRedirect: at('CORS-preflight fetch: a redirect is not followed', 'cors-preflight-fetch'),
  preflightOrigin: at('CORS-preflight fetch: the CORS check of the preflight, its origin', 'cors-preflight-fetch'),
  preflightCredentials: at(
    'CORS-preflight fetch: the CORS check of the preflight, its credentials',
    'cors-preflight-fetch',
  ),
  preflightStatus: at('CORS-preflight fetch: an ok status', 'cors-preflight-fetch'),
  preflightLists: at('CORS-preflight fetch: extract methods and header names', 'cors-preflight-fetch'),
  preflightMethod: at('CORS-preflight fetch: the method is in methods', 'cors-preflight-fetch'),
  preflightNonWildcard: at('CORS-preflight fetch: "*" does not stand for Authorization', 'cors-preflight-fetch'),
  preflightHeader: at('CORS-preflight fetch: each unsafe name is in header names', 'cors-preflight-fetch'),
  location: at('HTTP-redirect fetch: the location URL', 'http-redirect-fetch'),
  redirectScheme: at('HTTP-redirect fetch: the location is not an HTTP(S) URL', 'http-redirect-fetch'),
  redirectCount: at('HTTP-redirect fetch: the redirect count is 20', 'http-redirect-fetch'),
  redirectCredentials: at('HTTP-redirect fetch: the location includes credentials', 'http-redirect-fetch'),
} as const;

function at(what: string, anchor: string): string {
  return `${what} (${FETCH}${anchor})`;
}
