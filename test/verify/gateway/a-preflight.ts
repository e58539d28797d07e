import { answer } from '../../../src/verify/gateway/answer';
import type { GatewayAnswer } from '../../../src/verify/gateway/answers';
import { aMockWith, anApi, aRequest } from './an-api';

type Json = Readonly<Record<string, unknown>>;

export const ORIGIN = 'Access-Control-Allow-Origin';
export const DECLARED = [{ StatusCode: '204', ResponseParameters: { [`method.response.header.${ORIGIN}`]: true } }];

interface Asked {
  readonly api?: Json;
  readonly headers?: Json;
  readonly body?: string;
  readonly declared?: unknown;
}

/** The answer of an OPTIONS method with a MOCK integration to a preflight. */
export function preflight(integration: Json, options: Asked = {}): GatewayAnswer {
  const api = anApi({ '/x': { OPTIONS: aMockWith(integration, options.declared ?? DECLARED) } }, { api: options.api });
  const headers = { Origin: 'https://a.example', 'Access-Control-Request-Method': 'PUT', ...options.headers };
  return answer(api, aRequest('OPTIONS /x', headers as Record<string, string>, options.body));
}

/** A MOCK integration with one integration response, for 204. */
export function respondingWith(response: Json, template: unknown = '{"statusCode":204}'): Json {
  return {
    RequestTemplates: { 'application/json': template },
    IntegrationResponses: [{ StatusCode: '204', ...response }],
  };
}

/** A MOCK integration that maps one header from an expression. */
export function mapping(expression: unknown): Json {
  return respondingWith({ ResponseParameters: { [`method.response.header.${ORIGIN}`]: expression } });
}

export const STATIC = mapping("'https://a.example'");
