import {
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  type Stack,
  Token,
  type TreeInspector,
} from 'aws-cdk-lib';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import type { MockPreflight } from '../render/mock-preflight';
import { mayBeOverridden } from './plain-view';

/** The resource that an OPTIONS method belongs to, as its stack refers to it. */
export interface MethodPlace {
  readonly resourceId: string;
  readonly restApiId: string;
}

/**
 * An OPTIONS method of ours. Hundreds of them answer alike, and the CDK resolves and renders every element again and again:
 * an answer that is shared is resolved and rendered once, and written wherever it still is as it was given.
 */
export class OptionsMethod extends CfnMethod {
  private shared: SharedAnswer | undefined;

  constructor(scope: Construct, id: string, { resourceId, restApiId }: MethodPlace) {
    super(scope, id, { httpMethod: 'OPTIONS', authorizationType: 'NONE', resourceId, restApiId });
  }

  /** The method has objects of its own, so that an Aspect can change one method alone. */
  answer(answer: MockPreflight | SharedAnswer): void {
    const { methodResponses, integration } = answer;
    const { requestTemplates, integrationResponses } = integration;
    this.shared = answer instanceof SharedAnswer ? answer : undefined;
    this.methodResponses = methodResponses.map(copyOf);
    this.integration = {
      ...integration,
      integrationResponses: integrationResponses.map(copyOf),
      requestTemplates: this.shared === undefined ? { ...requestTemplates } : requestTemplates,
    };
  }

  /** What the tree of the constructs tells is the whole method. */
  override inspect(inspector: TreeInspector): void {
    super.inspect(inspector);
    const properties = super.cfnProperties;
    const { shared } = this;
    const told = shared?.isThatOf(properties) === true ? { ...properties, ...shared.resolved(this.stack) } : properties;
    inspector.addAttribute('aws:cdk:cloudformation:props', told);
  }

  /** Without the answer where it is as it was given. */
  protected override get cfnProperties(): Record<string, unknown> {
    const properties = super.cfnProperties;
    if (this.shared?.isThatOf(properties) !== true) {
      return properties;
    }
    const { integration, methodResponses, ...own } = properties;
    return own;
  }

  /** @param resolved what `cfnProperties` was resolved to */
  protected override renderProperties(resolved: Record<string, unknown>): Record<string, unknown> {
    const isAsGiven = this.integration !== undefined && resolved.integration === undefined;
    if (!isAsGiven || this.shared === undefined) {
      return super.renderProperties(resolved);
    }
    const answer = this.renderedOnce(this.shared);
    const { authorizationType, httpMethod, resourceId, restApiId, ...others } = resolved;
    return Object.keys(others).length > 0
      ? { ...super.renderProperties(resolved), ...answer }
      : {
          AuthorizationType: authorizationType,
          HttpMethod: httpMethod,
          ...answer,
          ResourceId: resourceId,
          RestApiId: restApiId,
        };
  }

  private renderedOnce(shared: SharedAnswer): object {
    const rendered = shared.rendered(({ methodResponses, integration }) => {
      const { httpMethod, resourceId, restApiId } = this;
      const answer = this.stack.resolve({ methodResponses, integration });
      const { Integration, MethodResponses } = super.renderProperties({ httpMethod, resourceId, restApiId, ...answer });
      return { Integration, MethodResponses };
    });
    // The CDK writes overrides into what it is given.
    return mayBeOverridden(this) ? structuredClone(rendered) : rendered;
  }
}

/** What the OPTIONS methods of a stack answer whose text is looked up in one place. It holds no reference. */
export class SharedAnswer {
  readonly integration: Omit<MockPreflight['integration'], 'requestTemplates'> & {
    readonly requestTemplates: IResolvable;
  };
  readonly methodResponses: MockPreflight['methodResponses'];
  private once: object | undefined;
  private resolvedOnce: Readonly<Record<'integration' | 'methodResponses', IResolvable>> | undefined;

  constructor(answer: MockPreflight, lookUp: IResolvable) {
    this.methodResponses = answer.methodResponses;
    this.integration = { ...answer.integration, requestTemplates: lookUp };
  }

  /** Whether a method, by its properties, still answers this. */
  isThatOf({ methodResponses, integration }: MayAnswer): boolean {
    return isAlike(methodResponses, this.methodResponses) && isAlike(integration, this.integration);
  }

  /** As properties that need not be resolved any more. */
  resolved(stack: Stack): object {
    this.resolvedOnce ??= {
      integration: new Resolved(stack.resolve(this.integration)),
      methodResponses: new Resolved(stack.resolve(this.methodResponses)),
    };
    return this.resolvedOnce;
  }

  /** In the terms of CloudFormation. */
  rendered(render: (answer: SharedAnswer) => object): object {
    this.once ??= render(this);
    return this.once;
  }
}

/** Stands for a value in which nothing is left to resolve, so that the CDK does not go through it. */
class Resolved implements IResolvable, IPostProcessor {
  readonly creationStack: string[] = [];

  constructor(private readonly value: unknown) {}

  resolve(context: IResolveContext): unknown {
    context.registerPostProcessor(this);
    return '';
  }

  postProcess(): unknown {
    return this.value;
  }
}

interface MayAnswer {
  readonly methodResponses?: unknown;
  readonly integration?: unknown;
}

/** Whether two plain values say the same. What only the CDK can tell, a token, is the same as itself alone. */
function isAlike(one: unknown, other: unknown): boolean {
  if (one === other || !isPlain(one) || !isPlain(other)) {
    return one === other;
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isAlike(Reflect.get(one, key), Reflect.get(other, key)))
  );
}

function copyOf<R extends { readonly responseParameters?: object }>(response: R): R {
  const { responseParameters } = response;
  return responseParameters === undefined
    ? { ...response }
    : { ...response, responseParameters: { ...responseParameters } };
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Token.isUnresolved(value);
}
