import type { Stack } from 'aws-cdk-lib';
import { ApiDefinition, CfnMethod, Resource, RestApi, SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Alias, type CfnFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { ProxyResponses, RestApiCors } from '../../src';
import { simulate } from '../../src/verify';
import { APP, anApi, aStack, cors } from '../support/apis';
import { aDocument, INTEGRATION } from '../support/documents';
import { aFunction, NODE_WRAPPER, policyOf, route, stackBeside, wrapperOf } from '../support/lambdas';
import { theApi } from '../support/simulated';
import { Synthesised } from '../support/synthesised';

const WRAP = { proxyResponses: ProxyResponses.wrap() };
const LAMBDA = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/';

const calling = (uri: unknown, more: object = {}): object => ({
  [INTEGRATION]: { type: 'aws_proxy', httpMethod: 'POST', uri, ...more },
});
const of = (called: IFunction): object => calling(`${LAMBDA}${called.functionArn}/invocations`);

const byVariable = (arn: unknown): object => ({ 'Fn::Sub': [`${LAMBDA}\${Called}/invocations`, { Called: arn }] });

function withFunction(): { readonly stack: Stack; readonly called: IFunction; readonly id: string } {
  const stack = aStack();
  const called = aFunction(stack);
  return { stack, called, id: stack.getLogicalId(called.node.defaultChild as CfnFunction) };
}

function apiOf(stack: Stack, paths: object): SpecRestApi {
  return new SpecRestApi(stack, 'Api', {
    apiDefinition: ApiDefinition.fromInline(aDocument(paths)),
    cloudWatchRole: false,
  });
}

function warningsOf(synthesised: Synthesised): readonly string[] {
  return [...synthesised.warnings().keys()].filter((id) => id.startsWith('function-') || id === 'proxy-responses');
}

describe('a function that an OpenAPI document calls', () => {
  test('is given the policy, and the verifier takes its answers as told', () => {
    const stack = aStack();
    const called = aFunction(stack);
    const alias = new Alias(stack, 'Live', { aliasName: 'live', version: aFunction(stack, 'Other').currentVersion });
    cors(apiOf(stack, { '/orders': { get: of(called) }, '/users': { get: of(alias) } }), WRAP);
    const synthesised = new Synthesised(stack);
    expect([wrapperOf(synthesised), wrapperOf(synthesised, 'Other')]).toEqual([NODE_WRAPPER, NODE_WRAPPER]);
    expect(warningsOf(synthesised)).toEqual([]);
    const { responses } = simulate(theApi(synthesised.template.toJSON()), {
      origin: APP,
      method: 'GET',
      path: '/orders',
    });
    expect(responses.map(({ verdict }) => verdict.verdict)).toEqual(['ALLOWED']);
  });

  test('may be named by an intrinsic function, and lie in another stack', () => {
    const stack = aStack();
    const backend = stackBeside(stack, 'Backend');
    const id = stack.getLogicalId(aFunction(stack).node.defaultChild as CfnFunction);
    const named = calling({ 'Fn::Sub': `${LAMBDA}\${${id}.Arn}/invocations` });
    cors(apiOf(stack, { '/orders': { get: named }, '/users': { get: of(aFunction(backend, 'There')) } }), WRAP);
    const [synthesised, other] = [new Synthesised(stack), new Synthesised(backend)];
    expect([wrapperOf(synthesised), wrapperOf(other, 'There')]).toEqual([NODE_WRAPPER, NODE_WRAPPER]);
    expect(warningsOf(synthesised)).toEqual([]);
  });

  test.each<readonly [string, (id: string) => unknown]>([
    ['GetAtt', (id) => ({ 'Fn::GetAtt': [id, 'Arn'] })],
    ['a text that names it', (id) => ({ 'Fn::Sub': `\${${id}.Arn}` })],
  ])('may be named by a variable of a text: by %s', (_, naming) => {
    const { stack, id } = withFunction();
    cors(apiOf(stack, { '/orders': { get: calling(byVariable(naming(id))) } }), WRAP);
    const synthesised = new Synthesised(stack);
    expect(wrapperOf(synthesised)).toBe(NODE_WRAPPER);
    expect(warningsOf(synthesised)).toEqual([]);
  });

  test('is none that has the name of a variable', () => {
    const { stack, id } = withFunction();
    const hidden = { 'Fn::Sub': [`${LAMBDA}\${${id}}/invocations`, { [id]: 'arn:aws:lambda:eu-west-1:1:function:x' }] };
    cors(apiOf(stack, { '/orders': { get: calling(hidden) } }), WRAP);
    const synthesised = new Synthesised(stack);
    expect(policyOf(synthesised)).toBeUndefined();
    expect(warningsOf(synthesised)).toEqual(['function-unknown', 'proxy-responses']);
  });

  test('is none where two stacks have one of the same logical id', () => {
    const stack = aStack();
    const backend = stackBeside(stack, 'Backend');
    aFunction(stack);
    cors(apiOf(stack, { '/orders': { get: of(aFunction(backend)) } }), WRAP);
    const [synthesised, other] = [new Synthesised(stack), new Synthesised(backend)];
    expect([policyOf(synthesised), policyOf(other)]).toEqual([undefined, undefined]);
    expect(warningsOf(synthesised)).toEqual(['function-unknown', 'proxy-responses']);
  });

  test.each<readonly [string, string, object]>([
    ['function-unknown', 'that is written out', calling(`${LAMBDA}arn:aws:lambda:eu-west-1:1:function:x/invocations`)],
    [
      'function-streams',
      'that streams',
      calling({ 'Fn::Sub': `${LAMBDA}\${Fn.Arn}/invocations` }, { responseTransferMode: 'STREAM' }),
    ],
  ])('%s: one %s is left, with the reason', (id, _, operation) => {
    const stack = aStack();
    aFunction(stack);
    cors(apiOf(stack, { '/orders': { get: operation } }), WRAP);
    const synthesised = new Synthesised(stack);
    expect(warningsOf(synthesised)).toEqual([id, 'proxy-responses']);
    expect(synthesised.warnings().get(id)).toContain('GET /orders');
  });

  test('follows no policy where a method beside the document follows none', () => {
    const stack = aStack();
    const called = aFunction(stack);
    const api = apiOf(stack, { '/orders': { get: of(called) } });
    const resource = api.root.addResource('internal');
    new CfnMethod(stack, 'Get', {
      httpMethod: 'GET',
      restApiId: api.restApiId,
      resourceId: resource.resourceId,
      integration: { type: 'AWS_PROXY', uri: `${LAMBDA}${called.functionArn}/invocations` },
    });
    RestApiCors.exclude(resource);
    cors(api, WRAP);
    const synthesised = new Synthesised(stack);
    expect(policyOf(synthesised)).toBeUndefined();
    expect(warningsOf(synthesised)).toEqual(['function-shared', 'proxy-responses']);
  });

  test('follows no policy where an L1 that follows none names it by a variable', () => {
    const { stack, called, id } = withFunction();
    const api = anApi(stack);
    route(api, 'orders', called);
    const internal = api.root.addResource('internal');
    const method = new CfnMethod(stack, 'Get', {
      httpMethod: 'GET',
      restApiId: api.restApiId,
      resourceId: internal.resourceId,
      integration: { type: 'AWS_PROXY', uri: 'later' },
    });
    method.addPropertyOverride('Integration.Uri', byVariable({ 'Fn::GetAtt': [id, 'Arn'] }));
    RestApiCors.exclude(internal);
    cors(api, WRAP);
    const synthesised = new Synthesised(stack);
    expect(policyOf(synthesised)).toBeUndefined();
    expect(warningsOf(synthesised)).toEqual(['function-shared', 'proxy-responses']);
  });

  test.each<readonly [string, (called: IFunction, id: string) => object]>([
    ['by a token', of],
    ['by its name', (_, id) => calling({ 'Fn::Sub': `${LAMBDA}\${${id}.Arn}/invocations` })],
    ['by a variable', (_, id) => calling(byVariable({ 'Fn::GetAtt': [id, 'Arn'] }))],
  ])('follows no policy where another path of the document follows none and calls it %s', (_, calls) => {
    const { stack, called, id } = withFunction();
    const api = apiOf(stack, { '/orders': { get: of(called) }, '/internal': { get: calls(called, id) } });
    const restApi = RestApi.fromRestApiAttributes(stack, 'Same', {
      restApiId: api.restApiId,
      rootResourceId: api.restApiRootResourceId,
    });
    RestApiCors.exclude(
      Resource.fromResourceAttributes(stack, 'Internal', { restApi, resourceId: 'x', path: '/internal' }),
    );
    cors(api, WRAP);
    const synthesised = new Synthesised(stack);
    expect(policyOf(synthesised)).toBeUndefined();
    expect(warningsOf(synthesised)).toEqual(['function-shared', 'proxy-responses']);
  });

  test('is left to its owner, with one warning, where that is wanted', () => {
    const stack = aStack();
    cors(apiOf(stack, { '/orders': { get: of(aFunction(stack)) } }));
    const synthesised = new Synthesised(stack);
    expect(policyOf(synthesised)).toBeUndefined();
    expect(warningsOf(synthesised)).toEqual(['proxy-responses']);
    expect(synthesised.warnings().get('proxy-responses')).toMatch(/GET \/orders: /);
  });
});
