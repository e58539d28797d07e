import { CfnCondition, CfnResource, Fn, Lazy, type Stack } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CfnMethod,
  CfnRestApi,
  LambdaIntegration,
  RestApi,
  TokenAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import {
  CfnApi,
  CorsHttpMethod,
  HttpApi,
  type HttpApiProps,
  HttpMethod,
  PayloadFormatVersion,
  WebSocketApi,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Alias, type CfnFunction, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { HttpApiCors, ProxyResponses, RestApiCors } from '../../src';
import { APP, anApi, aStack, cors } from '../support/apis';
import { aDocument, INTEGRATION } from '../support/documents';
import { aFunction, policyOf, route, stackBeside } from '../support/lambdas';
import { Synthesised } from '../support/synthesised';

const WRAP = { proxyResponses: ProxyResponses.wrap() };
const URI = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/';

type Call = (stack: Stack, called: LambdaFunction, id: string) => unknown;

/** What is warned of where a function of an API with CORS is called by something else. */
function warnedOf(call: Call, from: (stack: Stack) => Stack = (stack) => stack): readonly string[] {
  const stack = aStack();
  const called = aFunction(stack);
  const api = anApi(stack);
  route(api, 'orders', called);
  const other = from(stack);
  call(other, called, stack.getLogicalId(called.node.defaultChild as CfnFunction));
  cors(api, WRAP);
  const synthesised = new Synthesised(stack);
  expect(policyOf(synthesised)).toMatchObject({ appliedBy: 'layer' });
  new Synthesised(other);
  return [...synthesised.warnings().keys()];
}

const proxy = (uri: unknown, more: object = {}) => ({ type: 'aws_proxy', httpMethod: 'POST', uri, ...more });
const uriOf = (called: LambdaFunction): string => `${URI}${called.functionArn}/invocations`;
const sub = (id: string): object => ({
  'Fn::Sub': [`${URI}\${Called}/invocations`, { Called: { 'Fn::GetAtt': [id, 'Arn'] } }],
});
const documentOf = (integration: object): object => aDocument({ '/x': { get: { [INTEGRATION]: integration } } });

function httpApi(
  stack: Stack,
  called: LambdaFunction,
  version: PayloadFormatVersion,
  props: HttpApiProps = {},
): HttpApi {
  const api = new HttpApi(stack, 'Http', props);
  const integration = new HttpLambdaIntegration('Fn', called, { payloadFormatVersion: version });
  api.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration });
  return api;
}

const bare = (stack: Stack, type: string, properties: object): CfnResource =>
  new CfnResource(stack, 'Bare', { type, properties: { ...properties } });

describe('function-answers-elsewhere: a function that follows a policy is called as well', () => {
  test.each<readonly [string, Call]>([
    [
      'by a method of an API without a policy',
      (stack, called) => route(new RestApi(stack, 'Internal', { cloudWatchRole: false }), 'x', called),
    ],
    [
      'by an alias of what the function is now',
      (stack, called) =>
        route(
          new RestApi(stack, 'Internal', { cloudWatchRole: false }),
          'x',
          new Alias(stack, 'Live', { aliasName: 'live', version: called.currentVersion }),
        ),
    ],
    [
      'by a method that is written bare',
      (stack, _, id) => bare(stack, 'AWS::ApiGateway::Method', { Integration: { Type: 'AWS_PROXY', Uri: sub(id) } }),
    ],
    [
      'by a document, by a token',
      (stack, called) => new CfnRestApi(stack, 'Internal', { body: documentOf(proxy(uriOf(called))) }),
    ],
    [
      'by a document, by its name',
      (stack, _, id) => new CfnRestApi(stack, 'Internal', { body: documentOf(proxy(sub(id))) }),
    ],
    [
      'by a document that tells the version of the payload, which a REST API does not heed',
      (stack, called) =>
        new CfnRestApi(stack, 'Internal', {
          body: documentOf(proxy(uriOf(called), { payloadFormatVersion: '2.0' })),
        }),
    ],
    [
      'by a document behind a token',
      (stack, called) =>
        new CfnRestApi(stack, 'Internal', { body: Lazy.any({ produce: () => documentOf(proxy(uriOf(called))) }) }),
    ],
    [
      'by a component of a document',
      (stack, called) =>
        new CfnRestApi(stack, 'Internal', {
          body: { components: { [`${INTEGRATION}s`]: { a: proxy(uriOf(called)) } } },
        }),
    ],
    ['by an HTTP API in version 1.0', (stack, called) => httpApi(stack, called, PayloadFormatVersion.VERSION_1_0)],
    [
      'by an HTTP API that does not say the version',
      (stack, _, id) =>
        bare(stack, 'AWS::ApiGatewayV2::Integration', {
          ApiId: 'abc',
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': [id, 'Arn'] },
        }),
    ],
    [
      'by the document of an HTTP API in version 1.0',
      (stack, called) =>
        new CfnApi(stack, 'Http', { body: documentOf(proxy(uriOf(called), { payloadFormatVersion: '1.0' })) }),
    ],
    [
      'by a target group of a load balancer',
      (stack, called) =>
        new CfnTargetGroup(stack, 'Targets', { targetType: 'lambda', targets: [{ id: called.functionArn }] }),
    ],
  ])('%s', (_, call) => {
    expect(warnedOf(call)).toEqual(['function-answers-elsewhere']);
  });

  test('by a route that is left out, where a condition decides which function it calls', () => {
    const stack = aStack();
    const [called, other] = [aFunction(stack), aFunction(stack, 'Other')];
    const api = anApi(stack);
    route(api, 'orders', called);
    const internal = api.root.addResource('internal');
    const condition = new CfnCondition(stack, 'Condition').logicalId;
    new CfnMethod(stack, 'Either', {
      restApiId: api.restApiId,
      resourceId: internal.resourceId,
      httpMethod: 'GET',
      integration: {
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        uri: Fn.conditionIf(condition, uriOf(other), uriOf(called)).toString(),
      },
    });
    RestApiCors.exclude(internal);
    cors(api, WRAP);
    expect([...new Synthesised(stack).warnings().keys()]).toContain('function-answers-elsewhere');
  });

  test.each<readonly [string, Call]>([
    ['a method', (stack, called) => route(new RestApi(stack, 'Internal', { cloudWatchRole: false }), 'x', called)],
    ['a document', (stack, called) => new CfnRestApi(stack, 'Internal', { body: documentOf(proxy(uriOf(called))) })],
    ['an HTTP API', (stack, called) => httpApi(stack, called, PayloadFormatVersion.VERSION_1_0)],
    [
      'a target group',
      (stack, called) =>
        new CfnTargetGroup(stack, 'Targets', { targetType: 'lambda', targets: [{ id: called.functionArn }] }),
    ],
  ])('by %s of another stack', (_, call) => {
    expect(warnedOf(call, (stack) => stackBeside(stack, 'Beside'))).toEqual(['function-answers-elsewhere']);
  });
});

