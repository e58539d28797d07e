import { answer } from '../../../src/verify/gateway/answer';
import type { Assumptions, GatewayAnswer } from '../../../src/verify/gateway/answers';
import { anApi, aRequest } from './an-api';

type Json = Readonly<Record<string, unknown>>;

export const INTEGRATION = 'x-amazon-apigateway-integration';
export const ORIGIN = 'Access-Control-Allow-Origin';
export const MOCK = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode":200}' },
  responses: { default: { statusCode: '200', responseParameters: { [`method.response.header.${ORIGIN}`]: "'*'" } } },
};
export const OPERATION = {
  responses: { 200: { description: 'ok', headers: { [ORIGIN]: { schema: { type: 'string' } } } } },
  [INTEGRATION]: MOCK,
};

/** An API that is imported from a document. */
export function withBody(body: Json, more: Json = {}) {
  return anApi({}, { api: { Body: { openapi: '3.0.1', info: {}, ...body }, ...more } });
}

/** The answer to a request: `GET /x`. */
export function asked(
  body: Json,
  line: string,
  headers: Record<string, string> = {},
  assumptions: Assumptions = {},
): GatewayAnswer {
  return answer(withBody(body), aRequest(line, headers), assumptions);
}
