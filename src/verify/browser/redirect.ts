import { headerValues } from '../../fetch/header-lines';
import { isHttpScheme, isSameOrigin, serializeRequestOrigin } from '../../fetch/origins';
import {
  isRedirectStatus,
  MOST_REDIRECTS,
  redirectedMethod,
  withoutBodyHeaders,
  withoutNonWildcardHeaders,
} from '../../fetch/redirects';
import { parseUrl } from '../../fetch/urls';
import type { EngineProfile } from './engines';
import type { Answer, Refusal } from './exchange';
import type { Tainting } from './readable-headers';
import type { SentRequest } from './sent-request';
import { STEPS } from './steps';

/** A request on its way: what is sent now, and where it has been. */
export interface Leg {
  readonly sent: SentRequest;
  /** The origin of the page, which redirects may keep from being told but never change. */
  readonly pageOrigin: string;
  /** The origins of all URLs so far, the present one last. */
  readonly urlOrigins: readonly string[];
  /** Once tainted, a request stays so, even when it comes home. */
  readonly tainting: Tainting;
}

/** Where an answer sends the request: nowhere when it is no redirect, or has no `Location`. */
export function redirectTarget({ status, headers }: Answer): readonly string[] {
  return isRedirectStatus(status) ? headerValues(headers, 'Location') : [];
}

/** Whether only Chromium refuses this redirect: to a URL with a password, and never away from the page's origin. */
export function isPasswordAtHome(leg: Leg, answer: Answer): boolean {
  const location = locationOf(leg, answer);
  return location !== null && leg.sent.mode === 'cors' && hasPassword(location) && !isPasswordRefused(leg, location);
}

/**
 * The request as a redirect sends it on, or why the redirect is not followed.
 *
 * @see https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function followRedirect(leg: Leg, answer: Answer, engine: EngineProfile): Leg | Refusal {
  const location = locationOf(leg, answer);
  const seen = `Location: ${redirectTarget(answer).join(', ')}`;
  if (location === null) {
    return {
      reason: 'InvalidRedirectLocation',
      step: STEPS.location,
      seen,
      wanted: 'Location: one URL',
      fix: 'Put one URL in the Location of the redirect.',
    };
  }
  if (!isHttpScheme(location.protocol)) {
    return {
      reason: 'CorsDisabledScheme',
      step: STEPS.redirectScheme,
      seen,
      wanted: 'Location: an http or https URL',
      fix: 'Redirect to an http or https URL.',
    };
  }
  if (leg.urlOrigins.length > MOST_REDIRECTS) {
    return {
      reason: 'TooManyRedirects',
      step: STEPS.redirectCount,
      seen: `${leg.urlOrigins.length} redirects`,
      wanted: `${MOST_REDIRECTS} redirects at most`,
      fix: 'Break the loop of redirects, or ask for the last URL at once.',
    };
  }
  const cors = leg.sent.mode === 'cors';
  if (hasPassword(location) && (isPasswordRefused(leg, location) || (cors && engine.refusesSameOriginPassword))) {
    return {
      reason: 'RedirectContainsCredentials',
      step: STEPS.redirectCredentials,
      seen,
      wanted: 'Location: a URL without user and password',
      fix: 'Take user and password out of the Location of the redirect.',
    };
  }
  return sentOn(leg, answer.status, location);
}

function sentOn(leg: Leg, status: number, url: URL): Leg {
  const { sent, pageOrigin } = leg;
  const method = redirectedMethod(status, sent.method);
  const kept = method === sent.method ? sent.headers : withoutBodyHeaders(sent.headers);
  const headers = isSameOrigin(url.origin, sent.url.origin) ? kept : withoutNonWildcardHeaders(kept);
  const urlOrigins = [...leg.urlOrigins, url.origin];
  const origin = serializeRequestOrigin(pageOrigin, urlOrigins);
  return { ...leg, urlOrigins, sent: { ...sent, method, headers, origin, url } };
}

/** One Location is a place; two are none. */
function locationOf({ sent }: Leg, answer: Answer): URL | null {
  const [text, ...more] = redirectTarget(answer);
  return text === undefined || more.length > 0 ? null : parseUrl(text, sent.url);
}

function isPasswordRefused({ sent, pageOrigin, tainting }: Leg, location: URL): boolean {
  return tainting === 'cors' || (sent.mode === 'cors' && !isSameOrigin(pageOrigin, location.origin));
}

function hasPassword(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}
