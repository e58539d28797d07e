import { answer } from '../../../src/verify/gateway/answer';
import { errorAnswer } from '../../../src/verify/gateway/error-answers';
import { anApi, answered, aRequest, reasonOf } from './an-api';
import { asked, INTEGRATION, OPERATION, ORIGIN, withBody } from './an-openapi-document';

type Json = Readonly<Record<string, unknown>>;

describe('the paths of a document', () => {
  test('are those of the API, beside the root', () => {
    const item = { summary: 'all about them', parameters: [], GET: {}, get: OPERATION, put: OPERATION };
    const api = withBody({ paths: { '/x': item, '/y/': { [INTEGRATION]: {} }, '/z': null } });
    expect(api.resources.map(({ path, methods }) => [path, methods.map(({ verb }) => verb)])).toEqual([
      ['/', []],
      ['/x', ['GET', 'GET', 'PUT']],
      ['/y', []],
      ['/z', []],
    ]);
  });

  test('are none where it has none', () => {
    expect(withBody({}).resources).toEqual([{ logicalId: 'Api', path: '/', methods: [] }]);
    expect(withBody({}).gatewayResponses.size).toBe(0);
  });

  test.each([
    ['/', 'GET /', '/'],
    ['/pets/', 'GET /pets', '/pets'],
    ['/pets/{id}', 'GET /pets/1', '/pets/{id}'],
  ])('are called by their name: %s', (path, line, name) => {
    const own = answered(asked({ paths: { [path]: { get: OPERATION } } }, line));
    expect(own.by.what).toBe(`the MOCK integration of GET ${name}`);
    const [resource] = withBody({ paths: { [path]: { get: OPERATION } } }).resources.slice(-1);
    expect(resource?.path).toBe(name);
  });
});

test('an operation without an integration makes the deployment fail', () => {
  expect(reasonOf(asked({ paths: { '/x': { get: { responses: {} } } } }, 'GET /x'))).toContain('the deployment fails');
});

describe('a response of an operation', () => {
  const get = (responses: unknown): Json => ({ paths: { '/x': { get: { ...OPERATION, responses } } } });
  const UNTOLD = { Ref: 'AWS::Region' };

  test.each([
    ['they', UNTOLD],
    ['it', { 200: UNTOLD }],
    ['another', { ...OPERATION.responses, 400: UNTOLD }],
    ['its headers', { 200: { headers: UNTOLD } }],
  ])('leaves the operation open where %s cannot be told', (_name, responses) => {
    expect(reasonOf(asked(get(responses), 'GET /x'))).toContain('AWS::Region');
  });

  test.each([undefined, {}, { 201: {} }])('has to be declared, unlike in %j', (responses) => {
    expect(reasonOf(asked(get(responses), 'GET /x'))).toContain('no method response 200');
  });

  test('has to declare the headers that are mapped', () => {
    const own = answered(asked(get({ 200: {} }), 'GET /x'));
    expect(own.undeterminedHeaders.map(({ name }) => name)).toEqual([ORIGIN]);
    expect(own.notes.map(({ id }) => id)).toEqual(['undeclared-header']);
  });
});

test('a gateway response of the document has its own status', () => {
  const responses = { UNAUTHORIZED: { statusCode: 418 }, DEFAULT_5XX: { statusCode: '503' } };
  const api = withBody({ paths: {}, 'x-amazon-apigateway-gateway-responses': responses });
  expect(answered(errorAnswer(api, 'UNAUTHORIZED', aRequest('GET /x'))).status).toBe(418);
  expect(answered(errorAnswer(api, 'AUTHORIZER_FAILURE', aRequest('GET /x'))).status).toBe(503);
});

test('a base path is of no account without a document', () => {
  const api = anApi({ '/x': { GET: {} } }, { api: { Parameters: { basepath: 'prepend' } } });
  expect(answered(answer(api, aRequest('GET /x'))).status).toBe(200);
});
