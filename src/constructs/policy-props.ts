import { Fn, Token } from 'aws-cdk-lib';
import { Cors } from 'aws-cdk-lib/aws-apigateway';
import { type CorsPolicy, parsePolicy } from '../policy/policy';
import { describeErrors, Findings, type Problem } from '../policy/problem';
import type { CorsPolicyOptions } from './cors-policy-options';

/** The policy of a construct, and what there is to warn of. Throws one error that tells every problem. */
export function policyOf(
  path: string,
  options: CorsPolicyOptions,
): { policy: CorsPolicy; warnings: readonly Problem[] } {
  const findings = new Findings();
  const parsed = parsePolicy(
    {
      allowOrigins: origins(options.allowOrigins, findings),
      allowMethods: resolved('allowMethods', options.allowMethods, findings),
      allowHeaders: resolved('allowHeaders', options.allowHeaders, findings) ?? Cors.DEFAULT_HEADERS,
      exposeHeaders: resolved('exposeHeaders', options.exposeHeaders, findings),
      allowCredentials: options.allowCredentials,
      maxAge: seconds(options.maxAge, findings),
      statusCode: number('statusCode', options.statusCode, findings),
      dangerouslyAllowInsecureOrigins: options.dangerouslyAllowInsecureOrigins,
      dangerouslyAllowPublicSuffixSubdomains: options.dangerouslyAllowPublicSuffixSubdomains,
      dangerouslyEchoOriginInErrors: options.dangerouslyEchoOriginInErrors,
    },
    { isDeployTime: Token.isUnresolved, findings },
  );
  if ('errors' in parsed) {
    throw new Error(describeErrors(path, parsed.errors));
  }
  return parsed;
}

function origins(raw: readonly string[], findings: Findings): readonly string[] | undefined {
  if (Token.isUnresolved(raw)) {
    findings.add('origins-unresolved-list', {
      property: 'allowOrigins',
      got: 'a list token',
      fix: 'take the items one by one: [Fn.select(0, list), Fn.select(1, list)]',
    });
    return undefined;
  }
  return raw.map((origin) => (Token.isUnresolved(origin) ? withoutQuotes(origin) : origin));
}

/**
 * A value that nobody could check reaches a mapping template at deployment. In single quotes it is inert as long as it
 * holds none, so they are taken out there; what is left of such a value matches no origin.
 */
function withoutQuotes(origin: string): string {
  return Fn.join('', Fn.split("'", origin));
}

function resolved(
  property: string,
  list: readonly string[] | undefined,
  findings: Findings,
): readonly string[] | undefined {
  if (list === undefined || !(Token.isUnresolved(list) || list.some((item) => Token.isUnresolved(item)))) {
    return list;
  }
  refuseToken(property, 'write the values out', findings);
  const known = Token.isUnresolved(list) ? [] : list.filter((item) => !Token.isUnresolved(item));
  return known.length === 0 ? undefined : known;
}

function seconds(maxAge: CorsPolicyOptions['maxAge'], findings: Findings): number | undefined {
  if (maxAge?.isUnresolved()) {
    refuseToken('maxAge', 'Duration.hours(2)', findings);
    return undefined;
  }
  return maxAge?.toSeconds({ integral: false });
}

function number(property: string, value: number | undefined, findings: Findings): number | undefined {
  if (value !== undefined && Token.isUnresolved(value)) {
    refuseToken(property, '204', findings);
    return undefined;
  }
  return value;
}

function refuseToken(property: string, fix: string, findings: Findings): void {
  findings.add('value-unresolved-token', { property, got: 'a token', fix });
}
