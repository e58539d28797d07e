import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { HttpRouteModel } from '../../plan/http-routes';
import type { CorsPolicy } from '../../policy/policy';
import { httpCorsConfiguration } from '../../render/http-cors';

/** What of an API decides whether a construct can give it its CORS, as the template has it. */
export interface ApiProperties {
  readonly ProtocolType?: unknown;
  readonly Body?: unknown;
  readonly BodyS3Location?: unknown;
  readonly CorsConfiguration?: unknown;
}

/** Why an HTTP API cannot be given its CORS, with the way out; undefined where it can. */
export function refusalOf(api: CfnApi, properties: ApiProperties, policy: CorsPolicy): string | undefined {
  const { path } = api.node;
  const { ProtocolType, Body, BodyS3Location, CorsConfiguration } = properties;
  if (ProtocolType === 'WEBSOCKET') {
    return (
      `http-api-websocket: the API ${path} is a WebSocket API, and a browser asks no WebSocket for CORS headers. ` +
      'Fix: remove the construct, and compare the Origin header in the integration of $connect.'
    );
  }
  if (Body !== undefined || BodyS3Location !== undefined) {
    const example = JSON.stringify(api.stack.resolve(httpCorsConfiguration(policy, ['ANY'])));
    return (
      `http-api-document: the API ${path} is defined by an OpenAPI document, which says itself what CORS the API has; API ` +
      'Gateway takes no routes from CloudFormation beside it. Fix: define the routes as constructs, or put this into the ' +
      `document, with the methods that it has: "x-amazon-apigateway-cors": ${example}.`
    );
  }
  if (CorsConfiguration !== undefined) {
    return (
      `cors-configuration-exists: the API ${path} has a CORS configuration already (corsPreflight, corsConfiguration or a ` +
      'property override). An HTTP API has one only, so one of the two would be lost. Fix: remove that, or this construct.'
    );
  }
  return undefined;
}

/** The routes whose authorizer refuses every preflight: no page could ever call them. */
export function behindAuthorizer(api: CfnApi, routes: readonly HttpRouteModel[]): string {
  const keys = routes.map(({ key }) => key).join(', ');
  return (
    `preflight-behind-authorizer: ${keys} of the API ${api.node.path} take OPTIONS requests too, and refuse a ` +
    'preflight, which carries no credentials: a browser never sends the request that it asks for. Fix: ' +
    'preflightIntegration (of an HttpApiCors for that API), which answers these OPTIONS requests with a status of 200 to ' +
    '299, without an authorizer; or a ' +
    'route for each method in place of ANY and $default, so that API Gateway answers preflights by itself.'
  );
}
