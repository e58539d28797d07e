import { type IResolvable, Lazy, Stack, Token } from 'aws-cdk-lib';
import type { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import {
  type Answers,
  type CompletedResponse,
  completeResponse,
  declareHeaders,
  type IntegrationResponse,
  type MethodResponse,
  type ResponseContext,
} from '../render/completed-responses';
import type { Emission } from './emission';
import type { MethodNode } from './method-node';

/** What became of a method's responses. */
export interface CompletedMethod extends Emission {
  /** Headers of the user's own were kept. */
  readonly kept: boolean;
  /** A body may be binary, so every caller gets the first origin of the list. */
  readonly uncompared: boolean;
  /** A response is made by an intrinsic function, and nothing could be added to it. */
  readonly unreadable: boolean;
}

export interface ResponseCompletion {
  readonly answers: Answers;
  readonly context: ResponseContext;
  /** The responses that the answers are for. Default: all. */
  readonly appliesTo?: (statusCode: string) => boolean;
}

type Resolve = (value: unknown) => unknown;

/** A response in plain view, completed or not; `unreadable` otherwise. */
type Seen = CompletedResponse | { readonly response: unknown; readonly unreadable: boolean };

/**
 * Adds the headers of an answer to the responses of a method. What is in plain view is replaced by plain values, so that
 * whatever looks at the method later can still read it; what is a token is completed when it is resolved.
 */
export function completeMethod({ cfn }: MethodNode, completion: ResponseCompletion): CompletedMethod {
  const { integration, methodResponses } = cfn;
  const hidden = Token.isUnresolved(integration);
  const plain = hidden ? undefined : (integration as CfnMethod.IntegrationProperty | undefined);
  const visible = !hidden && areVisible(plain?.integrationResponses);
  const seen = (resolve: Resolve) =>
    asList(visible ? plain?.integrationResponses : responsesIn(resolve(integration))).map((one) =>
      see(one, completion),
    );

  if (hidden) {
    cfn.integration = later((resolve) => ({
      ...(resolve(integration) as object),
      integrationResponses: responsesOf(seen(resolve)),
    }));
  } else if (plain?.integrationResponses !== undefined) {
    const integrationResponses = nowOrLater(visible, (resolve) => responsesOf(seen(resolve)));
    cfn.integration = { ...plain, integrationResponses };
  }
  cfn.methodResponses = nowOrLater(visible && areVisible(methodResponses), (resolve) => [
    ...declareHeaders(asList(resolve(methodResponses)) as MethodResponse[], seen(resolve).filter(isCompleted)),
  ]);

  const now = seen((value) => Stack.of(cfn).resolve(value));
  return {
    element: cfn,
    content: () => [cfn.node.path, now.filter(isCompleted).map(({ response, added }) => [response.statusCode, added])],
    kept: now.some((one) => isCompleted(one) && one.kept.length > 0),
    uncompared: now.some((one) => isCompleted(one) && one.uncompared),
    unreadable: now.some((one) => !isCompleted(one) && one.unreadable),
  };
}

function see(response: unknown, { answers, context, appliesTo }: ResponseCompletion): Seen {
  if (!isResponse(response)) {
    return { response, unreadable: true };
  }
  return appliesTo === undefined || appliesTo(String(response.statusCode))
    ? completeResponse(response, answers, context)
    : { response, unreadable: false };
}

function isCompleted(seen: Seen): seen is CompletedResponse {
  return 'added' in seen;
}

function responsesOf(seen: readonly Seen[]): CfnMethod.IntegrationResponseProperty[] {
  return seen.map(({ response }) => response as CfnMethod.IntegrationResponseProperty);
}

/** Whether a list can be read without resolving a token: the list itself, its items and their maps. Texts may be tokens. */
function areVisible(list: unknown): boolean {
  return (
    list === undefined ||
    (Array.isArray(list) &&
      !Token.isUnresolved(list) &&
      list.every(
        (item) =>
          !Token.isUnresolved(item) &&
          Object.values(item).every((value) => typeof value === 'string' || !Token.isUnresolved(value)),
      ))
  );
}

function nowOrLater<T>(now: boolean, produce: (resolve: Resolve) => T): T {
  return now ? produce((value) => value) : (later(produce) as T);
}

function later(produce: (resolve: Resolve) => unknown): IResolvable {
  return Lazy.uncachedAny(
    { produce: (context) => produce((value) => context.resolve(value)) },
    { omitEmptyArray: true },
  );
}

function responsesIn(integration: unknown): unknown {
  return (integration as CfnMethod.IntegrationProperty | undefined)?.integrationResponses;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function isResponse(value: unknown): value is IntegrationResponse {
  return typeof value === 'object' && value !== null && 'statusCode' in value;
}
