import { CfnResource as AnyCfnResource, CfnParameter, Stack, Token } from 'aws-cdk-lib';
import { CfnDeployment, CfnStage, HttpIntegration, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { APP, proxied, responses } from '../support/apis';
import { aShop, CACHING, hazards, keyed, type Shop, theOrders, warned } from '../support/caching';

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
