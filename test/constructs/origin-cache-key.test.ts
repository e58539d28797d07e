import { CfnCondition, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { CfnMethod, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { APP, mock, responses } from '../support/apis';
import { aShop, keyed, warned } from '../support/caching';
import { headersOf, type Synthesised } from '../support/synthesised';

const KEYS = ['method.request.header.Origin', 'method.request.header.origin'];
const DECLARED = Object.fromEntries(KEYS.map((key) => [key, false]));
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
