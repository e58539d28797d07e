import { type HeaderLine, type HeaderLines, headerValue, isHeaderValue } from '../../fetch/header-lines';
import { isHeaderName } from '../../fetch/header-names';
import { isDroppedRequestHeader } from '../../fetch/method-override';
import { isForbiddenMethod, isMethod, isSafelistedMethod, normalizeMethod } from '../../fetch/methods';
import { isSafelistedRequestHeader, type SafelistRule } from '../../fetch/safelist';
import { stripHttpWhitespace } from '../../fetch/tokens';
import { parseUrl } from '../../fetch/urls';
import { isSafelistedByChromium } from './client-hints';
import type { EngineProfile } from './engines';
import type { BrowserRequest, Credentials, Mode, Refusal } from './exchange';
import { STEPS } from './steps';

/** A request as a browser has taken it from a script: normalised, and without what a script may not set. */
export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: HeaderLines;
  /** The origin as the `Origin` header tells it: `null` once redirects have tainted it. */
  readonly origin: string;
  readonly credentials: Credentials;
  readonly mode: Mode;
  readonly forcePreflight: boolean;
}

const ANY_PAGE = new URL('https://page.invalid/');
const NO_CORS_HEADERS: readonly string[] = ['accept', 'accept-language', 'content-language', 'content-type'];

/**
 * What a browser makes of a script's request, or why the script gets a `TypeError`. The checks are those of the
 * `Request` constructor, in its order.
 *
 * @see https://fetch.spec.whatwg.org/#dom-request
 */
export function takeRequest(request: BrowserRequest, engine: EngineProfile): SentRequest | Refusal {
  const url = parseUrl(request.url);
  if (url === null) return urlRefusal(request.url);
  if (url.username !== '' || url.password !== '') {
    return refusal(
      'InvalidUrl',
      STEPS.parseUrl,
      request.url,
      'a URL without user and password',
      'Take user and password out of the URL.',
    );
  }
  const mode = request.mode ?? 'cors';
  const badMethod = methodRefusal(request.method, mode);
  if (badMethod !== null) return badMethod;
  const headers: HeaderLine[] = [];
  for (const [name, raw] of request.headers) {
    const value = stripHttpWhitespace(raw);
    if (!isHeaderName(name) || !isHeaderValue(value)) {
      return refusal('InvalidHeader', STEPS.header, `${name}: ${raw}`, null, 'Take this header out of the request.');
    }
    if (!isDroppedRequestHeader(name, value) && !(engine.dropsUserAgent && name.toLowerCase() === 'user-agent')) {
      headers.push([name, value]);
    }
  }
  return {
    method: normalizeMethod(request.method),
    url,
    headers: guarded(headers, mode, engine),
    origin: request.origin,
    credentials: request.credentials,
    mode,
    forcePreflight: request.forcePreflight ?? false,
  };
}

export function isRefusal(outcome: SentRequest | Refusal): outcome is Refusal {
  return 'reason' in outcome;
}

/** Which headers ask for no preflight, to this engine. */
export function safelistOf(engine: EngineProfile): SafelistRule {
  return engine.safelistsClientHints ? isSafelistedByChromium : isSafelistedRequestHeader;
}

/** Lines of one name joined into one, at the place of the first. https://fetch.spec.whatwg.org/#concept-header-list-combine */
export function joinSameNames(headers: HeaderLines): HeaderLines {
  const joined = new Map<string, HeaderLine>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const first = joined.get(key);
    joined.set(key, first === undefined ? [name, value] : [first[0], `${first[1]}, ${value}`]);
  }
  return [...joined.values()];
}

/** A relative URL is one to the page that a script runs in; that page is not known here. */
function urlRefusal(text: string): Refusal {
  const reason = parseUrl(text, ANY_PAGE) === null ? 'InvalidUrl' : 'RelativeUrl';
  return refusal(reason, STEPS.parseUrl, text, 'an absolute URL', 'Give the URL in full.');
}

function methodRefusal(method: string, mode: Mode): Refusal | null {
  if (!isMethod(method)) {
    return refusal('InvalidMethod', STEPS.method, method, 'a token', 'Name a method that is a token, such as GET.');
  }
  if (isForbiddenMethod(method)) {
    return refusal('ForbiddenMethod', STEPS.method, method, null, `Use another method: no script may send ${method}.`);
  }
  if (mode === 'no-cors' && !isSafelistedMethod(normalizeMethod(method))) {
    return refusal(
      'DisallowedByMode',
      STEPS.modeMethod,
      method,
      'GET, HEAD or POST',
      'Send the request with mode "cors".',
    );
  }
  return null;
}

/** A `no-cors` request silently loses each line that is not safelisted together with those before it; `Range` as well. https://fetch.spec.whatwg.org/#concept-headers-append */
function guarded(headers: HeaderLines, mode: Mode, engine: EngineProfile): HeaderLines {
  if (mode !== 'no-cors') return engine.joinsSameNames ? joinSameNames(headers) : headers;
  const kept: HeaderLine[] = [];
  for (const [name, value] of headers) {
    const before = headerValue(kept, name);
    const together = before === null ? value : `${before}, ${value}`;
    if (NO_CORS_HEADERS.includes(name.toLowerCase()) && isSafelistedRequestHeader(name, together)) {
      kept.push([name, value]);
    }
  }
  return kept;
}

function refusal(reason: Refusal['reason'], step: string, seen: string, wanted: string | null, fix: string): Refusal {
  return { reason, step, seen, wanted, fix };
}
