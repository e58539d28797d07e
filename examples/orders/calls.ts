import {
  AwsIntegration,
  type Integration,
  type IntegrationOptions,
  type IntegrationResponse,
  type MethodOptions,
  PassthroughBehavior,
} from 'aws-cdk-lib/aws-apigateway';
import type { IRole } from 'aws-cdk-lib/aws-iam';

/** An integration, and what the method in front of it has to declare. */
export interface Call {
  readonly integration: Integration;
  readonly method: MethodOptions;
}

export interface AwsCall {
  readonly service: string;
  readonly role: IRole;
  /** Either of them. */
  readonly action?: string;
  readonly path?: string;
  readonly httpMethod?: string;
  readonly template?: string;
  /** Where the parameters of the call come from. */
  readonly parameters?: Record<string, string>;
  readonly responses: readonly IntegrationResponse[];
}

/** Calls an AWS service without a function in between. */
export function callAws({
  service,
  role,
  action,
  path,
  httpMethod = 'POST',
  template,
  parameters,
  responses,
}: AwsCall): Call {
  const options: IntegrationOptions = {
    credentialsRole: role,
    requestParameters: parameters,
    requestTemplates: template === undefined ? undefined : { 'application/json': template },
    passthroughBehavior: template === undefined ? PassthroughBehavior.WHEN_NO_MATCH : PassthroughBehavior.NEVER,
    integrationResponses: [...responses],
  };
  const integration = new AwsIntegration({ service, action, path, integrationHttpMethod: httpMethod, options });
  return {
    integration,
    method: { requestParameters: pathParameters(parameters), methodResponses: declare(responses) },
  };
}

const REQUEST_ID = 'method.response.header.X-Request-Id';

/** The answer of a call that went well. No word of CORS here: the construct adds it to every response. */
export function success(
  statusCode: string,
  template: string,
  own: Partial<IntegrationResponse> = {},
): IntegrationResponse {
  return {
    ...own,
    statusCode,
    responseParameters: { [REQUEST_ID]: 'context.requestId', ...own.responseParameters },
    responseTemplates: { 'application/json': template },
  };
}

/** The answer for a status of the service (a regular expression), or for an error message of a function. */
export function failure(statusCode: string, selectionPattern: string, message: string): IntegrationResponse {
  return success(statusCode, JSON.stringify({ message }), { selectionPattern });
}

/** What may go wrong with any service. */
export const SERVICE_FAILURES: readonly IntegrationResponse[] = [
  failure('400', '4\\d{2}', 'the request cannot be used'),
  failure('502', '5\\d{2}', 'a service behind this API fails'),
];

/** API Gateway wants the statuses and headers of the integration responses declared once more. */
export function declare(responses: readonly IntegrationResponse[]): MethodOptions['methodResponses'] {
  return responses.map(({ statusCode, responseParameters = {} }) => ({
    statusCode,
    responseParameters: Object.fromEntries(Object.keys(responseParameters).map((name) => [name, true])),
  }));
}

function pathParameters(parameters: Record<string, string> = {}): Record<string, boolean> {
  const sources = Object.values(parameters).filter((source) => source.startsWith('method.request.path.'));
  return Object.fromEntries(sources.map((source) => [source, true]));
}
