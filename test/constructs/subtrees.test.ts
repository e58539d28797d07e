import { CfnResource as AnyCfnResource, App, Aspects, Stack } from 'aws-cdk-lib';
import {
  CfnDeployment,
  CfnMethod,
  CfnResource,
  CfnRestApi,
  Deployment,
  Resource,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors, type RestApiCorsOptions } from '../../src';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, proxied, responses } from '../support/apis';
import { apiIn, callers } from '../support/deployed';
import { Synthesised } from '../support/synthesised';

const PUBLIC = 'https://public.example.com';
const ORIGINS = [APP, OTHER, PUBLIC];

/** /public/items and /internal, each with a GET. */
function aShop() {
  const stack = aStack();
  const api = anApi(stack);
  const resources = {
    public: api.root.addResource('public'),
    items: api.root.resourceForPath('/public/items'),
    internal: api.root.addResource('internal'),
  };
  for (const resource of [api.root, ...Object.values(resources)]) {
    resource.addMethod('GET', mapped('200'), responses('200'));
  }
  const give = (id: string, resource: Resource | undefined, ...allowOrigins: string[]) =>
    new RestApiCors(stack, id, { api, resource, allowOrigins });
  return { stack, api, give, ...resources };
}

function callersOf(stack: Stack): Record<string, readonly string[]> {
  const api = apiIn(stack);
  return Object.fromEntries(
    ['/', '/public', '/public/items', '/internal'].map((path) => [path, callers(api, 'GET', path, ORIGINS)]),
  );
}

