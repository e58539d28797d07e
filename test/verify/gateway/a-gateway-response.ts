import type { RestApi } from '../../../src/verify/gateway/model';
import { anApi } from './an-api';

type Json = Readonly<Record<string, unknown>>;

export function gatewayResponse(type: string, parameters: Json, more: Json = {}): Json {
  const names = Object.entries(parameters).map(([name, value]) => [`gatewayresponse.header.${name}`, value]);
  const Properties = {
    RestApiId: { Ref: 'Api' },
    ResponseType: type,
    ResponseParameters: Object.fromEntries(names),
    ...more,
  };
  return { Type: 'AWS::ApiGateway::GatewayResponse', Properties };
}

/** A public method beside these resources, which the deployment takes in. */
export function withResponses(resources: Json): RestApi {
  return anApi({ '/x': { GET: {} } }, { resources });
}
