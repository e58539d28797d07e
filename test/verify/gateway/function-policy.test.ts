import { answer } from '../../../src/verify/gateway/answer';
import { APP, aFunction, answerOf, headersOf, POLICY, URI, uriOf, wrapped } from './a-function';
import { anApi, answered, aRequest } from './an-api';

type Json = Readonly<Record<string, unknown>>;

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
    expect(headersOf(resources, {}, null)).toEqual({ Vary: 'Origin' });
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
    [
      'one origin beside a pattern',
      { allowOrigins: ['https://b.example'], allowOriginPatterns: ['https://*.c.example'] },
      { Vary: 'Origin' },
    ],
  ])('that allows %s', (_, policy, headers) => {
    expect(headersOf({ Fn: aFunction({ appliedBy: 'handler', ...policy }) })).toEqual(headers);
  });

  test('is named as what answers, with what no template tells', () => {
    const told = answered(answerOf({ Fn: wrapped() }));
    expect(told.by).toEqual({ logicalId: 'Fn', what: 'the layer around the function behind GET /orders' });
    expect(told.notes.map(({ id }) => id)).toEqual(['assumed-status', 'by-the-function']);
  });

  test('is called what it is, and believed, where it is declared to answer by itself', () => {
    const told = answered(answerOf({ Fn: aFunction(POLICY) }));
    expect(told).toMatchObject({
      status: 200,
      by: { logicalId: 'Fn', what: 'the function behind GET /orders' },
      undeterminedHeaders: [],
    });
    expect(told.notes.map(({ text }) => text)).toContainEqual(expect.stringContaining('is declared to return'));
    expect(answered(answerOf({ Fn: wrapped() })).notes.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('headers of its own decides by itself'),
    );
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

  test('is found in a region that another resource tells', () => {
    const Uri = {
      'Fn::Join': [
        '',
        [
          'arn:aws:apigateway:',
          { 'Fn::GetAtt': ['Where', 'Region'] },
          ':lambda:path/2015-03-31/functions/',
          { 'Fn::GetAtt': ['Fn', 'Arn'] },
          '/invocations',
        ],
      ],
    };
    expect(headersOf({ Fn: wrapped(), Where: { Type: 'Custom::Where' } }, { Uri })).toMatchObject({ Vary: 'Origin' });
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
