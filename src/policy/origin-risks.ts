import type { ListedOrigin, OriginPattern } from './origin';
import type { Findings } from './problem';
import { PUBLIC_SUFFIX_LIST, PUBLIC_SUFFIX_PARENTS } from './public-suffix-parents';

export interface RiskContext {
  readonly allowCredentials: boolean;
  readonly dangerouslyAllowInsecureOrigins: boolean;
  readonly dangerouslyAllowPublicSuffixSubdomains: boolean;
}

/** What is well written and lets in more than its author may think. */
export function checkRisks(origin: ListedOrigin, property: string, context: RiskContext, findings: Findings): void {
  if (origin.kind === 'deploy-time') {
    return;
  }
  checkTransport({ property, got: origin.text }, context, findings);
  if (spansPublicSuffix(origin)) {
    checkPublicSuffixes(origin, property, context, findings);
  }
}

/** Whether the policy contains an origin that the flag is there for. */
export function isInsecure(origin: ListedOrigin): boolean {
  if (origin.kind === 'deploy-time') {
    return false;
  }
  const { scheme, host } = schemeAndHost(origin.text);
  return scheme === 'http' && !isLoopback(host);
}

/** Whether strangers can register a name that the pattern allows. */
export function spansPublicSuffix(origin: ListedOrigin): origin is OriginPattern {
  return (
    origin.kind === 'pattern' &&
    origin.subdomains !== 'none' &&
    (isPublicSuffix(origin.host) || (origin.subdomains === 'many' && PUBLIC_SUFFIX_PARENTS.has(origin.host)))
  );
}

function checkTransport(where: { property: string; got: string }, context: RiskContext, findings: Findings): void {
  const { scheme, host } = schemeAndHost(where.got);
  if (scheme !== 'http' && scheme !== 'https') {
    if (context.allowCredentials) {
      findings.add('origin-custom-scheme', {
        ...where,
        fix: 'nothing, if the app on the device owns the scheme; acknowledge the warning',
      });
    }
  } else if (isLoopback(host)) {
    if (scheme === 'http' && context.allowCredentials) {
      findings.add('origin-localhost', {
        ...where,
        fix: 'list it only in the stacks that developers deploy for themselves',
      });
    }
  } else if (scheme === 'http') {
    const tolerated = !context.allowCredentials || context.dangerouslyAllowInsecureOrigins;
    findings.add('origin-insecure', {
      ...where,
      severity: tolerated ? 'warning' : 'error',
      fix: `${JSON.stringify(where.got.replace('http:', 'https:').replace(/:443$/, ''))}${tolerance(tolerated, 'dangerouslyAllowInsecureOrigins')}`,
    });
  }
}

function checkPublicSuffixes(pattern: OriginPattern, property: string, context: RiskContext, findings: Findings): void {
  const tolerated = !context.allowCredentials || context.dangerouslyAllowPublicSuffixSubdomains;
  const finding = {
    property,
    got: pattern.text,
    severity: tolerated ? ('warning' as const) : ('error' as const),
    detail: `${pattern.host}, Public Suffix List of ${PUBLIC_SUFFIX_LIST}`,
    fix: `list the origins that are yours${tolerance(tolerated, 'dangerouslyAllowPublicSuffixSubdomains')}`,
  };
  findings.add(isPublicSuffix(pattern.host) ? 'origin-public-suffix' : 'origin-spans-public-suffix', finding);
}

/** What to do where the risk is wanted: an error has a property that allows it, a warning is acknowledged. */
function tolerance(tolerated: boolean, property: string): string {
  return tolerated ? ', or acknowledge the warning' : `, or ${property}`;
}

/** The list is large, and loaded when the first pattern is looked at. */
function suffixes(): typeof import('tldts') {
  return require('tldts');
}

/** localhost counts as its own: nobody can register a name below it. https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
export function isPublicSuffix(host: string): boolean {
  return host !== 'localhost' && suffixes().getPublicSuffix(host, { allowPrivateDomains: true }) === host;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.[\d.]+$/.test(host);
}

function schemeAndHost(text: string): { scheme: string; host: string } {
  const [scheme, authority] = text.split('://');
  return { scheme, host: authority.replace(/:[\d*]+$/, '') };
}
