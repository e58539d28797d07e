import { answer } from '../../../src/verify/gateway/answer';
import { errorAnswer } from '../../../src/verify/gateway/error-answers';
import { anApi, answered, aRequest, header, reasonOf } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const ORIGIN = 'Access-Control-Allow-Origin';
const MOCK = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode":200}' },
  responses: { default: { statusCode: '200', responseParameters: { [`method.response.header.${ORIGIN}`]: "'*'" } } },
};
const OPERATION = {
  responses: { 200: { description: 'ok', headers: { [ORIGIN]: { schema: { type: 'string' } } } } },
  'x-amazon-apigateway-integration': MOCK,
};

function withBody(body: Json, more: Json = {}) {
  return anApi({}, { api: { Body: { openapi: '3.0.1', info: {}, ...body }, ...more } });
}

function asked(body: Json, line: string, headers: Record<string, string> = {}) {
  return answer(withBody(body), aRequest(line, headers));
}

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

test('references within the document are followed, and one in a circle is left open', () => {
  const components = { responses: { Ok: OPERATION.responses[200], Loop: { $ref: '#/components/responses/Loop' } } };
  const paths = (name: string): Json => ({
    '/x': { get: { ...OPERATION, responses: { 200: { $ref: `#/components/responses/${name}` } } } },
  });
  expect(header(asked({ components, paths: paths('Ok') }, 'GET /x'), ORIGIN)).toBe('*');
  expect(reasonOf(asked({ components, paths: paths('Loop') }, 'GET /x'))).toContain('circle');
  expect(reasonOf(asked({ components, paths: paths('None') }, 'GET /x'))).toContain('#/components/responses/None');
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
