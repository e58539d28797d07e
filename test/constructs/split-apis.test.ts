import { App, CfnParameter, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Stage as ApiStage, CfnMethod, Deployment, Resource, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors } from '../../src';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, responses } from '../support/apis';
import { apiIn, apiOutside, apisIn, callers } from '../support/deployed';
import { Synthesised } from '../support/synthesised';

const FOREIGN = 'https://foreign.example';
const ORIGINS = [APP, OTHER, FOREIGN];
const BOTH = { allowOrigins: [APP, OTHER] };
const OUTSIDE = { restApiId: 'abc123', rootResourceId: 'root123', resources: { res456: 'orders' } };

/** Each path, with who may call GET on it. */
function told(api: ReturnType<typeof apiIn>, ...paths: string[]): Record<string, readonly string[]> {
  return Object.fromEntries(paths.map((path) => [path, callers(api, 'GET', path, ORIGINS)]));
}

describe('a browser may call', () => {
  test('what the app adds to an API from outside: to its root, to its resources and below them', () => {
    const stack = aStack();
    const api = RestApi.fromRestApiAttributes(stack, 'Api', OUTSIDE);
    api.root.addMethod('GET', mapped('200'), responses('200'));
    api.root.addResource('new').addMethod('GET', mapped('200'), responses('200'));
    const orders = Resource.fromResourceAttributes(stack, 'Orders', {
      restApi: api,
      resourceId: 'res456',
      path: '/orders',
    });
    orders.addMethod('GET', mapped('200'), responses('200'));
    orders.addResource('{id}').addMethod('GET', mock(), responses('200'));
    cors(api, BOTH);
    const paths = ['/', '/new', '/orders', '/orders/1'];
    expect(told(apiOutside(stack, OUTSIDE), ...paths)).toEqual(
      Object.fromEntries(paths.map((path) => [path, [APP, OTHER]])),
    );
  });

  test('subtrees of an API from outside by the policy of each', () => {
    const stack = aStack();
    const api = RestApi.fromRestApiAttributes(stack, 'Api', OUTSIDE);
    api.root.addMethod('GET', mapped('200'), responses('200'));
    const orders = { restApi: api, resourceId: 'res456', path: '/orders' };
    Resource.fromResourceAttributes(stack, 'Orders', orders).addMethod('GET', mapped('200'), responses('200'));
    const again = Resource.fromResourceAttributes(stack, 'OrdersAgain', orders);
    again.addResource('mine').addMethod('GET', mapped('200'), responses('200'));
    cors(api);
    new RestApiCors(stack, 'OrdersCors', { api, resource: again, allowOrigins: [OTHER] });
    expect(told(apiOutside(stack, OUTSIDE), '/', '/orders', '/orders/mine')).toEqual({
      '/': [APP],
      '/orders': [OTHER],
      '/orders/mine': [OTHER],
    });
    expect([...new Synthesised(stack).warnings().keys()].sort()).toEqual(['deployment-not-found', 'errors-elsewhere']);
  });

  test('an L1 method on a resource from outside', () => {
    const stack = aStack();
    const api = RestApi.fromRestApiAttributes(stack, 'Api', OUTSIDE);
    new CfnMethod(stack, 'Get', {
      httpMethod: 'GET',
      restApiId: OUTSIDE.restApiId,
      resourceId: 'res456',
      integration: { type: 'HTTP', uri: 'https://backend.example', integrationResponses: [{ statusCode: '200' }] },
      methodResponses: [{ statusCode: '200' }],
    });
    cors(api, BOTH);
    expect(told(apiOutside(stack, OUTSIDE), '/orders')).toEqual({ '/orders': [APP, OTHER] });
  });

  test('routes in nested stacks, and in a nested stack of a nested stack', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock(), responses('200'));
    const outer = new NestedStack(stack, 'Outer');
    const inner = new NestedStack(outer, 'Inner');
    for (const [scope, part] of [
      [outer, 'outer'],
      [inner, 'inner'],
    ] as const) {
      const imported = RestApi.fromRestApiAttributes(scope, 'Api', {
        restApiId: api.restApiId,
        rootResourceId: api.restApiRootResourceId,
      });
      imported.root.addResource(part).addMethod('GET', mapped('200'), responses('200'));
    }
    cors(api, BOTH);
    expect(told(apiIn(stack), '/', '/outer', '/inner')).toEqual({
      '/': [APP, OTHER],
      '/outer': [APP, OTHER],
      '/inner': [APP, OTHER],
    });
    expect([outer, inner].map((nested) => new Synthesised(nested).methods('OPTIONS').length)).toEqual([1, 1]);
    expect([...new Synthesised(stack).warnings().keys()]).toEqual([]);
  });

  test('an API in a nested stack that is given its CORS by an import in the parent', () => {
    const stack = aStack();
    const nested = new NestedStack(stack, 'Nested');
    const api = anApi(nested as Stack);
    api.root.addMethod('GET', mapped('200'), responses('200'));
    const imported = RestApi.fromRestApiAttributes(stack, 'Imported', {
      restApiId: api.restApiId,
      rootResourceId: api.restApiRootResourceId,
    });
    new RestApiCors(stack, 'Cors', { api: imported, ...BOTH });
    expect(told(apiIn(stack), '/')).toEqual({ '/': [APP, OTHER] });
    const inner = new Synthesised(nested);
    expect([inner.methods('OPTIONS').length, inner.gatewayResponses().size]).toEqual([1, 2]);
    expect(() => new RestApiCors(nested, 'Again', { api, allowOrigins: [APP] })).toThrow('cors-already-applied');
  });

  test.each([
    ['first', true],
    ['last', false],
  ])('an API whose nested stack knows it by a parameter and gives its own routes another policy, %s', (_, first) => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mapped('200'), responses('200'));
    const nested = new NestedStack(stack, 'Nested', {
      parameters: { ApiId: api.restApiId, RootId: api.restApiRootResourceId },
    });
    const known = RestApi.fromRestApiAttributes(nested, 'Api', {
      restApiId: new CfnParameter(nested, 'ApiId').valueAsString,
      rootResourceId: new CfnParameter(nested, 'RootId').valueAsString,
    });
    const resource = known.root.addResource('nested');
    resource.addMethod('GET', mapped('200'), responses('200'));
    const asks = [
      () => new RestApiCors(nested, 'Cors', { api: known, resource, allowOrigins: [OTHER] }),
      () => cors(api),
    ];
    for (const ask of first ? asks : asks.reverse()) {
      ask();
    }
    expect(told(apiIn(stack), '/', '/nested')).toEqual({ '/': [APP], '/nested': [OTHER] });
    const shop = new Synthesised(stack);
    expect(shop.gatewayResponses().size).toBe(2);
    expect(shop.warnings().has('errors-elsewhere')).toBe(false);
  });

  test('routes in other stacks that are deployed before the Deployment in a third', () => {
    const app = new App({ analyticsReporting: false });
    const [stack, one, two, last] = ['Shop', 'One', 'Two', 'Last'].map((id) => new Stack(app, id));
    const api = anApi(stack, { deploy: false });
    api.root.addMethod('GET', mapped('200'), responses('200'));
    const orders = new Resource(one, 'Orders', { parent: api.root, pathPart: 'orders' });
    orders.addMethod('GET', mapped('200'), responses('200'));
    new Resource(two, 'Lines', { parent: orders, pathPart: 'lines' }).addMethod('GET', mock(), responses('200'));
    const deployment = new Deployment(last, 'Deployment', { api });
    new ApiStage(last, 'Prod', { deployment });
    cors(api, BOTH);
    expect(told(apiIn(stack), '/', '/orders', '/orders/lines')).toEqual({
      '/': [APP, OTHER],
      '/orders': [APP, OTHER],
      '/orders/lines': [APP, OTHER],
    });
    expect([stack, one, two].map((each) => new Synthesised(each).methods('OPTIONS').length)).toEqual([1, 1, 1]);
    expect([stack, one, two, last].flatMap((each) => [...new Synthesised(each).warnings().keys()])).toEqual([]);
  });

  test('the API of each Stage of an app by the policy of that Stage', () => {
    const app = new App({ analyticsReporting: false });
    for (const [name, origin] of [
      ['Test', OTHER],
      ['Prod', APP],
    ]) {
      const stack = new Stack(new Stage(app, name), 'Shop');
      const api = anApi(stack);
      api.root.addMethod('GET', mapped('200'), responses('200'));
      cors(api, { allowOrigins: [origin] });
    }
    expect(apisIn(app).map((api) => told(api, '/'))).toEqual([{ '/': [OTHER] }, { '/': [APP] }]);
  });
});

describe('what is not made anew is told where', () => {
  test('a second Deployment is in a stack before the routes', () => {
    const app = new App({ analyticsReporting: false });
    const [stack, other, last] = ['Shop', 'Other', 'Last'].map((id) => new Stack(app, id));
    const api = anApi(stack, { deploy: false });
    api.root.addMethod('GET', mapped('200'), responses('200'));
    const orders = new Resource(other, 'Orders', { parent: api.root, pathPart: 'orders' });
    orders.addMethod('GET', mapped('200'), responses('200'));
    new Deployment(last, 'Last', { api });
    const early = RestApi.fromRestApiAttributes(stack, 'Early', {
      restApiId: api.restApiId,
      rootResourceId: api.restApiRootResourceId,
    });
    new Deployment(stack, 'First', { api: early });
    cors(api, BOTH);
    const shop = new Synthesised(stack);
    expect(shop.warnings().get('deployment-elsewhere')).toContain('Other/Orders/OPTIONS/Resource');
    expect(told(apiIn(stack), '/', '/orders')).toEqual({ '/': [APP, OTHER], '/orders': [APP, OTHER] });
  });
});
