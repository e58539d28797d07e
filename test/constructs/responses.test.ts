import { Aspects, Lazy } from 'aws-cdk-lib';
import {
  CfnMethod,
  ContentHandling,
  HttpIntegration,
  MockIntegration,
  StepFunctionsRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { DefinitionBody, Pass, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, proxied, responses } from '../support/apis';
import { headersOf, Synthesised } from '../support/synthesised';

describe('the answers of an integration that API Gateway maps', () => {
  test('carry the origin, credentials and exposed headers, declared, on each status', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mapped('200', '404', '500'), responses('200', '404', '500'));
    cors(api, { allowCredentials: true, exposeHeaders: ['ETag', 'X-Request-Id'] });
    const get = new Synthesised(stack).method('GET', 'Api');
    for (const status of ['200', '404', '500']) {
      expect(headersOf(get, status)).toEqual({
        'Access-Control-Allow-Origin': `'${APP}'`,
        'Access-Control-Allow-Credentials': "'true'",
        'Access-Control-Expose-Headers': "'ETag,X-Request-Id'",
      });
    }
    expect(get.MethodResponses?.map((response) => Object.keys(response.ResponseParameters ?? {}).length)).toEqual([
      3, 3, 3,
    ]);
  });

  test('keep what the user mapped, and a Vary of theirs gains Origin', () => {
    const stack = aStack();
    const api = anApi(stack);
    const integration = new HttpIntegration('https://backend.example', {
      proxy: false,
      options: {
        integrationResponses: [
          {
            statusCode: '200',
            responseParameters: {
              'method.response.header.ETag': 'integration.response.header.ETag',
              'method.response.header.vary': "'Accept-Encoding'",
            },
            responseTemplates: { 'application/json': '$input.body', 'application/xml': '<x/>' },
          },
        ],
      },
    });
    api.root.addMethod('GET', integration, {
      methodResponses: [
        {
          statusCode: '200',
          responseParameters: { 'method.response.header.ETag': true, 'method.response.header.vary': true },
        },
      ],
    });
    cors(api, { allowOrigins: [APP, OTHER] });
    const get = new Synthesised(stack).method('GET', 'Api');
    expect(headersOf(get, '200')).toEqual({
      ETag: 'integration.response.header.ETag',
      vary: "'Accept-Encoding, Origin'",
    });
    const templates = get.Integration.IntegrationResponses?.[0].ResponseTemplates ?? {};
    expect(Object.keys(templates)).toEqual(['application/json', 'application/xml']);
    expect(templates['application/json']).toMatch(/^#set.*#end\$!\{corsEnd\}\$input\.body$/);
    expect(templates['application/xml']).toMatch(/^#set.*#end\$!\{corsEnd\}<x\/>$/);
  });

  test('hand the body on where no template was, and a mock keeps having none', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mapped('200'), responses('200'));
    api.root.addMethod('PUT', mock(), responses('200'));
    cors(api, { allowOrigins: [APP, OTHER] });
    const shop = new Synthesised(stack);
    const template = (verb: string) => shop.method(verb, 'Api').Integration.IntegrationResponses?.[0].ResponseTemplates;
    expect(template('GET')).toEqual({ 'application/json': expect.stringMatching(/#end\$!input\.body$/) });
    expect(template('PUT')).toEqual({ 'application/json': expect.stringMatching(/#end$/) });
  });

  test('are completed when the responses are known only at synthesis', () => {
    const stack = aStack();
    const api = anApi(stack);
    const method = api.root.addMethod('GET', mapped('200'));
    const cfn = method.node.defaultChild as CfnMethod;
    cfn.integration = {
      type: 'HTTP',
      integrationResponses: Lazy.any({ produce: () => [{ statusCode: '200' }, { statusCode: '409' }] }),
    };
    cors(api);
    method.addMethodResponse({ statusCode: '200' });
    const get = new Synthesised(stack).method('GET', 'Api');
    expect([headersOf(get, '200'), headersOf(get, '409')]).toEqual([
      { 'Access-Control-Allow-Origin': `'${APP}'` },
      { 'Access-Control-Allow-Origin': `'${APP}'` },
    ]);
    expect(get.MethodResponses?.map(({ StatusCode }) => StatusCode)).toEqual(['200', '409']);
  });

  test('stay readable for the Aspects that come later', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mapped('200'), responses('200'));
    cors(api);
    const seen: unknown[] = [];
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof CfnMethod && node.httpMethod === 'GET') {
          seen.push((node.integration as CfnMethod.IntegrationProperty).integrationResponses);
        }
      },
    });
    new Synthesised(stack);
    expect(seen).toEqual([[expect.objectContaining({ statusCode: '200' })]]);
  });

  test('carry the first exact origin where the body may be binary, and a warning says so', () => {
    const stack = aStack();
    const api = anApi(stack, { binaryMediaTypes: ['image/png'] });
    const binary = (contentHandling?: ContentHandling) =>
      new HttpIntegration('https://backend.example', {
        proxy: false,
        options: { integrationResponses: [{ statusCode: '200', contentHandling }] },
      });
    api.root.addMethod('GET', binary(), responses('200'));
    api.root.addMethod('PUT', binary(ContentHandling.CONVERT_TO_TEXT), responses('200'));
    cors(api, { allowOrigins: ['https://*.example.org', APP], allowCredentials: true });
    const shop = new Synthesised(stack);
    expect(headersOf(shop.method('GET', 'Api'), '200')).toEqual({
      'Access-Control-Allow-Origin': `'${APP}'`,
      'Access-Control-Allow-Credentials': "'true'",
    });
    expect(shop.method('PUT', 'Api').Integration.IntegrationResponses?.[0].ResponseTemplates).toBeDefined();
    expect(shop.warnings().get('response-binary')).toContain('GET /: ');
  });

  test('of a StepFunctionsRestApi are completed like any other', () => {
    const stack = aStack();
    const stateMachine = new StateMachine(stack, 'Machine', {
      definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Pass')),
      stateMachineType: StateMachineType.EXPRESS,
    });
    const api = new StepFunctionsRestApi(stack, 'Api', { stateMachine, cloudWatchRole: false });
    cors(api);
    const any = new Synthesised(stack).method('ANY', 'Api');
    const statuses = (any.Integration.IntegrationResponses ?? []).map(({ StatusCode }) => StatusCode);
    expect(statuses.length).toBeGreaterThan(1);
    for (const status of statuses) {
      expect(headersOf(any, status)).toHaveProperty('Access-Control-Allow-Origin', `'${APP}'`);
    }
  });
});

