import { runInNewContext } from 'node:vm';
import { App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CORS_HEADERS_OF_A_FUNCTION } from '../../examples/orders/browser-policy';
import { OrdersStack } from '../../examples/orders/orders-stack';
import type { Reports } from '../../examples/orders/reports';

const stack = new OrdersStack(new App(), 'Orders');
const template = Template.fromStack(stack);
const reports = Template.fromStack(stack.node.findChild('Reports') as Reports);

/** The resources of a template that have no OPTIONS method, by their path parts. */
function withoutPreflight(of: Template): string[] {
  const answered = Object.values(
    of.findResources('AWS::ApiGateway::Method', { Properties: { HttpMethod: 'OPTIONS' } }),
  );
  const ids = answered.map((method) => method.Properties.ResourceId.Ref);
  return Object.entries(of.findResources('AWS::ApiGateway::Resource'))
    .filter(([id]) => !ids.includes(id))
    .map(([, resource]) => resource.Properties.PathPart);
}

/** The methods of the resource with this path part, by their verbs. */
function methodsOf(of: Template, pathPart: string) {
  const [id] = Object.keys(of.findResources('AWS::ApiGateway::Resource', { Properties: { PathPart: pathPart } }));
  const methods = of.findResources('AWS::ApiGateway::Method', { Properties: { ResourceId: { Ref: id } } });
  return new Map(Object.values(methods).map((method) => [method.Properties.HttpMethod, method.Properties]));
}

const HEADERS_OF_AN_ERROR = {
  'gatewayresponse.header.Access-Control-Allow-Origin': "'https://shop.example.com'",
  'gatewayresponse.header.Access-Control-Allow-Credentials': "'true'",
  'gatewayresponse.header.Access-Control-Expose-Headers': "'ETag,X-Request-Id'",
};

test('every resource answers a preflight, in the nested stack too', () => {
  expect([...withoutPreflight(template), ...withoutPreflight(reports)]).toEqual([]);
});

test('the OPTIONS method of the share stays and gains the CORS headers', () => {
  const { Integration } = methodsOf(template, 'archive').get('OPTIONS');
  expect(Integration.RequestTemplates).toEqual({ 'application/json': '{"statusCode":200}' });
  expect(Integration.IntegrationResponses).toHaveLength(1);
  expect(Integration.IntegrationResponses[0].ResponseParameters).toMatchObject({
    'method.response.header.DAV': "'1'",
    'method.response.header.Access-Control-Allow-Methods': "'OPTIONS,GET'",
    'method.response.header.Vary': "'Origin'",
  });
});

test('the answer to somebody who is not signed in keeps its status and its body and gains the headers', () => {
  template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
    ResponseType: 'UNAUTHORIZED',
    StatusCode: '401',
    ResponseTemplates: { 'application/json': Match.stringLikeRegexp('signIn') },
    ResponseParameters: HEADERS_OF_AN_ERROR,
  });
});

test.each(['DEFAULT_4XX', 'DEFAULT_5XX'])('all other errors inherit the headers of %s', (ResponseType) => {
  template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
    ResponseType,
    ResponseParameters: HEADERS_OF_AN_ERROR,
  });
});

test.each([
  ['a route that was added after the construct', template, 'returns', 'POST'],
  ['a route in the nested stack', reports, 'count', 'GET'],
] as const)('each response of %s carries the headers', (_, of, pathPart, verb) => {
  const responses: unknown[] = methodsOf(of, pathPart).get(verb).Integration.IntegrationResponses;
  expect(responses).toHaveLength(3);
  for (const response of responses) {
    expect(response).toMatchObject({
      ResponseParameters: { 'method.response.header.Vary': "'Origin'" },
      ResponseTemplates: {
        'application/json': expect.stringContaining('responseOverride.header.Access-Control-Allow-Origin=$corsOrigin'),
      },
    });
  }
});

test('the deployment waits for the nested stack and for every OPTIONS method', () => {
  const [deployment] = Object.values(template.findResources('AWS::ApiGateway::Deployment'));
  const preflights = template.findResources('AWS::ApiGateway::Method', { Properties: { HttpMethod: 'OPTIONS' } });
  const nested = template.findResources('AWS::CloudFormation::Stack');
  expect(deployment.DependsOn).toEqual(expect.arrayContaining([...Object.keys(preflights), ...Object.keys(nested)]));
});

test('what is left to know is said in three warnings; the two that were acknowledged are silent', () => {
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-apigateway-cors:'));
  const ids = warnings.map(({ entry }) => /\[ack: cdk-apigateway-cors:([^\]]+)\]/.exec(String(entry.data))?.[1]);
  expect(ids.sort()).toEqual(['errors-first-origin', 'proxy-responses', 'response-binary']);
});

test.each([
  'https://shop.example.com',
  'https://office.example.com',
  'https://new-basket.preview.example.com',
  'https://a.b.preview.example.com',
  'https://preview.example.com',
  'https://shop.example.com.evil.example.net',
  'https://new-basket.preview.example.com.evil.example.net',
  'https://previewxexample.com',
  'http://shop.example.com',
  'null',
  '',
])('the functions answer the origin "%s" as the construct does', (origin) => {
  const headers = runInNewContext(`${CORS_HEADERS_OF_A_FUNCTION} corsHeaders(event)`, {
    event: { headers: { origin } },
  });
  expect(headers['Access-Control-Allow-Origin']).toBe(stack.cors.allows(origin) ? origin : undefined);
  expect(headers['Access-Control-Allow-Credentials']).toBe(stack.cors.allows(origin) ? 'true' : undefined);
  expect(headers).toMatchObject({ Vary: 'Origin', 'Access-Control-Expose-Headers': 'ETag,X-Request-Id' });
});
