import { Fn, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { Cors } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import type { DeployTimeText } from '../policy/parse-origins';
import { type CorsPolicy, type ParseOptions, type PolicyInput, parsePolicy } from '../policy/policy';
import { describeErrors, Findings, type Problem } from '../policy/problem';
import type { CorsPolicyOptions } from './cors-policy-options';
import type { RestApiCorsOptions } from './rest-api-cors-options';

/** A policy, and what there is to warn of. */
export interface WarnedPolicy {
  readonly policy: CorsPolicy;
  readonly warnings: readonly Problem[];
}

/** The policy of a REST API, or of a part of one. Throws one error that tells every problem. */
export function policyOf(
  scope: IConstruct,
  options: RestApiCorsOptions,
  { ofSubtree = false }: { readonly ofSubtree?: boolean } = {},
): WarnedPolicy {
  const findings = new Findings();
  const echoes = options.dangerouslyEchoOriginInErrors;
  if (ofSubtree && echoes) {
    const fix = 'set it on the RestApiCors of the whole API, which the errors follow';
    findings.add('danger-without-effect', { property: 'dangerouslyEchoOriginInErrors', got: true, fix });
  }
  const input: PolicyInput = {
    ...common(options, findings),
    statusCode: number('statusCode', options.statusCode, findings),
    dangerouslyAllowPublicSuffixSubdomains: options.dangerouslyAllowPublicSuffixSubdomains,
    dangerouslyEchoOriginInErrors: ofSubtree ? undefined : echoes,
  };
  // In single quotes a text is inert in a mapping template as long as it holds none. A star that is sent opens the API.
  return parsed(scope, input, { deployTime: (text) => deployTimeText(text, ["'", '*'], scope), findings });
}

/** The policy of an HTTP API. Throws one error that tells every problem, also what an HTTP API cannot be told. */
export function httpPolicyOf(scope: IConstruct, options: CorsPolicyOptions): WarnedPolicy {
  const findings = new Findings();
  // To an HTTP API a star is an origin, or every one of a scheme.
  const deployTime = (text: string) => deployTimeText(text, ['*'], scope);
  return parsed(scope, common(options, findings), { deployTime, findings, api: 'http' });
}

function common(options: CorsPolicyOptions, findings: Findings): PolicyInput {
  return {
    allowOrigins: origins(options.allowOrigins, findings),
    allowMethods: resolved('allowMethods', options.allowMethods, findings),
    allowHeaders: resolved('allowHeaders', options.allowHeaders, findings) ?? Cors.DEFAULT_HEADERS,
    exposeHeaders: resolved('exposeHeaders', options.exposeHeaders, findings),
    allowCredentials: options.allowCredentials,
    maxAge: seconds(options.maxAge, findings),
    dangerouslyAllowInsecureOrigins: options.dangerouslyAllowInsecureOrigins,
  };
}

function parsed(scope: IConstruct, input: PolicyInput, options: ParseOptions): WarnedPolicy {
  const result = parsePolicy(input, options);
  if ('errors' in result) {
    throw new Error(describeErrors(scope.node.path, result.errors));
  }
  return result;
}

function origins(raw: readonly string[], findings: Findings): readonly string[] | undefined {
  const property = 'allowOrigins';
  const list = texts(property, raw, findings);
  if (list === undefined) {
    return undefined;
  }
  if (Token.isUnresolved(list) || list.some((item) => Tokenization.reverseList([item]) !== undefined)) {
    findings.add('origins-unresolved-list', {
      property,
      got: 'a list that is known only at deployment',
      fix: '[Fn.select(0, list), Fn.select(1, list)], with as many items as the list always has',
    });
    return undefined;
  }
  return list;
}

/** What the types say and JavaScript, a context value or an unset variable of the environment may not keep to. */
function texts(property: string, list: unknown, findings: Findings): readonly string[] | undefined {
  if (!Array.isArray(list)) {
    const items = typeof list === 'string' ? list.split(',').map((item) => item.trim()) : ['...'];
    findings.add('origins-not-a-list', { property, got: list, fix: JSON.stringify(items) });
    return undefined;
  }
  const strange = list.findIndex((item) => typeof item !== 'string');
  if (strange !== -1) {
    const fix = 'set the variable, or give a default';
    findings.add('origin-not-text', { property: `${property}[${strange}]`, got: list[strange], fix });
    return undefined;
  }
  return list;
}

/**
 * A value that nobody could check reaches API Gateway at deployment. It is inert as long as it does not hold certain
 * characters, so these are taken out there; what is left of such a value matches no origin.
 */
function deployTimeText(origin: string, live: readonly string[], scope: IConstruct): DeployTimeText | undefined {
  if (!Token.isUnresolved(origin)) {
    return undefined;
  }
  const shown: string = Tokenization.reverseString(origin)
    .mapTokens({ mapToken: () => LATER })
    .join(CONCATENATION);
  return {
    text: live.reduce((text, character) => Fn.join('', Fn.split(character, text)), origin),
    shown,
    literal: shown.replaceAll(LATER, ''),
    dynamicReference: JSON.stringify(Stack.of(scope).resolve(origin)).includes('{{resolve:'),
  };
}

const LATER = '<known at deployment>';

const CONCATENATION = { join: (left: unknown, right: unknown): string => `${left ?? ''}${right ?? ''}` };

function resolved(
  property: string,
  list: readonly string[] | undefined,
  findings: Findings,
): readonly string[] | undefined {
  if (list !== undefined && texts(property, list, findings) === undefined) {
    return undefined;
  }
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
