import { isObject } from '../template/json';
import type { Resource, Templates } from '../template/templates';
import { asText, isList, member, Reference, Unresolved, type Value } from '../template/value';
import type { FunctionPolicy, Integration, Text } from './model';
import { originPattern } from './origin-pattern';

/**
 * The integration with the policy of the function behind it, where it is a Lambda proxy whose function carries one in its
 * environment. That alone is read: what the code of a function does is in no template.
 */
export function withFunctionPolicy(integration: Integration, templates: Templates): Integration {
  return integration.type === 'AWS_PROXY' && integration.streams === false
    ? { ...integration, functionPolicy: policyBehind(integration.uri, templates) }
    : integration;
}

function policyBehind(uri: Text | undefined, templates: Templates): FunctionPolicy | Unresolved | undefined {
  const called = calledFunction(uri, templates);
  if (called === undefined || called instanceof Unresolved) {
    return called;
  }
  const variables = member(called.property('Environment'), 'Variables');
  const text = asText(member(variables, VARIABLE));
  if (text === undefined || text instanceof Unresolved) {
    return text && new Unresolved(`${VARIABLE} of ${called.logicalId}: ${text.reason}`);
  }
  const policy = called.doubt === undefined ? readPolicy(text, called.logicalId) : new Unresolved(called.doubt);
  return policy instanceof Unresolved || policy.by === 'handler'
    ? policy
    : (missing(called, variables, templates) ?? policy);
}

const VARIABLE = 'CDK_APIGATEWAY_CORS';
const WRAPPER = 'AWS_LAMBDA_EXEC_WRAPPER';
const LAYER = 'cdk-apigateway-cors:';

/** With nothing but one ARN in the place of the function: a qualifier behind it would name a version. */
const INVOCATION = /:lambda:path\/.*\/functions\/.\/invocations$/;

/** The one function that the URI of a Lambda proxy refers to. */
function calledFunction(uri: Text | undefined, templates: Templates): Resource | Unresolved | undefined {
  if (!(uri instanceof Unresolved) || !INVOCATION.test(uri.rest ?? '')) {
    return undefined;
  }
  const [called, ...others] = uri.references.filter(({ attribute }) => attribute === undefined || attribute === 'Arn');
  if (called === undefined || others.length > 0) {
    return undefined;
  }
  const resource = templates.resourceOf(called);
  switch (resource?.type) {
    case 'AWS::Lambda::Function':
      return called.attribute === 'Arn' ? resource : undefined;
    case 'AWS::Lambda::Alias':
      return behindAlias(resource, templates);
    case 'AWS::Lambda::Version':
      return new Unresolved(`${resource.logicalId} keeps the environment that the function had when it was published`);
    default:
      return undefined;
  }
}

/** An alias of $LATEST is the function itself; any other is of versions. */
function behindAlias(alias: Resource, templates: Templates): Resource | Unresolved | undefined {
  const name = alias.property('FunctionName');
  const called = name instanceof Reference ? templates.resourceOf(name) : undefined;
  if (asText(alias.property('FunctionVersion')) !== '$LATEST' || alias.property('RoutingConfig') !== undefined) {
    return new Unresolved(
      `${alias.logicalId} is of a version, which keeps the environment that the function had when it was published`,
    );
  }
  return called?.type === 'AWS::Lambda::Function' ? called : undefined;
}

/** What the layer lacks to run: it is started by the one variable and lies where the other property says. */
function missing(called: Resource, variables: Value | undefined, templates: Templates): Unresolved | undefined {
  const runtime = asText(called.property('Runtime'));
  const [, kind] = /^(nodejs|python)\d/.exec(typeof runtime === 'string' ? runtime : '') ?? [];
  const wrapper = asText(member(variables, WRAPPER));
  if (kind === undefined || wrapper !== `/opt/cdk-apigateway-cors/${kind}`) {
    return new Unresolved(`the layer is to answer for ${called.logicalId}, and ${WRAPPER} does not start its wrapper`);
  }
  const layers = called.property('Layers');
  return isList(layers) && layers.some((layer) => isCorsLayer(layer, templates))
    ? undefined
    : new Unresolved(`the layer is to answer for ${called.logicalId}, and its Layers do not have it`);
}

function isCorsLayer(layer: Value, templates: Templates): boolean {
  const resource = layer instanceof Reference ? templates.resourceOf(layer) : undefined;
  const description = asText(resource?.property('Description'));
  return (
    resource?.type === 'AWS::Lambda::LayerVersion' && typeof description === 'string' && description.startsWith(LAYER)
  );
}

function readPolicy(text: string, logicalId: string): FunctionPolicy | Unresolved {
  const raw = parsed(text);
  const { appliedBy, allowOrigins, allowOriginPatterns = [], allowCredentials = false, exposeHeaders = [] } = raw;
  if (
    (appliedBy !== 'layer' && appliedBy !== 'handler') ||
    (allowOrigins !== '*' && !areTexts(allowOrigins)) ||
    !areTexts(allowOriginPatterns) ||
    typeof allowCredentials !== 'boolean' ||
    !areTexts(exposeHeaders)
  ) {
    return new Unresolved(`${VARIABLE} of ${logicalId} holds no policy`);
  }
  const everybody = allowOrigins === '*';
  const [sole, ...others] = everybody ? ['*'] : [...allowOrigins, ...allowOriginPatterns];
  const patterns = allowOriginPatterns.map(originPattern);
  return {
    logicalId,
    by: appliedBy,
    allowOrigin: others.length === 0 && allowOriginPatterns.length === 0 ? sole : undefined,
    allows: (origin) => everybody || allowOrigins.includes(origin) || patterns.some((pattern) => pattern.test(origin)),
    allowCredentials: allowCredentials && !everybody,
    exposeHeaders,
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}

function areTexts(list: unknown): list is readonly string[] {
  return Array.isArray(list) && list.every((item) => typeof item === 'string');
}
