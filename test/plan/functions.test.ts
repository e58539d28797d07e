import { type FunctionModel, planFunction, withinLimits } from '../../src/plan/functions';

const POLICY = '{"allowOrigins":["https://app.example.com"]}';

function aFunction(over: Partial<FunctionModel> = {}): FunctionModel {
  return { runtime: 'nodejs20.x', variables: { STAGE: 'prod' }, layers: 0, codeSigned: false, ...over };
}

describe('a function that is to be wrapped', () => {
  test.each([
    ['nodejs18.x', 'nodejs'],
    ['nodejs24.x', 'nodejs'],
    ['python3.9', 'python'],
    ['python3.14', 'python'],
  ])('of the runtime %s gets the wrapper of %s', (runtime, wrapper) => {
    expect(planFunction(aFunction({ runtime }), 'layer', POLICY)).toEqual({ step: 'wrap', wrapper });
  });

  test.each([
    'nodejs16.x',
    'nodejs',
    'nodejs20.x.y',
    'my-nodejs20.x',
    'python3.8',
    'python2.7',
    'python4.0',
    'java21',
    'dotnet8',
    'ruby3.3',
    'provided.al2023',
    undefined,
  ])('of the runtime %s is left', (runtime) => {
    expect(planFunction(aFunction({ runtime }), 'layer', POLICY)).toEqual({ step: 'leave', why: 'function-runtime' });
  });

  test.each<readonly [string, Partial<FunctionModel>, string]>([
    ['a wrapper of its own', { variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel' } }, 'function-wrapped-already'],
    ['to be signed', { codeSigned: true }, 'function-code-signed'],
    ['five layers', { layers: 5 }, 'function-layers-full'],
    ['layers that cannot be counted', { layers: undefined }, 'function-unreadable'],
    ['variables that cannot be read', { variables: undefined }, 'function-unreadable'],
    ['the variable already', { variables: { CDK_APIGATEWAY_CORS: '{}' } }, 'function-variable-kept'],
    ['no room in its variables', { variables: { A: 'x'.repeat(4000) } }, 'function-variables-full'],
  ])('that has %s is left', (_, over, why) => {
    expect(planFunction(aFunction(over), 'layer', POLICY)).toEqual({ step: 'leave', why });
  });

  test('may have four layers, and variables that are known only at deployment', () => {
    const model = aFunction({ layers: 4, variables: { A: { Ref: 'Table' }, B: 'x'.repeat(3900) } });
    expect(planFunction(model, 'layer', POLICY).step).toBe('wrap');
  });

  test('is left where the policy alone is longer than its environment may be', () => {
    expect(planFunction(aFunction(), 'layer', 'x'.repeat(4100))).toEqual({
      step: 'leave',
      why: 'function-variables-full',
    });
  });
});

describe('a function whose handler answers by the policy', () => {
  test('may have any runtime, any layers and any wrapper, and be signed', () => {
    const variables = { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel' };
    const model = { runtime: undefined, layers: undefined, codeSigned: true, variables };
    expect(planFunction(model, 'handler', POLICY)).toEqual({
      step: 'declare',
    });
  });

  test.each<readonly [string, Partial<FunctionModel>, string]>([
    ['variables that cannot be read', { variables: undefined }, 'function-unreadable'],
    ['the variable already', { variables: { CDK_APIGATEWAY_CORS: '{}' } }, 'function-variable-kept'],
    ['no room in its variables', { variables: { A: 'ä'.repeat(2040) } }, 'function-variables-full'],
  ])('is left where it has %s', (_, over, why) => {
    expect(planFunction(aFunction(over), 'handler', POLICY)).toEqual({ step: 'leave', why });
  });
});

describe('what Lambda takes', () => {
  test.each<readonly [string, Partial<FunctionModel>, boolean]>([
    ['five layers', { layers: 5 }, true],
    ['six layers', { layers: 6 }, false],
    ['4096 bytes', { variables: { A: 'x'.repeat(4095) } }, true],
    ['4097 bytes', { variables: { A: 'x'.repeat(4096) } }, false],
    ['what cannot be told', { layers: undefined, variables: undefined }, true],
  ])('%s', (_, over, expected) => {
    expect(withinLimits(aFunction(over))).toBe(expected);
  });
});
