// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so
import { answer } from '../../../src/verify/gateway/answer';
import type { GatewayAnswer } from '../../../src/verify/gateway/answers';
import { anApi, answered, aRequest, reasonOf } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const APP = 'https://app.example.com';
const URI = {
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':apigateway:',
      { Ref: 'AWS::Region' },
      ':lambda:path/2015-03-31/functions/',
      { 'Fn::GetAtt': ['Fn', 'Arn'] },
      '/invocations',
    ],
  ],
};
const uriOf = (callee: Json): Json => ({
  'Fn::Join': ['', ['arn:aws:apigateway:x:lambda:path/2015-03-31/functions/', callee, '/invocations']],
});
const LAYER = {
  Type: 'AWS::Lambda::LayerVersion',
  Properties: { Description: 'cdk-apigateway-cors: adds the CORS headers to what a handler returns' },
};
const POLICY = { appliedBy: 'handler', allowOrigins: [APP, 'https://b.example.com'], allowCredentials: true };

function aFunction(policy: unknown, more: Json = {}, variables: Json = {}): Json {
  const text = typeof policy === 'object' && policy !== null && 'appliedBy' in policy ? JSON.stringify(policy) : policy;
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs22.x',
      Environment: { Variables: { ...(text === undefined ? {} : { CDK_APIGATEWAY_CORS: text }), ...variables } },
      ...more,
    },
  };
}

const wrapped = (more: Json = {}, variables: Json = {}): Json =>
  aFunction(
    { ...POLICY, appliedBy: 'layer' },
    { Layers: [{ Ref: 'Mine' }, { Ref: 'Layer' }], ...more },
    { AWS_LAMBDA_EXEC_WRAPPER: '/opt/cdk-apigateway-cors/nodejs', ...variables },
  );

function answerOf(resources: Json, integration: Json = {}, origin: string | undefined = APP): GatewayAnswer {
  const api = anApi(
    { '/orders': { GET: { Integration: { Type: 'AWS_PROXY', Uri: URI, ...integration } } } },
    { resources: { Layer: LAYER, ...resources } },
  );
  return answer(api, aRequest('GET /orders', origin === undefined ? {} : { Origin: origin }));
}

function headersOf(resources: Json, integration: Json = {}, origin?: string): Json {
  return Object.fromEntries(answered(answerOf(resources, integration, origin)).headers);
}

describe('a function that carries a policy', () => {
  test.each<readonly [string, Json]>([
    ['and is declared to answer by it', { Fn: aFunction(POLICY) }],
    ['and is wrapped', { Fn: wrapped() }],
    [
      'and is wrapped, in Python',
      { Fn: wrapped({ Runtime: 'python3.13' }, { AWS_LAMBDA_EXEC_WRAPPER: '/opt/cdk-apigateway-cors/python' }) },
    ],
  ])('answers with the headers of the policy: %s', (_, resources) => {
    const allowed = { 'Access-Control-Allow-Origin': APP, 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' };
    expect(headersOf(resources)).toEqual(allowed);
    expect(headersOf(resources, {}, 'https://evil.example')).toEqual({ Vary: 'Origin' });
    expect(headersOf(resources, {}, '')).toEqual({ Vary: 'Origin' });
  });

  test.each<readonly [string, Json, Json]>([
    ['everybody', { allowOrigins: '*', allowCredentials: true }, { 'Access-Control-Allow-Origin': '*' }],
    [
      'one origin, whoever asks',
      { allowOrigins: ['https://b.example'] },
      { 'Access-Control-Allow-Origin': 'https://b.example' },
    ],
    [
      'a pattern',
      { allowOrigins: [], allowOriginPatterns: ['https://*.example.com'], exposeHeaders: ['ETag', 'X-Total'] },
      { 'Access-Control-Allow-Origin': APP, 'Access-Control-Expose-Headers': 'ETag,X-Total', Vary: 'Origin' },
    ],
    ['nobody', { allowOrigins: [] }, { Vary: 'Origin' }],
  ])('that allows %s', (_, policy, headers) => {
    expect(headersOf({ Fn: aFunction({ appliedBy: 'handler', ...policy }) })).toEqual(headers);
  });

  test('is named as what answers, with what no template tells', () => {
    const told = answered(answerOf({ Fn: wrapped() }));
    expect(told.by).toEqual({ logicalId: 'Fn', what: 'the layer around the function behind GET /orders' });
    expect(told.notes.map(({ id }) => id)).toEqual(['assumed-status', 'by-the-function']);
  });

  test('is found behind an alias of what it is now', () => {
    const Live = {
      Type: 'AWS::Lambda::Alias',
      Properties: { FunctionName: { Ref: 'Fn' }, FunctionVersion: '$LATEST' },
    };
    expect(headersOf({ Fn: wrapped(), Live }, { Uri: uriOf({ Ref: 'Live' }) })).toMatchObject({ Vary: 'Origin' });
  });

  test('is found behind Fn::Sub', () => {
    const Uri = {
      'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations`,
    };
    expect(headersOf({ Fn: wrapped() }, { Uri })).toMatchObject({ Vary: 'Origin' });
  });

  test('is outweighed by what the caller knows of the backend', () => {
    const api = anApi(
      { '/orders': { GET: { Integration: { Type: 'AWS_PROXY', Uri: URI } } } },
      { resources: { Fn: wrapped() } },
    );
    const told = answer(api, aRequest('GET /orders', { Origin: APP }), {
      backend: () => ({ headers: [['X-A', 'b']] }),
    });
    expect(answered(told).headers).toEqual([['X-A', 'b']]);
  });
});

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
      'has a policy that is known only at deployment',
      { Fn: aFunction({ Ref: 'Layer' }) },
      {},
      /CDK_APIGATEWAY_CORS of Fn: the id of Layer/,
    ],
    ['has a policy that is no JSON', { Fn: aFunction('{') }, {}, /holds no policy/],
    ['has a policy that is none', { Fn: aFunction('{"allowOrigins":"*"}') }, {}, /holds no policy/],
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
    ['is an image', { Fn: wrapped({ Runtime: undefined }) }, {}, /does not start its wrapper/],
    ['has no layer', { Fn: wrapped({ Layers: [] }) }, {}, /its Layers do not have it/],
    [
      'has another layer',
      { Fn: wrapped({ Layers: [{ Ref: 'Mine' }] }), Mine: { ...LAYER, Properties: {} } },
      {},
      /its Layers do not have it/,
    ],
  ])('%s', (_, resources, integration, reason) => {
    expect(reasonOf(answerOf(resources, integration))).toMatch(reason);
  });
});
