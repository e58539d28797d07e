import { stringify } from 'yaml';
import { answer } from '../../../src/verify/gateway/answer';
import type { Assumptions, GatewayAnswer } from '../../../src/verify/gateway/answers';
import { deployedApis } from '../../../src/verify/gateway/deployed-apis';
import type { DeployedApi } from '../../../src/verify/gateway/model';
import { readTemplates } from '../../../src/verify/template/templates';
import { anApi, answered, aRequest, header, reasonOf } from './an-api';
import { INTEGRATION, MOCK, OPERATION, ORIGIN } from './an-openapi-document';

type Json = Readonly<Record<string, unknown>>;

/** An API whose document stands in a file beside the template. */
function fromFile(text: string): DeployedApi {
  const BodyS3Location = { Bucket: 'assets', Key: 'api.yaml' };
  const Resources = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { BodyS3Location } },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
  };
  const files = new Map([['api.yaml', text]]);
  const [api] = deployedApis(readTemplates([{ name: 'stack.json', json: { Resources }, files }]));
  if (api === undefined) {
    throw new Error('the template has no API');
  }
  return api;
}

describe.each<[string, (document: Json) => string]>([
  ['JSON', (document) => JSON.stringify(document)],
  ['YAML', (document) => stringify(document)],
])('a file of %s', (_name, written) => {
  const ask = (document: Json, line: string, assumptions?: Assumptions): GatewayAnswer =>
    answer(fromFile(written(document)), aRequest(line), assumptions);

  test('has texts, numbers, truths and lists', () => {
    const document = {
      'x-amazon-apigateway-request-validator': 'strict',
      'x-amazon-apigateway-request-validators': { strict: { validateRequestParameters: true } },
      security: [{ iam: [] }],
      components: { securitySchemes: { iam: { type: 'apiKey', 'x-amazon-apigateway-authtype': 'awsSigv4' } } },
      paths: {
        '/x': {
          parameters: [{ name: 'page', in: 'query', required: true }],
          get: { ...OPERATION, security: [], [INTEGRATION]: { ...MOCK, responses: { default: { statusCode: 200 } } } },
          put: OPERATION,
        },
      },
    };
    expect(answered(ask(document, 'GET /x')).by.what).toContain('BAD_REQUEST_PARAMETERS');
    expect(answered(ask(document, 'GET /x?page=1')).status).toBe(200);
    expect(answered(ask(document, 'PUT /x?page=1')).by.what).toContain('MISSING_AUTHENTICATION_TOKEN');
  });

  test('has nothing where it says null', () => {
    const get = { ...OPERATION, security: null };
    expect(header(ask({ security: null, paths: { '/x': { get }, '/y': null } }, 'GET /x'), ORIGIN)).toBe('*');
  });
});

describe('a body in the template', () => {
  test.each([
    ['a text', '{"openapi":"3.0.1"}', 'it is no map'],
    ['a list', [], 'it is no map'],
    ['a value that is not told', { Ref: 'AWS::Region' }, 'AWS::Region'],
  ])('is left open if it is %s', (_name, Body, reason) => {
    expect(reasonOf(answer(anApi({}, { api: { Body } }), aRequest('GET /x')))).toContain(reason);
  });

  test('is left open in a bucket whose key is not told', () => {
    const BodyS3Location = { Bucket: 'b', Key: { Ref: 'AWS::Region' } };
    expect(reasonOf(answer(anApi({}, { api: { BodyS3Location } }), aRequest('GET /x')))).toContain('in a bucket');
  });

  test('is told to be in a bucket only where there is none in the template', () => {
    const api = { Body: { paths: { '/x': { get: OPERATION } } }, BodyS3Location: { Bucket: 'b', Key: 'k' } };
    expect(answered(answer(anApi({}, { api }), aRequest('GET /x'))).status).toBe(200);
  });
});