describe('the answers of a proxy integration', () => {
  test('are left alone, and one warning names the methods and what the backend has to return', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', proxied());
    api.root.addResource('orders').addMethod('POST', proxied());
    cors(api, { allowOrigins: [APP, OTHER], allowCredentials: true });
    const shop = new Synthesised(stack);
    expect(shop.method('GET', 'Api').Integration.IntegrationResponses).toBeUndefined();
    const warning = shop.warnings().get('proxy-responses');
    expect(warning).toContain('GET /, POST /orders: ');
    expect(warning).toContain(
      "Fix: let the backend return Access-Control-Allow-Origin: the request's Origin if it is allowed, else nothing; Access-Control-Allow-Credentials: true; Vary: Origin",
    );
  });
});

describe('an integration object that two methods share', () => {
  test('is not changed', () => {
    const stack = aStack();
    const api = anApi(stack);
    const options = { integrationResponses: [{ statusCode: '200' }] };
    const shared = new MockIntegration(options);
    api.root.addMethod('GET', shared, responses('200'));
    api.root.addMethod('PUT', shared, responses('200'));
    cors(api, { allowOrigins: [APP, OTHER] });
    const shop = new Synthesised(stack);
    expect(options).toEqual({ integrationResponses: [{ statusCode: '200' }] });
    expect(shop.method('GET', 'Api').Integration).toEqual(shop.method('PUT', 'Api').Integration);
  });
});
