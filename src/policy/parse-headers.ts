import { isForbiddenRequestHeader, isForbiddenResponseHeader, isHeaderName } from '../fetch/header-names';
import type { Findings } from './problem';

/** Legal in a header name and in a method, and live in a quoted mapping value or in a template of API Gateway. */
export const UNSAFE_IN_TOKEN = /['$#`]/;

const PRIVATE_NETWORK = [
  'access-control-allow-private-network',
  'access-control-request-private-network',
  'access-control-request-local-network',
  'access-control-allow-local-network',
];

const REQUEST_ONLY = [
  'origin',
  'access-control-request-method',
  'access-control-request-headers',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-max-age',
];

/** Parses `allowHeaders`: the request headers that scripts may set. */
export function parseAllowHeaders(raw: readonly string[], allowCredentials: boolean, findings: Findings): string[] {
  const property = 'allowHeaders';
  if (raw.includes('*')) {
    if (allowCredentials) {
      const fix = 'list the names of the headers that the scripts send';
      findings.add('header-wildcard-with-credentials', { property, got: raw, fix });
    } else if (!raw.some((name) => name.toLowerCase() === 'authorization')) {
      findings.add('authorization-not-covered', { property, got: raw, fix: '["*", "Authorization"]' });
    }
  }
  return distinct(raw.filter((name, index) => keepAllowed(name, `${property}[${index}]`, findings)));
}

/** Parses `exposeHeaders`: the response headers that scripts may read. */
export function parseExposeHeaders(raw: readonly string[], allowCredentials: boolean, findings: Findings): string[] {
  const property = 'exposeHeaders';
  if (raw.includes('*') && allowCredentials) {
    const fix = 'list the names of the headers that the scripts read';
    findings.add('expose-wildcard-with-credentials', { property, got: raw, fix });
  }
  return distinct(raw.filter((name, index) => keepExposed(name, `${property}[${index}]`, findings)));
}

function keepAllowed(name: string, property: string, findings: Findings): boolean {
  const where = { property, got: name };
  if (!keepName(name, property, findings)) {
    return false;
  }
  if (name.toLowerCase().startsWith('access-control-allow-')) {
    const fix = 'remove the entry; the construct sends this header in answers';
    findings.add('header-response-only', { ...where, fix });
    return false;
  }
  if (isForbiddenRequestHeader(name)) {
    const fix = name.toLowerCase() === 'cookie' ? 'for cookies use allowCredentials: true' : 'remove the entry';
    findings.add('header-forbidden', { ...where, fix });
    return false;
  }
  return true;
}

function keepExposed(name: string, property: string, findings: Findings): boolean {
  const where = { property, got: name };
  if (!keepName(name, property, findings)) {
    return false;
  }
  if (isForbiddenResponseHeader(name)) {
    findings.add('expose-forbidden', {
      ...where,
      fix: 'remove the entry; put what the script needs into another header',
    });
    return false;
  }
  if (REQUEST_ONLY.includes(name.toLowerCase())) {
    findings.add('expose-request-only', { ...where, fix: 'remove the entry' });
    return false;
  }
  return true;
}

function keepName(name: string, property: string, findings: Findings): boolean {
  const where = { property, got: name };
  if (!isHeaderName(name)) {
    const trimmed = name.trim();
    const fix = isHeaderName(trimmed)
      ? JSON.stringify(trimmed)
      : 'a header name such as "Content-Type"; one name an entry';
    findings.add('header-invalid', { ...where, fix });
    return false;
  }
  if (UNSAFE_IN_TOKEN.test(name)) {
    findings.add('header-unsafe-character', { ...where, fix: 'use letters, digits and "-" in header names' });
    return false;
  }
  if (PRIVATE_NETWORK.includes(name.toLowerCase())) {
    findings.add('private-network-obsolete', { ...where, fix: 'remove the entry' });
    return false;
  }
  return true;
}

/** The names as first written; header names are the same whatever their case. */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const name of names) {
    if (!seen.has(name.toLowerCase())) {
      seen.set(name.toLowerCase(), name);
    }
  }
  return [...seen.values()];
}
