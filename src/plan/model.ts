/** The API as data: what a plan needs to know of it, whatever language or construct it was written with. */

/**
 * What answers a method: `UNKNOWN` where only CloudFormation can tell, `NONE` where nothing is there to answer.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-integration-types.html
 */
export type IntegrationKind = 'MOCK' | 'AWS' | 'HTTP' | 'AWS_PROXY' | 'HTTP_PROXY' | 'UNKNOWN' | 'NONE';

export interface MethodModel {
  /** GET, POST..., or ANY. */
  readonly verb: string;
  readonly integration: IntegrationKind;
  /** Whether a request without credentials, key and parameters gets as far as the integration: a preflight has none. */
  readonly open: boolean;
}

export interface ResourceModel<M extends MethodModel = MethodModel> {
  readonly path: string;
  readonly methods: readonly M[];
}

export interface GatewayResponseModel {
  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
  readonly type: string;
}

/** Whether API Gateway itself can put a header on the answers of the integration. */
export function isMappable(integration: IntegrationKind): boolean {
  return integration === 'MOCK' || integration === 'AWS' || integration === 'HTTP';
}
