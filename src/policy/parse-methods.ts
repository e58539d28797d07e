import { isForbiddenMethod, isMethod, NORMALIZED_METHODS, normalizeMethod } from '../fetch/methods';
import { UNSAFE_IN_TOKEN } from './parse-headers';
import type { Findings } from './problem';

/** The verbs of API Gateway, in the order in which CDK lists them. */
export const ALL_METHODS: readonly string[] = ['OPTIONS', 'GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD'];

/** Words that are compared in the case that they were written in, and that nobody means in lower case. */
const CASE_KEPT = ['PATCH', 'ANY'];

/**
 * What the policy says of methods: `of-the-resource` for the verbs that each resource has (all routes together, where the
 * API has one list for the whole of it), or the list that the user wrote, which is `*` alone for any (without credentials
 * only).
 */
export type AllowedMethods = 'of-the-resource' | readonly string[];

export function parseMethods(
  raw: readonly string[] | undefined,
  allowCredentials: boolean,
  findings: Findings,
): AllowedMethods {
  if (raw === undefined) {
    return 'of-the-resource';
  }
  if (raw.length === 0) {
    findings.add('methods-empty', {
      property: 'allowMethods',
      got: raw,
      fix: 'leave allowMethods out: the methods of the routes are allowed then',
    });
  }
  const methods = parseListed(raw, findings);
  const wildcard = raw.find(isWildcard);
  return wildcard === undefined ? methods : parseWildcard(raw, wildcard, allowCredentials, findings);
}

/** The verbs that a resource answers, as the value of Access-Control-Allow-Methods lists them. */
export function methodsOfResource(verbs: Iterable<string>): readonly string[] {
  return methodsAmong([...verbs, 'OPTIONS']);
}

/** Verbs, each once and in their order, with ANY written out. */
export function methodsAmong(verbs: Iterable<string>): readonly string[] {
  const present = new Set(verbs);
  return present.has('ANY') ? ALL_METHODS : ALL_METHODS.filter((method) => present.has(method));
}

function parseListed(raw: readonly string[], findings: Findings): readonly string[] {
  const methods = raw.map((method, index) =>
    isWildcard(method) ? method : parseMethod(method, `allowMethods[${index}]`, findings),
  );
  return [...new Set(methods)];
}

function isWildcard(method: string): boolean {
  return method === '*' || method === 'ANY';
}

function parseWildcard(
  raw: readonly string[],
  wildcard: string,
  allowCredentials: boolean,
  findings: Findings,
): readonly string[] {
  if (raw.length > 1) {
    findings.add('method-any-mixed', { property: 'allowMethods', got: raw, fix: '["ANY"], or the list without it' });
  }
  if (wildcard === 'ANY') {
    return ALL_METHODS;
  }
  if (allowCredentials) {
    findings.add('method-wildcard-with-credentials', { property: 'allowMethods', got: raw, fix: '["ANY"]' });
  }
  return ['*'];
}

function parseMethod(raw: string, property: string, findings: Findings): string {
  const upper = raw.toUpperCase();
  if (!isMethod(raw)) {
    const known = ALL_METHODS.includes(raw.trim().toUpperCase());
    findings.add('method-invalid', {
      property,
      got: raw,
      fix: known ? JSON.stringify(raw.trim().toUpperCase()) : 'a verb such as "GET"',
    });
  } else if (UNSAFE_IN_TOKEN.test(raw)) {
    const detail = 'and in API Gateway this one would end the quoted value or start a template expression';
    findings.add('method-invalid', { property, got: raw, detail, fix: 'a verb such as "GET"' });
  } else if (isForbiddenMethod(raw)) {
    findings.add('method-forbidden', { property, got: raw, fix: 'remove the entry' });
  } else if (raw !== upper && CASE_KEPT.includes(upper)) {
    findings.add('method-case', { property, got: raw, fix: JSON.stringify(upper) });
  } else if (raw !== upper && NORMALIZED_METHODS.includes(upper)) {
    findings.add('method-normalized', { property, got: raw, fix: JSON.stringify(upper) });
  }
  return normalizeMethod(raw);
}
