import { CfnResource as AnyCfnResource, AspectPriority, Aspects, Stack } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CfnMethod,
  HttpIntegration,
  MockIntegration,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors } from '../../src';
import { APP, anApi, aStack, cors, mock, OTHER, proxied } from '../support/apis';
import { headersOf, Synthesised } from '../support/synthesised';

describe("an OPTIONS method of the user's", () => {
  test('with a mock is kept, gets the headers that it lacks, and is named in a warning', () => {
    const stack = aStack();
    const api = anApi(stack);
    const integration = new MockIntegration({
      requestTemplates: { 'application/json': '{"statusCode":200}' },
      integrationResponses: [
        {
          statusCode: '200',
          responseParameters: {
            'method.response.header.DAV': "'1'",
            'method.response.header.Access-Control-Max-Age': "'5'",
          },
        },
        { statusCode: '500', selectionPattern: '5..' },
      ],
    });
    api.root.addMethod('OPTIONS', integration, {
      methodResponses: [
        {
          statusCode: '200',
          responseParameters: {
            'method.response.header.DAV': true,
            'method.response.header.Access-Control-Max-Age': true,
          },
        },
        { statusCode: '500' },
      ],
    });
    api.root.addMethod('GET', mock());
    cors(api);
    const shop = new Synthesised(stack);
    const options = shop.method('OPTIONS', 'Api');
    expect(headersOf(options, '200')).toEqual({
      DAV: "'1'",
      'Access-Control-Max-Age': "'5'",
      'Access-Control-Allow-Origin': `'${APP}'`,
      'Access-Control-Allow-Methods': "'OPTIONS,GET'",
      'Access-Control-Allow-Headers': expect.any(String),
    });
    expect(headersOf(options, '500')).toEqual({});
    expect(options.Integration.RequestTemplates).toEqual({ 'application/json': '{"statusCode":200}' });
    expect([...shop.warnings().keys()].sort()).toEqual(['options-kept', 'response-kept']);
  });

  test('with a proxy is left to its backend', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('OPTIONS', proxied());
    cors(api);
    const shop = new Synthesised(stack);
    expect(shop.methods('OPTIONS')).toHaveLength(1);
    expect(shop.warnings().get('options-left')).toContain('/: ');
  });

  test('that wants credentials is reported, because a preflight has none', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('OPTIONS', proxied(), { authorizationType: AuthorizationType.IAM });
    cors(api);
    expect(new Synthesised(stack).warnings().get('options-not-open')).toContain('/: ');
  });

  test('written in lower case, or as an L1 elsewhere, is found all the same', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('options', mock());
    const orders = api.root.addResource('orders');
    new CfnMethod(stack, 'Elsewhere', {
      httpMethod: 'OPTIONS',
      restApiId: api.restApiId,
      resourceId: orders.resourceId,
      integration: { type: 'MOCK' },
    });
    cors(api);
    expect(new Synthesised(stack).methods().map(({ properties }) => properties.HttpMethod.toUpperCase())).toEqual([
      'OPTIONS',
      'OPTIONS',
    ]);
  });

  test('that an Aspect adds late makes ours give way, in the deployment too', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    cors(api);
    let done = false;
    Aspects.of(api).add(
      {
        visit: () => {
          if (!done) {
            done = true;
            new CfnMethod(stack, 'Late', {
              httpMethod: 'OPTIONS',
              restApiId: api.restApiId,
              resourceId: api.root.resourceId,
              integration: { type: 'HTTP_PROXY' },
            });
            api.addGatewayResponse('Late4xx', { type: ResponseType.DEFAULT_4XX });
          }
        },
      },
      { priority: AspectPriority.DEFAULT },
    );
    const shop = new Synthesised(stack);
    expect(shop.methods('OPTIONS').map(({ id }) => id)).toEqual(['Late']);
    expect(
      shop
        .elements<{ ResponseType: string }>('GatewayResponse')
        .map(({ properties }) => properties.ResponseType)
        .sort(),
    ).toEqual(['DEFAULT_4XX', 'DEFAULT_5XX']);
    const ids = new Set(Object.keys(shop.template.toJSON().Resources));
    expect(shop.deployment.dependsOn.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('native CORS beside the construct', () => {
  test('keeps its OPTIONS and its origin; the construct does the rest and says how to move over', () => {
    const stack = aStack();
    const api = anApi(stack, { defaultCorsPreflightOptions: { allowOrigins: [APP, OTHER] } });
    api.root.addMethod('GET', mock());
    cors(api, { allowOrigins: [APP, OTHER], allowCredentials: true });
    const shop = new Synthesised(stack);
    const options = shop.method('OPTIONS', 'Api');
    expect(headersOf(options, '204')).toHaveProperty('Access-Control-Allow-Origin', `'${APP}'`);
    expect(headersOf(options, '204')).not.toHaveProperty('Access-Control-Allow-Credentials');
    expect(shop.warnings().get('options-own-origin')).toContain('defaultCorsPreflightOptions');
  });

  test('can be replaced without an OPTIONS being created or deleted', () => {
    const ids = (native: boolean) => {
      const stack = aStack();
      const api = anApi(stack, native ? { defaultCorsPreflightOptions: { allowOrigins: [APP] } } : {});
      api.root.addMethod('GET', mock());
      api.root.addResource('orders').addResource('{id}').addMethod('GET', mock());
      if (!native) {
        cors(api);
      }
      return new Synthesised(stack)
        .methods('OPTIONS')
        .map(({ id }) => id)
        .sort();
    };
    expect(ids(false)).toEqual(ids(true));
  });
});

describe('a response that sets the origin itself', () => {
  const respond = (response: object) => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod(
      'GET',
      new HttpIntegration('https://backend.example', {
        proxy: false,
        options: { integrationResponses: [{ statusCode: '200', ...response }] },
      }),
    );
    cors(api, { allowOrigins: [APP, OTHER], allowCredentials: true });
    return new Synthesised(stack);
  };

  test.each<[string, object]>([
    ['by a mapping', { responseParameters: { 'method.response.header.access-control-allow-origin': "'*'" } }],
    [
      'by the credentials alone',
      { responseParameters: { 'method.response.header.Access-Control-Allow-Credentials': "'true'" } },
    ],
    [
      'in its template, where a second override would be a server error',
      {
        responseTemplates: {
          'application/json': "#set($context.responseOverride.header.Access-Control-Allow-Origin = '*')$input.body",
        },
      },
    ],
  ])('%s is kept whole', (_, response) => {
    const shop = respond(response);
    const got = shop.method('GET', 'Api').Integration.IntegrationResponses?.[0];
    expect(headersOf(shop.method('GET', 'Api'), '200')).not.toHaveProperty('Access-Control-Allow-Origin');
    expect(JSON.stringify(got?.ResponseTemplates ?? {})).not.toContain('$corsOrigin');
    expect(shop.warnings().get('response-kept')).toContain('GET /: ');
  });
});

describe('what the construct refuses', () => {
  test('is a second RestApiCors on one API, in one sentence that names the first', () => {
    const stack = aStack();
    const api = anApi(stack);
    cors(api);
    expect(() => new RestApiCors(stack, 'Again', { api, allowOrigins: [OTHER] })).toThrow(
      'Shop/Again: cors-already-applied: the API Shop/Api has a RestApiCors already (Shop/Cors).',
    );
  });

  test('is a second one on an API that is imported twice', () => {
    const stack = aStack();
    const imported = (id: string) =>
      RestApi.fromRestApiAttributes(stack, id, { restApiId: 'abc123', rootResourceId: 'root123' });
    cors(imported('One'));
    expect(() => new RestApiCors(stack, 'Again', { api: imported('Two'), allowOrigins: [OTHER] })).toThrow(
      'cors-already-applied',
    );
  });

  test('is every problem of a policy, in one error that starts with the path of the construct', () => {
    const stack = aStack();
    const api = anApi(stack);
    expect(
      () => new RestApiCors(stack, 'Cors', { api, allowOrigins: [`${APP}/shop`, '*'], allowCredentials: true }),
    ).toThrow(
      /^Shop\/Cors: 3 problems in the CORS policy\n {2}wildcard-mixed .*\n {4}got: .*\n {4}why: .*\n {4}fix: .*\n {2}wildcard-with-credentials/,
    );
  });
});

describe('a bare CfnResource', () => {
  test('is reported, because its properties cannot be read', () => {
    const stack = aStack();
    const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
    api.root.addMethod('GET', mock());
    new AnyCfnResource(stack, 'Raw', { type: 'AWS::ApiGateway::Method', properties: { RestApiId: api.restApiId } });
    cors(api);
    expect(new Synthesised(Stack.of(api)).warnings().get('raw-resource')).toContain('Shop/Raw: ');
  });
});
