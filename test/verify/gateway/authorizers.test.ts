import { asked, authorizer, COGNITO, CUSTOM, validator } from './an-admission';
import { answered, reasonOf } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const UNTOLD = { Ref: 'AWS::Region' };
const SENT = { Authorization: 'Bearer x' };
const request = (properties: Json): Json => authorizer({ Type: 'REQUEST', ...properties });

test.each<[string, Json, Json, string]>([
  ['an authorization of an unknown type', { AuthorizationType: 'MAGIC' }, {}, 'type MAGIC is not known'],
  ['an authorizer of an unknown type', CUSTOM, authorizer({ Type: 'MAGIC' }), 'type MAGIC is not known'],
  ['an authorizer of a type that is not told', CUSTOM, authorizer({ Type: UNTOLD }), 'not in the templates'],
  ['an identity source that is not told', CUSTOM, request({ IdentitySource: UNTOLD }), 'AWS::Region'],
])('%s leaves it open', (_name, method, resources, reason) => {
  expect(reasonOf(asked(method, SENT, { resources }))).toContain(reason);
});

test.each<[string, Json, Json]>([
  ['a Cognito authorizer', COGNITO, { Type: 'COGNITO_USER_POOLS' }],
  ['a token authorizer', CUSTOM, { Type: 'TOKEN' }],
  ['a token authorizer with an empty one', CUSTOM, { Type: 'token', IdentitySource: ' , ' }],
])('%s without an identity source looks at Authorization', (_name, method, properties) => {
  const resources = authorizer(properties);
  expect(answered(asked(method, { 'X-Token': 'x' }, { resources })).by.what).toContain('UNAUTHORIZED');
  const told = asked(method, SENT, { resources });
  expect(reasonOf(told)).toContain('credentials');
  expect(told.by).toEqual({ logicalId: 'GETx', what: 'the authorizer of GET /x' });
});

test('every one of several identity sources has to be there', () => {
  const IdentitySource = 'method.request.header.X-One, method.request.querystring.two,context.identity.sourceIp';
  const resources = request({ IdentitySource });
  const status = (headers: Record<string, string>, query: string) =>
    answered(asked(CUSTOM, headers, { resources, query, assumptions: { authorised: true } })).status;
  expect(status({ 'X-One': '1' }, '?two=2')).toBe(200);
  expect(status({ 'X-One': '1' }, '?one=2')).toBe(401);
  expect(status({ 'X-Two': '1' }, '?two=2')).toBe(401);
});

describe('an authorizer without a cache', () => {
  const IdentitySource = 'method.request.header.X-Token';
  const uncached = request({ IdentitySource, AuthorizerResultTtlInSeconds: 0 });

  test('that looks at a token refuses a request without it all the same', () => {
    const resources = authorizer({ Type: 'TOKEN', IdentitySource, AuthorizerResultTtlInSeconds: 0 });
    expect(answered(asked(CUSTOM, SENT, { resources })).status).toBe(401);
  });

  test('may be one whose cache is not told', () => {
    const resources = request({ IdentitySource, AuthorizerResultTtlInSeconds: UNTOLD });
    const told = asked(CUSTOM, SENT, { resources });
    expect(reasonOf(told)).toContain('without a cache');
    expect(told.by.what).toBe('the authorizer of GET /x');
  });

  test.each([
    [true, 200],
    [false, 403],
  ])('judges a request without its identity, where authorised is taken for %s', (authorised, status) => {
    const told = asked(CUSTOM, SENT, { resources: uncached, assumptions: { authorised } });
    expect(answered(told).status).toBe(status);
  });
});

test('a signature may stand in Authorization, and is judged like any credentials', () => {
  const signed = (authorised?: boolean) =>
    asked({ AuthorizationType: 'aws_iam' }, SENT, { assumptions: { authorised } });
  expect(answered(signed(true)).status).toBe(200);
  expect(answered(signed(false)).by.what).toContain('ACCESS_DENIED');
  expect(reasonOf(signed())).toContain('credentials');
});

describe('a request validator', () => {
  const asks = {
    RequestParameters: { 'method.request.header.X-Trace': true },
    RequestModels: { 'application/json': 'Empty' },
  };

  test.each(['abc123', { Ref: 'Nothing' }])('that is %j leaves it open', (RequestValidatorId) => {
    expect(reasonOf(asked({ ...asks, RequestValidatorId }, {}))).toContain('validator');
  });

  const validated = { ...asks, RequestValidatorId: { Ref: 'Validator' } };

  test.each<[string, Json, string]>([
    ['parameters', { ValidateRequestParameters: UNTOLD }, 'AWS::Region'],
    ['bodies', { ValidateRequestBody: UNTOLD }, 'looks at the body'],
  ])('that may look at %s leaves it open', (_what, properties, reason) => {
    const told = asked(validated, {}, { resources: validator(properties) });
    expect(reasonOf(told)).toContain(reason);
    expect(told.by.what).toBe('the request validator of GET /x');
  });

  test('leaves it open which parameters are required where that is not told', () => {
    const resources = validator({ ValidateRequestParameters: true });
    expect(reasonOf(asked({ ...validated, RequestParameters: UNTOLD }, {}, { resources }))).toContain('AWS::Region');
  });

  test('asks for nothing that it is not told to look at', () => {
    expect(answered(asked(validated, {}, { resources: validator({}) })).status).toBe(200);
    const only = validator({ ValidateRequestParameters: true });
    expect(answered(asked(validated, { 'X-Trace': '1' }, { resources: only })).status).toBe(200);
    const { RequestParameters: _none, ...bare } = validated;
    expect(answered(asked(bare, {}, { resources: only })).by.what).toContain('the MOCK integration');
  });
});
