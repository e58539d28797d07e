import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Alias, Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ProxyResponses, RestApiCors } from '../../src';
import { APP, anApi, aStack, cors, OTHER } from '../support/apis';
import { aFunction, functionOf, layersIn, policyOf, route, wrapperOf } from '../support/lambdas';
import { Synthesised } from '../support/synthesised';

const WRAP = { proxyResponses: ProxyResponses.wrap() };
const HELPER = { proxyResponses: ProxyResponses.helper() };

describe('helper', () => {
  test('gives every function the policy and no layer, whatever its runtime', () => {
    const stack = aStack();
    const api = anApi(stack);
    route(api, 'orders', aFunction(stack, 'Fn', { runtime: Runtime.JAVA_21, code: Code.fromAsset(__dirname) }));
    cors(api, HELPER);
    const synthesised = new Synthesised(stack);
    expect(policyOf(synthesised)).toEqual({ appliedBy: 'handler', allowOrigins: [APP] });
    expect(wrapperOf(synthesised)).toBeUndefined();
    expect(layersIn(synthesised)).toEqual([]);
    expect([...synthesised.warnings()]).toEqual([]);
  });

  test('gives it the named functions alone, and the others stay by hand', () => {
    const stack = aStack();
    const api = anApi(stack);
    const called = aFunction(stack);
    route(api, 'orders', new Alias(stack, 'Live', { aliasName: 'live', version: called.currentVersion }));
    route(api, 'users', aFunction(stack, 'Other'));
    cors(api, { proxyResponses: ProxyResponses.helper({ functions: [called] }) });
    const synthesised = new Synthesised(stack);
    expect(policyOf(synthesised)).toMatchObject({ appliedBy: 'handler' });
    expect(policyOf(synthesised, 'Other')).toBeUndefined();
    expect(synthesised.warnings().get('proxy-responses')).toMatch(/GET \/users: /);
  });

  test('goes together with wrap, for the functions that wrap cannot do', () => {
    const stack = aStack();
    const api = anApi(stack);
    const java = aFunction(stack, 'Java', { runtime: Runtime.JAVA_21, code: Code.fromAsset(__dirname) });
    route(api, 'orders', aFunction(stack));
    route(api, 'users', java);
    cors(api, { proxyResponses: ProxyResponses.wrap({ helperFunctions: [java] }) });
    const synthesised = new Synthesised(stack);
    expect(policyOf(synthesised)).toMatchObject({ appliedBy: 'layer' });
    expect(policyOf(synthesised, 'Java')).toMatchObject({ appliedBy: 'handler' });
    expect([...synthesised.warnings()]).toEqual([]);
  });

  test('warns of a function that is named and not called', () => {
    const stack = aStack();
    const api = anApi(stack);
    route(api, 'orders', aFunction(stack));
    cors(api, { proxyResponses: ProxyResponses.wrap({ helperFunctions: [aFunction(stack, 'Idle')] }) });
    expect(new Synthesised(stack).warnings().get('function-idle')).toContain('Shop/Idle');
  });
});

describe('one function of several policies', () => {
  function twoApis(first: object, second: object): Synthesised {
    const stack = aStack();
    const called = aFunction(stack);
    const [one, two] = ['One', 'Two'].map((id) => new RestApi(stack, id, { cloudWatchRole: false }));
    route(one, 'orders', called);
    route(two, 'users', called);
    new RestApiCors(stack, 'OneCors', { api: one, allowOrigins: [APP], ...first });
    new RestApiCors(stack, 'TwoCors', { api: two, allowOrigins: [APP], ...second });
    return new Synthesised(stack);
  }

  test.each<readonly [string, object, object]>([
    ['which both are wrapped', { ...WRAP, allowOrigins: [OTHER] }, WRAP],
    ['one of which is left to its owner', WRAP, { allowOrigins: ['*'] }],
    ['one of which comes first and is left to its owner', { allowOrigins: ['*'] }, WRAP],
    ['one of which allows credentials', WRAP, { ...HELPER, allowCredentials: true }],
  ])('follows neither: %s', (_, first, second) => {
    const synthesised = twoApis(first, second);
    expect(functionOf(synthesised)).not.toHaveProperty('Environment');
    expect(functionOf(synthesised)).not.toHaveProperty('Layers');
    expect(layersIn(synthesised)).toEqual([]);
    expect(synthesised.warnings().get('function-shared')).toMatch(/\(Shop\/Fn\/Resource\)/);
  });

  test.each<readonly [string, object, object, string]>([
    ['both wrap', WRAP, WRAP, 'layer'],
    ['one wraps and the other leaves it to its owner', WRAP, {}, 'layer'],
    ['one leaves it to its owner, and the other wraps', {}, WRAP, 'layer'],
    ['one wraps and the other declares', HELPER, WRAP, 'layer'],
    ['both declare', HELPER, HELPER, 'handler'],
  ])('follows both where they are the same: %s', (_, first, second, appliedBy) => {
    const synthesised = twoApis(first, second);
    expect(policyOf(synthesised)).toMatchObject({ appliedBy });
    expect([...synthesised.warnings()]).toEqual([]);
  });

  test('follows neither where a subtree of the API has another policy, or none', () => {
    for (const other of ['another', 'none']) {
      const stack = aStack();
      const api = anApi(stack);
      const called = aFunction(stack);
      route(api, 'orders', called);
      route(api, 'public', called);
      const resource = api.root.getResource('public');
      cors(api, WRAP);
      if (resource !== undefined && other === 'none') {
        RestApiCors.exclude(resource);
      } else {
        new RestApiCors(stack, 'PublicCors', { api, resource, allowOrigins: ['*'] });
      }
      const synthesised = new Synthesised(stack);
      expect([other, policyOf(synthesised)]).toEqual([other, undefined]);
      expect(synthesised.warnings().get('function-shared')).toContain('GET /orders');
    }
  });

  test('is told of where it answers an API that has no policy', () => {
    const stack = aStack();
    const called = aFunction(stack);
    const api = anApi(stack);
    route(api, 'orders', called);
    route(new RestApi(stack, 'Internal', { cloudWatchRole: false }), 'orders', called);
    cors(api, WRAP);
    const synthesised = new Synthesised(stack);
    expect(policyOf(synthesised)).toMatchObject({ appliedBy: 'layer' });
    expect([...synthesised.warnings().keys()]).toEqual(['function-answers-elsewhere']);
  });
});
