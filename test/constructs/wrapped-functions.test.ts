import { Aspects, CfnParameter, Fn } from 'aws-cdk-lib';
import { CfnMethod, HttpIntegration, LambdaIntegration } from 'aws-cdk-lib/aws-apigateway';
import { CfnFunction, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ProxyResponses } from '../../src';
import { APP, anApi, aStack, cors, mock, responses } from '../support/apis';
import { aFunction, functionOf, layersIn, NODE_WRAPPER, PYTHON_WRAPPER, policyOf, route } from '../support/lambdas';
import { Synthesised } from '../support/synthesised';

const WRAP = { proxyResponses: ProxyResponses.wrap() };
const LAMBDA = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/';

/** What CloudFormation would make of a text, with the one parameter that it has. */
function joined(value: unknown, parameter: string): unknown {
  if (typeof value === 'string') {
    return value;
  }
  const intrinsic = value as { Ref?: string; 'Fn::Join'?: [string, unknown]; 'Fn::Split'?: [string, unknown] };
  if (intrinsic['Fn::Join'] !== undefined) {
    const [delimiter, parts] = intrinsic['Fn::Join'];
    const items = Array.isArray(parts) ? parts.map((part) => joined(part, parameter)) : joined(parts, parameter);
    return (items as string[]).join(delimiter);
  }
  return intrinsic['Fn::Split'] === undefined
    ? parameter
    : String(joined(intrinsic['Fn::Split'][1], parameter)).split(intrinsic['Fn::Split'][0]);
}

describe('by hand, which is the default', () => {
  test('a function is not touched, and the warning names its methods', () => {
    const stack = aStack();
    const api = anApi(stack);
    route(api, 'orders', aFunction(stack));
    cors(api);
    const synthesised = new Synthesised(stack);
    expect(functionOf(synthesised)).not.toHaveProperty('Environment');
    expect(layersIn(synthesised)).toEqual([]);
    expect([...synthesised.warnings().keys()]).toEqual(['proxy-responses']);
    expect(synthesised.warnings().get('proxy-responses')).toContain('GET /orders');
  });
});

