import { answer } from '../../../src/verify/gateway/answer';
import { anApi, answered, aRequest, reasonOf } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const UNTOLD = { Ref: 'AWS::Region' };
const EVERYBODY = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };

function asked(Policy: unknown) {
  return answer(anApi({ '/x': { GET: {} } }, { api: { Policy } }), aRequest('GET /x'));
}

function letsIn(Statement: unknown): void {
  expect(answered(asked({ Version: '2012-10-17', Statement })).status).toBe(200);
}

function mayKeepOut(Statement: unknown): void {
  expect(reasonOf(asked({ Version: '2012-10-17', Statement }))).toContain('resource policy');
}

describe('a resource policy lets everybody in', () => {
  test('if there is none', () => {
    expect(answered(asked({ Ref: 'AWS::NoValue' })).status).toBe(200);
    expect(answered(asked(null)).status).toBe(200);
  });

  test('with one statement, in a list or alone', () => {
    letsIn([EVERYBODY]);
    letsIn(EVERYBODY);
  });

  test.each<[string, Json]>([
    ['every AWS principal', { Principal: { AWS: '*' } }],
    ['every AWS principal, in a list', { Principal: { AWS: ['*'] } }],
    ['every action', { Action: '*' }],
    ['every action of the service', { Action: 'execute-api:*' }],
    ['one action of several', { Action: ['execute-api:ManageConnections', 'execute-api:Invoke'] }],
    ['everything', { Resource: '*' }],
    ['every path of every stage', { Resource: 'execute-api:/*/*' }],
    ['every verb, too', { Resource: 'execute-api:/*/*/*' }],
    ['one resource of several', { Resource: ['execute-api:/prod/*', 'execute-api:/*'] }],
  ])('that allows %s', (_name, more) => {
    letsIn([{ ...EVERYBODY, ...more }]);
  });

  test('if one statement does and none denies', () => {
    letsIn([{ ...EVERYBODY, Principal: { AWS: 'arn:aws:iam::123456789012:root' } }, EVERYBODY]);
  });
});

describe('a resource policy may keep the caller out', () => {
  test.each<[string, Json]>([
    ['a denial', { Effect: 'Deny' }],
    ['an effect that is not told', { Effect: UNTOLD }],
    ['no effect', { Effect: undefined }],
    ['a condition', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }],
    ['no principal', { Principal: undefined }],
    ['another principal', { Principal: { AWS: '123456789012' } }],
    ['a principal that is not told', { Principal: UNTOLD }],
    ['a service', { Principal: { Service: '*' } }],
    ['another action', { Action: 'execute-api:ManageConnections' }],
    ['no action', { Action: [] }],
    ['an action that is not told', { Action: UNTOLD }],
    ['one stage', { Resource: 'execute-api:/prod/*' }],
    ['one verb', { Resource: 'execute-api:/*/GET/*' }],
    ['resources that are not told', { Resource: [UNTOLD] }],
    ['an empty resource', { Resource: '' }],
    ['an empty action', { Action: '' }],
    ['an empty principal', { Principal: '' }],
  ])('with %s', (_name, more) => {
    mayKeepOut([{ ...EVERYBODY, ...more }]);
  });

  test('with a denial beside the statement for everybody, before it or after', () => {
    const denial = { ...EVERYBODY, Effect: 'Deny', Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } };
    mayKeepOut([EVERYBODY, denial]);
    mayKeepOut([denial, EVERYBODY]);
  });

  test('without a statement', () => {
    mayKeepOut(undefined);
    mayKeepOut([]);
    mayKeepOut(UNTOLD);
    mayKeepOut(['Allow']);
  });
});

test('an answer that the resource policy leaves open is that of the API', () => {
  expect(asked({ Statement: [] })).toMatchObject({ by: { logicalId: 'Api', what: 'the REST API' } });
});
