import { Aspects } from 'aws-cdk-lib';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors } from '../../src';
import { APP, mock, OTHER, proxied, responses } from '../support/apis';
import { aShop, callersOf, PUBLIC } from '../support/subtrees';
import { Synthesised } from '../support/synthesised';

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
