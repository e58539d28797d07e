import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { CorsPolicyOptions } from '../../../src';
import type { Reason } from '../../../src/verify/browser';
import { type Call, simulate, simulateErrors } from '../../../src/verify/check/simulation';
import type { BackendAnswer } from '../../../src/verify/gateway/answers';
import type { DeployedApi } from '../../../src/verify/gateway/model';
import * as cdk from '../../support/apis';
import { apiOf } from '../../support/simulated';
import { Synthesised } from '../../support/synthesised';
import { aMockWith, anApi, type Methods } from '../gateway/an-api';

export const { APP, OTHER } = cdk;
export const ORIGIN = 'Access-Control-Allow-Origin';
export const CREDENTIALS = 'Access-Control-Allow-Credentials';
export const METHODS = 'Access-Control-Allow-Methods';
export const HEADERS = 'Access-Control-Allow-Headers';

export type Headers = Readonly<Record<string, string>>;
export type Found = Reason | null | undefined;

export const PUT: Call = { origin: APP, method: 'PUT', path: '/orders', headers: { 'x-mine': '1' } };
export const GET: Call = { origin: APP, method: 'GET', path: '/orders' };
export const RIGHT: Headers = { [ORIGIN]: APP, [METHODS]: 'GET,PUT', [HEADERS]: 'X-Mine' };

/** A method whose mock answers with these headers. */
export function fixed(headers: Headers, status = '200') {
  const mapped = (value: (text: string) => unknown) =>
    Object.fromEntries(Object.entries(headers).map(([name, text]) => [`method.response.header.${name}`, value(text)]));
  return aMockWith(
    {
      RequestTemplates: { 'application/json': `{"statusCode":${status}}` },
      IntegrationResponses: [{ StatusCode: status, ResponseParameters: mapped((text) => `'${text}'`) }],
    },
    [{ StatusCode: status, ResponseParameters: mapped(() => true) }],
  );
}

export const PROXY = { Integration: { Type: 'AWS_PROXY', Uri: 'arn' } };
export const gatewayResponse = (type: string, headers: Headers) => ({
  Type: 'AWS::ApiGateway::GatewayResponse',
  Properties: {
    RestApiId: { Ref: 'Api' },
    ResponseType: type,
    ResponseParameters: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]),
    ),
  },
});

export function preflightOf(api: DeployedApi, call: Call = PUT, backend?: BackendAnswer): Found {
  const assumptions = backend === undefined ? {} : { backend: () => backend };
  return simulate(api, call, { assumptions }).preflight?.verdict.reason;
}

export function answerOf(api: DeployedApi, call: Call = GET, backend?: BackendAnswer): Found {
  const assumptions = backend === undefined ? {} : { backend: () => backend };
  return simulate(api, call, { assumptions }).responses[0]?.verdict.reason;
}

/** `/orders` with GET and PUT, and an OPTIONS that answers a preflight with these headers. */
export function preflightWith(headers: Headers, call: Partial<Call> = {}): Found {
  const methods: Methods = { '/orders': { GET: fixed({}), PUT: fixed({}), OPTIONS: fixed({ ...RIGHT, ...headers }) } };
  return preflightOf(anApi(methods), { ...PUT, ...call });
}

export function answerWith(headers: Headers, call: Partial<Call> = {}): Found {
  return answerOf(anApi({ '/orders': { GET: fixed(headers) } }), { ...GET, ...call });
}

export function behindProxy(
  headers: readonly (readonly [string, string])[],
  call: Partial<Call> = {},
  status = 200,
): Found {
  return answerOf(anApi({ '/orders': { GET: PROXY } }), { ...GET, ...call }, { status, headers });
}

export function synthesised(build: (api: RestApi) => void, props = {}): DeployedApi {
  const stack = cdk.aStack();
  const api = cdk.anApi(stack, props);
  build(api);
  return apiOf(new Synthesised(stack).template);
}

export function orders(api: RestApi): void {
  const resource = api.root.addResource('orders');
  for (const verb of ['GET', 'PUT']) resource.addMethod(verb, cdk.mapped('200'), cdk.responses('200'));
}

export const ours = (options: Partial<CorsPolicyOptions> = {}) =>
  synthesised((api) => {
    orders(api);
    cdk.cors(api, options);
  });
export const native = (allowOrigins: string[]) =>
  synthesised(orders, { defaultCorsPreflightOptions: { allowOrigins } });

export const BINARY = { binaryMediaTypes: ['*/*'] };
export const WITH_ERRORS = { resources: { Four: gatewayResponse('DEFAULT_4XX', RIGHT) } };

export function firstError(api: DeployedApi, type: string, call: Partial<Call> = {}): Found {
  return simulateErrors(api, { ...GET, ...call }).find(({ label }) => label.endsWith(type))?.verdict.reason;
}
