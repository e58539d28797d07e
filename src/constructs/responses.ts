import { Stack, Token } from 'aws-cdk-lib';
import type { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import type { Completion } from '../plan/observations';
import {
  type Answers,
  type CompletedResponse,
  completeResponse,
  declareHeaders,
  type IntegrationResponse,
  isOverridden,
  type MethodResponse,
  type ResponseContext,
} from '../render/completed-responses';
import { originDecisions } from '../render/origin-decisions';
import { isIntrinsic, isRecord } from '../render/template-values';
import type { Emission } from './emission';
import { areVisible, later, mayBeOverridden, memberOf, nowOrLater, propertiesOf, type Resolve } from './plain-view';

export interface ResponseCompletion {
  readonly answers: Answers;
  readonly context: ResponseContext;
  /** The responses that the answers are for. Default: all. */
  readonly appliesTo?: (statusCode: string) => boolean;
}

type Untouched = { readonly response: unknown };
type Seen = CompletedResponse | Untouched;

/**
 * Whether a method may have responses to add something to. An API may have hundreds of methods without any, and to read one
 * takes time.
 */
export function mayHaveResponses(method: CfnMethod): boolean {
  const { integration } = method;
  if (!isRecord(integration) || Token.isUnresolved(integration) || mayBeOverridden(method)) {
    return true;
  }
  return memberOf(integration, 'integrationResponses') !== undefined;
}

/**
 * The responses of one method of the user's. Headers are added as plain values where the user's are in plain view, so
 * that whatever looks at the method later can still read it, and at resolution where they are tokens. What the template
 * will hold, overrides included, decides what is the user's own.
 */
export class MethodResponses implements Emission, Completion {
  readonly element: CfnMethod;
  /** Why nothing can be added: CloudFormation alone knows the responses. */
  readonly unreadable: boolean;
  private readonly original: Pick<CfnMethod, 'integration' | 'methodResponses'>;
  private readonly originIsTheirs: ReadonlySet<string>;
  private completed: readonly CompletedResponse[] = [];

  constructor(method: CfnMethod) {
    this.element = method;
    this.original = { integration: method.integration, methodResponses: method.methodResponses };
    if (!mayHaveResponses(method)) {
      this.unreadable = false;
      this.originIsTheirs = new Set();
      return;
    }
    const properties = propertiesOf(method, ['integration', 'methodResponses']);
    const integration = memberOf(properties, 'integration');
    const declared = memberOf(properties, 'methodResponses');
    this.unreadable = hasIntrinsic(declared) || hasIntrinsic(memberOf(integration, 'integrationResponses'));
    this.originIsTheirs = decisionsIn(integration);
  }

  /** Adds the headers, again from what the user wrote where it was done before. */
  complete(completion: ResponseCompletion): void {
    if (this.unreadable) {
      return;
    }
    const { integration, methodResponses } = this.original;
    const hidden = Token.isUnresolved(integration);
    const plain = hidden ? undefined : (integration as CfnMethod.IntegrationProperty | undefined);
    const visible = !hidden && areVisible(plain?.integrationResponses);
    const seen = (resolve: Resolve): readonly Seen[] =>
      asList(visible ? plain?.integrationResponses : memberOf(resolve(integration), 'integrationResponses')).map(
        (one) => this.see(one, completion),
      );
    if (hidden) {
      this.element.integration = later((resolve) => ({
        ...(resolve(integration) as object),
        integrationResponses: responsesOf(seen(resolve)),
      }));
    } else if (plain?.integrationResponses !== undefined) {
      const integrationResponses = nowOrLater(visible, (resolve) => responsesOf(seen(resolve)));
      this.element.integration = { ...plain, integrationResponses };
    }
    if (hidden || plain?.integrationResponses !== undefined) {
      this.element.methodResponses = nowOrLater(visible && areVisible(methodResponses), (resolve) => [
        ...declareHeaders(asList(resolve(methodResponses)) as MethodResponse[], seen(resolve).filter(isCompleted)),
      ]);
    }
    this.completed = seen((value) => Stack.of(this.element).resolve(value)).filter(isCompleted);
  }

  readonly content = (): unknown =>
    this.completed.length === 0
      ? undefined
      : [
          this.element.node.path,
          this.completed.map(({ response, added }) => [
            response.statusCode,
            response.contentHandling,
            added.map((target) => [target, response.responseParameters?.[target]]),
          ]),
        ];

  /** Headers of the user's own were kept. */
  get kept(): boolean {
    return this.completed.some(({ kept }) => kept.length > 0);
  }

  /** Which origin may read is said by the user. */
  get keptOrigin(): boolean {
    return this.completed.some(({ originIsTheirs }) => originIsTheirs);
  }

  get added(): boolean {
    return this.completed.some(({ added }) => added.length > 0);
  }

  /** A body may be binary, so every caller gets the first origin of the list. */
  get uncompared(): boolean {
    return this.completed.some(({ uncompared }) => uncompared);
  }

  /** An answer is made for the origin that asks, where the policy has several. */
  get compared(): boolean {
    return this.completed.some(({ uncompared, originIsTheirs }) => !uncompared && !originIsTheirs);
  }

  /** Whether the template will hold what was added; something that came later may have replaced it. */
  isIntact(): boolean {
    if (!this.added) {
      return true;
    }
    const integration = memberOf(propertiesOf(this.element, ['integration']), 'integration');
    const rendered = asList(memberOf(integration, 'integrationResponses'));
    return this.completed.every(({ response, added }) => {
      const one = rendered.find((each) => String(memberOf(each, 'statusCode')) === String(response.statusCode));
      const parameters = memberOf(one, 'responseParameters');
      const templates = JSON.stringify(memberOf(one, 'responseTemplates') ?? {});
      return added.every((target) => (isRecord(parameters) && target in parameters) || isOverridden(templates, target));
    });
  }

  private see(response: unknown, { answers, context, appliesTo }: ResponseCompletion): Seen {
    if (!isResponse(response) || (appliesTo !== undefined && !appliesTo(String(response.statusCode)))) {
      return { response };
    }
    const originIsTheirs = this.originIsTheirs.has(String(response.statusCode));
    return completeResponse(response, answers, { ...context, originIsTheirs });
  }
}

function decisionsIn(integration: unknown): ReadonlySet<string> {
  return originDecisions({
    mock: memberOf(integration, 'type') === 'MOCK',
    requestTemplates: memberOf(integration, 'requestTemplates'),
    responses: asList(memberOf(integration, 'integrationResponses'))
      .filter(isRecord)
      .map((response) => ({
        statusCode: memberOf(response, 'statusCode'),
        responseParameters: memberOf(response, 'responseParameters'),
        responseTemplates: memberOf(response, 'responseTemplates'),
      })),
  });
}

/** Whether a list, an item of it or a map of an item is an intrinsic function. */
function hasIntrinsic(list: unknown): boolean {
  return (
    isIntrinsic(list) ||
    asList(list).some(
      (item) =>
        isIntrinsic(item) ||
        ['responseParameters', 'responseTemplates'].some((name) => isIntrinsic(memberOf(item, name))),
    )
  );
}

function isCompleted(seen: Seen): seen is CompletedResponse {
  return 'added' in seen;
}

function responsesOf(seen: readonly Seen[]): CfnMethod.IntegrationResponseProperty[] {
  return seen.map(({ response }) => response as CfnMethod.IntegrationResponseProperty);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function isResponse(value: unknown): value is IntegrationResponse {
  return isRecord(value) && 'statusCode' in value;
}
