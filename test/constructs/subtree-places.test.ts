import { CfnResource as AnyCfnResource, App, Stack } from 'aws-cdk-lib';
import {
  CfnDeployment,
  CfnMethod,
  CfnResource,
  CfnRestApi,
  Deployment,
  Resource,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors, type RestApiCorsOptions } from '../../src';
import { APP, anApi, aStack, cors, mapped, mock, responses } from '../support/apis';
import { apiIn, callers } from '../support/deployed';
import { aShop, callersOf, ORIGINS, PUBLIC } from '../support/subtrees';
import { Synthesised } from '../support/synthesised';

test('a policy for a part of the API that is not there is told of, where its owner looks', () => {
  const stack = aStack();
  const api = anApi(stack);
  api.root.addResource('admin').addMethod('GET', mapped('200'), responses('200'));
  cors(api, { allowOrigins: ['*'] });
  const slip = { restApi: api, resourceId: 'any', path: '/Admin' };
  const resource = Resource.fromResourceAttributes(stack, 'Slip', slip);
  new RestApiCors(stack, 'AdminCors', { api, resource, allowOrigins: [PUBLIC] });
  expect(new Synthesised(stack).warnings().get('subtree-empty')).toMatch(
    /^\/Admin of Shop\/AdminCors \(there is \/admin\): /,
  );
});

describe('a subtree may begin at', () => {
  test('a resource of another stack, whose OPTIONS stay there', () => {
    const app = new App({ analyticsReporting: false });
    const [stack, other, last] = ['Shop', 'Other', 'Last'].map((id) => new Stack(app, id));
    const api = anApi(stack, { deploy: false });
    api.root.addMethod('GET', mock(), responses('200'));
    const orders = new Resource(other, 'Orders', { parent: api.root, pathPart: 'orders' });
    orders.addResource('lines').addMethod('GET', mapped('200'), responses('200'));
    new Deployment(last, 'Deployment', { api });
    new RestApiCors(other, 'OrdersCors', { api, resource: orders, allowOrigins: [PUBLIC] });
    cors(api);
    const deployed = apiIn(stack);
    expect(['/', '/orders/lines'].map((path) => callers(deployed, 'GET', path, ORIGINS))).toEqual([[APP], [PUBLIC]]);
    expect([stack, other].map((one) => new Synthesised(one).methods('OPTIONS').length)).toEqual([1, 2]);
  });

  test('an L1, wrapped as the documentation of forCfnRestApi shows, whatever path the import states', () => {
    const stack = aStack();
    const api = new CfnRestApi(stack, 'Api', { name: 'orders' });
    const at = { restApiId: api.ref };
    const pub = new CfnResource(stack, 'Public', { ...at, parentId: api.attrRootResourceId, pathPart: 'public' });
    const items = new CfnResource(stack, 'Items', { ...at, parentId: pub.ref, pathPart: 'items' });
    const integration = { type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode":200}' } };
    const answered = { ...integration, integrationResponses: [{ statusCode: '200' }] };
    for (const [id, resourceId] of Object.entries({ Root: api.attrRootResourceId, Get: pub.ref, GetItem: items.ref })) {
      new CfnMethod(stack, id, { ...at, resourceId, httpMethod: 'GET', integration: answered });
    }
    new CfnDeployment(stack, 'Deployment', at);
    RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [APP] });
    const restApi = RestApi.fromRestApiAttributes(stack, 'Import', {
      restApiId: api.ref,
      rootResourceId: api.attrRootResourceId,
    });
    const imported = { restApi, resourceId: pub.ref, path: '/careless' };
    const resource = Resource.fromResourceAttributes(stack, 'ImportedPublic', imported);
    new RestApiCors(stack, 'PublicCors', { api: restApi, resource, allowOrigins: [PUBLIC] });
    const deployed = apiIn(stack);
    expect(['/', '/public', '/public/items'].map((path) => callers(deployed, 'GET', path, ORIGINS))).toEqual([
      [APP],
      [PUBLIC],
      [PUBLIC],
    ]);
  });

  test('an import that knows a resource of the app by another id, and never twice', () => {
    const { stack, api, give, public: subtree } = aShop();
    give('Cors', undefined, APP);
    const elsewhere = Resource.fromResourceAttributes(stack, 'Import', {
      restApi: api,
      resourceId: 'abc123',
      path: '/public',
    });
    new RestApiCors(stack, 'Imported', { api, resource: elsewhere, allowOrigins: [PUBLIC] });
    expect(callersOf(stack)['/public/items']).toEqual([PUBLIC]);
    const again = aShop();
    again.give('Public', again.public, PUBLIC);
    new RestApiCors(again.stack, 'Imported', {
      api: again.api,
      resource: Resource.fromResourceAttributes(again.stack, 'Import', {
        restApi: again.api,
        resourceId: 'abc123',
        path: subtree.path,
      }),
      allowOrigins: [APP],
    });
    expect(() => new Synthesised(again.stack)).toThrow(
      'cors-already-applied: the resource /public of the API Shop/Api',
    );
  });
});

