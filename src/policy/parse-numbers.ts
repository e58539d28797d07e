import type { ApiKind } from './http-api';
import type { Findings } from './problem';

/** Two hours: the longest that Chromium keeps a preflight. */
export const DEFAULT_MAX_AGE = 7200;

/** A response to OPTIONS without a body. https://www.rfc-editor.org/rfc/rfc9110#section-15.3.5 */
export const DEFAULT_PREFLIGHT_STATUS = 204;

/**
 * What Firefox caps at, the highest of all browsers, and the most that an HTTP API takes.
 *
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html#apis-apiid-model-cors
 */
const LONGEST_MAX_AGE = 86400;

/** Parses `maxAge`, in seconds. */
export function parseMaxAge(raw: number | undefined, api: ApiKind, findings: Findings): number {
  const seconds = raw ?? DEFAULT_MAX_AGE;
  const where = { property: 'maxAge', got: seconds };
  if (seconds < 0) {
    findings.add('max-age-negative', { ...where, fix: 'Duration.seconds(0), so that nothing is cached' });
  } else if (!Number.isInteger(seconds)) {
    findings.add('max-age-not-integer', {
      ...where,
      fix: `Duration.seconds(${Math.max(Math.round(seconds), 0) || 0})`,
    });
  } else if (seconds > LONGEST_MAX_AGE) {
    const id = api === 'http' ? 'http-api-max-age' : 'max-age-too-large';
    findings.add(id, { ...where, fix: 'Duration.hours(2), or Duration.days(1) at most' });
  }
  return seconds;
}

/** Parses `statusCode`, the status of the answer to a preflight. */
export function parsePreflightStatus(raw: number | undefined, findings: Findings): number {
  const status = raw ?? DEFAULT_PREFLIGHT_STATUS;
  if (!Number.isInteger(status) || status < 200 || status > 299) {
    findings.add('preflight-status-not-ok', {
      property: 'statusCode',
      got: status,
      fix: String(DEFAULT_PREFLIGHT_STATUS),
    });
  }
  return status;
}
