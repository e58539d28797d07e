import { isHttpScheme, isSameOrigin, isSerializedOrigin } from '../../fetch/origins';
import { unsafeRequestHeaderNames } from '../../fetch/safelist';
import { corsCheck } from './cors-check';
import { ENGINES, type Engine } from './engines';
import type { Answer, Exchange, Refusal, Verdict } from './exchange';
import {
  blocked,
  type Ending,
  type Journey,
  noAnswer,
  notAnOrigin,
  notARedirect,
  notSent,
  opaqueAnswer,
  preflightNotRecorded,
  redirectNotFollowed,
} from './journey';
import { localNetworkNote } from './local-network';
import { preflightMaxAge } from './max-age';
import { IGNORED_PREFLIGHT, LACKS_PREFLIGHT, PASSWORD_AT_HOME, preflightNotes, requestNotes } from './notes';
import { preflightCheck } from './preflight-check';
import { asksForPreflight, preflightFor } from './preflight-request';
import { followRedirect, isPasswordAtHome, type Leg, redirectTarget } from './redirect';
import { isRefusal, safelistOf, takeRequest } from './sent-request';
import { STEPS } from './steps';
import { allowedVerdict, endedVerdict, unsentVerdict } from './verdict';

export interface JudgeOptions {
  /** @default 'standard' */
  readonly engine?: Engine;
}

/**
 * What a browser decides on an exchange. Never throws: what cannot be sent is BLOCKED, as a script gets a `TypeError`;
 * what cannot be judged is UNDETERMINED.
 *
 * @see https://fetch.spec.whatwg.org/#concept-main-fetch
 */
export function judge(exchange: Exchange, { engine = 'standard' }: JudgeOptions = {}): Verdict {
  const { request } = exchange;
  const sent = takeRequest(request, ENGINES[engine]);
  if (isRefusal(sent)) return unsentVerdict(notSent(sent));
  if (!isSerializedOrigin(request.origin)) return unsentVerdict(notAnOrigin(request.origin));
  const journey: Journey = {
    exchange,
    engine,
    leg: { sent, pageOrigin: request.origin, urlOrigins: [sent.url.origin], tainting: 'basic' },
    preflightRequest: null,
    cacheSeconds: 0,
    lacksPreflight: false,
    notes: new Set(),
  };
  const ending = walk(journey);
  return ending === null ? allowedVerdict(journey) : endedVerdict(journey, ending);
}

function walk(journey: Journey): Ending | null {
  const { hops = [], preflight, response } = journey.exchange;
  for (const hop of hops) {
    const ending = visit(journey, hop.preflight ?? null, hop) ?? moveOn(journey, hop);
    if (ending !== null) return ending;
  }
  return visit(journey, preflight, response) ?? arrive(journey, response);
}

/** One URL: what main fetch says to it, the preflight, and the CORS check of the answer. */
function visit(journey: Journey, preflight: Answer | null, answer: Answer | null): Ending | null {
  const barred = taint(journey);
  if (barred !== null) return barred;
  const cors = journey.leg.tainting === 'cors';
  const unsafeNames = cors ? namesToAskFor(journey) : null;
  if (unsafeNames !== null) {
    const refused = passPreflight(journey, unsafeNames, preflight, answer);
    if (refused !== null) return refused;
  } else if (preflight !== null) {
    journey.notes.add(IGNORED_PREFLIGHT);
  }
  if (isDataUrl(journey)) return null;
  if (answer === null) return noAnswer(STEPS.network, 'the request');
  const unread = cors ? corsCheck(journey.leg.sent, answer.headers) : null;
  return unread === null ? null : blocked(unread);
}

/**
 * Decides with which tainting the present URL is asked, or that it is not.
 *
 * @see https://fetch.spec.whatwg.org/#concept-main-fetch
 */
function taint(journey: Journey): Ending | null {
  const { leg, notes } = journey;
  const { url, mode } = leg.sent;
  // A request that comes home keeps the tainting it got abroad, and is still checked.
  if (isSameOrigin(url.origin, leg.pageOrigin) || isDataUrl(journey)) return null;
  if (mode === 'same-origin') return blocked(crossOriginForbidden(leg));
  if (mode === 'cors' && !isHttpScheme(url.protocol)) return blocked(schemeWithoutCors(url));
  const local = localNetworkNote(leg.pageOrigin, url);
  if (local !== null) notes.add(local);
  if (mode === 'cors') for (const note of requestNotes(journey.exchange.request.headers)) notes.add(note);
  journey.leg = { ...leg, tainting: mode === 'no-cors' ? 'opaque' : 'cors' };
  return null;
}

/** The unsafe names of a request that needs a preflight, `null` when it needs none. */
function namesToAskFor({ leg, engine }: Journey): readonly string[] | null {
  const unsafeNames = unsafeRequestHeaderNames(leg.sent.headers, safelistOf(ENGINES[engine]));
  return asksForPreflight(leg.sent, unsafeNames) ? unsafeNames : null;
}

/** Without an answer to the preflight, an answer to the request shows that the recording left the other out. */
function passPreflight(
  journey: Journey,
  unsafeNames: readonly string[],
  preflight: Answer | null,
  answer: Answer | null,
): Ending | null {
  const { sent } = journey.leg;
  journey.preflightRequest = preflightFor(sent, unsafeNames);
  journey.cacheSeconds = 0;
  if (preflight === null) {
    if (answer === null) return noAnswer(STEPS.preflight, 'OPTIONS');
    journey.lacksPreflight = true;
    journey.notes.add(LACKS_PREFLIGHT);
    return null;
  }
  for (const note of preflightNotes(sent, preflight)) journey.notes.add(note);
  const refused = preflightCheck(sent, preflight, journey.engine, unsafeNames);
  if (refused !== null) return blocked(refused);
  journey.cacheSeconds = preflightMaxAge(preflight.headers, journey.engine);
  return null;
}

/** Follows a redirect of the exchange to the next URL. */
function moveOn(journey: Journey, hop: Answer): Ending | null {
  if (isDataUrl(journey) || redirectTarget(hop).length === 0) return notARedirect(hop.status);
  if (isPasswordAtHome(journey.leg, hop)) journey.notes.add(PASSWORD_AT_HOME);
  const next = followRedirect(journey.leg, hop, ENGINES[journey.engine]);
  if ('reason' in next) return blocked(next);
  journey.leg = next;
  return null;
}

/** The last answer: a redirect that leads out of the exchange, or one that a script may see something of. */
function arrive(journey: Journey, response: Answer | null): Ending | null {
  if (response !== null && !isDataUrl(journey) && redirectTarget(response).length > 0) {
    return moveOn(journey, response) ?? taint(journey) ?? redirectNotFollowed(journey.leg.sent.url);
  }
  if (journey.leg.tainting === 'opaque') return opaqueAnswer();
  return journey.lacksPreflight ? preflightNotRecorded() : null;
}

/** A `data:` URL holds its own answer and asks no server. */
function isDataUrl({ leg }: Journey): boolean {
  return leg.sent.url.protocol === 'data:';
}

function crossOriginForbidden({ sent, pageOrigin }: Leg): Refusal {
  return {
    reason: 'DisallowedByMode',
    step: STEPS.sameOriginMode,
    seen: sent.url.origin,
    wanted: pageOrigin,
    fix: 'Send the request with mode "cors".',
  };
}

function schemeWithoutCors({ protocol }: URL): Refusal {
  return {
    reason: 'CorsDisabledScheme',
    step: STEPS.scheme,
    seen: protocol,
    wanted: 'http: or https:',
    fix: 'Ask for an http or https URL.',
  };
}
