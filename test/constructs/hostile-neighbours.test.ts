import { App, Aspects, CfnCondition, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import {
  CfnDeployment,
  type CfnGatewayResponse,
  CfnMethod,
  CfnResource,
  CfnRestApi,
  HttpIntegration,
  MockIntegration,
  ResponseType,
  type RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors } from '../../src';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, responses } from '../support/apis';
import { headersOf, Synthesised } from '../support/synthesised';

const REFLECT =
  "#set($context.responseOverride.header.Access-Control-Allow-Origin = $input.params().header.get('Origin'))";

function shopWith(build: (api: RestApi) => void, options = {}): Synthesised {
  const stack = aStack();
  const api = anApi(stack);
  build(api);
  cors(api, { allowCredentials: true, ...options });
  return new Synthesised(stack);
}

describe('credentials are never put beside an origin that the user decides', () => {
  test('in the request template of a mock', () => {
    const shop = shopWith((api) =>
      api.root.addMethod(
        'GET',
        new MockIntegration({
          requestTemplates: { 'application/json': `${REFLECT}{"statusCode":200}` },
          integrationResponses: [{ statusCode: '200' }],
        }),
        responses('200'),
      ),
    );
    expect(shop.method('GET', 'Api').Integration.IntegrationResponses?.[0].ResponseParameters ?? {}).toEqual({});
    expect(shop.warnings().get('response-kept')).toContain('GET /');
  });

  test('in a template that an intrinsic function makes', () => {
    const shop = shopWith((api) =>
      api.root.addMethod(
        'GET',
        new HttpIntegration('https://backend.example', {
          proxy: false,
          options: {
            integrationResponses: [
              { statusCode: '200', responseTemplates: { 'application/json': Fn.sub(`${REFLECT}\${AWS::Region}`) } },
            ],
          },
        }),
        responses('200'),
      ),
    );
    expect(headersOf(shop.method('GET', 'Api'), '200')).toEqual({});
    expect(shop.warnings().has('response-kept')).toBe(true);
  });

  test('in an override of a property', () => {
    const shop = shopWith((api) => {
      const method = api.root.addMethod('GET', mapped('200'), responses('200')).node.defaultChild as CfnMethod;
      method.addPropertyOverride(
        'Integration.IntegrationResponses.0.ResponseParameters.method\\.response\\.header\\.Access-Control-Allow-Origin',
        'integration.response.header.X-Origin',
      );
      const response = api.addGatewayResponse('Default4xx', { type: ResponseType.DEFAULT_4XX });
      (response.node.defaultChild as CfnGatewayResponse).addPropertyOverride(
        'ResponseParameters.gatewayresponse\\.header\\.Access-Control-Allow-Origin',
        'method.request.header.Origin',
      );
    });
    expect(headersOf(shop.method('GET', 'Api'), '200')).not.toHaveProperty('Access-Control-Allow-Credentials');
    expect(Object.keys(shop.gatewayResponses().get('DEFAULT_4XX') ?? {})).toEqual([
      'gatewayresponse.header.Access-Control-Allow-Origin',
    ]);
  });

  test("and a header is never overridden twice in the user's own OPTIONS", () => {
    const shop = shopWith(
      (api) =>
        api.root.addMethod(
          'OPTIONS',
          new MockIntegration({
            requestTemplates: { 'application/json': `${REFLECT}{"statusCode":200}` },
            integrationResponses: [{ statusCode: '200' }],
          }),
          responses('200'),
        ),
      { allowOrigins: [APP, OTHER] },
    );
    expect(shop.method('OPTIONS', 'Api').Integration.IntegrationResponses?.[0].ResponseTemplates).toBeUndefined();
    expect(shop.warnings().has('options-own-origin')).toBe(true);
  });
});

