import { Aspects, CfnParameter, type Stack } from 'aws-cdk-lib';
import { AwsIntegration, LambdaIntegration, ResponseTransferMode, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import {
  Alias,
  type CfnFunction,
  Code,
  CodeSigningConfig,
  DockerImageCode,
  DockerImageFunction,
  Function as LambdaFunction,
  LayerVersion,
  Runtime,
  Version,
} from 'aws-cdk-lib/aws-lambda';
import { Platform, SigningProfile } from 'aws-cdk-lib/aws-signer';
import { ProxyResponses } from '../../src';
import { APP, anApi, aStack, cors } from '../support/apis';
import { aFunction, layersIn, route, stackBeside } from '../support/lambdas';
import { Synthesised } from '../support/synthesised';

const signing = (stack: Stack): CodeSigningConfig =>
  new CodeSigningConfig(stack, 'Signing', {
    signingProfiles: [new SigningProfile(stack, 'Profile', { platform: Platform.AWS_LAMBDA_SHA384_ECDSA })],
  });

const WRAP = { proxyResponses: ProxyResponses.wrap() };

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
      'function-code-signed',
      'code that is signed',
      (stack, api) =>
        route(api, 'a', aFunction(stack, 'Fn', { codeSigningConfig: signing(stack), code: Code.fromAsset(__dirname) })),
    ],
    [
      'function-code-signed',
      'code that an override lets be signed',
      (stack, api) => {
        const called = aFunction(stack);
        (called.node.defaultChild as CfnFunction).addPropertyOverride('CodeSigningConfigArn', { Ref: 'Signing' });
        route(api, 'a', called);
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

  test.each<readonly [string, (called: LambdaFunction) => unknown]>([
    ['took the wrapper', (called) => called.addEnvironment('AWS_LAMBDA_EXEC_WRAPPER', '/opt/mine')],
    ['took the policy', (called) => called.addEnvironment('CDK_APIGATEWAY_CORS', 'mine')],
    ['filled up the variables', (called) => called.addEnvironment('A', 'x'.repeat(4000))],
    [
      'filled up the layers',
      (called) =>
        [1, 2, 3, 4, 5].map((n) =>
          called.addLayers(
            LayerVersion.fromLayerVersionArn(called, `L${n}`, `arn:aws:lambda:eu-west-1:1:layer:l:${n}`),
          ),
        ),
    ],
    [
      'let the code be signed',
      (called) => ((called.node.defaultChild as CfnFunction).codeSigningConfigArn = 'arn:aws:lambda:eu-west-1:1:csc:x'),
    ],
    ['replaced the layers', (called) => ((called.node.defaultChild as CfnFunction).layers = [])],
  ])('function-changed: something %s later', (_, change) => {
    const stack = aStack();
    const api = anApi(stack);
    const called = aFunction(stack);
    route(api, 'a', called);
    cors(api, WRAP);
    let done = false;
    const once = (node: unknown) => {
      if (node === called && !done) {
        done = true;
        change(called);
      }
    };
    Aspects.of(stack).add({ visit: once }, { priority: 900 });
    const warnings = new Synthesised(stack).warnings();
    expect(warnings.get('function-changed')).toContain('GET /a (Shop/Fn/Resource)');
    expect(warnings.get('proxy-responses')).toContain('GET /a');
  });
});
