import type { ApiKind } from './http-api';
import { checkLimits } from './limits';
import { type ListedOrigin, originMatches } from './origin';
import { parseAllowHeaders, parseExposeHeaders } from './parse-headers';
import { type AllowedMethods, parseMethods } from './parse-methods';
import { parseMaxAge, parsePreflightStatus } from './parse-numbers';
import { type AllowedOrigins, type DeployTimeText, parseOrigins } from './parse-origins';
import { Findings, type Problem } from './problem';

/** A policy as a user writes it, in plain values. */
export interface PolicyInput {
  /** Undefined where the list could not be read, which has been reported. */
  readonly allowOrigins: readonly string[] | undefined;
  readonly allowMethods?: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly allowCredentials?: boolean;
  /** Seconds. */
  readonly maxAge?: number;
  readonly statusCode?: number;
  readonly dangerouslyAllowInsecureOrigins?: boolean;
  readonly dangerouslyAllowPublicSuffixSubdomains?: boolean;
  readonly dangerouslyEchoOriginInErrors?: boolean;
}

export interface ParseOptions {
  /** What a text stands for, if it is a value that is known only at deployment. Default: none is. */
  readonly deployTime?: (text: string) => DeployTimeText | undefined;
  /** Problems that were found before the values could be read. */
  readonly findings?: Findings;
  /** What has to carry the policy out. Default: a REST API. */
  readonly api?: ApiKind;
}

export type ParsedPolicy =
  | { readonly policy: CorsPolicy; readonly warnings: readonly Problem[] }
  | { readonly errors: readonly Problem[] };

/** Parses a policy: one that works, with its warnings, or every reason why it cannot work. */
export function parsePolicy(input: PolicyInput, options: ParseOptions = {}): ParsedPolicy {
  const { findings = new Findings(), api = 'rest' } = options;
  const allowCredentials = input.allowCredentials ?? false;
  const origins = parseOrigins(
    input.allowOrigins,
    {
      allowCredentials,
      dangerouslyAllowInsecureOrigins: input.dangerouslyAllowInsecureOrigins ?? false,
      dangerouslyAllowPublicSuffixSubdomains: input.dangerouslyAllowPublicSuffixSubdomains ?? false,
      deployTime: options.deployTime ?? (() => undefined),
      api,
    },
    findings,
  );
  const policy = new CorsPolicy(
    origins,
    parseMethods(input.allowMethods, allowCredentials, findings),
    parseAllowHeaders(input.allowHeaders, allowCredentials, findings),
    parseExposeHeaders(input.exposeHeaders ?? [], allowCredentials, findings),
    allowCredentials,
    parseMaxAge(input.maxAge, api, findings),
    parsePreflightStatus(input.statusCode, findings),
    input.dangerouslyEchoOriginInErrors ?? false,
  );
  checkLimits(policy, api, findings);
  if (policy.echoOriginInErrors && !(allowCredentials && policy.answerDependsOnOrigin)) {
    const fix = 'remove the property';
    findings.add('danger-without-effect', { property: 'dangerouslyEchoOriginInErrors', got: true, fix });
  }
  return findings.errors.length > 0 ? { errors: findings.errors } : { policy, warnings: findings.warnings };
}

/** A policy that was parsed: it cannot hold a value that a browser or API Gateway would refuse. */
export class CorsPolicy {
  constructor(
    readonly origins: AllowedOrigins,
    readonly methods: AllowedMethods,
    readonly allowHeaders: readonly string[],
    readonly exposeHeaders: readonly string[],
    readonly allowCredentials: boolean,
    readonly maxAge: number,
    readonly preflightStatus: number,
    readonly echoOriginInErrors: boolean,
  ) {}

  /**
   * Whether a page of this origin may call the API. Origins that are known only at deployment cannot be told and count
   * as not allowed.
   *
   * @param origin the Origin header, byte for byte
   */
  allows(origin: string): boolean {
    return this.origins === 'any' || this.origins.some((listed) => originMatches(listed, origin));
  }

  /** Whether a preflight that asks for the method is refused for the list that the user wrote. GET, HEAD and POST need none. */
  lacksMethod(verb: string): boolean {
    const { methods } = this;
    const passes = () => ['GET', 'HEAD', 'POST', 'OPTIONS', 'ANY'].includes(verb);
    return methods !== 'of-the-resource' && !methods.includes('*') && !methods.includes(verb) && !passes();
  }

  /** Whether an answer has to be made for the origin that asks: a browser takes one origin in the header, not a list. */
  get answerDependsOnOrigin(): boolean {
    return this.soleOrigin === undefined && this.origins !== 'any';
  }

  /** The one origin that is allowed, if it is one and no pattern. */
  get soleOrigin(): string | undefined {
    return this.origins !== 'any' && this.origins.length === 1 ? this.firstExactOrigin : undefined;
  }

  /** Whether an origin is known only at deployment. */
  get waitsForDeployment(): boolean {
    return this.origins !== 'any' && this.origins.some(({ kind }) => kind === 'deploy-time');
  }

  /** The first listed origin that is no pattern: what stands where only one can stand. */
  get firstExactOrigin(): string | undefined {
    return this.firstExact?.text;
  }

  /** The same, for people. */
  get firstExactOriginShown(): string | undefined {
    return this.firstExact?.kind === 'deploy-time' ? this.firstExact.shown : this.firstExact?.text;
  }

  private get firstExact(): ListedOrigin | undefined {
    return this.origins === 'any' ? undefined : this.origins.find(({ kind }) => kind !== 'pattern');
  }
}
