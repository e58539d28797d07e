import { isForbiddenRequestHeader, isForbiddenResponseHeader, isHeaderName } from '../fetch/header-names';
import type { Findings } from './problem';
import type { RuleId } from './rules';

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

/** What is wrong with a name, or what makes it needless. */
interface Flaw {
  readonly id: RuleId;
  readonly fix: string;
}

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
  return parseNames(raw, property, (name) => flawOfName(name) ?? flawOfAllowed(name), findings);
}

/** Parses `exposeHeaders`: the response headers that scripts may read. */
export function parseExposeHeaders(raw: readonly string[], allowCredentials: boolean, findings: Findings): string[] {
  const property = 'exposeHeaders';
  if (raw.includes('*') && allowCredentials) {
    const fix = 'list the names of the headers that the scripts read';
    findings.add('expose-wildcard-with-credentials', { property, got: raw, fix });
  }
  return parseNames(raw, property, (name) => flawOfName(name) ?? flawOfExposed(name), findings);
}

/** The names without a flaw. */
function parseNames(
  raw: readonly string[],
  property: string,
  flawOf: (name: string) => Flaw | undefined,
  findings: Findings,
): string[] {
  const names = raw.filter((name, index) => {
    const flaw = flawOf(name);
    if (flaw !== undefined) {
      findings.add(flaw.id, { property: `${property}[${index}]`, got: name, fix: flaw.fix });
    }
    return flaw === undefined;
  });
  return distinct(names);
}

function flawOfName(name: string): Flaw | undefined {
  if (!isHeaderName(name)) {
    const trimmed = name.trim();
    const fix = isHeaderName(trimmed)
      ? JSON.stringify(trimmed)
      : 'a header name such as "Content-Type"; one name an entry';
    return { id: 'header-invalid', fix };
  }
  if (UNSAFE_IN_TOKEN.test(name)) {
    return { id: 'header-unsafe-character', fix: 'use letters, digits and "-" in header names' };
  }
  return PRIVATE_NETWORK.includes(name.toLowerCase())
    ? { id: 'private-network-obsolete', fix: 'remove the entry' }
    : undefined;
}

function flawOfAllowed(name: string): Flaw | undefined {
  const lower = name.toLowerCase();
  if (lower.startsWith('access-control-allow-')) {
    return { id: 'header-response-only', fix: 'remove the entry; the construct sends this header in answers' };
  }
  if (isForbiddenRequestHeader(name)) {
    const fix = lower === 'cookie' ? 'for cookies use allowCredentials: true' : 'remove the entry';
    return { id: 'header-forbidden', fix };
  }
  return undefined;
}

function flawOfExposed(name: string): Flaw | undefined {
  if (isForbiddenResponseHeader(name)) {
    return { id: 'expose-forbidden', fix: 'remove the entry; put what the script needs into another header' };
  }
  return REQUEST_ONLY.includes(name.toLowerCase()) ? { id: 'expose-request-only', fix: 'remove the entry' } : undefined;
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
