import { answer } from '../../../src/verify/gateway/answer';
import type { Assumptions, GatewayAnswer } from '../../../src/verify/gateway/answers';
import { anApi, aRequest } from './an-api';

type Json = Readonly<Record<string, unknown>>;

/** The answer to GET /x, whose method has these properties. */
export function asked(
  method: Json,
  headers: Record<string, string>,
  options: { resources?: Json; assumptions?: Assumptions; query?: string; api?: Json } = {},
): GatewayAnswer {
  const api = anApi({ '/x': { GET: method } }, { resources: options.resources, api: options.api });
  return answer(api, aRequest(`GET /x${options.query ?? ''}`, headers), options.assumptions);
}

export function authorizer(properties: Json): Json {
  return {
    Authorizer: { Type: 'AWS::ApiGateway::Authorizer', Properties: { RestApiId: { Ref: 'Api' }, ...properties } },
  };
}

export const CUSTOM = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' } };
export const COGNITO = { ...CUSTOM, AuthorizationType: 'COGNITO_USER_POOLS' };

export function validator(properties: Json): Json {
  return { Validator: { Type: 'AWS::ApiGateway::RequestValidator', Properties: properties } };
}
