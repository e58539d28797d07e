import { ALLOW_ORIGIN } from '../fetch/header-names';
import type { PreflightAnswer } from '../response/answers';
import { declared, METHOD_RESPONSE, mappedHeaders, type ParameterMapping } from './parameters';
import { preflightTemplate, statusTemplate } from './velocity';

/** An OPTIONS method that answers preflights by itself, in the terms of AWS::ApiGateway::Method. */
export interface MockPreflight {
  readonly methodResponses: readonly MethodResponse[];
  readonly integration: {
    readonly type: 'MOCK';
    /** Without it an API with binary media types answers 500: it hands the mock bytes where it wants text. */
    readonly contentHandling: 'CONVERT_TO_TEXT';
    /** A Content-Type that no template is for is a 415 with the headers of an error, and not a 500. */
    readonly passthroughBehavior: 'NEVER';
    readonly requestTemplates: { readonly 'application/json': string };
    readonly integrationResponses: readonly IntegrationResponse[];
  };
}

interface MethodResponse {
  readonly statusCode: string;
  readonly responseParameters?: Readonly<Record<string, boolean>>;
}

interface IntegrationResponse {
  readonly statusCode: string;
  readonly responseParameters?: ParameterMapping;
}

/**
 * Renders the answer to a preflight as a mock integration: as mappings where everybody is told the same, and else as one
 * text.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export function mockPreflight(answer: PreflightAnswer, status: number): MockPreflight {
  if (answer.allowOrigin.kind === 'listed') {
    return textPreflight(answer, status);
  }
  const mapping = mappedHeaders(answer, METHOD_RESPONSE);
  const responseParameters = declared(Object.keys(mapping));
  return mock(status, statusTemplate(status), { responseParameters }, { responseParameters: mapping });
}

/**
 * Renders the answer to a preflight as one text, the request template, which sets every header. A header that a template
 * sets needs no declaration; the one that is declared tells readers of the method (cdk-nag among them) that it is there for
 * CORS.
 */
export function textPreflight(answer: PreflightAnswer, status: number): MockPreflight {
  const responseParameters = declared([METHOD_RESPONSE + ALLOW_ORIGIN]);
  return mock(status, preflightTemplate(status, answer), { responseParameters });
}

/** An OPTIONS method that allows nobody anything, as API Gateway itself answers where there is none. */
export function mockRefusal(): MockPreflight {
  return mock(FORBIDDEN, statusTemplate(FORBIDDEN));
}

/** The same as CloudFormation takes it. */
export function inTemplate({ methodResponses, integration }: MockPreflight): object {
  return {
    Integration: {
      ContentHandling: integration.contentHandling,
      IntegrationResponses: integration.integrationResponses.map(responseInTemplate),
      PassthroughBehavior: integration.passthroughBehavior,
      RequestTemplates: integration.requestTemplates,
      Type: integration.type,
    },
    MethodResponses: methodResponses.map(responseInTemplate),
  };
}

const FORBIDDEN = 403;

function responseInTemplate({ statusCode, responseParameters }: MethodResponse | IntegrationResponse): object {
  return { ResponseParameters: responseParameters, StatusCode: statusCode };
}

function mock(
  status: number,
  template: string,
  methodResponse: Omit<MethodResponse, 'statusCode'> = {},
  integrationResponse: Omit<IntegrationResponse, 'statusCode'> = {},
): MockPreflight {
  const statusCode = String(status);
  return {
    methodResponses: [{ statusCode, ...methodResponse }],
    integration: {
      type: 'MOCK',
      contentHandling: 'CONVERT_TO_TEXT',
      passthroughBehavior: 'NEVER',
      requestTemplates: { 'application/json': template },
      integrationResponses: [{ statusCode, ...integrationResponse }],
    },
  };
}
