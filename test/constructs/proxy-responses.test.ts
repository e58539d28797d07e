import { Aspects, CfnParameter, Fn, NestedStack, type Stack } from 'aws-cdk-lib';
import {
  AwsIntegration,
  CfnMethod,
  HttpIntegration,
  LambdaIntegration,
  LambdaRestApi,
  ResponseTransferMode,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import {
  Alias,
  CfnFunction,
  Code,
  DockerImageCode,
  DockerImageFunction,
  Function as LambdaFunction,
  LayerVersion,
  Runtime,
  Version,
} from 'aws-cdk-lib/aws-lambda';
import { ProxyResponses, RestApiCors } from '../../src';
import { APP, anApi, aStack, cors, mock, OTHER, responses } from '../support/apis';
import { aFunction, functionOf, policyOf, route, stackBeside } from '../support/lambdas';
import { Synthesised } from '../support/synthesised';

const WRAP = { proxyResponses: ProxyResponses.wrap() };
const HELPER = { proxyResponses: ProxyResponses.helper() };
const NODE_WRAPPER = '/opt/cdk-apigateway-cors/nodejs';
const PYTHON_WRAPPER = '/opt/cdk-apigateway-cors/python';

function wrapperOf(synthesised: Synthesised, id = 'Fn'): unknown {
  return functionOf(synthesised, id).Environment?.Variables?.AWS_LAMBDA_EXEC_WRAPPER;
}

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

function layersIn({ template }: Synthesised): readonly string[] {
  return Object.keys(template.findResources('AWS::Lambda::LayerVersion'));
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

  test('finds the function of an L1, of an override, of a template literal and of a stack around', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('PATCH', mock(), responses('200'));
    const l1 = new CfnFunction(stack, 'Fn', {
      runtime: 'nodejs22.x',
      handler: 'a.b',
      code: { zipFile: '' },
      role: 'r',
    });
    const literal = aFunction(stack, 'Literal');
    const overridden = aFunction(stack, 'Overridden');
    const around = aFunction(stack, 'Around');
    const nested = new NestedStack(stack, 'Nested');
    const uri = (arn: string) =>
      Fn.sub(`arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`);
    const method = (scope: Stack, httpMethod: string, target: string) =>
      new CfnMethod(scope, httpMethod, {
        httpMethod,
        restApiId: api.restApiId,
        resourceId: api.restApiRootResourceId,
        integration: { type: 'AWS_PROXY', uri: target },
      });
    method(stack, 'GET', uri(l1.attrArn));
    const idOfLiteral = stack.getLogicalId(literal.node.defaultChild as CfnFunction);
    method(stack, 'PUT', uri(`\${${idOfLiteral}.Arn}`));
    const idOfOverridden = stack.getLogicalId(overridden.node.defaultChild as CfnFunction);
    method(stack, 'POST', uri(l1.attrArn)).addPropertyOverride('Integration.Uri', {
      'Fn::Join': [
        '',
        [
          'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/',
          { 'Fn::GetAtt': [idOfOverridden, 'Arn'] },
          '/invocations',
        ],
      ],
    });
    method(nested, 'DELETE', around.functionArn);
    cors(api, WRAP);
    const synthesised = new Synthesised(stack);
    for (const id of ['Fn', 'Literal', 'Overridden', 'Around']) {
      expect([id, wrapperOf(synthesised, id)]).toEqual([id, NODE_WRAPPER]);
    }
    expect([...synthesised.warnings()]).toEqual([]);
  });

  test('reaches functions of other stacks, each with a layer of its own', () => {
    const stack = aStack();
    const backend = stackBeside(stack, 'Backend');
    const api = anApi(stack);
    route(api, 'orders', aFunction(backend));
    cors(api, WRAP);
    const [synthesised, other] = [new Synthesised(stack), new Synthesised(backend)];
    expect(layersIn(synthesised)).toEqual([]);
    expect(functionOf(other).Layers).toEqual([{ Ref: layersIn(other)[0] }]);
    expect([...synthesised.warnings()]).toEqual([]);
  });

  test('reaches an alias of the version that is published with each change, which this is', () => {
    const version = (options: object): string => {
      const stack = aStack();
      const api = anApi(stack);
      const called = aFunction(stack);
      route(api, 'orders', new Alias(stack, 'Live', { aliasName: 'live', version: called.currentVersion }));
      cors(api, options);
      const synthesised = new Synthesised(stack);
      expect(synthesised.warnings().has('function-version')).toBe(false);
      return Object.keys(synthesised.template.findResources('AWS::Lambda::Version'))[0];
    };
    const wrapped = version(WRAP);
    expect(version({})).not.toBe(wrapped);
    expect(version({ ...WRAP, allowOrigins: [OTHER] })).not.toBe(wrapped);
    expect(version(WRAP)).toBe(wrapped);
  });

  test('covers a LambdaRestApi, whose one function has every method', () => {
    const stack = aStack();
    const api = new LambdaRestApi(stack, 'Api', { handler: aFunction(stack), cloudWatchRole: false });
    cors(api, WRAP);
    const synthesised = new Synthesised(stack);
    expect(wrapperOf(synthesised)).toBe(NODE_WRAPPER);
    expect([...synthesised.warnings()]).toEqual([]);
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

describe('what cannot be wrapped is left as it is, with the reason', () => {
  type Build = (stack: Stack, api: RestApi) => void;

  test.each<readonly [string, string, Build]>([
    [
      'function-runtime',
      'another runtime',
      (stack, api) =>
        route(api, 'a', aFunction(stack, 'Fn', { runtime: Runtime.JAVA_21, code: Code.fromAsset(__dirname) })),
    ],
    [
      'function-runtime',
      'a custom runtime',
      (stack, api) =>
        route(api, 'a', aFunction(stack, 'Fn', { runtime: Runtime.PROVIDED_AL2023, code: Code.fromAsset(__dirname) })),
    ],
    [
      'function-runtime',
      'an image',
      (stack, api) =>
        route(
          api,
          'a',
          new DockerImageFunction(stack, 'Fn', { code: DockerImageCode.fromEcr(new Repository(stack, 'Images')) }),
        ),
    ],
    [
      'function-runtime',
      'a runtime that is known only at deployment',
      (stack, api) => {
        const called = aFunction(stack);
        (called.node.defaultChild as CfnFunction).runtime = new CfnParameter(stack, 'Runtime').valueAsString;
        route(api, 'a', called);
      },
    ],
    [
      'function-streams',
      'a stream',
      (stack, api) => {
        api.root
          .addResource('a')
          .addMethod(
            'GET',
            new LambdaIntegration(aFunction(stack), { responseTransferMode: ResponseTransferMode.STREAM }),
          );
      },
    ],
    [
      'function-unknown',
      'an imported function',
      (stack, api) => route(api, 'a', LambdaFunction.fromFunctionName(stack, 'Imported', 'orders')),
    ],
    [
      'function-unknown',
      'a stage variable',
      (stack, api) => {
        aFunction(stack);
        api.root.addResource('a').addMethod(
          'GET',
          new AwsIntegration({
            proxy: true,
            service: 'lambda',
            path: `2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:\${stageVariables.fn}/invocations`,
          }),
        );
      },
    ],
    [
      'function-version',
      'a version that was published once',
      (stack, api) => route(api, 'a', new Version(stack, 'V1', { lambda: aFunction(stack) })),
    ],
    [
      'function-version',
      'an alias of such a version',
      (stack, api) => {
        const version = new Version(stack, 'V1', { lambda: aFunction(stack) });
        route(api, 'a', new Alias(stack, 'Live', { aliasName: 'live', version }));
      },
    ],
    [
      'function-version',
      'an alias of two versions',
      (stack, api) => {
        const called = aFunction(stack);
        const old = new Version(stack, 'V1', { lambda: called });
        route(
          api,
          'a',
          new Alias(stack, 'Live', {
            aliasName: 'live',
            version: called.currentVersion,
            additionalVersions: [{ version: old, weight: 0.1 }],
          }),
        );
      },
    ],
    [
      'function-wrapped-already',
      'a wrapper of its own',
      (stack, api) =>
        route(api, 'a', aFunction(stack, 'Fn', { environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/datadog_wrapper' } })),
    ],
    [
      'function-layers-full',
      'five layers',
      (stack, api) =>
        route(
          api,
          'a',
          aFunction(stack, 'Fn', {
            layers: [1, 2, 3, 4, 5].map((n) =>
              LayerVersion.fromLayerVersionArn(stack, `L${n}`, `arn:aws:lambda:eu-west-1:1:layer:l:${n}`),
            ),
          }),
        ),
    ],
    [
      'function-variables-full',
      'no room',
      (stack, api) => route(api, 'a', aFunction(stack, 'Fn', { environment: { A: 'x'.repeat(4000) } })),
    ],
    [
      'function-unreadable',
      'variables that an intrinsic function makes',
      (stack, api) => {
        const called = aFunction(stack);
        (called.node.defaultChild as CfnFunction).addPropertyOverride('Environment', {
          'Fn::If': ['A', { Variables: {} }, { Ref: 'AWS::NoValue' }],
        });
        route(api, 'a', called);
      },
    ],
    [
      'function-variable-kept',
      'the variable already',
      (stack, api) => route(api, 'a', aFunction(stack, 'Fn', { environment: { CDK_APIGATEWAY_CORS: 'mine' } })),
    ],
    [
      'function-elsewhere',
      'another stack, and an origin that is known only at deployment',
      (stack, api) => route(api, 'a', aFunction(stackBeside(stack, 'Backend'))),
    ],
  ])('%s: %s', (id, _, build) => {
    const stack = aStack();
    const api = anApi(stack);
    const later = new CfnParameter(stack, 'Origin').valueAsString;
    build(stack, api);
    cors(api, { ...WRAP, allowOrigins: id === 'function-elsewhere' ? [later] : [APP] });
    const synthesised = new Synthesised(stack);
    const warnings = synthesised.warnings();
    expect(warnings.get(id)).toContain('GET /a');
    expect(warnings.get('proxy-responses')).toContain('GET /a');
    expect(layersIn(synthesised)).toEqual([]);
    expect(JSON.stringify(synthesised.template.toJSON())).not.toContain('/opt/cdk-apigateway-cors');
    expect(JSON.stringify(synthesised.template.toJSON())).not.toContain('allowOrigins');
  });

  test('function-changed: something took it away, or filled the function up, later', () => {
    const stack = aStack();
    const api = anApi(stack);
    const called = aFunction(stack);
    route(api, 'a', called);
    cors(api, WRAP);
    const take = (node: unknown) => node === called && called.addEnvironment('AWS_LAMBDA_EXEC_WRAPPER', '/opt/mine');
    Aspects.of(stack).add({ visit: take }, { priority: 900 });
    const synthesised = new Synthesised(stack);
    expect(synthesised.warnings().get('function-changed')).toContain('GET /a (Shop/Fn/Resource)');
    expect(wrapperOf(synthesised)).toBe('/opt/mine');
  });
});

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

test('methods that map and methods that hand on are told apart', () => {
  const stack = aStack();
  const api = anApi(stack);
  api.root.addMethod('GET', mock(), responses('200'));
  route(api, 'orders', aFunction(stack));
  cors(api, WRAP);
  expect([...new Synthesised(stack).warnings()]).toEqual([]);
});
