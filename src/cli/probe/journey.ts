import type { HeaderLines } from '../../fetch/header-lines';
import { isHttpScheme, isSameOrigin } from '../../fetch/origins';
import { unsafeRequestHeaderNames } from '../../fetch/safelist';
import {
  type Answer,
  type BrowserRequest,
  corsCheck,
  ENGINES,
  type Exchange,
  type Hop,
  isRefusal,
  preflightCheck,
  takeRequest,
} from '../../verify/browser';
import { asksForPreflight, preflightFor } from '../../verify/browser/preflight-request';
import { followRedirect, type Leg, redirectTarget } from '../../verify/browser/redirect';
import type { Question } from './ask';

/** A question that was sent, with its answer. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderLines;
  readonly answer: Answer;
}

export interface Probed {
  readonly exchange: Exchange;
  /** Everything that went over the wire, in order. */
  readonly sent: readonly Sent[];
  /** The request that a browser would not have sent either, after a preflight that failed. */
  readonly withheld: { readonly method: string; readonly url: string } | undefined;
}

/**
 * Goes the way of a browser: preflight, request, redirects, and stops where a browser stops. What it means is for
 * `judge` to say.
 */
export async function travel(request: BrowserRequest, ask: (question: Question) => Promise<Answer>): Promise<Probed> {
  const taken = takeRequest(request, ENGINES.standard);
  const sent: Sent[] = [];
  const hops: Hop[] = [];
  const end = (preflight: Answer | null, response: Answer | null, withheld?: Probed['withheld']): Probed => ({
    exchange: { request, ...(hops.length === 0 ? {} : { hops }), preflight, response },
    sent,
    withheld,
  });
  if (isRefusal(taken)) {
    return end(null, null);
  }
  const send = async ({ method, url, headers }: Question): Promise<Answer> => {
    const answer = await ask({ method, url, headers });
    sent.push({ method, url: url.href, headers, answer });
    return answer;
  };
  let leg: Leg = { sent: taken, pageOrigin: request.origin, urlOrigins: [taken.url.origin], tainting: 'basic' };
  for (;;) {
    leg = { ...leg, tainting: isSameOrigin(leg.sent.url.origin, leg.pageOrigin) ? leg.tainting : 'cors' };
    const { method, url, headers, origin } = leg.sent;
    if (!isHttpScheme(url.protocol)) {
      return end(null, null);
    }
    const cors = leg.tainting === 'cors';
    const preflight = cors ? await passPreflight(leg, send) : null;
    if (preflight?.refused) {
      return end(preflight.answer, null, { method, url: url.href });
    }
    const answered = preflight?.answer ?? null;
    const tellsOrigin = cors || (method !== 'GET' && method !== 'HEAD');
    const response = await send({ method, url, headers: tellsOrigin ? [...headers, ['Origin', origin]] : headers });
    const unread = cors && corsCheck(leg.sent, response.headers) !== null;
    if (unread || redirectTarget(response).length === 0) {
      return end(answered, response);
    }
    const next = followRedirect(leg, response, ENGINES.standard);
    if ('reason' in next) {
      return end(answered, response);
    }
    hops.push({ ...response, preflight: answered });
    leg = next;
  }
}

async function passPreflight({ sent }: Leg, send: (question: Question) => Promise<Answer>) {
  const unsafeNames = unsafeRequestHeaderNames(sent.headers);
  if (!asksForPreflight(sent, unsafeNames)) {
    return null;
  }
  const { method, headers } = preflightFor(sent, unsafeNames);
  const answer = await send({ method, url: sent.url, headers });
  return { answer, refused: preflightCheck(sent, answer, 'standard', unsafeNames) !== null };
}
