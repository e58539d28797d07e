import { type HeaderLines, headerValue } from '../../fetch/header-lines';
import { ALLOW_CREDENTIALS, ALLOW_ORIGIN } from '../../fetch/header-names';
import { OPAQUE_ORIGIN } from '../../fetch/origins';
import { parseUrl } from '../../fetch/urls';
import type { Refusal } from './exchange';
import type { SentRequest } from './sent-request';
import { STEPS } from './steps';

/** What of a request the CORS check looks at: the origin as it is told, and whether credentials go with it. */
export type Asker = Pick<SentRequest, 'origin' | 'credentials'>;

type CheckReason =
  | 'WildcardOriginNotAllowed'
  | 'MissingAllowOriginHeader'
  | 'MultipleAllowOriginValues'
  | 'InvalidAllowOriginValue'
  | 'AllowOriginMismatch'
  | 'InvalidAllowCredentials';

/**
 * The CORS check of an actual answer, whatever its status: `null` when it passes.
 *
 * @see https://fetch.spec.whatwg.org/#concept-cors-check
 */
export function corsCheck(asker: Asker, headers: HeaderLines): Refusal | null {
  const reason = failedCheck(asker, headers);
  if (reason === null) return null;
  const step = reason === 'InvalidAllowCredentials' ? STEPS.corsCheckCredentials : STEPS.corsCheckOrigin;
  return { reason, step, ...shortcoming(reason, asker, headers, 'the answer') };
}

/** The same check of a preflight's answer, whose reasons have names of their own. */
export function preflightCorsCheck(asker: Asker, headers: HeaderLines): Refusal | null {
  const reason = failedCheck(asker, headers);
  if (reason === null) return null;
  const step = reason === 'InvalidAllowCredentials' ? STEPS.preflightCredentials : STEPS.preflightOrigin;
  return { reason: `Preflight${reason}`, step, ...shortcoming(reason, asker, headers, 'the answer to OPTIONS') };
}

function failedCheck({ origin, credentials }: Asker, headers: HeaderLines): CheckReason | null {
  const allowed = headerValue(headers, ALLOW_ORIGIN);
  if (allowed === null) return 'MissingAllowOriginHeader';
  if (allowed === '*' && credentials !== 'include') return null;
  if (allowed !== origin) return originReason(allowed);
  if (credentials !== 'include') return null;
  return headerValue(headers, ALLOW_CREDENTIALS) === 'true' ? null : 'InvalidAllowCredentials';
}

/** The standard knows only that the value is not the origin; which name that gets is Chromium's, and advice. */
function originReason(allowed: string): CheckReason {
  if (allowed === '*') return 'WildcardOriginNotAllowed';
  if (allowed.includes(' ') || allowed.includes(',')) return 'MultipleAllowOriginValues';
  return allowed === OPAQUE_ORIGIN || parseUrl(allowed) !== null ? 'AllowOriginMismatch' : 'InvalidAllowOriginValue';
}

function shortcoming(
  reason: CheckReason,
  { origin }: Asker,
  headers: HeaderLines,
  answer: string,
): Pick<Refusal, 'seen' | 'wanted' | 'fix'> {
  const name = reason === 'InvalidAllowCredentials' ? ALLOW_CREDENTIALS : ALLOW_ORIGIN;
  const value = headerValue(headers, name);
  const wanted = reason === 'InvalidAllowCredentials' ? `${name}: true` : `${name}: ${origin}`;
  const fix = origin === OPAQUE_ORIGIN ? adviceToNoOrigin(answer) : FIXES[reason](origin, answer, wanted);
  return { seen: value === null ? null : `${name}: ${value}`, wanted, fix };
}

const FIXES: Readonly<Record<CheckReason, (origin: string, answer: string, wanted: string) => string>> = {
  MissingAllowOriginHeader: (origin, answer, wanted) =>
    `Add "${wanted}" to ${answer}, and to error answers too, if pages of ${origin} may call it.`,
  WildcardOriginNotAllowed: (_origin, answer, wanted) =>
    `Put "${wanted}" and "Vary: Origin" on ${answer} in place of "*", which no request with credentials accepts.`,
  MultipleAllowOriginValues: (_origin, answer, wanted) =>
    `Put the one origin that asked on ${answer}, in one line: "${wanted}", with "Vary: Origin".`,
  InvalidAllowOriginValue: (_origin, answer, wanted) =>
    `Put scheme, host and port on ${answer}, as a browser writes them: "${wanted}".`,
  AllowOriginMismatch: (_origin, answer, wanted) =>
    `Put "${wanted}" on ${answer}, byte for byte, if that origin may read it.`,
  InvalidAllowCredentials: (_origin, answer, wanted) =>
    `Add "${wanted}" to ${answer}, once and in lower case, or send the request without credentials.`,
};

/** Whoever allows `null` allows every site, as each can put a page of its own into a sandboxed frame. */
function adviceToNoOrigin(answer: string): string {
  return `Allow any origin without credentials, or ask from a page that has an origin: it was told as "null", and ${answer} should not allow that.`;
}
