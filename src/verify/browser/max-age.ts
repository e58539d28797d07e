import { type HeaderLines, headerValues } from '../../fetch/header-lines';
import { MAX_AGE } from '../../fetch/header-names';
import { ENGINES, type Engine } from './engines';

const DELTA_SECONDS = /^[0-9]+$/;
const NEGATIVE = /^-[0-9]+$/;

/** How long an answer is cached that does not say. https://fetch.spec.whatwg.org/#cors-preflight-fetch */
const SECONDS_WHEN_ABSENT = 5;

/**
 * For how many seconds a browser need not ask again, after a preflight that was passed. The value counts when it is
 * the only one and nothing but digits.
 *
 * @see https://fetch.spec.whatwg.org/#http-access-control-max-age
 */
export function preflightMaxAge(headers: HeaderLines, engine: Engine = 'standard'): number {
  const values = headerValues(headers, MAX_AGE);
  const profile = ENGINES[engine];
  const [value = ''] = values;
  if (value === '' && values.length <= 1) return SECONDS_WHEN_ABSENT;
  if (values.length > 1) return profile.secondsWhenInvalid;
  if (DELTA_SECONDS.test(value)) return Math.min(Number(value), profile.maxAgeLimit);
  return NEGATIVE.test(value) ? profile.secondsWhenNegative : profile.secondsWhenInvalid;
}

/** One sentence on how long each engine caches this answer, `null` when all do alike. */
export function maxAgeNote(headers: HeaderLines): string | null {
  const values = headerValues(headers, MAX_AGE);
  const seconds = ENGINE_NAMES.map((engine) => preflightMaxAge(headers, engine));
  if (new Set(seconds).size === 1) return null;
  const told = ENGINE_NAMES.map((engine, index) => `${ENGINES[engine].title} ${seconds[index]} s`);
  return `${MAX_AGE}: ${values.join(', ')} is kept for different times: ${told.join(', ')}.`;
}

const ENGINE_NAMES: readonly Engine[] = ['standard', 'chromium', 'firefox', 'webkit'];