describe('nothing is said where no answer could carry the headers', () => {
  test.each<readonly [string, Call]>([
    ['an HTTP API in version 2.0', (stack, called) => httpApi(stack, called, PayloadFormatVersion.VERSION_2_0)],
    [
      'an HTTP API that has CORS of its own, which drops those of its functions',
      (stack, called) =>
        httpApi(stack, called, PayloadFormatVersion.VERSION_1_0, {
          corsPreflight: { allowOrigins: [APP], allowMethods: [CorsHttpMethod.GET] },
        }),
    ],
    [
      'an HTTP API with an HttpApiCors',
      (stack, called) => {
        const api = httpApi(stack, called, PayloadFormatVersion.VERSION_1_0);
        new HttpApiCors(stack, 'HttpCors', { api, allowOrigins: [APP] });
      },
    ],
    [
      'the document of an HTTP API in version 2.0',
      (stack, called) =>
        new CfnApi(stack, 'Http', { body: documentOf(proxy(uriOf(called), { payloadFormatVersion: 2 })) }),
    ],
    [
      'the document of an HTTP API that has CORS of its own',
      (stack, called) =>
        new CfnApi(stack, 'Http', {
          body: { ...documentOf(proxy(uriOf(called))), 'x-amazon-apigateway-cors': { allowOrigins: [APP] } },
        }),
    ],
    [
      'a WebSocket API',
      (stack, called) =>
        new WebSocketApi(stack, 'Sockets').addRoute('$default', {
          integration: new WebSocketLambdaIntegration('Fn', called),
        }),
    ],
    ['a function URL', (_, called) => called.addFunctionUrl()],
    [
      'an authorizer of a document',
      (stack, called) =>
        new CfnRestApi(stack, 'Internal', {
          body: {
            ...documentOf({ type: 'mock' }),
            'x-amazon-apigateway-authorizers': { a: { type: 'request', authorizerUri: uriOf(called) } },
          },
        }),
    ],
    [
      'answers that API Gateway maps',
      (stack, called) => {
        const integration = new LambdaIntegration(called, {
          proxy: false,
          integrationResponses: [{ statusCode: '200' }],
        });
        const api = new RestApi(stack, 'Internal', { cloudWatchRole: false });
        api.root.addMethod('GET', integration, { methodResponses: [{ statusCode: '200' }] });
      },
    ],
    [
      'an authorizer of methods that others answer',
      (stack, called) => {
        const api = new RestApi(stack, 'Internal', { cloudWatchRole: false });
        api.root.addMethod('GET', new LambdaIntegration(aFunction(stack, 'Other')), {
          authorizationType: AuthorizationType.CUSTOM,
          authorizer: new TokenAuthorizer(stack, 'Authorizer', { handler: called }),
        });
      },
    ],
    [
      'a target group of addresses',
      (stack) => new CfnTargetGroup(stack, 'Targets', { targetType: 'ip', targets: [{ id: '10.0.0.1' }] }),
    ],
    [
      'a method that calls what is called alike',
      (stack, _, id) =>
        new CfnMethod(stack, 'Alike', {
          httpMethod: 'GET',
          restApiId: 'abc',
          resourceId: 'x',
          integration: { type: 'AWS_PROXY', uri: `${URI}arn:aws:lambda:eu-west-1:1:function:${id}/invocations` },
        }),
    ],
  ])('%s', (_, call) => {
    expect(warnedOf(call)).toEqual([]);
  });

  test('a method of the same logical id in another stack', () => {
    const warned = warnedOf(
      (stack) => route(new RestApi(stack, 'Internal', { cloudWatchRole: false }), 'x', aFunction(stack)),
      (stack) => stackBeside(stack, 'Beside'),
    );
    expect(warned).toEqual([]);
  });

  test('an OPTIONS method of the same API', () => {
    const stack = aStack();
    const called = aFunction(stack);
    const api = anApi(stack);
    route(api, 'orders', called);
    api.root.getResource('orders')?.addMethod('OPTIONS', new LambdaIntegration(called));
    cors(api, WRAP);
    expect([...new Synthesised(stack).warnings().keys()]).toEqual(['options-left']);
  });
});
