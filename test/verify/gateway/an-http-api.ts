import type { HttpApi } from '../../../src/verify/gateway/model';
import { theHttpApi } from './an-api';

type Json = Readonly<Record<string, unknown>>;

export const CORS = {
  AllowOrigins: ['https://a.example'],
  AllowMethods: ['GET', 'PUT'],
  AllowHeaders: ['X-One'],
  ExposeHeaders: ['X-Two'],
  AllowCredentials: true,
  MaxAge: 600,
};
/** The headers of a preflight. */
export const PREFLIGHT = { Origin: 'https://a.example', 'Access-Control-Request-Method': 'PUT' };
/** A backend that sends an Access-Control-Allow-Origin of its own. */
export const BACKEND = {
  backend: () => ({
    status: 200,
    headers: [
      ['Access-Control-Allow-Origin', 'https://backend.example'],
      ['X-Own', '1'],
    ] as const,
  }),
};

/** A stage that is deployed automatically. */
export const STAGE = {
  Type: 'AWS::ApiGatewayV2::Stage',
  Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
};

/** An HTTP API with routes by their keys: `Route0` and so on. */
export function anHttpApi(routes: Readonly<Record<string, Json>>, cors: unknown = CORS, more: Json = {}): HttpApi {
  const resources = Object.entries(routes).map(([RouteKey, properties], index) => [
    `Route${index}`,
    { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Api' }, RouteKey, ...properties } },
  ]);
  const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', CorsConfiguration: cors } };
  return theHttpApi({ Resources: { Api, Stage: STAGE, ...Object.fromEntries(resources), ...more } });
}
