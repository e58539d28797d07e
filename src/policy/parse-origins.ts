import { type ApiKind, parseHttpApiOrigin } from './http-api';
import { type ListedOrigin, type OriginPattern, originCovers } from './origin';
import { checkRisks, isInsecure, type RiskContext, spansPublicSuffix } from './origin-risks';
import { parseOrigin, UNSAFE } from './parse-origin';
import type { Findings } from './problem';

/** Every origin (without credentials only), or the listed ones. */
export type AllowedOrigins = 'any' | readonly ListedOrigin[];

export interface OriginsContext extends RiskContext {
  /** What the text stands for, if it is a value that is known only at deployment. */
  deployTime(text: string): DeployTimeText | undefined;
  readonly api: ApiKind;
}

/** A value that is known only at deployment, as far as it can be seen. */
export interface DeployTimeText {
  /** What to emit for it. */
  readonly text: string;
  /** For people: what is written out of it, and a word for the rest. */
  readonly shown: string;
  /** What is written out of it. */
  readonly literal: string;
  /** Whether CloudFormation puts it in after everything else: `{{resolve:...}}`. */
  readonly dynamicReference: boolean;
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
  const listed = new Map<string, ListedOrigin>();
  const parse = parserFor(context);
  for (const [index, text] of raw.entries()) {
    const where = `${property}[${index}]`;
    const later = context.deployTime(text);
    const origin = later === undefined ? parse(text, where, findings) : deployTime(later, where, context, findings);
    if (origin === null) {
      continue;
    }
    if (listed.has(origin.text)) {
      findings.add('origin-duplicate', { property: where, got: origin.text, fix: 'remove the entry' });
    } else {
      checkRisks(origin, where, context, findings);
      listed.set(origin.text, origin);
    }
  }
  const origins = [...listed.values()];
  reportRedundant(raw, origins, findings);
  reportIdleFlags(origins, context, findings);
  return origins;
}

function parserFor({ api }: OriginsContext): typeof parseHttpApiOrigin {
  return api === 'http' ? parseHttpApiOrigin : parseOrigin;
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
    if (text !== '*' && context.deployTime(text) === undefined) {
      parserFor(context)(text, `allowOrigins[${index}]`, findings);
    }
  }
  reportIdleFlags([], context, findings);
  return 'any';
}

/** Exact matches only: a star in it would be sent as it is, and a quote would end the text that it stands in. */
function deployTime(
  later: DeployTimeText,
  property: string,
  { api }: OriginsContext,
  findings: Findings,
): ListedOrigin | null {
  const where = { property, got: later.shown };
  if (later.dynamicReference) {
    const fix = 'a CfnParameter, or StringParameter.valueForStringParameter, which CloudFormation resolves first';
    findings.add('origin-dynamic-reference', { ...where, fix });
    return null;
  }
  if (later.literal.includes('*')) {
    const fix = api === 'http' ? 'list the origins' : 'write the whole pattern out, or list the origins';
    findings.add('origin-wildcard-placement', { ...where, fix });
    return null;
  }
  if (UNSAFE.test(later.literal)) {
    const fix = 'write what is not a token as a browser sends it: letters, digits and . - _ : [ ]';
    findings.add('origin-unsafe-character', { ...where, fix });
    return null;
  }
  findings.add('origin-unresolved-token', {
    ...where,
    fix: 'nothing, if the value is an origin ("https://" and a domain name); acknowledge the warning',
  });
  return { kind: 'deploy-time', text: later.text, shown: later.shown };
}

function reportRedundant(raw: readonly string[], origins: readonly ListedOrigin[], findings: Findings): void {
  const patterns = origins.filter((origin): origin is OriginPattern => origin.kind === 'pattern');
  for (const origin of origins) {
    const cover = patterns.find((other) => other !== origin && originCovers(other, origin));
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
