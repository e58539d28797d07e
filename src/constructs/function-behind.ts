import { CfnElement, DefaultTokenResolver, Reference, type Stack, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { CfnAlias, CfnFunction, CfnVersion } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import type { NoticeId } from '../plan/notices';
import { isRecord, renderedProperties } from './plain-view';

/** The function of this app that is called, or why there is none that could be given a policy. */
export type FunctionBehind = CfnFunction | { readonly why: NoticeId };

type Callee = CfnFunction | CfnAlias | CfnVersion;

/** The function behind a Lambda proxy integration, told by references and never by names. */
export function functionBehind(method: CfnMethod): FunctionBehind {
  const { Integration: integration } = renderedProperties(method);
  if (!isRecord(integration)) {
    return UNKNOWN;
  }
  const { Uri: uri, ResponseTransferMode: mode } = integration;
  if (mode !== undefined && mode !== 'BUFFERED') {
    return { why: 'function-streams' };
  }
  const referred = calleesIn(method.integration, method);
  // An override, and what was never a token, names logical ids; those of other stacks cannot be told apart there.
  return calledOne(isOverridden(method, uri) || referred.length === 0 ? calleesNamedIn(uri, method.stack) : referred);
}

/** The function that an ARN refers to. */
export function functionOf(arn: string, scope: IConstruct): FunctionBehind {
  return calledOne(calleesIn(arn, scope));
}

const UNKNOWN: FunctionBehind = { why: 'function-unknown' };
const VERSION: FunctionBehind = { why: 'function-version' };

function calledOne(callees: readonly Callee[]): FunctionBehind {
  const [callee, ...others] = callees;
  if (callee === undefined || others.length > 0) {
    return UNKNOWN;
  }
  return callee instanceof CfnFunction ? callee : callee instanceof CfnVersion ? current(callee) : behindAlias(callee);
}

/** An alias of what the function is now: of the unpublished version, or of the one that is published with each change. */
function behindAlias(alias: CfnAlias): FunctionBehind {
  const [version] = calleesIn(alias.functionVersion, alias);
  if (alias.routingConfig !== undefined) {
    return VERSION;
  }
  if (alias.functionVersion === '$LATEST') {
    return calledOne(calleesIn(alias.functionName, alias));
  }
  return version instanceof CfnVersion ? current(version) : VERSION;
}

/** The function of `fn.currentVersion`, whose logical id changes with all that the function has. */
function current(version: CfnVersion): FunctionBehind {
  const [called] = calleesIn(version.functionName, version);
  const tracked = called?.node.scope?.node.tryFindChild('CurrentVersion')?.node.defaultChild;
  return called instanceof CfnFunction && tracked === version ? called : VERSION;
}

function isOverridden({ stack, integration }: CfnMethod, uri: unknown): boolean {
  const plain: unknown = stack.resolve(integration);
  return JSON.stringify(isRecord(plain) ? plain.uri : undefined) !== JSON.stringify(uri);
}

/** What a value refers to by tokens, in whichever stack that is. */
function calleesIn(value: unknown, scope: IConstruct): readonly Callee[] {
  const resolver = new ReferenceCollector();
  Tokenization.resolve(value, { scope, resolver, preparing: false });
  return [...resolver.targets].filter(isCallee);
}

class ReferenceCollector extends DefaultTokenResolver {
  readonly targets = new Set<IConstruct>();

  constructor() {
    super(new StringConcat());
  }

  public override resolveToken(...[token, ...rest]: Parameters<DefaultTokenResolver['resolveToken']>): unknown {
    if (Reference.isReference(token)) {
      this.targets.add(token.target);
    }
    return super.resolveToken(token, ...rest);
  }
}

/** What a value names by logical ids of its own stack. */
function calleesNamedIn(value: unknown, stack: Stack): readonly Callee[] {
  const ids = new Set(logicalIdsIn(value));
  const elements = stack.node.findAll().filter(CfnElement.isCfnElement);
  return elements
    .filter(isCallee)
    .filter((element) => element.stack === stack && ids.has(String(stack.resolve(element.logicalId))));
}

function logicalIdsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(logicalIdsIn);
  }
  if (!isRecord(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    switch (name) {
      case 'Ref':
        return [String(inner)];
      case 'Fn::GetAtt':
        return [String(Array.isArray(inner) ? inner[0] : inner).split('.')[0]];
      case 'Fn::Sub':
        return [...JSON.stringify(inner).matchAll(/\$\{([^}.!]+)/g)].map(([, id]) => id);
      default:
        return logicalIdsIn(inner);
    }
  });
}

function isCallee(construct: IConstruct): construct is Callee {
  return construct instanceof CfnFunction || construct instanceof CfnAlias || construct instanceof CfnVersion;
}
