import { NestedStack, type Stack } from 'aws-cdk-lib';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { PreflightPlacement, type RestApiCorsOptions } from '../../src';
import { elementsBelow } from '../../src/constructs/elements-below';
import { estimatedBytes } from '../../src/constructs/template-bytes';
import { APP, anApi, aStack, cors, mock, OTHER } from '../support/apis';
import { Synthesised } from '../support/synthesised';

const LIMIT = '@aws-cdk/core:stackResourceLimit';

/** An API with so many resources of one method. */
function aLargeShop(
  resources: number,
  options: Partial<RestApiCorsOptions> = {},
  context: Record<string, number> = {},
) {
  const stack = aStack({ context });
  const api = anApi(stack);
  for (let index = 0; index < resources; index += 1) {
    api.root.addResource(`r${index}`).addMethod('GET', mock());
  }
  cors(api, options);
  return stack;
}

const nearLimit = (stack: Stack) => new Synthesised(stack).warnings().get('near-limit') ?? '';

describe('the resources of a stack', () => {
  test('are told of before the limit is met, with and without CORS, and what GREEDY would save', () => {
    const text = nearLimit(aLargeShop(140));
    // 140 resources and methods, the API, its deployment and stage; 141 OPTIONS methods and two gateway responses.
    expect(text).toContain(
      '426 of 500 resources of the stack Shop (283 without CORS, 288 with PreflightPlacement.GREEDY)',
    );
    expect(text).toContain('a deployment that goes over one fails. Fix: use PreflightPlacement.GREEDY');
  });

  test('are what the template has', () => {
    const stack = aLargeShop(140);
    const { template } = new Synthesised(stack);
    expect(Object.keys(template.toJSON().Resources)).toHaveLength(426);
  });

  test('with GREEDY are those that it was said to have', () => {
    const { template } = new Synthesised(aLargeShop(140, { placement: PreflightPlacement.GREEDY }));
    expect(Object.keys(template.toJSON().Resources)).toHaveLength(288);
  });

  test('are not told of while there is room', () => {
    expect(nearLimit(aLargeShop(100))).toBe('');
    expect(nearLimit(aLargeShop(140, { placement: PreflightPlacement.GREEDY }))).toBe('');
  });

  test('fail the synthesis beyond the limit with the placement that mends it, and not with it', () => {
    expect(() => new Synthesised(aLargeShop(170))).toThrow(
      /Shop\/Cors: over-limit: 516 of 500 resources of the stack Shop \(343 without CORS, 348 with PreflightPlacement\.GREEDY\)/,
    );
    expect(() => new Synthesised(aLargeShop(170, { placement: PreflightPlacement.GREEDY }))).not.toThrow();
  });

  test('are held against the limit that the app has set, and against none that it has lifted', () => {
    expect(() => new Synthesised(aLargeShop(20, {}, { [LIMIT]: 60 }))).toThrow('66 of 60 resources of the stack Shop');
    expect(nearLimit(aLargeShop(170, {}, { [LIMIT]: 0 }))).toContain('516 of 500 resources of the stack Shop');
  });

  test('are counted for each stack', () => {
    const stack = aStack({ context: { [LIMIT]: 60 } });
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    const nested = new NestedStack(stack, 'Nested');
    const { restApiId, restApiRootResourceId: rootResourceId } = api;
    const there = RestApi.fromRestApiAttributes(nested, 'There', { restApiId, rootResourceId });
    for (let index = 0; index < 18; index += 1) {
      there.root.addResource(`r${index}`).addMethod('GET', mock());
    }
    cors(api);
    expect(nearLimit(stack)).toContain('54 of 60 resources of the stack Shop/Nested (36 without CORS');
    expect(nearLimit(stack)).not.toContain('resources of the stack Shop (');
  });
});

describe('the resources of an API', () => {
  test('are told of near the quota', () => {
    const stack = aLargeShop(245, { placement: PreflightPlacement.GREEDY }, { [LIMIT]: 0 });
    expect(nearLimit(stack)).toContain(
      '247 of 300 resources of the API Shop/Api, a quota that can be raised (246 without',
    );
  });
});

describe('the bytes of a template', () => {
  test('are estimated within a fifth of what is written', () => {
    const stack = aLargeShop(150, { allowOrigins: [APP, OTHER] }, { [LIMIT]: 0 });
    const written = JSON.stringify(new Synthesised(stack).template.toJSON(), undefined, 1).length;
    expect(estimatedBytes(elementsBelow(stack)) / written).toBeGreaterThan(0.8);
    expect(estimatedBytes(elementsBelow(stack)) / written).toBeLessThan(1.2);
  });

  test('are told of near a megabyte', () => {
    const stack = aLargeShop(480, {}, { [LIMIT]: 0 });
    expect(nearLimit(stack)).toMatch(
      /\d{6,} of 1000000 bytes of the template of Shop, about \(\d+ without CORS, \d+ with/,
    );
  });
});