describe('what is emitted', () => {
  test('shares the condition of what it is for', () => {
    const stack = aStack();
    const condition = new CfnCondition(stack, 'Make', { expression: Fn.conditionEquals('a', 'b') });
    const api = new CfnRestApi(stack, 'Api', { name: 'orders' });
    const orders = new CfnResource(stack, 'Orders', {
      restApiId: api.ref,
      parentId: api.attrRootResourceId,
      pathPart: 'orders',
    });
    api.cfnOptions.condition = condition;
    orders.cfnOptions.condition = condition;
    RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [APP] });
    const emitted = Object.values(
      new Synthesised(stack).template.toJSON().Resources as Record<string, { Type: string; Condition?: string }>,
    );
    expect(emitted.filter(({ Type }) => /Method|GatewayResponse/.test(Type)).map(({ Condition }) => Condition)).toEqual(
      ['Make', 'Make', 'Make', 'Make'],
    );
  });

  test('is one OPTIONS for a resource that a later Aspect refers to by its logical id', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    cors(api);
    let done = false;
    Aspects.of(api).add({
      visit: () => {
        if (!done) {
          done = true;
          new CfnResource(stack, 'Late', { restApiId: api.restApiId, parentId: api.root.resourceId, pathPart: 'late' });
          new CfnMethod(stack, 'Get', {
            httpMethod: 'GET',
            restApiId: api.restApiId,
            resourceId: Fn.ref('Late'),
            integration: { type: 'HTTP_PROXY' },
          });
        }
      },
    });
    expect(
      new Synthesised(stack)
        .methods('OPTIONS')
        .map(({ id }) => id.slice(0, 4))
        .sort(),
    ).toEqual(['ApiO', 'Late']);
  });

  test('leaves alone what an intrinsic function makes, and says so', () => {
    const stack = aStack();
    const api = anApi(stack);
    const condition = new CfnCondition(stack, 'Make', { expression: Fn.conditionEquals('a', 'b') });
    const either = (yes: object, no: object) => Fn.conditionIf(condition.logicalId, yes, no);
    new CfnMethod(stack, 'Get', {
      httpMethod: 'GET',
      restApiId: api.restApiId,
      resourceId: api.root.resourceId,
      integration: { type: 'HTTP', integrationResponses: [{ statusCode: '200', responseParameters: either({}, {}) }] },
      methodResponses: [{ statusCode: '200' }],
    });
    api.root.addMethod('PUT', mock());
    cors(api);
    const shop = new Synthesised(stack);
    expect(shop.method('GET', 'Get').Integration.IntegrationResponses?.[0].ResponseParameters).toEqual({
      'Fn::If': ['Make', {}, {}],
    });
    expect(shop.warnings().get('response-unreadable')).toContain('GET /: ');
  });

  test('is reported when a later Aspect replaces it', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mapped('200'), responses('200'));
    cors(api);
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof CfnMethod && node.httpMethod === 'GET') {
          node.integration = { type: 'HTTP', integrationResponses: [{ statusCode: '200' }] };
        }
      },
    });
    expect(new Synthesised(stack).warnings().get('response-changed')).toContain('GET /: ');
  });

  test('changes the deployment with each of its values', () => {
    const idWith = (binary: boolean, extra: boolean) => {
      const stack = aStack();
      const api = new CfnRestApi(stack, 'Api', { name: 'orders', binaryMediaTypes: binary ? ['image/png'] : [] });
      const at = { restApiId: api.ref, resourceId: api.attrRootResourceId };
      const integration = { type: 'MOCK', integrationResponses: [{ statusCode: '200' }] };
      new CfnMethod(stack, 'Options', { httpMethod: 'OPTIONS', ...at, integration });
      new CfnMethod(stack, 'Get', { httpMethod: 'GET', ...at, integration });
      if (extra) {
        new CfnMethod(stack, 'Put', { httpMethod: 'PUT', ...at, integration: { type: 'HTTP_PROXY' } });
      }
      new CfnDeployment(stack, 'Deployment', { restApiId: api.ref });
      RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [APP, OTHER] });
      return new Synthesised(stack).deployment.id;
    };
    expect(new Set([idWith(false, false), idWith(true, false), idWith(false, true)]).size).toBe(3);
  });
});

describe('a deployment does not wait for what waits for it', () => {
  test('with the API in a nested stack and a resource in its sibling', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const one = new NestedStack(stack, 'One');
    const api = anApi(one);
    api.root.addMethod('GET', mock());
    const two = new NestedStack(stack, 'Two');
    new CfnResource(two, 'Orders', {
      restApiId: api.restApiId,
      parentId: api.restApiRootResourceId,
      pathPart: 'orders',
    });
    cors(api);
    expect(new Synthesised(two).methods('OPTIONS')).toHaveLength(1);
    expect(new Synthesised(stack).warnings().get('deployment-elsewhere')).toContain('Two/Orders/OPTIONS');
  });

  test('with the API in a nested stack and a resource in the stack around it', () => {
    const stack = aStack();
    const nested = new NestedStack(stack, 'Nested');
    const api = anApi(nested);
    api.root.addMethod('GET', mock());
    new CfnResource(stack, 'Orders', {
      restApiId: api.restApiId,
      parentId: api.restApiRootResourceId,
      pathPart: 'orders',
    });
    cors(api);
    expect(new Synthesised(stack).methods('OPTIONS')).toHaveLength(1);
  });
});

describe('allowMethods', () => {
  test('that leaves out a method of the API is reported', () => {
    const shop = shopWith((api) => api.root.addMethod('DELETE', mock()), { allowMethods: ['GET'] });
    expect(shop.warnings().get('method-not-allowed')).toContain('DELETE /: ');
  });
});
