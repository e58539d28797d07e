import { Duration, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { RestApiCors, type RestApiCorsOptions } from '../../src';
import { deployedApis } from '../../src/verify/gateway/deployed-apis';
import type { DeployedApi } from '../../src/verify/gateway/model';
import { readTemplates } from '../../src/verify/template/templates';
import { anApi, aStack, proxied } from '../support/apis';

export type Headers = Readonly<Record<string, string>>;

/** What a MOCK answers. */
export interface Fixed {
  readonly status?: string;
  readonly headers?: Headers;
}

/** The API that a stack deploys. */
export function deployed(build: (stack: Stack) => void): DeployedApi {
  const stack = aStack();
  build(stack);
  const json: unknown = Template.fromStack(stack).toJSON();
  const [api] = deployedApis(readTemplates([{ name: 'Shop.template.json', json }]));
  if (api === undefined) throw new Error('the stack deploys no API');
  return api;
}

/** This package's construct on an API of MOCK routes. */
export function withPolicy(options: RestApiCorsOptions): (stack: Stack) => void {
  return (stack) => {
    const api = anApi(stack);
    addItems(api);
    new RestApiCors(stack, 'Cors', { api, maxAge: Duration.minutes(10), ...options });
  };
}

/** The CDK's own CORS on the same. */
export function native(options: apigateway.CorsOptions): (stack: Stack) => void {
  return (stack) => addItems(anApi(stack, { defaultCorsPreflightOptions: options }));
}

/** One resource, `/items`, whose answers are written out. */
export function handmade(
  preflight: Fixed,
  actual: Fixed,
  verbs: readonly string[] = ['GET', 'PUT', 'POST'],
): (stack: Stack) => void {
  return (stack) => {
    const items = anApi(stack).root.addResource('items');
    addFixed(items, 'OPTIONS', { status: '204', ...preflight });
    for (const verb of verbs) addFixed(items, verb, actual);
  };
}

/** Redirects, one of which answers a preflight too. */
export function redirecting(page: string): (stack: Stack) => void {
  return (stack) => {
    const { root } = anApi(stack);
    const open: Headers = { 'Access-Control-Allow-Origin': page };
    const lead = (path: string, status: string, Location: string, verb = 'GET'): void => {
      addFixed(root.getResource(path) ?? root.addResource(path), verb, { status, headers: { ...open, Location } });
    };
    addFixed(root.addResource('end'), 'GET', { headers: open });
    addFixed(root.addResource('shut'), 'GET', {});
    lead('found', '302', '/end?case=found');
    lead('lost', '302', '/shut?case=lost');
    lead('password', '302', 'http://user:pass@127.0.0.1/end');
    lead('asked', '301', '/end', 'OPTIONS');
    addFixed(root.getResource('asked') ?? root, 'PUT', { headers: open });
    addFixed(root.addResource('unread'), 'GET', { status: '302', headers: { Location: '/end?case=unread' } });
  };
}

/** A REST API whose every route is handed to a backend. */
export function proxy(stack: Stack): void {
  anApi(stack).root.addProxy({ defaultIntegration: proxied() });
}

/** An HTTP API with a backend behind its one route. */
export function httpApi(page: string): (stack: Stack) => void {
  return (stack) => {
    const api = new apigatewayv2.CfnApi(stack, 'Api', {
      name: 'Api',
      protocolType: 'HTTP',
      corsConfiguration: {
        allowOrigins: [page],
        allowMethods: ['GET', 'PUT'],
        allowHeaders: ['x-mine'],
        exposeHeaders: ['etag'],
        maxAge: 60,
      },
    });
    for (const verb of ['GET', 'PUT']) {
      new apigatewayv2.CfnRoute(stack, verb, { apiId: api.ref, routeKey: `${verb} /{proxy+}` });
    }
    new apigatewayv2.CfnStage(stack, 'Stage', { apiId: api.ref, stageName: '$default', autoDeploy: true });
  };
}

/** GET, POST, PUT, DELETE on `/items`, and a route that wants an API key. */
function addItems(api: apigateway.RestApi): void {
  const headers = { ETag: '1', 'X-Total': '2', 'Cache-Control': 'no-store' };
  const items = api.root.addResource('items');
  for (const verb of ['GET', 'POST', 'PUT', 'DELETE']) addFixed(items, verb, { headers });
  addFixed(api.root.addResource('keyed'), 'GET', { headers }, { apiKeyRequired: true });
  const strict = new apigateway.MockIntegration({
    passthroughBehavior: apigateway.PassthroughBehavior.NEVER,
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    integrationResponses: [{ statusCode: '200' }],
  });
  api.root.addResource('json').addMethod('POST', strict, { methodResponses: [{ statusCode: '200' }] });
}

function addFixed(
  resource: apigateway.IResource,
  verb: string,
  answer: Fixed,
  options: apigateway.MethodOptions = {},
): void {
  const { status = '200', headers = {} } = answer;
  const mapped = (value: (text: string) => unknown): Record<string, never> =>
    Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [`method.response.header.${name}`, value(text) as never]),
    );
  const template = `{"statusCode":${status}}`;
  const integration = new apigateway.MockIntegration({
    requestTemplates: { 'application/json': template, 'text/plain': template },
    integrationResponses: [{ statusCode: status, responseParameters: mapped((text) => `'${text}'`) }],
  });
  resource.addMethod(verb, integration, {
    ...options,
    methodResponses: [{ statusCode: status, responseParameters: mapped(() => true) }],
  });
}