describe('a RestApiCors with a resource', () => {
  test.each([
    ['first', true],
    ['last', false],
  ])('decides alone about its subtree, constructed %s', (_, first) => {
    const { stack, give, public: subtree } = aShop();
    const asks = [() => give('Public', subtree, PUBLIC, OTHER), () => give('Cors', undefined, APP)];
    for (const ask of first ? asks : asks.reverse()) {
      ask();
    }
    expect(callersOf(stack)).toEqual({
      '/': [APP],
      '/public': [OTHER, PUBLIC],
      '/public/items': [OTHER, PUBLIC],
      '/internal': [APP],
    });
  });

  test('adds nothing outside of it', () => {
    const { stack, give, public: subtree } = aShop();
    give('Public', subtree, PUBLIC);
    expect(callersOf(stack)).toEqual({ '/': [], '/public': [PUBLIC], '/public/items': [PUBLIC], '/internal': [] });
    expect(new Synthesised(stack).methods('OPTIONS')).toHaveLength(2);
  });

  test('tells by allows() what its own policy allows', () => {
    const { give, public: subtree } = aShop();
    const [whole, part] = [give('Cors', undefined, APP), give('Public', subtree, PUBLIC)];
    expect([whole.allows(APP), whole.allows(PUBLIC), part.allows(APP), part.allows(PUBLIC)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test('tells its warnings on its own construct, where each can be acknowledged', () => {
    const { stack, give, public: subtree, internal } = aShop();
    give('Cors', undefined, APP);
    const part = give('Public', subtree, PUBLIC);
    for (const resource of [subtree, internal]) {
      resource.addProxy({ defaultIntegration: proxied() });
    }
    const warnings = new Synthesised(stack).warnings().get('proxy-responses') ?? '';
    expect(warnings).toMatch(/ANY \/internal\/\{proxy\+\}: .*https:\/\/app\.example\.com/);
    expect(part.node.metadata.map(({ data }) => String(data)).join()).toMatch(
      /ANY \/public\/\{proxy\+\}: .*https:\/\/public\.example\.com/,
    );
  });

  test('may begin at the root, which is the whole API', () => {
    const { stack, api, give } = aShop();
    new RestApiCors(stack, 'Root', { api, resource: api.root, allowOrigins: [APP] });
    expect(() => give('Cors', undefined, APP)).toThrow(
      'Shop/Cors: cors-already-applied: the API Shop/Api has a RestApiCors already (Shop/Root).',
    );
    expect(new Synthesised(stack).gatewayResponses().size).toBe(2);
  });

  test('is refused where the resource has one already', () => {
    const { give, public: subtree } = aShop();
    give('Public', subtree, PUBLIC);
    expect(() => give('Again', subtree, APP)).toThrow(
      'Shop/Again: cors-already-applied: the resource /public of the API Shop/Api has a RestApiCors already (Shop/Public).',
    );
  });

  test('is refused with a resource of another API', () => {
    const { stack, api } = aShop();
    const other = new RestApi(stack, 'Other', { cloudWatchRole: false });
    const resource = other.root.addResource('orders');
    expect(() => new RestApiCors(stack, 'Cors', { api, resource, allowOrigins: [APP] })).toThrow(
      'Shop/Cors: resource-of-another-api: the resource /orders belongs to the API Shop/Other, and the policy is for ' +
        'Shop/Api. Fix: give both from one API;',
    );
  });

  test('is refused when the routes have been given their CORS already', () => {
    const { stack, give, public: subtree, internal } = aShop();
    give('Cors', undefined, APP);
    const late: string[] = [];
    const attempt = (ask: () => unknown) => {
      try {
        ask();
      } catch (error) {
        late.push(String(error));
      }
    };
    Aspects.of(stack).add({
      visit: (node) => {
        if (node === stack) {
          attempt(() => give('Late', subtree, PUBLIC));
          attempt(() => RestApiCors.exclude(internal));
        }
      },
    });
    new Synthesised(stack);
    expect(late).toEqual([
      expect.stringContaining('Shop/Late: cors-too-late: '),
      expect.stringContaining('RestApiCors.exclude(Shop/Api/Default/internal): cors-too-late: '),
    ]);
  });
});

describe('RestApiCors.exclude', () => {
  test('takes a subtree out, and a nearer RestApiCors brings a part of it back', () => {
    const { stack, give, public: subtree, items } = aShop();
    give('Items', items, PUBLIC);
    RestApiCors.exclude(subtree);
    RestApiCors.exclude(subtree);
    give('Cors', undefined, APP);
    expect(callersOf(stack)).toEqual({ '/': [APP], '/public': [], '/public/items': [PUBLIC], '/internal': [APP] });
    const shop = new Synthesised(stack);
    expect(shop.methods('OPTIONS').filter(({ id }) => /public(?!items)/.test(id))).toEqual([]);
    expect(shop.method('GET', 'ApipublicGET').Integration.IntegrationResponses).toEqual([{ StatusCode: '200' }]);
  });

  test.each([
    ['before', true],
    ['after', false],
  ])('is refused for the very resource of a RestApiCors, asked for %s it', (_, first) => {
    const { give, public: subtree } = aShop();
    const asks = [() => RestApiCors.exclude(subtree), () => give('Public', subtree, PUBLIC)];
    const [one, other] = first ? asks : asks.reverse();
    one();
    expect(other).toThrow(
      'cors-excluded: the resource /public of the API Shop/Api is excluded by RestApiCors.exclude() and has a ' +
        'RestApiCors too (Shop/Public).',
    );
  });

  test('warns of routes whose preflights a path with a variable takes', () => {
    const { stack, api, give, internal } = aShop();
    api.root.addProxy({ anyMethod: false }).addMethod('GET', mock(), responses('200'));
    give('Cors', undefined, APP);
    RestApiCors.exclude(internal);
    expect(new Synthesised(stack).warnings().get('preflight-elsewhere')).toContain('/internal (by /{proxy+}): ');
    expect(callersOf(stack)['/internal']).toEqual([]);
  });
});

describe('the errors of an API', () => {
  test('get no header where only subtrees have a RestApiCors, and a warning says how to cure it', () => {
    const { stack, api, give, public: subtree } = aShop();
    api.addGatewayResponse('Own', { type: ResponseType.UNAUTHORIZED, responseHeaders: { 'X-Own': "'1'" } });
    give('Public', subtree, PUBLIC);
    const shop = new Synthesised(stack);
    expect([...shop.gatewayResponses()]).toEqual([['UNAUTHORIZED', { 'gatewayresponse.header.X-Own': "'1'" }]]);
    expect([...shop.warnings().keys()]).toEqual(['errors-without-policy']);
    expect(shop.warnings().get('errors-without-policy')).toContain('Fix: add a RestApiCors for the whole API');
  });

  test('follow the policy of the whole API, and a subtree whose pages cannot read them is told', () => {
    const { stack, give, public: subtree, internal } = aShop();
    give('Cors', undefined, APP);
    give('Internal', internal, APP);
    const part = give('Public', subtree, PUBLIC);
    const shop = new Synthesised(stack);
    for (const headers of shop.gatewayResponses().values()) {
      expect(headers['gatewayresponse.header.Access-Control-Allow-Origin']).toBe(`'${APP}'`);
    }
    expect([...shop.warnings().keys()]).toEqual(['errors-of-whole-api']);
    expect(part.node.metadata).toHaveLength(1);
  });

  test('that everybody can read are read by every subtree, but for one that calls with credentials', () => {
    const { stack, api, give, public: subtree, internal } = aShop();
    give('Cors', undefined, '*');
    give('Public', subtree, PUBLIC, OTHER);
    new RestApiCors(stack, 'Internal', { api, resource: internal, allowOrigins: [APP], allowCredentials: true });
    expect(new Synthesised(stack).warnings().get('errors-of-whole-api')?.split('\n')).toHaveLength(1);
  });

  test('are not echoed by a subtree, and asking for it there is told to be without effect', () => {
    const { stack, api, public: subtree } = aShop();
    const options = { allowOrigins: [APP, OTHER], allowCredentials: true, dangerouslyEchoOriginInErrors: true };
    new RestApiCors(stack, 'Public', { api, resource: subtree, ...options });
    const shop = new Synthesised(stack);
    expect(shop.gatewayResponses().size).toBe(0);
    expect(shop.warnings().get('danger-without-effect')).toContain('dangerouslyEchoOriginInErrors');
  });
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
    const { stack, api, give, internal } = aShop();
    give('Cors', undefined, APP);
    RestApiCors.exclude(internal);
    const raw = new AnyCfnResource(stack, 'Raw', {
      type: 'AWS::ApiGateway::Resource',
      properties: { RestApiId: api.restApiId, ParentId: internal.resourceId, PathPart: 'raw' },
    });
    const below = new CfnResource(stack, 'Below', { restApiId: api.restApiId, parentId: raw.ref, pathPart: 'below' });
    new CfnMethod(stack, 'Get', {
      restApiId: api.restApiId,
      resourceId: below.ref,
      httpMethod: 'GET',
      integration: { type: 'MOCK', integrationResponses: [{ statusCode: '200' }] },
    });
    expect(new Synthesised(stack).methods('OPTIONS').filter(({ id }) => id.includes('Below'))).toEqual([]);
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
