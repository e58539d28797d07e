import type { HeaderLine } from '../../fetch/header-lines';
import { REQUEST_HEADERS, REQUEST_METHOD } from '../../fetch/header-names';
import { isSafelistedMethod } from '../../fetch/methods';
import { isHttpScheme, isSameOrigin } from '../../fetch/origins';
import { unsafeRequestHeaderNames } from '../../fetch/safelist';
import { ENGINES, type Engine } from './engines';
import type { BrowserRequest, PreflightRequest } from './exchange';
import { isRefusal, type SentRequest, safelistOf, takeRequest } from './sent-request';

/**
 * Whether a browser asks leave before it sends this request (to its first URL: redirects are judged with the whole
 * exchange). A request that is never sent asks for nothing.
 *
 * @see https://fetch.spec.whatwg.org/#concept-main-fetch
 */
export function needsPreflight(request: BrowserRequest, engine: Engine = 'standard'): boolean {
  return preflightRequestFor(request, engine) !== null;
}

/** The preflight that a browser sends before this request, `null` when it sends none. */
export function preflightRequestFor(request: BrowserRequest, engine: Engine = 'standard'): PreflightRequest | null {
  const sent = takeRequest(request, ENGINES[engine]);
  if (isRefusal(sent) || sent.mode !== 'cors') return null;
  if (isSameOrigin(sent.url.origin, sent.origin) || !isHttpScheme(sent.url.protocol)) return null;
  const unsafeNames = unsafeRequestHeaderNames(sent.headers, safelistOf(ENGINES[engine]));
  return asksForPreflight(sent, unsafeNames) ? preflightFor(sent, unsafeNames) : null;
}

/** Whether a request that is known to be cross-origin asks for a preflight. */
export function asksForPreflight(sent: SentRequest, unsafeNames: readonly string[]): boolean {
  return sent.forcePreflight || unsafeNames.length > 0 || !isSafelistedMethod(sent.method);
}

/**
 * The preflight of a request that asks for one.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function preflightFor(sent: SentRequest, unsafeNames: readonly string[]): PreflightRequest {
  const headers: HeaderLine[] = [
    ['Accept', '*/*'],
    [REQUEST_METHOD, sent.method],
  ];
  if (unsafeNames.length > 0) headers.push([REQUEST_HEADERS, unsafeNames.join(',')]);
  headers.push(['Origin', sent.origin]);
  return { method: 'OPTIONS', url: withoutFragment(sent.url.href), headers };
}

function withoutFragment(href: string): string {
  const hash = href.indexOf('#');
  return hash === -1 ? href : href.slice(0, hash);
}
