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
import { inTemplate, type MockPreflight } from '../render/mock-preflight';
import { mayBeOverridden } from './plain-view';

/** The resource that an OPTIONS method belongs to, as its stack refers to it. */
export interface MethodPlace {
  readonly resourceId: string;
  readonly restApiId: string;
}

/**
 * An OPTIONS method of ours. Hundreds of them answer alike, and the CDK resolves and renders every element again and again:
 * an answer that is shared is resolved and rendered once, and written wherever nobody looked at it.
 */
export class OptionsMethod extends CfnMethod {
  /** The answer as it was given, until somebody asks for it or writes another. */
  private given: MockPreflight | SharedAnswer | undefined;

  constructor(scope: Construct, id: string, { resourceId, restApiId }: MethodPlace) {
    super(scope, id, { httpMethod: 'OPTIONS', authorizationType: 'NONE', resourceId, restApiId });
  }

  answer(answer: MockPreflight | SharedAnswer): void {
    this.given = answer;
    super.methodResponses = answer.methodResponses as CfnMethod['methodResponses'];
    super.integration = answer.integration as CfnMethod['integration'];
  }

  override get integration(): CfnMethod['integration'] {
    this.takeForItself();
    return super.integration;
  }

  override set integration(integration: CfnMethod['integration']) {
    this.takeForItself();
    super.integration = integration;
  }

  override get methodResponses(): CfnMethod['methodResponses'] {
    this.takeForItself();
    return super.methodResponses;
  }

  override set methodResponses(methodResponses: CfnMethod['methodResponses']) {
    this.takeForItself();
    super.methodResponses = methodResponses;
  }

  /** What the tree of the constructs tells is the whole method. */
  override inspect(inspector: TreeInspector): void {
    super.inspect(inspector);
    const told = { ...super.cfnProperties, ...this.shared?.resolved(this.stack) };
    inspector.addAttribute('aws:cdk:cloudformation:props', told);
  }

  /** Without the answer that is shared, which is rendered elsewhere. */
  protected override get cfnProperties(): Record<string, unknown> {
    const properties = super.cfnProperties;
    return this.shared === undefined
      ? properties
      : { ...properties, integration: undefined, methodResponses: undefined };
  }

  /**
   * The CDK checks and renders a method by code that is fast for methods which are all alike; a few of ours among hundreds of
   * the user's would slow it down for all.
   *
   * @param resolved what `cfnProperties` was resolved to
   */
  protected override renderProperties(resolved: Record<string, unknown>): Record<string, unknown> {
    if (this.given === undefined) {
      return super.renderProperties(resolved);
    }
    const { authorizationType, httpMethod, integration, methodResponses, resourceId, restApiId, ...others } = resolved;
    const answer = this.shared?.rendered(this) ?? inTemplate({ integration, methodResponses } as MockPreflight);
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

  private get shared(): SharedAnswer | undefined {
    return this.given instanceof SharedAnswer ? this.given : undefined;
  }

  /** Gives the method objects of its own, so that an Aspect can change one method alone. */
  private takeForItself(): void {
    if (this.given === undefined) {
      return;
    }
    const { methodResponses, integration } = this.given;
    const { requestTemplates, integrationResponses } = integration;
    this.given = undefined;
    super.methodResponses = methodResponses.map(copyOf);
    super.integration = {
      ...integration,
      integrationResponses: integrationResponses.map(copyOf),
      requestTemplates: Token.isUnresolved(requestTemplates) ? requestTemplates : { ...requestTemplates },
    };
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

  /** As properties that need not be resolved any more. */
  resolved(stack: Stack): object {
    this.resolvedOnce ??= {
      integration: new Resolved(stack.resolve(this.integration)),
      methodResponses: new Resolved(stack.resolve(this.methodResponses)),
    };
    return this.resolvedOnce;
  }

  /** As the template of a method has it. */
  rendered(method: CfnMethod): object {
    const { methodResponses, integration } = this;
    this.once ??= inTemplate(method.stack.resolve({ methodResponses, integration }));
    // The CDK writes overrides into what it is given.
    return mayBeOverridden(method) ? structuredClone(this.once) : this.once;
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

function copyOf<R extends { readonly responseParameters?: object }>(response: R): R {
  const { responseParameters } = response;
  return responseParameters === undefined
    ? { ...response }
    : { ...response, responseParameters: { ...responseParameters } };
}
