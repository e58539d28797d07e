import { Aspects, Fn, NestedStack, type Stack } from 'aws-cdk-lib';
import { CfnMethod, LambdaIntegration, LambdaRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Alias, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { ProxyResponses } from '../../src';
import { anApi, aStack, cors, mock, OTHER, responses } from '../support/apis';
import { aFunction, functionOf, layersIn, NODE_WRAPPER, route, stackBeside, wrapperOf } from '../support/lambdas';
import { Synthesised } from '../support/synthesised';

const WRAP = { proxyResponses: ProxyResponses.wrap() };

describe('the function that a method calls', () => {
  test('covers what another Aspect adds later', () => {
    const stack = aStack();
    const api = anApi(stack);
    const [first, second] = [aFunction(stack), aFunction(stack, 'Second')];
    route(api, 'orders', first);
    cors(api, WRAP);
    const late = api.root.addResource('late');
    const add = (node: unknown) =>
      node === late &&
      late.node.tryFindChild('GET') === undefined &&
      late.addMethod('GET', new LambdaIntegration(second));
    Aspects.of(stack).add({ visit: add }, { priority: 300 });
    expect(wrapperOf(new Synthesised(stack), 'Second')).toBe(NODE_WRAPPER);
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
});
