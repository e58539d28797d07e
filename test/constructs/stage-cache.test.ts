import { CfnResource as AnyCfnResource, CfnCondition, CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import {
  CfnDeployment,
  CfnMethod,
  CfnStage,
  HttpIntegration,
  type IntegrationOptions,
  type MethodOptions,
  type RestApi,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import type { RestApiCorsOptions } from '../../src';
import { checkApis } from '../../src/verify';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, proxied, responses } from '../support/apis';
import { apiIn } from '../support/deployed';
import { headersOf, Synthesised } from '../support/synthesised';

const BOTH = [APP, OTHER];
const KEYS = ['method.request.header.Origin', 'method.request.header.origin'];
const DECLARED = Object.fromEntries(KEYS.map((key) => [key, false]));
const CACHING: StageOptions = { cacheClusterEnabled: true };

interface Shop {
  readonly deployOptions?: StageOptions;
  readonly options?: Partial<RestApiCorsOptions>;
  readonly build?: (api: RestApi) => void;
}

/** /orders with a mapped GET and a proxied POST, or what is built. */
function aShop({ deployOptions = CACHING, options = {}, build = theOrders }: Shop): {
  stack: Stack;
  shop: Synthesised;
} {
  const stack = aStack();
  const api = anApi(stack, { deployOptions });
  build(api);
  cors(api, { allowOrigins: BOTH, ...options });
  return { stack, shop: new Synthesised(stack) };
}

function theOrders(api: RestApi): void {
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', mapped('200'), responses('200'));
  orders.addMethod('POST', proxied());
}

/** What the warning names: method (stage). */
const warned = ({ shop }: { shop: Synthesised }) =>
  /\w+ \S+ \(stage \w+\)/.exec(shop.warnings().get('cached-by-stage') ?? '')?.[0];

/** The routes of which the verifier says that a cache endangers them. */
function hazards(stack: Stack): readonly string[] {
  const checked = checkApis([apiIn(stack)], { origins: BOTH });
  const endangered = checked.filter(({ responses: answers }) => answers.some(({ hazard }) => hazard !== null));
  return [...new Set(endangered.map(({ verb, path }) => `${verb} ${path}`))];
}

describe('a stage that caches an answer which depends on the origin is told of', () => {
  test('by the construct and by the verifier', () => {
    const { stack, shop } = aShop({});
    expect(warned({ shop })).toBe('GET /orders (stage prod)');
    expect(shop.warnings().get('cached-by-stage')).toContain('Fix: set addOriginToCacheKeys, or turn caching off');
    expect(hazards(stack)).toEqual(['GET /orders']);
  });

  test.each<[string, Shop, string]>([
    ['a proxy', { build: (api) => api.root.addProxy({ defaultIntegration: proxied() }) }, 'ANY /{proxy+} (stage prod)'],
    [
      'a verb that a setting names',
      {
        deployOptions: {
          methodOptions: { '/orders/POST': { cachingEnabled: true }, '/*/*': { cachingEnabled: false } },
        },
      },
      'POST /orders (stage prod)',
    ],
    [
      'the preflight, if a setting names it',
      {
        deployOptions: {
          methodOptions: { '/orders/OPTIONS': { cachingEnabled: true }, '/*/*': { cachingEnabled: false } },
        },
      },
      'OPTIONS /orders (stage prod)',
    ],
  ])('where it is %s', (_, given, expected) => {
    expect(warned(aShop(given))).toBe(expected);
  });

  test.each<[string, (stack: Stack, api: RestApi) => unknown]>([
    [
      'an L1',
      (stack, api) =>
        new CfnStage(stack, 'Cached', { restApiId: api.restApiId, stageName: 'cached', cacheClusterEnabled: true }),
    ],
    [
      'an L1 whose cache only CloudFormation knows of',
      (stack, api) =>
        new CfnStage(stack, 'Cached', {
          restApiId: api.restApiId,
          stageName: 'cached',
          cacheClusterEnabled: Token.asAny(new CfnParameter(stack, 'Cache').value) as unknown as boolean,
        }),
    ],
    [
      'a bare CfnResource',
      (stack, api) =>
        new AnyCfnResource(stack, 'Cached', {
          type: 'AWS::ApiGateway::Stage',
          properties: { RestApiId: api.restApiId, StageName: 'cached', CacheClusterEnabled: 'true' },
        }),
    ],
    [
      'described by a Deployment',
      (stack, api) =>
        new CfnDeployment(stack, 'Cached', {
          restApiId: api.restApiId,
          stageName: 'cached',
          stageDescription: { cacheClusterEnabled: true },
        }),
    ],
  ])('where the stage is %s', (_, addStage) => {
    const { shop } = aShop({
      deployOptions: {},
      build: (api) => {
        theOrders(api);
        addStage(Stack.of(api), api);
      },
    });
    expect(warned({ shop })).toBe('GET /orders (stage cached)');
    expect(shop.warnings().has('raw-resource')).toBe(false);
  });
});

describe('nothing is said', () => {
  test.each<[string, Shop]>([
    ['without a cache', { deployOptions: {} }],
    ['where caching is off for all methods', { deployOptions: { ...CACHING, cachingEnabled: false } }],
    ['with one origin', { options: { allowOrigins: [APP] } }],
    ['with *', { options: { allowOrigins: ['*'] } }],
    [
      'where the method has the origin in its key already',
      { build: (api) => keyed(api, ['method.request.header.Origin']) },
    ],
    [
      'where the response says itself which origin may read',
      {
        build: (api) =>
          api.root.addMethod(
            'GET',
            new HttpIntegration('https://backend.example', {
              proxy: false,
              options: {
                integrationResponses: [
                  {
                    statusCode: '200',
                    responseParameters: { 'method.response.header.Access-Control-Allow-Origin': `'${APP}'` },
                  },
                ],
              },
            }),
            responses('200'),
          ),
      },
    ],
    ['with the prop', { options: { addOriginToCacheKeys: true } }],
    [
      'with the prop, of a proxy',
      { options: { addOriginToCacheKeys: true }, build: (api) => api.root.addProxy({ defaultIntegration: proxied() }) },
    ],
  ])('%s', (_, given) => {
    const { stack, shop } = aShop(given);
    expect(shop.warnings().has('cached-by-stage')).toBe(false);
    expect(hazards(stack)).toEqual([]);
  });
});

/** A GET of /orders with a key and a parameter of the user's. */
function keyed(
  api: RestApi,
  cacheKeyParameters: string[],
  more: IntegrationOptions = {},
  options: MethodOptions = {},
): CfnMethod {
  const method = api.root.addResource('orders').addMethod(
    'GET',
    new HttpIntegration('https://backend.example', {
      proxy: false,
      options: { cacheKeyParameters, integrationResponses: [{ statusCode: '200' }], ...more },
    }),
    {
      ...responses('200'),
      requestParameters: Object.fromEntries(cacheKeyParameters.map((name) => [name, true])),
      ...options,
    },
  );
  return method.node.defaultChild as CfnMethod;
}

describe('addOriginToCacheKeys', () => {
  const options = { addOriginToCacheKeys: true };
  const get = ({ shop }: { shop: Synthesised }) =>
    shop.method('GET', 'orders') as ReturnType<Synthesised['method']> & {
      readonly Integration: { readonly CacheKeyParameters?: unknown; readonly CacheNamespace?: unknown };
    };

  test('makes the Origin header an optional parameter and a key, and completes the responses as without it', () => {
    const method = get(aShop({ options }));
    expect(method.RequestParameters).toEqual(DECLARED);
    expect(method.Integration.CacheKeyParameters).toEqual(KEYS);
    expect(method.Integration.IntegrationResponses).toEqual(get(aShop({})).Integration.IntegrationResponses);
    expect(headersOf(method, '200')).toHaveProperty('Vary');
  });

  test('keeps the keys, the namespace and the parameters of the user, required ones too', () => {
    const own = ['method.request.querystring.page', 'method.request.header.Origin'];
    const method = get(aShop({ options, build: (api) => keyed(api, own, { cacheNamespace: 'mine' }) }));
    expect(method.RequestParameters).toEqual({ ...DECLARED, [own[0]]: true, [own[1]]: true });
    expect(method.Integration.CacheKeyParameters).toEqual([...own, 'method.request.header.origin']);
    expect(method.Integration.CacheNamespace).toBe('mine');
  });

  test('adds to what is known only when the template is made', () => {
    const own = 'method.request.querystring.page';
    const lazily = (change: (method: CfnMethod) => void) =>
      get(aShop({ options, build: (api) => change(keyed(api, [own])) }));
    for (const method of [
      lazily((cfn) => {
        cfn.requestParameters = Lazy.any({ produce: () => ({ [own]: true }) });
      }),
      lazily((cfn) => {
        const { integration } = cfn;
        cfn.integration = Lazy.any({ produce: () => integration });
      }),
      lazily((cfn) => {
        const cacheKeyParameters = Lazy.list({ produce: () => [own] });
        cfn.integration = { ...(cfn.integration as CfnMethod.IntegrationProperty), cacheKeyParameters };
      }),
    ]) {
      expect(method.RequestParameters).toEqual({ ...DECLARED, [own]: true });
      expect(method.Integration.CacheKeyParameters).toEqual([own, ...KEYS]);
      expect(headersOf(method, '200')).toHaveProperty('Vary');
    }
  });

  test('leaves alone what an intrinsic function makes, and the warning stays', () => {
    const result = aShop({
      options,
      build: (api) => {
        const method = keyed(api, ['method.request.querystring.page']);
        const condition = new CfnCondition(Stack.of(api), 'Make', { expression: Fn.conditionEquals('a', 'b') });
        method.addPropertyOverride('RequestParameters', Fn.conditionIf(condition.logicalId, { x: true }, {}));
      },
    });
    expect(get(result).Integration.CacheKeyParameters).toEqual(['method.request.querystring.page']);
    expect(warned(result)).toBe('GET /orders (stage prod)');
  });

  test('is told of where an override of a property takes the key away again', () => {
    const result = aShop({
      options,
      build: (api) => keyed(api, []).addPropertyOverride('Integration.CacheKeyParameters', ['method.request.path.x']),
    });
    expect(warned(result)).toBe('GET /orders (stage prod)');
  });

  test('changes the deployment, proxies included, which then waits for them', () => {
    const build = (api: RestApi) => {
      api.root.addMethod('GET', mock(), responses('200'));
      new CfnMethod(api, 'Post', {
        httpMethod: 'POST',
        restApiId: api.restApiId,
        resourceId: api.root.resourceId,
        integration: { type: 'HTTP_PROXY', uri: 'https://backend.example' },
      });
    };
    const [without, withKeys] = [aShop({ build }), aShop({ build, options })].map(({ shop }) => shop.deployment);
    expect(without.id).not.toBe(withKeys.id);
    expect(withKeys.dependsOn.some((id) => id.startsWith('ApiPost'))).toBe(true);
  });

  test('changes nothing where every answer is the same', () => {
    const method = get(aShop({ options: { ...options, allowOrigins: [APP] } }));
    expect([method.RequestParameters, method.Integration.CacheKeyParameters]).toEqual([undefined, undefined]);
  });
});
