import type { HeaderLines } from '../../fetch/header-lines';
import type { PreflightRequest, Verdict } from './exchange';
import type { Ending, Journey } from './journey';
import { readableHeaders } from './readable-headers';
import { STEPS } from './steps';

/** All that a `data:` URL answers. https://fetch.spec.whatwg.org/#scheme-fetch */
const DATA_URL_HEADERS: HeaderLines = [['Content-Type', '']];
const NONE: readonly string[] = [];

export function allowedVerdict(journey: Journey): Verdict {
  const { tainting, sent } = journey.leg;
  const fromData = sent.url.protocol === 'data:';
  const headers = fromData ? DATA_URL_HEADERS : (journey.exchange.response?.headers ?? []);
  return {
    verdict: 'ALLOWED',
    reason: null,
    ...preflightPart(journey.preflightRequest),
    exposedHeaders: readableHeaders(headers, tainting, sent.credentials),
    cacheSeconds: journey.cacheSeconds,
    step: tainting === 'cors' ? STEPS.passed : fromData ? STEPS.dataUrl : STEPS.basic,
    seen: null,
    wanted: null,
    fix: null,
    notes: [...journey.notes],
  };
}

export function endedVerdict(journey: Journey, ending: Ending): Verdict {
  return {
    verdict: ending.verdict,
    ...ending.refusal,
    ...preflightPart(journey.preflightRequest),
    exposedHeaders: NONE,
    cacheSeconds: journey.cacheSeconds,
    notes: [...journey.notes],
  };
}

/** The verdict on a request that no server gets to see. */
export function unsentVerdict({ verdict, refusal }: Ending): Verdict {
  return { verdict, ...refusal, preflightNeeded: false, exposedHeaders: NONE, cacheSeconds: 0, notes: NONE };
}

function preflightPart(request: PreflightRequest | null): Pick<Verdict, 'preflightNeeded' | 'preflightRequest'> {
  return request === null ? { preflightNeeded: false } : { preflightNeeded: true, preflightRequest: request };
}
