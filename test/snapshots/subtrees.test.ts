import { NestedStack } from 'aws-cdk-lib';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors } from '../../src';
import { APP, anApi, aStack, cors, mapped, OTHER, proxied, responses } from '../support/apis';
import { headersOf, Synthesised } from '../support/synthesised';
import { verdictTable } from '../support/verdict-table';

const PUBLIC = 'https://public.example.com';

describe('an API whose subtrees have policies of their own', () => {
  const stack = aStack();
  const api = anApi(stack, { restApiName: 'shop' });
  for (const path of ['/orders', '/public/items', '/internal/jobs', '/internal/status']) {
    api.root.resourceForPath(path).addMethod('GET', mapped('200'), responses('200'));
  }
  cors(api);
  const resource = api.root.resourceForPath('/public');
  new RestApiCors(stack, 'PublicCors', { api, resource, allowOrigins: [PUBLIC, OTHER] });
  RestApiCors.exclude(api.root.resourceForPath('/internal'));
  const status = api.root.resourceForPath('/internal/status');
  new RestApiCors(stack, 'StatusCors', { api, resource: status, allowOrigins: ['*'] });

  test('has an OPTIONS for each resource that follows one, and for no other', () => {
    const shop = new Synthesised(stack);
    const preflights = shop.methods('OPTIONS').map(({ id, properties }) => [id, headersOf(properties, '204')]);
    expect(Object.fromEntries(preflights)).toMatchSnapshot();
    expect(Object.fromEntries(shop.warnings())).toMatchSnapshot();
  });

  test('is called by these pages', async () => {
    expect(await verdictTable(stack, APP, PUBLIC, OTHER)).toMatchSnapshot();
  });
});

test('an API whose routes are in a nested stack too is called by these pages', async () => {
  const stack = aStack();
  const api = anApi(stack, { restApiName: 'shop' });
  api.root.addResource('orders').addMethod('GET', mapped('200'), responses('200'));
  const imported = RestApi.fromRestApiAttributes(new NestedStack(stack, 'Nested'), 'Api', {
    restApiId: api.restApiId,
    rootResourceId: api.restApiRootResourceId,
  });
  imported.root.addResource('nested').addMethod('GET', mapped('200'), responses('200'));
  cors(api, { allowOrigins: [APP, OTHER] });
  expect(await verdictTable(stack, APP, PUBLIC)).toMatchSnapshot();
});

describe('a stage that caches', () => {
  const withKeys = (addOriginToCacheKeys: boolean) => {
    const stack = aStack();
    const api = anApi(stack, { restApiName: 'shop', deployOptions: { cacheClusterEnabled: true } });
    const orders = api.root.addResource('orders');
    orders.addMethod('GET', mapped('200'), responses('200'));
    orders.addMethod('POST', proxied());
    cors(api, { allowOrigins: [APP, OTHER], addOriginToCacheKeys });
    return stack;
  };

  test('is a hazard', async () => {
    expect(await verdictTable(withKeys(false), APP)).toMatchSnapshot();
  });

  test('is none with the origin in its keys', async () => {
    const stack = withKeys(true);
    expect(await verdictTable(stack, APP)).toMatchSnapshot();
    const { RequestParameters, Integration } = new Synthesised(stack).method('POST', 'orders');
    expect({ RequestParameters, Integration }).toMatchSnapshot();
  });
});
