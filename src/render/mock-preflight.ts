import type { CorsAnswer } from '../response/answers';
import { declared, METHOD_RESPONSE, mappedHeaders, overriddenHeaders, type ParameterMapping } from './parameters';
import { preflightTemplate, statusTemplate } from './velocity';

/** An OPTIONS method that answers preflights by itself, in the terms of AWS::ApiGateway::Method. */
export interface MockPreflight {
  readonly methodResponses: readonly {
    readonly statusCode: string;
    readonly responseParameters: Readonly<Record<string, boolean>>;
  }[];
  readonly integration: {
    readonly type: 'MOCK';
    /** Without it an API with binary media types answers 500: it hands the mock bytes where it wants text. */
    readonly contentHandling: 'CONVERT_TO_TEXT';
    /** A Content-Type that no template is for is a 415 with the headers of an error, and not a 500. */
    readonly passthroughBehavior: 'NEVER';
    readonly requestTemplates: { readonly 'application/json': string };
    readonly integrationResponses: readonly {
      readonly statusCode: string;
      readonly responseParameters: ParameterMapping;
    }[];
  };
}

/**
 * Renders the answer to a preflight as a mock integration.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export function mockPreflight(answer: CorsAnswer, status: number): MockPreflight {
  const { allowOrigin } = answer;
  const statusCode = String(status);
  const responseParameters = mappedHeaders(answer, METHOD_RESPONSE);
  const template =
    allowOrigin.kind === 'listed'
      ? preflightTemplate(status, allowOrigin.origins, answer.allowCredentials)
      : statusTemplate(status);
  return {
    methodResponses: [
      {
        statusCode,
        responseParameters: declared([...overriddenHeaders(answer), ...Object.keys(responseParameters)]),
      },
    ],
    integration: {
      type: 'MOCK',
      contentHandling: 'CONVERT_TO_TEXT',
      passthroughBehavior: 'NEVER',
      requestTemplates: { 'application/json': template },
      integrationResponses: [{ statusCode, responseParameters }],
    },
  };
}
