import { stringify } from 'yaml';
import { answer } from '../../../src/verify/gateway/answer';
import { deployedApis } from '../../../src/verify/gateway/deployed-apis';
import { errorAnswer } from '../../../src/verify/gateway/error-answers';
import { readTemplates } from '../../../src/verify/template/templates';
import { anApi, answered, aRequest, header, reasonOf } from './an-api';
import { asked, INTEGRATION, MOCK, OPERATION, ORIGIN, withBody } from './an-openapi-document';

type Json = Readonly<Record<string, unknown>>;

test('an operation of an OpenAPI body answers like a method of its own', () => {
  const own = asked({ paths: { '/pets/{id}': { options: OPERATION } } }, 'OPTIONS /pets/1');
  expect(own).toMatchObject({
    kind: 'answered',
    status: 200,
    headers: [[ORIGIN, '*']],
    by: { logicalId: 'Api' },
    notes: [],
  });
});

test('the ANY of a greedy path serves all verbs', () => {
  const body = { paths: { '/{proxy+}': { 'x-amazon-apigateway-any-method': OPERATION } } };
  expect(header(asked(body, 'PUT /a/b'), ORIGIN)).toBe('*');
});

test('responses are chosen by their patterns', () => {
  const integration = { ...MOCK, responses: { '4\\d{2}': { statusCode: '400' }, default: { statusCode: '200' } } };
  const operation = { responses: { 200: {}, 400: {} }, 'x-amazon-apigateway-integration': integration };
  expect(answered(asked({ paths: { '/x': { get: operation } } }, 'GET /x')).status).toBe(200);
});

describe('a reference', () => {
  test.each<[string, Json]>([
    ['a path item', { paths: { '/x': { $ref: '#/shared/item' } } }],
    ['an integration', { paths: { '/x': { get: { ...OPERATION, [INTEGRATION]: { $ref: '#/shared/mock' } } } } }],
  ])('to %s is left open', (what, body) => {
    const shared = { item: { get: OPERATION }, mock: MOCK };
    expect(reasonOf(asked({ ...body, shared }, 'GET /x'))).toContain(`a reference to ${what}`);
  });

  test('to a response leaves the headers open that it has to declare, and nothing else', () => {
    const get = { ...OPERATION, responses: { 200: { $ref: '#/shared/ok' } } };
    const own = answered(asked({ paths: { '/x': { get } }, shared: { ok: OPERATION.responses[200] } }, 'GET /x'));
    expect(own).toMatchObject({ status: 200, headers: [], notes: [] });
    expect(own.undeterminedHeaders).toEqual([{ name: ORIGIN, reason: expect.stringContaining('to a response') }]);
  });
});

test('an operation in upper case is left open', () => {
  expect(reasonOf(asked({ paths: { '/x': { GET: OPERATION } } }, 'GET /x'))).toContain('upper case');
});

test('the integration of a whole path is left open, where an operation has none', () => {
  const item = { [INTEGRATION]: MOCK, get: { responses: {} }, put: OPERATION };
  expect(reasonOf(asked({ paths: { '/x': item } }, 'GET /x'))).toContain('the integration of its path');
  expect(answered(asked({ paths: { '/x': item } }, 'PUT /x')).status).toBe(200);
});

test('a policy of the document may keep the caller out', () => {
  const policy = { Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }] };
  expect(
    reasonOf(asked({ paths: { '/x': { get: OPERATION } }, 'x-amazon-apigateway-policy': policy }, 'GET /x')),
  ).toContain('resource policy');
});

test('a base path in front of the paths leaves the whole API open', () => {
  const body = { openapi: '3.0.1', paths: { '/x': { get: OPERATION } } };
  const api = (basepath: string) => anApi({}, { api: { Body: body, Parameters: { basepath } } });
  expect(reasonOf(answer(api('prepend'), aRequest('GET /x')))).toContain('base path');
  expect(answered(answer(api('ignore'), aRequest('GET /x'))).status).toBe(200);
});

test('a path that has methods in the document and others beside it is one resource', () => {
  const body = { openapi: '3.0.1', paths: { '/': { 'x-amazon-apigateway-any-method': OPERATION } } };
  const api = anApi({ '/': { GET: {} } }, { api: { Body: body } });
  expect(answered(answer(api, aRequest('GET /'))).by.logicalId).toBe('GET');
  expect(answered(answer(api, aRequest('PUT /'))).by.logicalId).toBe('Api');
});

