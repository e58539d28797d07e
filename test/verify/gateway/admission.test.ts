import { asked, authorizer, COGNITO, CUSTOM, validator } from './an-admission';
import { answered, reasonOf } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const cognito = authorizer({ Type: 'COGNITO_USER_POOLS', IdentitySource: 'method.request.header.Authorization' });
const token = authorizer({ Type: 'TOKEN', IdentitySource: 'method.request.header.X-Token' });
const SENT = { Authorization: 'Bearer x' };

describe('without credentials', () => {
  test.each([
    ['AWS_IAM', { AuthorizationType: 'AWS_IAM' }, {}, 403, 'MISSING_AUTHENTICATION_TOKEN'],
    ['a Cognito authorizer', COGNITO, cognito, 401, 'UNAUTHORIZED'],
    ['a token authorizer', CUSTOM, token, 401, 'UNAUTHORIZED'],
    [
      'a request authorizer that caches',
      CUSTOM,
      authorizer({ Type: 'REQUEST', IdentitySource: 'method.request.header.X-Token' }),
      401,
      'UNAUTHORIZED',
    ],
  ])('%s refuses', (_name, method, resources, status, type) => {
    const refused = answered(asked(method, {}, { resources }));
    expect(refused.status).toBe(status);
    expect(refused.by.what).toContain(type);
  });

  test('a token authorizer looks at its own header only', () => {
    expect(answered(asked(CUSTOM, SENT, { resources: token })).status).toBe(401);
    expect(reasonOf(asked(CUSTOM, { 'x-token': 'x' }, { resources: token }))).toContain('credentials');
  });

  test('a request authorizer without a cache, or without an identity source, is left open', () => {
    const uncached = authorizer({
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.X-Token',
      AuthorizerResultTtlInSeconds: 0,
    });
    expect(reasonOf(asked(CUSTOM, {}, { resources: uncached }))).toContain('cache');
    expect(reasonOf(asked(CUSTOM, {}, { resources: authorizer({ Type: 'REQUEST' }) }))).toContain('credentials');
  });
});

describe('with credentials', () => {
  test('nobody can tell, unless the caller assumes it', () => {
    expect(reasonOf(asked(COGNITO, SENT, { resources: cognito }))).toContain('credentials');
    expect(answered(asked(COGNITO, SENT, { resources: cognito, assumptions: { authorised: true } })).status).toBe(200);
    expect(answered(asked(COGNITO, SENT, { resources: cognito, assumptions: { authorised: false } })).status).toBe(401);
    const denied = asked(CUSTOM, { 'X-Token': 'x' }, { resources: token, assumptions: { authorised: false } });
    expect(answered(denied).by.what).toContain('ACCESS_DENIED');
  });

  test('assuming authorisation does not help a request that sends none', () => {
    expect(answered(asked(COGNITO, {}, { resources: cognito, assumptions: { authorised: true } })).status).toBe(401);
  });

  test('a signature may stand in the query', () => {
    const signed = asked(
      { AuthorizationType: 'AWS_IAM' },
      {},
      { query: '?X-Amz-Signature=x', assumptions: { authorised: true } },
    );
    expect(answered(signed).status).toBe(200);
  });

  test('an authorizer that the templates do not have is left open', () => {
    expect(reasonOf(asked({ ...CUSTOM, AuthorizerId: 'abc123' }, {}))).toContain('not in the templates');
    expect(reasonOf(asked({ AuthorizationType: { Ref: 'Unknown' } }, {}))).toContain('Unknown');
  });
});

describe('an API key', () => {
  const KEY = { ApiKeyRequired: true };

  test('is missing without x-api-key', () => {
    expect(answered(asked(KEY, {})).by.what).toContain('INVALID_API_KEY');
  });

  test('is a matter of assumption where it is sent', () => {
    expect(reasonOf(asked(KEY, { 'x-api-key': 'k' }))).toContain('API key');
    expect(answered(asked(KEY, { 'x-api-key': 'k' }, { assumptions: { apiKeyValid: true } })).status).toBe(200);
    expect(answered(asked(KEY, { 'x-api-key': 'k' }, { assumptions: { apiKeyValid: false } })).status).toBe(403);
    expect(answered(asked(KEY, {}, { assumptions: { apiKeyValid: true } })).status).toBe(403);
  });

  test('that comes from the authorizer is left open', () => {
    const api = { ApiKeySourceType: 'AUTHORIZER' };
    expect(reasonOf(asked(KEY, {}, { api }))).toContain('authorizer');
    const sent = asked(KEY, { 'x-api-key': 'k' }, { api, assumptions: { apiKeyValid: true } });
    expect(reasonOf(sent)).toContain('authorizer');
  });

  test('whose source is not told is left open', () => {
    const sent = asked(KEY, { 'x-api-key': 'k' }, { api: { ApiKeySourceType: { Ref: 'AWS::Region' } } });
    expect(reasonOf(sent)).toContain('AWS::Region');
  });

  test('that is not told to be required is left open', () => {
    expect(reasonOf(asked({ ApiKeyRequired: { Ref: 'AWS::Region' } }, {}))).toContain('AWS::Region');
  });
});

