import { DefaultTokenResolver, Reference, type Stack, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { CfnAlias, CfnFunction, CfnVersion } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import type { NoticeId } from '../plan/notices';
import { isRecord } from '../render/template-values';
import { elementsBelow } from './elements-below';
import { logicalIdsIn } from './logical-ids';
import { renderedProperties } from './plain-view';

/** The function of this app that is called, or why there is none that could be given a policy. */
export type FunctionBehind = CfnFunction | { readonly why: NoticeId };

/** What a URI of a Lambda proxy may refer to. */
export type Callee = CfnFunction | CfnAlias | CfnVersion;

/** The function behind a Lambda proxy integration, told by references and never by names. */
export function functionBehind(method: CfnMethod): FunctionBehind {
  const { Integration: integration } = renderedProperties(method);
  if (!isRecord(integration)) {
    return UNKNOWN;
  }
  const { Uri: uri, ResponseTransferMode: mode } = integration;
  const referred = calleesIn(method.integration, method);
  return streams(mode) || isOverridden(method, uri) || referred.length === 0
    ? functionNamedIn(uri, mode, method.stack, [])
    : calledOne(referred);
}

/**
 * The function that a URI names by its logical id: something that a token referred to, in whichever stack that is, or that
 * the same stack has. An override, and what was never a token, is nothing but ids.
 */
export function functionNamedIn(
  uri: unknown,
  transferMode: unknown,
  stack: Stack,
  referred: readonly Callee[],
): FunctionBehind {
  return streams(transferMode) ? { why: 'function-streams' } : calledOne(calleesNamedIn(uri, stack, referred));
}

/** The function that an ARN refers to. */
export function functionOf(arn: string, scope: IConstruct): FunctionBehind {
  return calledOne(calleesIn(arn, scope));
}

/** The function that answers for an element that is called, as it is now. */
export function functionFor(callee: Callee): FunctionBehind {
  return callee instanceof CfnFunction ? callee : callee instanceof CfnVersion ? current(callee) : behindAlias(callee);
}

const UNKNOWN: FunctionBehind = { why: 'function-unknown' };
const VERSION: FunctionBehind = { why: 'function-version' };

function calledOne(callees: readonly Callee[]): FunctionBehind {
  const [callee, ...others] = callees;
  return callee === undefined || others.length > 0 ? UNKNOWN : functionFor(callee);
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

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html */
function streams(transferMode: unknown): boolean {
  return transferMode !== undefined && String(transferMode).toUpperCase() !== 'BUFFERED';
}

function isOverridden({ stack, integration }: CfnMethod, uri: unknown): boolean {
  const plain: unknown = stack.resolve(integration);
  return JSON.stringify(isRecord(plain) ? plain.uri : undefined) !== JSON.stringify(uri);
}

/** What a value refers to by tokens, in whichever stack that is. */
export function calleesIn(value: unknown, scope: IConstruct): readonly Callee[] {
  return targetsIn(value, scope).filter(isCallee);
}

export function targetsIn(value: unknown, scope: IConstruct): readonly IConstruct[] {
  const resolver = new ReferenceCollector();
  Tokenization.resolve(value, { scope, resolver, preparing: false });
  return [...resolver.targets];
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

/** Stacks may have the same logical ids, so that what a token referred to and what the same stack has can be two. */
function calleesNamedIn(value: unknown, stack: Stack, referred: readonly Callee[]): readonly Callee[] {
  const ids = new Set(logicalIdsIn(value));
  const own = ids.size === 0 ? [] : elementsBelow(stack).filter((element) => element.stack === stack);
  const callees = new Set([...referred, ...own.filter(isCallee)]);
  return [...callees].filter((callee) => ids.has(String(callee.stack.resolve(callee.logicalId))));
}

export function isCallee(construct: IConstruct): construct is Callee {
  return construct instanceof CfnFunction || construct instanceof CfnAlias || construct instanceof CfnVersion;
}