describe('a document in a bucket', () => {
  const location = { Bucket: { 'Fn::Sub': 'assets-${' + 'AWS::Region}' }, Key: 'abc.yaml' };
  const template = (BodyS3Location: Json): Json => ({
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { BodyS3Location } },
      Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
    },
  });
  const ask = (text: string, at: Json = location) => {
    const files = new Map([['abc.yaml', text]]);
    const [api] = deployedApis(readTemplates([{ name: 'stack.json', json: template(at), files }]));
    if (api === undefined) {
      throw new Error('the template has no API');
    }
    return answer(api, aRequest('GET /x'));
  };
  const document = { openapi: '3.0.1', paths: { '/x': { get: OPERATION } } };

  test.each([
    ['JSON', JSON.stringify(document)],
    ['YAML', stringify(document)],
    ['YAML with many aliases', `x: &x [1]\ny: [${Array.from({ length: 300 }, () => '*x')}]\n${stringify(document)}`],
    ['YAML with aliases', `x: &x ${JSON.stringify({ get: OPERATION })}\npaths: { /x: { <<: *x } }`],
  ])('is read where it is known, in %s', (_name, text) => {
    expect(header(ask(text), ORIGIN)).toBe('*');
  });

  test('says what it says: nobody works out intrinsic functions in it', () => {
    const get = { ...OPERATION, [INTEGRATION]: { ...MOCK, type: { 'Fn::Sub': 'mock' } } };
    expect(ask(JSON.stringify({ paths: { '/x': { get } } })).kind).toBe('undetermined');
  });

  test.each([
    ['a: [', location, 'neither JSON nor YAML'],
    ['just text', location, 'neither JSON nor YAML'],
    ['{}', { ...location, Key: 'other.yaml' }, 'in a bucket'],
    ['{}', { ...location, Key: { Ref: 'Key' } }, 'in a bucket'],
  ])('is left open: %j', (text, at, reason) => {
    expect(reasonOf(ask(text, at))).toContain(reason);
  });
});

describe('security', () => {
  const key = { type: 'apiKey', name: 'x-api-key', in: 'header' };
  const cognito = {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'cognito_user_pools',
    'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools' },
  };
  const iam = { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' };
  const bearer = { type: 'http', scheme: 'bearer' };
  const components = { securitySchemes: { key, cognito, iam, bearer } };
  const paths = (operation: Json): Json => ({ '/x': { options: { ...OPERATION, ...operation } } });

  test.each([
    ['key', 'INVALID_API_KEY'],
    ['cognito', 'UNAUTHORIZED'],
    ['iam', 'MISSING_AUTHENTICATION_TOKEN'],
  ])('of the whole document leaks onto OPTIONS: %s', (scheme, type) => {
    const own = asked({ components, security: [{ [scheme]: [] }], paths: paths({}) }, 'OPTIONS /x');
    expect(answered(own).by.what).toContain(type);
  });

  test('is taken away by an empty list', () => {
    expect(
      answered(asked({ components, security: [{ cognito: [] }], paths: paths({ security: [] }) }, 'OPTIONS /x')).status,
    ).toBe(200);
  });

  test('by a scheme that API Gateway has no name for is left open', () => {
    expect(reasonOf(asked({ components, paths: paths({ security: [{ bearer: [] }] }) }, 'OPTIONS /x'))).toContain(
      'bearer',
    );
  });

  test('may stand in securityDefinitions, as Swagger 2 has it', () => {
    const own = asked(
      { swagger: '2.0', securityDefinitions: { cognito }, paths: paths({ security: [{ cognito: [] }] }) },
      'OPTIONS /x',
    );
    expect(answered(own).status).toBe(401);
  });
});

test('gateway responses and binary types of the document count', () => {
  const api = withBody({
    paths: { '/x': { options: OPERATION } },
    'x-amazon-apigateway-binary-media-types': ['*/*'],
    'x-amazon-apigateway-gateway-responses': {
      DEFAULT_4XX: { responseParameters: { [`gatewayresponse.header.${ORIGIN}`]: "'*'" } },
      UNAUTHORIZED: { statusCode: 401 },
    },
  });
  expect(header(errorAnswer(api, 'ACCESS_DENIED', aRequest('GET /x')), ORIGIN)).toBe('*');
  expect(header(errorAnswer(api, 'UNAUTHORIZED', aRequest('GET /x')), ORIGIN)).toBeUndefined();
  expect(answered(answer(api, aRequest('OPTIONS /x'))).status).toBe(500);
});

test('a validator of the document asks for required parameters', () => {
  const body = {
    'x-amazon-apigateway-request-validator': 'params',
    'x-amazon-apigateway-request-validators': {
      params: { validateRequestParameters: true, validateRequestBody: false },
    },
    paths: { '/x': { parameters: [{ name: 'X-Trace', in: 'header', required: true }], get: OPERATION } },
  };
  expect(answered(asked(body, 'GET /x')).status).toBe(400);
  expect(answered(asked(body, 'GET /x', { 'x-trace': '1' })).status).toBe(200);
});

test.each([
  ['paths', { paths: { Ref: 'AWS::Region' } }],
  ['a path', { paths: { '/x': { Ref: 'AWS::Region' } } }],
  ['an operation', { paths: { '/x': { get: { Ref: 'AWS::Region' } } } }],
  [
    'an integration',
    { paths: { '/x': { get: { ...OPERATION, 'x-amazon-apigateway-integration': { Ref: 'AWS::Region' } } } } },
  ],
  ['a security', { paths: { '/x': { get: { ...OPERATION, security: [{ Ref: 'AWS::Region' }] } } } }],
])('%s that is not told is left open', (_name, body) => {
  expect(reasonOf(asked(body, 'GET /x'))).toContain('AWS::Region');
});

test('gateway responses that are not told leave every error open', () => {
  const api = withBody({ paths: {}, 'x-amazon-apigateway-gateway-responses': { Ref: 'AWS::Region' } });
  expect(reasonOf(answer(api, aRequest('GET /x')))).toContain('AWS::Region');
});
