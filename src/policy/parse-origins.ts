import { type ListedOrigin, originCovers } from './origin';
import { checkRisks, isInsecure, type RiskContext, spansPublicSuffix } from './origin-risks';
import { parseOrigin } from './parse-origin';
import type { Findings } from './problem';

/** Every origin (without credentials only), or the listed ones. */
export type AllowedOrigins = 'any' | readonly ListedOrigin[];

export interface OriginsContext extends RiskContext {
  /** Whether the text stands for a value that is known only at deployment. */
  isDeployTime(text: string): boolean;
}

export function parseOrigins(
  raw: readonly string[] | undefined,
  context: OriginsContext,
  findings: Findings,
): AllowedOrigins {
  const property = 'allowOrigins';
  if (raw === undefined) {
    return [];
  }
  if (raw.length === 0) {
    findings.add('origins-empty', {
      property,
      got: raw,
      fix: '["https://app.example.com"], or ["*"] for a public API',
    });
  }
  if (raw.includes('*')) {
    return parseWildcard(raw, context, findings);
  }
  const origins: ListedOrigin[] = [];
  for (const [index, text] of raw.entries()) {
    const where = `${property}[${index}]`;
    const origin = context.isDeployTime(text) ? deployTime(text, where, findings) : parseOrigin(text, where, findings);
    if (origin !== null && !alreadyListed(origin, origins, where, findings)) {
      checkRisks(origin, where, context, findings);
      origins.push(origin);
    }
  }
  reportRedundant(raw, origins, findings);
  reportIdleFlags(origins, context, findings);
  return origins;
}

function parseWildcard(raw: readonly string[], context: OriginsContext, findings: Findings): AllowedOrigins {
  const where = { property: 'allowOrigins', got: raw };
  if (raw.length > 1) {
    findings.add('wildcard-mixed', { ...where, fix: '["*"] for a public API, or the list without it' });
  }
  if (context.allowCredentials) {
    findings.add('wildcard-with-credentials', { ...where, fix: 'list the origins, or leave allowCredentials out' });
  }
  for (const [index, text] of raw.entries()) {
    if (text !== '*' && !context.isDeployTime(text)) {
      parseOrigin(text, `allowOrigins[${index}]`, findings);
    }
  }
  reportIdleFlags([], context, findings);
  return 'any';
}

function deployTime(text: string, property: string, findings: Findings): ListedOrigin {
  findings.add('origin-unresolved-token', {
    property,
    got: text,
    fix: 'nothing, if the value is an origin ("https://" and a domain name); acknowledge the warning',
  });
  return { kind: 'deploy-time', text };
}

function alreadyListed(
  origin: ListedOrigin,
  listed: readonly ListedOrigin[],
  property: string,
  findings: Findings,
): boolean {
  const duplicate = listed.some((other) => other.text === origin.text);
  if (duplicate) {
    findings.add('origin-duplicate', { property, got: origin.text, fix: 'remove the entry' });
  }
  return duplicate;
}

function reportRedundant(raw: readonly string[], origins: readonly ListedOrigin[], findings: Findings): void {
  for (const origin of origins) {
    const cover = origins.find((other) => other !== origin && originCovers(other, origin));
    if (cover !== undefined) {
      findings.add('origin-redundant', {
        property: `allowOrigins[${raw.indexOf(origin.text)}]`,
        got: origin.text,
        detail: cover.text,
        fix: 'remove the entry',
      });
    }
  }
}

/** A flag that opens nothing today opens something on the day when the list changes and nobody looks at the flag. */
function reportIdleFlags(origins: readonly ListedOrigin[], context: OriginsContext, findings: Findings): void {
  const flags = [
    {
      property: 'dangerouslyAllowInsecureOrigins',
      set: context.dangerouslyAllowInsecureOrigins,
      used: origins.some(isInsecure),
    },
    {
      property: 'dangerouslyAllowPublicSuffixSubdomains',
      set: context.dangerouslyAllowPublicSuffixSubdomains,
      used: origins.some(spansPublicSuffix),
    },
  ];
  for (const { property, set, used } of flags) {
    if (set && !(used && context.allowCredentials)) {
      findings.add('danger-without-effect', { property, got: true, fix: 'remove the property' });
    }
  }
}
