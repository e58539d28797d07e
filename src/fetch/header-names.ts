import { isToken } from './tokens';

/** The header names of the CORS protocol. https://fetch.spec.whatwg.org/#http-requests and #http-responses */
export const ALLOW_ORIGIN = 'Access-Control-Allow-Origin';
export const ALLOW_CREDENTIALS = 'Access-Control-Allow-Credentials';
export const ALLOW_METHODS = 'Access-Control-Allow-Methods';
export const ALLOW_HEADERS = 'Access-Control-Allow-Headers';
export const EXPOSE_HEADERS = 'Access-Control-Expose-Headers';
export const MAX_AGE = 'Access-Control-Max-Age';
export const REQUEST_METHOD = 'Access-Control-Request-Method';
export const REQUEST_HEADERS = 'Access-Control-Request-Headers';
export const VARY = 'Vary';

const FORBIDDEN_REQUEST_HEADERS: ReadonlySet<string> = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'access-control-request-private-network',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

/** Whether a text may be a header name. https://fetch.spec.whatwg.org/#header-name */
export function isHeaderName(text: string): boolean {
  return isToken(text);
}

/**
 * Whether a browser drops this request header when a script sets it, whatever its value.
 * (`X-HTTP-Method`, `X-HTTP-Method-Override` and `X-Method-Override` depend on the value and are not here.)
 *
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export function isForbiddenRequestHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return FORBIDDEN_REQUEST_HEADERS.has(lower) || lower.startsWith('proxy-') || lower.startsWith('sec-');
}

/** Whether a script can never read this response header. https://fetch.spec.whatwg.org/#forbidden-response-header-name */
export function isForbiddenResponseHeader(name: string): boolean {
  return ['set-cookie', 'set-cookie2'].includes(name.toLowerCase());
}