describe('where a resource lies', () => {
  test('is told by a bare CfnResource above it too', () => {
    const { stack, api, give, public: subtree, internal } = aShop();
    give('Cors', undefined, APP);
    give('Public', subtree, PUBLIC);
    RestApiCors.exclude(internal);
    for (const [name, parent] of Object.entries({ Public: subtree, Internal: internal })) {
      const raw = new AnyCfnResource(stack, `${name}Raw`, {
        type: 'AWS::ApiGateway::Resource',
        properties: { RestApiId: api.restApiId, ParentId: parent.resourceId, PathPart: 'raw' },
      });
      const at = { restApiId: api.restApiId, parentId: raw.ref, pathPart: 'below' };
      const below = new CfnResource(stack, `${name}Below`, at);
      new CfnMethod(stack, `${name}Get`, {
        restApiId: api.restApiId,
        resourceId: below.ref,
        httpMethod: 'GET',
        integration: { type: 'HTTP', uri: 'https://backend.example', integrationResponses: [{ statusCode: '200' }] },
        methodResponses: [{ statusCode: '200' }],
      });
    }
    const shop = new Synthesised(stack);
    expect(shop.warnings().has('place-unknown')).toBe(false);
    const deployed = apiIn(stack);
    expect(callers(deployed, 'GET', '/public/raw/below', ORIGINS)).toEqual([PUBLIC]);
    expect(callers(deployed, 'GET', '/internal/raw/below', ORIGINS)).toEqual([]);
  });

  test('if nobody tells, and policies differ, is reason enough to add nothing and to say so', () => {
    const methodAt = (different: boolean) => {
      const { stack, api, give, public: subtree } = aShop();
      give('Cors', undefined, APP);
      if (different) {
        give('Public', subtree, PUBLIC);
      }
      new CfnMethod(stack, 'Lost', {
        restApiId: api.restApiId,
        resourceId: 'abc123',
        httpMethod: 'GET',
        integration: { type: 'MOCK', integrationResponses: [{ statusCode: '200' }] },
      });
      return new Synthesised(stack);
    };
    const [lost, told] = [methodAt(true), methodAt(false)];
    expect(lost.method('GET', 'Lost').Integration.IntegrationResponses).toEqual([{ StatusCode: '200' }]);
    expect(lost.warnings().get('place-unknown')).toContain('Shop/Lost: ');
    expect(told.method('GET', 'Lost').Integration.IntegrationResponses).not.toEqual([{ StatusCode: '200' }]);
    expect(told.warnings().has('place-unknown')).toBe(false);
  });
});

describe('the deployment is made anew when', () => {
  const idOf = (change: Partial<RestApiCorsOptions> = {}, { exclude = false, below = 'public' } = {}) => {
    const { stack, api, public: subtree, internal } = aShop();
    const parent = below === 'public' ? subtree : internal;
    new CfnDeployment(stack, 'Own', { restApiId: api.restApiId });
    const moved = new CfnResource(stack, 'Moved', {
      restApiId: api.restApiId,
      parentId: parent.resourceId,
      pathPart: 'moved',
    });
    new CfnMethod(stack, 'Get', {
      restApiId: api.restApiId,
      resourceId: moved.ref,
      httpMethod: 'GET',
      integration: { type: 'HTTP_PROXY' },
    });
    cors(api);
    new RestApiCors(stack, 'Public', { api, resource: subtree, allowOrigins: [PUBLIC], ...change });
    if (exclude) {
      RestApiCors.exclude(internal);
    }
    return new Synthesised(stack).elements('Deployment').find(({ id }) => id.startsWith('Own'))?.id;
  };
  const base = idOf();

  test.each([
    ['the policy of a subtree changes', idOf({ allowOrigins: [APP] })],
    ['a subtree is excluded', idOf({}, { exclude: true })],
    ['a route comes under another policy', idOf({}, { below: 'internal' })],
  ])('%s', (_, id) => {
    expect(id).toMatch(/^Own[0-9a-f]{16}$/);
    expect(id).not.toBe(base);
    expect(idOf()).toBe(base);
  });
});
