import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { warningsOf } from './warnings';

export interface Integration {
  readonly Type: string;
  readonly ContentHandling?: string;
  readonly PassthroughBehavior?: string;
  readonly RequestTemplates?: Readonly<Record<string, unknown>>;
  readonly IntegrationResponses?: readonly {
    readonly StatusCode: string;
    readonly ContentHandling?: string;
    readonly ResponseParameters?: Readonly<Record<string, string>>;
    readonly ResponseTemplates?: Readonly<Record<string, unknown>>;
  }[];
}

export interface Method {
  readonly HttpMethod: string;
  readonly ResourceId: unknown;
  readonly AuthorizationType?: string;
  readonly ApiKeyRequired?: boolean;
  readonly OperationName?: string;
  readonly RequestParameters?: unknown;
  readonly RequestValidatorId?: unknown;
  readonly AuthorizerId?: unknown;
  readonly Integration: Integration;
  readonly MethodResponses?: readonly {
    readonly StatusCode: string;
    readonly ResponseParameters?: Record<string, boolean>;
  }[];
}

export interface Element<P> {
  readonly id: string;
  readonly properties: P;
  readonly dependsOn: readonly string[];
}

/** A synthesised stack, in the words of the tests. */
export class Synthesised {
  readonly template: Template;
  private readonly told: ReadonlyMap<string, string>;

  constructor(stack: Stack) {
    this.template = Template.fromStack(stack);
    this.told = warningsOf(stack);
  }

  elements<P>(type: string): readonly Element<P>[] {
    return Object.entries(this.template.findResources(`AWS::ApiGateway::${type}`)).map(
      ([id, { Properties, DependsOn }]) => ({
        id,
        properties: Properties,
        dependsOn: [DependsOn ?? []].flat(),
      }),
    );
  }

  methods(verb?: string): readonly Element<Method>[] {
    return this.elements<Method>('Method').filter(
      ({ properties }) => verb === undefined || properties.HttpMethod === verb,
    );
  }

  /** The one method with this verb whose logical id holds the text. */
  method(verb: string, idPart: string): Method {
    const found = this.methods(verb).filter(({ id }) => id.includes(idPart));
    if (found.length !== 1) {
      throw new Error(
        `${found.length} ${verb} methods with ${idPart} in their logical id: ${this.methods().map(({ id }) => id)}`,
      );
    }
    return found[0].properties;
  }

  gatewayResponses(): ReadonlyMap<string, Record<string, string>> {
    return new Map(
      this.elements<{ ResponseType: string; ResponseParameters?: Record<string, string> }>('GatewayResponse').map(
        ({ properties }) => [properties.ResponseType, properties.ResponseParameters ?? {}],
      ),
    );
  }

  get deployment(): Element<unknown> {
    return this.elements<unknown>('Deployment')[0];
  }

  /** The warnings with an id, as id -> text; one line for each construct that warns. */
  warnings(): ReadonlyMap<string, string> {
    return this.told;
  }
}

/** The headers of an integration response: name -> mapping. */
export function headersOf(method: Method, statusCode: string): Record<string, string> {
  const response = method.Integration.IntegrationResponses?.find(({ StatusCode }) => StatusCode === statusCode);
  return Object.fromEntries(
    Object.entries(response?.ResponseParameters ?? {}).map(([target, value]) => [
      target.replace('method.response.header.', ''),
      value,
    ]),
  );
}