describe('a request validator', () => {
  const required = {
    RequestParameters: { 'method.request.header.X-Trace': true, 'method.request.querystring.q': false },
  };
  const validated = { ...required, RequestValidatorId: { Ref: 'Validator' } };

  test('asks for the required parameters', () => {
    const resources = validator({ ValidateRequestParameters: true });
    expect(answered(asked(validated, {}, { resources })).by.what).toContain('BAD_REQUEST_PARAMETERS');
    expect(answered(asked(validated, { 'X-Trace': ' ' }, { resources })).status).toBe(400);
    expect(answered(asked(validated, { 'X-Trace': '1' }, { resources })).status).toBe(200);
  });

  test.each([
    ['/x', 'BAD_REQUEST_PARAMETERS'],
    ['/x?q=', 'BAD_REQUEST_PARAMETERS'],
    ['/x?q=%20', 'BAD_REQUEST_PARAMETERS'],
    ['/x?q=1', 'the MOCK integration'],
    ['/x?q=1&q=2', 'the MOCK integration'],
  ])('asks a query of %s for a required q, which a blank one is not', (target, what) => {
    const RequestParameters = { 'method.request.querystring.q': true };
    const resources = validator({ ValidateRequestParameters: true });
    const told = asked({ ...validated, RequestParameters }, {}, { resources, query: target.slice('/x'.length) });
    expect(answered(told).by.what).toContain(what);
  });

  test('does not ask for what the route itself gives', () => {
    const RequestParameters = { 'method.request.path.id': true };
    const resources = validator({ ValidateRequestParameters: true });
    expect(answered(asked({ ...validated, RequestParameters }, {}, { resources })).status).toBe(200);
  });

  test('leaves it open where nobody can tell whether a parameter is required', () => {
    const RequestParameters = { 'method.request.header.X-Trace': { Ref: 'AWS::Region' } };
    const resources = validator({ ValidateRequestParameters: true });
    expect(reasonOf(asked({ ...validated, RequestParameters }, {}, { resources }))).toContain('AWS::Region');
    const idle = validator({ ValidateRequestParameters: false });
    expect(answered(asked({ ...validated, RequestParameters }, {}, { resources: idle })).status).toBe(200);
  });

  test('that looks at bodies leaves it open', () => {
    const resources = validator({ ValidateRequestBody: true });
    expect(
      reasonOf(asked({ ...validated, RequestModels: { 'application/json': 'Empty' } }, {}, { resources })),
    ).toContain('body');
    expect(answered(asked(validated, {}, { resources })).status).toBe(200);
  });

  test('is what makes a parameter required: without it nothing is asked', () => {
    expect(answered(asked(required, {})).status).toBe(200);
  });
});

describe('a resource policy', () => {
  const statement = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
  const policy = (...Statement: readonly Json[]): Json => ({ Policy: { Version: '2012-10-17', Statement } });

  test('that lets everybody in changes nothing', () => {
    expect(answered(asked({}, {}, { api: policy(statement) })).status).toBe(200);
    expect(
      answered(asked({}, {}, { api: policy({ ...statement, Principal: { AWS: ['*'] }, Action: ['execute-api:*'] }) }))
        .status,
    ).toBe(200);
  });

  test.each([
    ['denies', policy(statement, { ...statement, Effect: 'Deny' })],
    ['has a condition', policy({ ...statement, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })],
    ['names a principal', policy({ ...statement, Principal: { AWS: 'arn:aws:iam::1:root' } })],
    ['names a path', policy({ ...statement, Resource: 'execute-api:/*/GET/y' })],
    ['is not told', { Policy: { Ref: 'Unknown' } }],
  ])('that %s leaves it open', (_name, api) => {
    expect(reasonOf(asked({}, {}, { api }))).toContain('policy');
  });
});
