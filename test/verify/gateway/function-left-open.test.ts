// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so
import { answer } from '../../../src/verify/gateway/answer';
import { aFunction, answerOf, LAYER, URI, uriOf, wrapped } from './a-function';
import { aRequest, aTemplate, reasonOf, theRestApi } from './an-api';

type Json = Readonly<Record<string, unknown>>;

describe('a function whose answers are not told', () => {
  const version = { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } };
  const alias = (FunctionVersion: unknown, more: Json = {}): Json => ({
    Type: 'AWS::Lambda::Alias',
    Properties: { FunctionName: { Ref: 'Fn' }, FunctionVersion, ...more },
  });

  test.each<readonly [string, Json, Json, RegExp]>([
    ['has no policy', { Fn: aFunction(undefined) }, {}, /headers and all$/],
    ['has no environment', { Fn: { Type: 'AWS::Lambda::Function', Properties: {} } }, {}, /headers and all$/],
    ['is not in the templates', {}, {}, /headers and all/],
    ['streams', { Fn: wrapped() }, { ResponseTransferMode: 'STREAM' }, /headers and all$/],
    ['is behind another kind of integration', { Fn: wrapped() }, { Type: 'HTTP_PROXY' }, /headers and all$/],
    [
      'is one of two',
      { Fn: wrapped(), Other: wrapped() },
      { Uri: uriOf({ 'Fn::Join': ['', [{ Ref: 'Fn' }, { Ref: 'Other' }]] }) },
      /headers and all$/,
    ],
    [
      'is called in a version or by an alias',
      { Fn: wrapped() },
      {
        Uri: {
          'Fn::Sub':
            'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/${Fn.Arn}:${!stageVariables.alias}/invocations',
        },
      },
      /headers and all$/,
    ],
    [
      'is called otherwise than by an invocation',
      { Fn: wrapped() },
      {
        Uri: {
          'Fn::Sub': 'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations/later',
        },
      },
      /headers and all$/,
    ],
    [
      'is not the only one with an ARN',
      { Fn: wrapped(), Other: wrapped() },
      {
        Uri: {
          'Fn::Sub': 'arn:${Other.Arn}:apigateway:x:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations',
        },
      },
      /headers and all$/,
    ],
    ['is told by a parameter', { Fn: wrapped() }, { Uri: uriOf({ Ref: 'AWS::StackName' }) }, /headers and all$/],
    ['is in another stack', { Fn: wrapped() }, { Uri: uriOf({ 'Fn::ImportValue': 'fn' }) }, /headers and all$/],
    ['may not be there', { Fn: { ...wrapped(), Condition: 'Maybe' } }, {}, /the condition|no condition Maybe/],
    ['is called by its name', { Fn: wrapped() }, { Uri: uriOf({ Ref: 'Fn' }) }, /headers and all$/],
    ['is another resource', { Fn: { Type: 'Custom::Function' } }, {}, /headers and all$/],
    ['is a version', { Fn: wrapped(), V1: version }, { Uri: uriOf({ Ref: 'V1' }) }, /V1 keeps the environment/],
    [
      'is an alias of a version',
      { Fn: wrapped(), V1: version, Live: alias({ 'Fn::GetAtt': ['V1', 'Version'] }) },
      { Uri: uriOf({ Ref: 'Live' }) },
      /Live is of a version/,
    ],
    [
      'is an alias of two versions',
      { Fn: wrapped(), Live: alias('$LATEST', { RoutingConfig: {} }) },
      { Uri: uriOf({ Ref: 'Live' }) },
      /Live is of a version/,
    ],
    [
      'is an alias of another resource',
      { Fn: { ...wrapped(), Type: 'Custom::Function' }, Live: alias('$LATEST') },
      { Uri: uriOf({ Ref: 'Live' }) },
      /headers and all$/,
    ],
    [
      'is an alias of a function that is elsewhere',
      { Live: alias('$LATEST', { FunctionName: 'orders' }) },
      { Uri: uriOf({ Ref: 'Live' }) },
      /headers and all$/,
    ],
    [
      'has a policy that is known only at deployment',
      { Fn: aFunction({ Ref: 'Layer' }) },
      {},
      /CDK_APIGATEWAY_CORS of Fn: the id of Layer/,
    ],
    ['has a policy that is no JSON', { Fn: aFunction('{') }, {}, /holds no policy/],
    ['has a policy that is none', { Fn: aFunction('{"allowOrigins":"*"}') }, {}, /holds no policy/],
    ['has a policy that is a text', { Fn: aFunction('"handler"') }, {}, /holds no policy/],
    ['has a policy of null', { Fn: aFunction('null') }, {}, /holds no policy/],
    ['has no wrapper', { Fn: wrapped({}, { AWS_LAMBDA_EXEC_WRAPPER: undefined }) }, {}, /does not start its wrapper/],
    [
      'has another wrapper',
      { Fn: wrapped({}, { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel' }) },
      {},
      /does not start its wrapper/,
    ],
    [
      'has the wrapper of another runtime',
      { Fn: wrapped({ Runtime: 'python3.13' }) },
      {},
      /does not start its wrapper/,
    ],
    ['has a runtime without a wrapper', { Fn: wrapped({ Runtime: 'java21' }) }, {}, /does not start its wrapper/],
    ['has a runtime of its own', { Fn: wrapped({ Runtime: 'my-nodejs22.x' }) }, {}, /does not start its wrapper/],
    ['is an image', { Fn: wrapped({ Runtime: undefined }) }, {}, /does not start its wrapper/],
    ['has no layer', { Fn: wrapped({ Layers: [] }) }, {}, /its Layers do not have it/],
    [
      'has another layer',
      { Fn: wrapped({ Layers: [{ Ref: 'Mine' }] }), Mine: { ...LAYER, Properties: {} } },
      {},
      /its Layers do not have it/,
    ],
    [
      'has something else that is described like the layer',
      { Fn: wrapped({ Layers: [{ Ref: 'Mine' }] }), Mine: { ...LAYER, Type: 'Custom::Layer' } },
      {},
      /its Layers do not have it/,
    ],
    [
      'has layers that are not told',
      { Fn: wrapped({ Layers: { Ref: 'AWS::Region' } }) },
      {},
      /its Layers do not have it/,
    ],
  ])('%s', (_, resources, integration, reason) => {
    expect(reasonOf(answerOf(resources, integration))).toMatch(reason);
  });
});

test.each<[string, Json]>([
  ['no origins', {}],
  ['an origin that is no list', { allowOrigins: 'https://a.example' }],
  ['origins that are no texts', { allowOrigins: ['https://a.example', 1] }],
  ['patterns that are no texts', { allowOriginPatterns: [null] }],
  ['patterns that are no list', { allowOriginPatterns: 'https://*.a.example' }],
  ['credentials that are neither true nor false', { allowCredentials: 'true' }],
  ['exposed headers that are no list', { exposeHeaders: 'ETag' }],
  ['nobody who applies it', { appliedBy: 'somebody' }],
])('a policy with %s is none', (what, more) => {
  const allowOrigins = what === 'no origins' ? undefined : ['https://a.example'];
  const Fn = aFunction({ appliedBy: 'handler', allowOrigins, ...more });
  expect(reasonOf(answerOf({ Fn }))).toContain('CDK_APIGATEWAY_CORS of Fn holds no policy');
});

test('a function that is not there answers nothing that is told', () => {
  const template = aTemplate(
    { '/orders': { GET: { Integration: { Type: 'AWS_PROXY', Uri: URI } } } },
    { resources: { Layer: LAYER, Fn: { ...wrapped(), Condition: 'Never' } } },
  );
  const api = theRestApi({ ...template, Conditions: { Never: { 'Fn::Equals': ['x', 'y'] } } });
  expect(reasonOf(answer(api, aRequest('GET /orders')))).toMatch(/headers and all$/);
});
