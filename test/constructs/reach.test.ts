import {
  App,
  AspectPriority,
  Aspects,
  CfnParameter,
  LegacyStackSynthesizer,
  NestedStack,
  Stack,
  Stage,
} from 'aws-cdk-lib';
import {
  CfnMethod,
  CfnResource,
  CfnRestApi,
  Deployment,
  MockIntegration,
  Resource,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { RestApiCors } from '../../src';
import { APP, anApi, aStack, cors, mapped, mock, responses } from '../support/apis';
import { aTemplateFile } from '../support/files';
import { headersOf, Synthesised } from '../support/synthesised';

const allowMethods = (shop: Synthesised, idPart: string) =>
  headersOf(shop.method('OPTIONS', idPart), '204')['Access-Control-Allow-Methods'];

describe('CORS reaches', () => {
  test('routes that are added after the construct', () => {
    const stack = aStack();
    const api = anApi(stack);
    cors(api);
    api.root.addResource('late').addMethod('PUT', mapped('200'), responses('200'));
    const shop = new Synthesised(stack);
    expect(allowMethods(shop, 'Apilate')).toBe("'OPTIONS,PUT'");
    expect(headersOf(shop.method('PUT', 'Apilate'), '200')).toHaveProperty('Access-Control-Allow-Origin');
  });

  test.each([
    ['with', true],
    ['without', false],
  ])('routes that another Aspect adds, %s the stabilisation of Aspects', (_, stabilise) => {
    const stack = aStack({ postCliContext: { '@aws-cdk/core:aspectStabilization': stabilise } });
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    cors(api);
    let done = false;
    Aspects.of(api).add(
      {
        visit: (node) => {
          if (node === api.root && !done) {
            done = true;
            api.root.addMethod('DELETE', mock());
            api.root.addResource('later').addMethod('PATCH', mapped('200'), responses('200'));
          }
        },
      },
      { priority: AspectPriority.DEFAULT },
    );
    const shop = new Synthesised(stack);
    expect(allowMethods(shop, 'Apilater')).toBe("'OPTIONS,PATCH'");
    expect(headersOf(shop.method('PATCH', 'Apilater'), '200')).toHaveProperty('Access-Control-Allow-Origin');
    expect(
      shop
        .methods('OPTIONS')
        .map(({ properties }) => headersOf(properties, '204')['Access-Control-Allow-Methods'])
        .sort(),
    ).toEqual(["'OPTIONS,GET,DELETE'", "'OPTIONS,PATCH'"]);
  });

  test('resources and methods that are written as L1s, in any order', () => {
    const stack = aStack();
    const api = new CfnRestApi(stack, 'Api', { name: 'orders' });
    const method = new CfnMethod(stack, 'Method', {
      httpMethod: 'GET',
      restApiId: api.ref,
      resourceId: 'replaced below',
      integration: { type: 'HTTP', integrationResponses: [{ statusCode: '200' }] },
    });
    const child = new CfnResource(stack, 'Child', { restApiId: api.ref, parentId: 'replaced below', pathPart: '{id}' });
    const parent = new CfnResource(stack, 'Parent', {
      restApiId: api.ref,
      parentId: api.attrRootResourceId,
      pathPart: 'orders',
    });
    child.parentId = parent.ref;
    method.resourceId = child.ref;
    RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [APP] });
    const shop = new Synthesised(stack);
    expect(shop.methods('OPTIONS')).toHaveLength(3);
    expect(allowMethods(shop, 'Child')).toBe("'OPTIONS,GET'");
    expect(headersOf(shop.method('GET', 'Method'), '200')).toHaveProperty('Access-Control-Allow-Origin');
  });

  test('a template that CfnInclude reads, whose deployment gets a new id that the stage follows', () => {
    const template = {
      Resources: {
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'included' } },
        Orders: {
          Type: 'AWS::ApiGateway::Resource',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
            PathPart: 'orders',
          },
        },
        Get: {
          Type: 'AWS::ApiGateway::Method',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ResourceId: { Ref: 'Orders' },
            HttpMethod: 'GET',
            AuthorizationType: 'NONE',
            Integration: { Type: 'AWS', IntegrationResponses: [{ StatusCode: '200' }] },
            MethodResponses: [{ StatusCode: '200' }],
          },
        },
        Deployed: {
          Type: 'AWS::ApiGateway::Deployment',
          Properties: { RestApiId: { Ref: 'Api' } },
          DependsOn: ['Get'],
        },
        Prod: {
          Type: 'AWS::ApiGateway::Stage',
          Properties: { RestApiId: { Ref: 'Api' }, DeploymentId: { Ref: 'Deployed' }, StageName: 'prod' },
        },
      },
    };
    const templateFile = aTemplateFile(template);
    const stack = new Stack(new App(), 'Shop', { synthesizer: new LegacyStackSynthesizer() });
    const include = new CfnInclude(stack, 'Template', { templateFile });
    RestApiCors.forCfnRestApi(stack, 'Cors', include.getResource('Api') as CfnRestApi, { allowOrigins: [APP] });
    const shop = new Synthesised(stack);
    expect(shop.methods('OPTIONS')).toHaveLength(2);
    expect(headersOf(shop.method('GET', 'Get'), '200')).toHaveProperty('Access-Control-Allow-Origin');
    expect(shop.deployment.id).toMatch(/^Deployed[0-9a-f]{16}$/);
    expect(shop.elements<{ DeploymentId: unknown }>('Stage')[0].properties.DeploymentId).toEqual({
      Ref: shop.deployment.id,
    });
  });

  test('resources in a nested stack, whose OPTIONS stay there', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    const nested = new NestedStack(stack, 'Nested');
    const imported = RestApi.fromRestApiAttributes(nested, 'Api', {
      restApiId: api.restApiId,
      rootResourceId: api.restApiRootResourceId,
    });
    imported.root.addResource('nested').addMethod('POST', mapped('200'), responses('200'));
    cors(api);
    const [shop, inner] = [new Synthesised(stack), new Synthesised(nested)];
    expect(allowMethods(inner, 'nested')).toBe("'OPTIONS,POST'");
    expect(headersOf(inner.method('POST', 'nested'), '200')).toHaveProperty('Access-Control-Allow-Origin');
    expect(inner.methods('OPTIONS')).toHaveLength(1);
    expect(shop.deployment.dependsOn.some((id) => id.startsWith('NestedNestedStack'))).toBe(true);
  });

  test('resources of a nested stack that knows the API by a parameter', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    const nested = new NestedStack(stack, 'Nested', {
      parameters: { ApiId: api.restApiId, RootId: api.restApiRootResourceId },
    });
    const apiId = new CfnParameter(nested, 'ApiId').valueAsString;
    const rootId = new CfnParameter(nested, 'RootId').valueAsString;
    const orders = new CfnResource(nested, 'Orders', { restApiId: apiId, parentId: rootId, pathPart: 'orders' });
    new CfnMethod(nested, 'Get', {
      restApiId: apiId,
      resourceId: orders.ref,
      httpMethod: 'GET',
      integration: { type: 'HTTP_PROXY' },
    });
    cors(api);
    const inner = new Synthesised(nested);
    expect(allowMethods(inner, 'Orders')).toBe("'OPTIONS,GET'");
    expect(inner.method('OPTIONS', 'Orders').ResourceId).toEqual({ Ref: 'Orders' });
  });

  test('resources in another stack; where the deployment cannot wait for it, a warning says what to do', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const other = new Stack(app, 'Other');
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    const resource = new CfnResource(other, 'Orders', {
      restApiId: api.restApiId,
      parentId: api.root.resourceId,
      pathPart: 'orders',
    });
    new CfnMethod(other, 'Get', {
      restApiId: api.restApiId,
      resourceId: resource.ref,
      httpMethod: 'GET',
      integration: { type: 'HTTP_PROXY' },
    });
    cors(api);
    const [shop, outer] = [new Synthesised(stack), new Synthesised(other)];
    expect(allowMethods(outer, 'Orders')).toBe("'OPTIONS,GET'");
    expect(shop.warnings().get('deployment-elsewhere')).toContain('Other/Orders/OPTIONS');
  });

  test('resources in another stack, with a deployment in a third that waits for both', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const other = new Stack(app, 'Other');
    const last = new Stack(app, 'Last');
    const api = anApi(stack, { deploy: false });
    api.root.addMethod('GET', mock());
    new Resource(other, 'Orders', { parent: api.root, pathPart: 'orders' });
    new Deployment(last, 'Deployment', { api });
    cors(api);
    const warnings = new Synthesised(stack).warnings();
    expect([...warnings.keys()]).toEqual([]);
    expect(last.dependencies.map(({ node }) => node.id).sort()).toEqual(['Other', 'Shop']);
  });

  test('an API inside a Stage', () => {
    const stage = new Stage(new App(), 'Prod');
    const stack = new Stack(stage, 'Shop');
    const api = anApi(stack);
    api.root.addResource('orders').addMethod('GET', mapped('200'), responses('200'));
    cors(api);
    expect(new Synthesised(stack).methods('OPTIONS')).toHaveLength(2);
  });

  test('one API of a stack and not its neighbour', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    const neighbour = new RestApi(stack, 'Neighbour', { cloudWatchRole: false });
    neighbour.root.addResource('orders').addMethod('GET', mapped('200'), responses('200'));
    cors(api);
    const shop = new Synthesised(stack);
    expect(shop.methods('OPTIONS').map(({ id }) => id)).toEqual([expect.stringMatching(/^ApiOPTIONS/)]);
    expect(headersOf(shop.method('GET', 'Neighbour'), '200')).toEqual({});
  });

  test('the resources that this app adds to an API from outside, and says that it cannot see its errors', () => {
    const stack = aStack();
    const api = RestApi.fromRestApiAttributes(stack, 'Api', { restApiId: 'abc123', rootResourceId: 'root123' });
    api.root.addResource('orders').addMethod('GET', new MockIntegration({}));
    cors(api);
    const shop = new Synthesised(stack);
    expect(allowMethods(shop, 'Apiorders')).toBe("'OPTIONS,GET'");
    expect(shop.gatewayResponses().size).toBe(0);
    expect([...shop.warnings().keys()].sort()).toEqual(['deployment-not-found', 'errors-elsewhere']);
  });
});