describe('wrap', () => {
  test('gives a function the policy, the wrapper and the layer, and has nothing to warn of', () => {
    const stack = aStack();
    const api = anApi(stack);
    route(api, 'orders', aFunction(stack, 'Fn', { environment: { STAGE: 'prod' } }));
    route(api, 'users', aFunction(stack, 'Py', { runtime: Runtime.PYTHON_3_13 }));
    cors(api, { ...WRAP, allowOrigins: [APP, 'https://*.example.org'], exposeHeaders: ['ETag'] });
    const synthesised = new Synthesised(stack);
    const [layer, ...others] = layersIn(synthesised);
    expect(others).toEqual([]);
    expect(functionOf(synthesised)).toMatchObject({
      Environment: { Variables: { STAGE: 'prod', AWS_LAMBDA_EXEC_WRAPPER: NODE_WRAPPER } },
      Layers: [{ Ref: layer }],
    });
    expect(functionOf(synthesised, 'Py')).toMatchObject({
      Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: PYTHON_WRAPPER } },
      Layers: [{ Ref: layer }],
    });
    expect(policyOf(synthesised)).toEqual({
      appliedBy: 'layer',
      allowOrigins: [APP],
      allowOriginPatterns: ['https://*.example.org'],
      exposeHeaders: ['ETag'],
    });
    expect([...synthesised.warnings()]).toEqual([]);
  });

  test('keeps the layers that are there, and variables that are added later by whom ever', () => {
    const stack = aStack();
    const api = anApi(stack);
    const called = aFunction(stack);
    route(api, 'orders', called);
    called.addLayers(LayerVersion.fromLayerVersionArn(stack, 'Mine', 'arn:aws:lambda:eu-west-1:1:layer:mine:1'));
    cors(api, WRAP);
    Aspects.of(stack).add(
      { visit: (node) => node === called && called.addEnvironment('LATE', 'yes') },
      { priority: 900 },
    );
    const { Layers: layers, Environment: environment } = functionOf(new Synthesised(stack));
    expect(layers).toEqual([
      'arn:aws:lambda:eu-west-1:1:layer:mine:1',
      expect.objectContaining({ Ref: expect.anything() }),
    ]);
    expect(environment?.Variables).toMatchObject({ LATE: 'yes', AWS_LAMBDA_EXEC_WRAPPER: NODE_WRAPPER });
  });

  test('keeps what an L1 says in plain values', () => {
    const stack = aStack();
    const api = anApi(stack);
    const l1 = new CfnFunction(stack, 'Fn', {
      runtime: 'nodejs22.x',
      handler: 'a.b',
      code: { zipFile: '' },
      role: 'r',
      environment: { variables: { STAGE: 'prod' } },
      layers: ['arn:aws:lambda:eu-west-1:1:layer:mine:1'],
    });
    const integration = { type: 'AWS_PROXY', uri: Fn.sub(`${LAMBDA}\${Called}/invocations`, { Called: l1.attrArn }) };
    new CfnMethod(stack, 'Get', {
      httpMethod: 'GET',
      restApiId: api.restApiId,
      resourceId: api.restApiRootResourceId,
      integration,
    });
    api.root.addMethod('PUT', mock(), responses('200'));
    cors(api, WRAP);
    const { Environment: environment, Layers: layers } = functionOf(new Synthesised(stack));
    expect(environment?.Variables).toMatchObject({ STAGE: 'prod', AWS_LAMBDA_EXEC_WRAPPER: NODE_WRAPPER });
    expect(layers).toEqual(['arn:aws:lambda:eu-west-1:1:layer:mine:1', { Ref: expect.anything() }]);
  });

  test('leaves HTTP proxies to their backend', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', new HttpIntegration('https://backend.example'));
    route(api, 'orders', aFunction(stack));
    cors(api, WRAP);
    const warnings = new Synthesised(stack).warnings();
    expect([...warnings.keys()]).toEqual(['proxy-responses']);
    expect(warnings.get('proxy-responses')).toMatch(/GET \/: /);
  });

  test('leaves functions alone whose answers API Gateway maps', () => {
    const stack = aStack();
    const api = anApi(stack);
    const integration = new LambdaIntegration(aFunction(stack), {
      proxy: false,
      integrationResponses: [{ statusCode: '200' }],
    });
    api.root.addMethod('GET', integration, responses('200'));
    cors(api, WRAP);
    expect(functionOf(new Synthesised(stack))).not.toHaveProperty('Layers');
  });

  test('makes an origin that is known only at deployment safe between the quotes', () => {
    const stack = aStack();
    const api = anApi(stack);
    route(api, 'orders', aFunction(stack));
    cors(api, { ...WRAP, allowOrigins: [APP, new CfnParameter(stack, 'Origin').valueAsString] });
    const text = policyOf(new Synthesised(stack));
    const deployed = (value: string): unknown => JSON.parse(String(joined(text, value)));
    expect(deployed('https://b.example.com')).toMatchObject({ allowOrigins: [APP, 'https://b.example.com'] });
    const hostile = deployed(`https://b.example.com","*"],"allowOrigins":"*","x":["\\\\'`);
    expect(hostile).toEqual({ appliedBy: 'layer', allowOrigins: [APP, expect.stringContaining('b.example.com')] });
    expect(deployed('*')).toMatchObject({ allowOrigins: [APP, ''] });
  });
});

test('methods that map and methods that hand on are told apart', () => {
  const stack = aStack();
  const api = anApi(stack);
  api.root.addMethod('GET', mock(), responses('200'));
  route(api, 'orders', aFunction(stack));
  cors(api, WRAP);
  expect([...new Synthesised(stack).warnings()]).toEqual([]);
});
