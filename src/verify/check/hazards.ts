import { headerValue } from '../../fetch/header-lines';
import { ALLOW_ORIGIN } from '../../fetch/header-names';
import type { Answered, GatewayAnswer } from '../gateway/answers';

/**
 * What can go wrong with an answer that a browser allows, by a cache that hands the answer for one origin to a page of
 * another, whose browser then blocks it. (A preflight is no matter for an HTTP cache.)
 *
 * @param stranger the answer to the same call from an origin that nobody has
 * @param cached whether a stage keeps the answer and does not tell origins apart
 * @see https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches
 */
export function hazardOf(one: GatewayAnswer, stranger: GatewayAnswer, cached: boolean): string | null {
  if (one.kind !== 'answered' || stranger.kind !== 'answered') {
    return null;
  }
  const origins = [one, stranger].map(({ headers }) => headerValue(headers, ALLOW_ORIGIN));
  if (origins[0] === origins[1]) {
    return null;
  }
  const hazards = [
    // A cache may also keep the answer that tells a stranger nothing, for a page that is allowed.
    variesByOrigin(one) && variesByOrigin(stranger) ? '' : NO_VARY,
    cached ? STAGE_CACHE : '',
  ];
  return hazards.filter((hazard) => hazard !== '').join('; ') || null;
}

const NO_VARY =
  'Access-Control-Allow-Origin depends on the origin and there is no Vary: Origin, so a cache may hand the answer to a page of another origin, whose browser blocks it';

const STAGE_CACHE =
  'Access-Control-Allow-Origin depends on the origin, the stage may cache the answer, and method.request.header.Origin is none of its cache keys, so the answer may be handed to a page of another origin, whose browser blocks it';

/** Whether it says so, or may: what cannot be told is no hazard that was found. */
function variesByOrigin({ headers, undeterminedHeaders }: Answered): boolean {
  const names = (headerValue(headers, 'Vary') ?? '').split(',').map((name) => name.trim().toLowerCase());
  const untold = undeterminedHeaders.some(({ name }) => name === '*' || name.toLowerCase() === 'vary');
  return untold || names.includes('origin') || names.includes('*');
}
