import { answered, reasonOf } from './an-api';
import { asked, OPERATION } from './an-openapi-document';

type Json = Readonly<Record<string, unknown>>;

const AUTHORIZER = 'x-amazon-apigateway-authorizer';

function askedWith(scheme: Json, headers: Record<string, string> = {}, assumptions = {}) {
  const body = {
    components: { securitySchemes: { mine: scheme } },
    paths: { '/x': { get: { ...OPERATION, security: [{ mine: [] }] } } },
  };
  return asked(body, 'GET /x', headers, assumptions);
}

const KEY = { type: 'apiKey', name: 'x-api-key', in: 'header' };
const SIGV4 = { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'AWSSIGV4' };
const SCHEMES = { securitySchemes: { key: KEY, sigv4: SIGV4 } };

describe('the authorization type of an operation', () => {
  const get = (type: string, headers = {}, more: Json = {}) => {
    const operation = { ...OPERATION, 'x-amazon-apigateway-auth': { type }, ...more };
    return asked({ components: SCHEMES, paths: { '/x': { get: operation } } }, 'GET /x', headers, { authorised: true });
  };

  test.each(['AWS_IAM', 'aws_iam'])('is a signature, written %s', (type) => {
    expect(answered(get(type)).by.what).toContain('MISSING_AUTHENTICATION_TOKEN');
    expect(answered(get(type, { Authorization: 'signed' })).status).toBe(200);
  });

  test('is none, where no security asks for another', () => {
    expect(answered(get('NONE')).status).toBe(200);
    expect(answered(get('NONE', {}, { security: [{}] })).status).toBe(200);
    expect(answered(get('NONE', {}, { security: [{ key: [] }] })).by.what).toContain('INVALID_API_KEY');
  });

  test.each<[string, unknown]>([
    ['itself', { type: { Ref: 'AWS::Region' } }],
    ['nor whether there is one', { Ref: 'AWS::Region' }],
  ])('is left open where it is not told, %s', (_name, auth) => {
    const operation = { ...OPERATION, 'x-amazon-apigateway-auth': auth };
    expect(reasonOf(asked({ paths: { '/x': { get: operation } } }, 'GET /x'))).toContain('AWS::Region');
  });

  test('is left open where it is none and a security asks for another', () => {
    expect(reasonOf(get('NONE', {}, { security: [{ sigv4: [] }] }))).toContain('x-amazon-apigateway-auth');
  });

  test('does not take an API key away', () => {
    const signed = { Authorization: 'signed' };
    expect(answered(get('AWS_IAM', signed, { security: [{ key: [] }] })).by.what).toContain('INVALID_API_KEY');
    expect(reasonOf(get('AWS_IAM', signed, { security: { Ref: 'AWS::Region' } }))).toContain('AWS::Region');
  });
});

describe('a security scheme', () => {
  test.each([
    [{ type: 'apiKey', name: 'X-API-Key', in: 'header' }, 'INVALID_API_KEY'],
    [{ type: 'apiKey', name: 'x-api-key', in: 'header' }, 'INVALID_API_KEY'],
  ])('is an API key: %j', (scheme, type) => {
    expect(answered(askedWith(scheme)).by.what).toContain(type);
  });

  test.each([
    { type: 'apiKey', name: 'X-Other', in: 'header' },
    { type: 'apiKey', in: 'header' },
    { type: 'http', name: 'x-api-key' },
    { type: 'apiKey', name: 'Authorization', [AUTHORIZER]: {} },
    { type: 'apiKey', name: 'Authorization', [AUTHORIZER]: { type: 'other' } },
  ])('is nothing that is known: %j', (scheme) => {
    expect(reasonOf(askedWith(scheme))).toMatch(/the security scheme mine|the authorizer type/);
  });
});

describe('a Lambda authorizer of the document', () => {
  const token = (name: string | undefined, more: Json = {}) => ({
    type: 'apiKey',
    ...(name === undefined ? {} : { name }),
    in: 'header',
    [AUTHORIZER]: { type: 'token', ...more },
  });
  const request = (more: Json, type = 'request') => ({
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    [AUTHORIZER]: { type, ...more },
  });
  const byHeader = { identitySource: 'method.request.header.X-Id' };

  test.each<[string, Json, string]>([
    ['in the header that the scheme names', token('X-Token', byHeader), 'X-Token'],
    ['in that of its identity source, where the scheme names Unused', token('Unused', byHeader), 'X-Id'],
    ['in that of its identity source, where the scheme names none', token(undefined, byHeader), 'X-Id'],
    ['in Authorization, where nothing is named', token(undefined), 'Authorization'],
    ['in its identity source alone, if it is asked with the request', request(byHeader), 'X-Id'],
    ['in its identity source alone, in whatever case of letters', request(byHeader, 'REQUEST'), 'X-Id'],
  ])('takes the identity %s', (_name, scheme, header) => {
    expect(answered(askedWith(scheme, {}, { authorised: true })).by.what).toContain('UNAUTHORIZED');
    expect(
      answered(askedWith(scheme, { Authorization: 'a', 'X-Id': 'b', 'X-Token': 'c' }, { authorised: true })).status,
    ).toBe(200);
    expect(answered(askedWith(scheme, { [header]: 'd' }, { authorised: true })).status).toBe(200);
    expect(answered(askedWith(scheme, { [header]: 'd' }, { authorised: false })).by.what).toContain('ACCESS_DENIED');
  });

  test.each<[string, Json]>([
    ['the header that it looks for', { ...token(undefined, byHeader), name: { Ref: 'AWS::Region' } }],
    ['whether a signature is meant', { ...token('X-Token'), 'x-amazon-apigateway-authtype': { Ref: 'AWS::Region' } }],
  ])('leaves the operation open where a template computes %s', (_name, scheme) => {
    expect(reasonOf(askedWith(scheme, {}, { authorised: true }))).toContain('AWS::Region');
  });

  test('is asked without an identity where it names none', () => {
    expect(answered(askedWith(request({}), {}, { authorised: true })).status).toBe(200);
    expect(reasonOf(askedWith(request({})))).toContain('what an authorizer says');
  });

  test('that keeps no answers may be asked without its identity', () => {
    const scheme = request({ ...byHeader, authorizerResultTtlInSeconds: 0 });
    expect(reasonOf(askedWith(scheme))).toContain('without a cache');
    expect(answered(askedWith(request({ ...byHeader, authorizerResultTtlInSeconds: 60 }))).status).toBe(401);
  });
});

test('an API key is asked for beside a signature', () => {
  const body = {
    components: SCHEMES,
    paths: { '/x': { get: { ...OPERATION, security: [{ key: [] }, { sigv4: [] }] } } },
  };
  const signed = { Authorization: 'signed' };
  expect(answered(asked(body, 'GET /x')).by.what).toContain('MISSING_AUTHENTICATION_TOKEN');
  expect(answered(asked(body, 'GET /x', signed, { authorised: true })).by.what).toContain('INVALID_API_KEY');
  expect(
    answered(asked(body, 'GET /x', { ...signed, 'x-api-key': 'k' }, { authorised: true, apiKeyValid: true })).status,
  ).toBe(200);
});

test('an API key may come from the authorizer, as the document says', () => {
  const body = {
    'x-amazon-apigateway-api-key-source': 'AUTHORIZER',
    components: SCHEMES,
    paths: { '/x': { get: { ...OPERATION, security: [{ key: [] }] } } },
  };
  expect(reasonOf(asked(body, 'GET /x'))).toContain('comes from the authorizer');
});
