import { type HeaderLines, headerTokens, headerValue } from '../../fetch/header-lines';
import { ALLOW_HEADERS, ALLOW_METHODS } from '../../fetch/header-names';
import { isSafelistedMethod } from '../../fetch/methods';
import { isNonWildcardRequestHeader, isOkStatus, isRedirectStatus } from '../../fetch/redirects';
import { unsafeRequestHeaderNames } from '../../fetch/safelist';
import { preflightCorsCheck } from './cors-check';
import { ENGINES, type Engine } from './engines';
import type { Answer, Refusal } from './exchange';
import { type SentRequest, safelistOf } from './sent-request';
import { STEPS } from './steps';

/** A request on whose behalf a preflight asks. */
export type Asking = Pick<SentRequest, 'origin' | 'credentials' | 'method' | 'headers' | 'forcePreflight'>;

/**
 * Whether the answer to a preflight lets the request be sent: `null` when it does. The credentials mode is the actual
 * request's, though the preflight itself is sent without credentials. The checks come in Chromium's order, which
 * differs from the standard's in the reason given and never in the outcome.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function preflightCheck(
  asking: Asking,
  preflight: Answer,
  engine: Engine = 'standard',
  unsafeNames: readonly string[] = unsafeRequestHeaderNames(asking.headers, safelistOf(ENGINES[engine])),
): Refusal | null {
  return (
    redirectRefusal(preflight) ??
    preflightCorsCheck(asking, preflight.headers) ??
    statusRefusal(preflight) ??
    listRefusal(preflight.headers) ??
    methodRefusal(asking, preflight.headers) ??
    headerRefusal(asking, preflight.headers, unsafeNames, ENGINES[engine].starCoversAuthorization)
  );
}

/** Whether `*` would have to stand for `Authorization`: the one point of a preflight on which engines differ. */
export function leavesAuthorizationToStar(asking: Asking, headers: HeaderLines): boolean {
  const named = loweredTokens(headers);
  if (asking.credentials === 'include' || !named.includes('*')) return false;
  return asking.headers.some(([name]) => isNonWildcardRequestHeader(name) && !named.includes(name.toLowerCase()));
}

function redirectRefusal({ status, headers }: Answer): Refusal | null {
  const location = isRedirectStatus(status) ? headerValue(headers, 'Location') : null;
  if (location === null || location === '') return null;
  return {
    reason: 'PreflightDisallowedRedirect',
    step: STEPS.preflightRedirect,
    seen: `status ${status}, Location: ${location}`,
    wanted: 'status 200 to 299',
    fix: 'Answer OPTIONS where it is asked, with status 204 or 200, and redirect other methods only.',
  };
}

function statusRefusal({ status }: Answer): Refusal | null {
  if (isOkStatus(status)) return null;
  return {
    reason: 'PreflightInvalidStatus',
    step: STEPS.preflightStatus,
    seen: `status ${status}`,
    wanted: 'status 200 to 299',
    fix: 'Answer OPTIONS with status 204 or 200, without asking for credentials or a key: a preflight carries none.',
  };
}

function listRefusal(headers: HeaderLines): Refusal | null {
  for (const name of [ALLOW_METHODS, ALLOW_HEADERS]) {
    if (headerTokens(headers, name) !== 'failure') continue;
    const noun = name === ALLOW_METHODS ? 'methods' : 'header names';
    return {
      reason: name === ALLOW_METHODS ? 'InvalidAllowMethodsPreflightResponse' : 'InvalidAllowHeadersPreflightResponse',
      step: STEPS.preflightLists,
      seen: line(headers, name),
      wanted: `${name}: ${noun} with commas between`,
      fix: `Write ${name} as ${noun} with commas between, and no quotes, brackets or blanks inside one.`,
    };
  }
  return null;
}

function methodRefusal({ method, credentials, forcePreflight }: Asking, headers: HeaderLines): Refusal | null {
  if (isSafelistedMethod(method)) return null;
  const listed = headerTokens(headers, ALLOW_METHODS);
  const methods = listed ?? (forcePreflight ? [method] : []);
  if (methods.includes(method) || (credentials !== 'include' && methods.includes('*'))) return null;
  return {
    reason: 'MethodDisallowedByPreflightResponse',
    step: STEPS.preflightMethod,
    seen: line(headers, ALLOW_METHODS),
    wanted: `${ALLOW_METHODS}: ${method}`,
    fix: methodFix(method, methods),
  };
}

/** Two mistakes look right at a glance: the other case, and a star beside credentials. */
function methodFix(method: string, methods: readonly string[] | 'failure'): string {
  const upper = method.toUpperCase();
  if (methods.includes(upper)) {
    return `Have the script write ${upper}: methods are compared byte for byte, and browsers do not upper-case ${method}.`;
  }
  if (methods.includes('*')) {
    return `Name ${method} in ${ALLOW_METHODS}: beside credentials "*" is only a method with that name.`;
  }
  return `Name ${method} in ${ALLOW_METHODS} of the answer to OPTIONS.`;
}

function headerRefusal(
  asking: Asking,
  headers: HeaderLines,
  unsafeNames: readonly string[],
  starCoversAuthorization: boolean,
): Refusal | null {
  const listed = loweredTokens(headers);
  const star = asking.credentials !== 'include' && listed.includes('*');
  const missing = unsafeNames.filter(
    (name) => !listed.includes(name) && (!star || (isNonWildcardRequestHeader(name) && !starCoversAuthorization)),
  );
  if (missing.length === 0) return null;
  const names = missing.join(', ');
  return {
    reason: 'HeaderDisallowedByPreflightResponse',
    step: star ? STEPS.preflightNonWildcard : STEPS.preflightHeader,
    seen: line(headers, ALLOW_HEADERS),
    wanted: `${ALLOW_HEADERS}: ${names}`,
    fix: `Name ${names} in ${ALLOW_HEADERS} of the answer to OPTIONS${listed.includes('*') ? ', where "*" does not stand for it' : ''}.`,
  };
}

function loweredTokens(headers: HeaderLines): readonly string[] {
  const tokens = headerTokens(headers, ALLOW_HEADERS);
  return tokens === null || tokens === 'failure' ? [] : tokens.map((token) => token.toLowerCase());
}

function line(headers: HeaderLines, name: string): string | null {
  const value = headerValue(headers, name);
  return value === null ? null : `${name}: ${value}`;
}
