import { readDocument } from '../../src/openapi/document';
import { ANY, aDocument, aMock, anOperation, aProxy, INTEGRATION, problemsIn } from '../support/documents';

function read(document: object) {
  const found = readDocument(document);
  if ('problems' in found) {
    throw new Error(JSON.stringify(found.problems));
  }
  return found;
}

const methodsOf = (item: object, more: object = {}) =>
  read(aDocument({ '/x': item }, more)).paths[0].methods.map(
    ({ verb, integration, open }) => `${verb} ${integration}${open ? '' : ' closed'}`,
  );

describe('the routes of a document', () => {
  test('are its paths, each verb and ANY, and no extension', () => {
    const document = aDocument({
      'x-paths': { get: {} },
      '/b/': { get: aMock(), parameters: [], 'x-other': {}, [ANY]: aProxy() },
      '/': {},
    });
    expect(read(document).paths.map(({ path, methods }) => [path, methods.map(({ verb }) => verb)])).toEqual([
      ['/b', ['GET', 'ANY']],
      ['/', []],
    ]);
  });

  test('need not be there: OpenAPI 3.1 asks for no paths', () => {
    expect(read({ openapi: '3.1.0', webhooks: {} }).paths).toEqual([]);
  });

  test.each([
    ['mock', 'MOCK'],
    ['http_proxy', 'HTTP_PROXY'],
    ['AWS_PROXY', 'AWS_PROXY'],
    ['aws', 'AWS'],
    ['HTTP', 'HTTP'],
    ['other', 'UNKNOWN'],
    [{ Ref: 'Type' }, 'UNKNOWN'],
  ])('have the integration %j as %s', (type, kind) => {
    expect(methodsOf({ get: { [INTEGRATION]: { type } } })).toEqual([`GET ${kind}`]);
  });

  test('have an integration that CloudFormation makes, or none', () => {
    expect(methodsOf({ get: { [INTEGRATION]: { 'Fn::If': [] } }, put: { 'Fn::If': [] }, post: {} })).toEqual([
      'GET UNKNOWN',
      'PUT UNKNOWN',
      'POST NONE',
    ]);
  });

  test('have the integration of their path where they have none', () => {
    expect(methodsOf({ [INTEGRATION]: { type: 'mock' }, get: {}, put: aProxy() })).toEqual([
      'GET MOCK',
      'PUT AWS_PROXY',
    ]);
  });
});

describe('a request without credentials and parameters', () => {
  const header = { name: 'X-Trace', in: 'header', required: true };
  const validators = {
    'x-amazon-apigateway-request-validators': {
      all: { validateRequestParameters: true },
      written: { validateRequestParameters: 'true' },
      body: { validateRequestBody: true },
    },
  };
  const name = 'x-amazon-apigateway-request-validator';

  test.each<[string, object, object, boolean]>([
    ['nothing is asked', {}, {}, true],
    ['the document asks for a scheme', {}, { security: [{ key: [] }] }, false],
    ['the operation takes that away', { security: [] }, { security: [{ key: [] }] }, true],
    ['a scheme is one of several ways', { security: [{}] }, { security: [{ key: [] }] }, true],
    ['the operation asks for a scheme', { security: [{ key: [] }] }, {}, false],
    ['security is left to CloudFormation', { security: { Ref: 'Security' } }, {}, false],
    ['IAM signs it', { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }, {}, false],
    ['nobody signs it', { 'x-amazon-apigateway-auth': { type: 'NONE' } }, {}, true],
    ['a parameter is required and nobody looks', { parameters: [header] }, validators, true],
    ['a validator looks at a required parameter', { parameters: [header], [name]: 'all' }, validators, false],
    ['it says so in a text', { parameters: [header], [name]: 'written' }, validators, false],
    ['it looks at the body', { parameters: [header], [name]: 'body' }, validators, true],
    ['the document has one for all', { parameters: [header] }, { ...validators, [name]: 'all' }, false],
    [
      'the variable of a path is always there',
      { parameters: [{ ...header, in: 'path' }], [name]: 'all' },
      validators,
      true,
    ],
    [
      'a shared parameter is required',
      { parameters: [{ $ref: '#/shared' }], [name]: 'all' },
      { ...validators, shared: header },
      false,
    ],
  ])('where %s', (_name, operation, document, open) => {
    expect(methodsOf({ options: { ...aMock(), ...operation } }, document)).toEqual([
      `OPTIONS MOCK${open ? '' : ' closed'}`,
    ]);
  });

  test('needs a parameter of the path, unless the operation asks less', () => {
    const item = (own: object[]) => ({ parameters: [header], options: { ...aMock(), [name]: 'all', parameters: own } });
    expect(methodsOf(item([]), validators)).toEqual(['OPTIONS MOCK closed']);
    expect(methodsOf(item([{ ...header, required: false }]), validators)).toEqual(['OPTIONS MOCK']);
  });
});

test.each<[unknown, boolean]>([
  [undefined, false],
  [[], false],
  [['image/png'], true],
  [{ Ref: 'Types' }, true],
])('binary media types %j', (types, binary) => {
  expect(read({ openapi: '3.0.1', 'x-amazon-apigateway-binary-media-types': types }).binary).toBe(binary);
});

describe('a document that cannot be read', () => {
  test.each([
    [{}, 'openapi-version #'],
    [{ openapi: '4.0.0' }, 'openapi-version #'],
    [{ swagger: '1.2' }, 'openapi-version #'],
    [null, 'openapi-version #'],
    [{ 'Fn::Transform': { Name: 'AWS::Include' } }, 'openapi-transform #'],
    [{ openapi: '3.0.1', 'Fn::Transform': {}, paths: {} }, 'openapi-transform #'],
    [{ openapi: '3.0.1', paths: { 'Fn::Transform': {}, '/x': {} } }, 'openapi-transform #/paths'],
    [{ openapi: '3.0.1', paths: { '/x': { 'Fn::Transform': {}, get: {} } } }, 'openapi-transform #/paths/~1x'],
    [{ 'Fn::If': ['A', {}, {}] }, 'openapi-intrinsic #'],
    [{ openapi: '3.0.1', paths: { Ref: 'Paths' } }, 'openapi-intrinsic #/paths'],
  ])('%j is %s', (document, problem) => {
    expect(problemsIn(document)).toEqual([problem]);
  });

  test('tells every reference that leads nowhere', () => {
    const document = aDocument({
      '/a': { $ref: 'a.yaml' },
      '/b': { get: { ...anOperation(), responses: { 200: { $ref: '#/components/responses/None' } } } },
      '/c': { get: { [INTEGRATION]: { $ref: '#/components/integrations/None' } } },
    });
    expect(problemsIn(document)).toEqual([
      'openapi-ref-remote #/paths/~1a',
      'openapi-ref-broken #/paths/~1c/get/x-amazon-apigateway-integration',
    ]);
    expect(
      problemsIn(aDocument({ '/b': { get: { ...anOperation(), responses: { 200: { $ref: '#/none' } } } } })),
    ).toEqual(['openapi-ref-broken #/paths/~1b/get/responses/200']);
  });

  test.each(['2.0', 2, '3.0.1', '3.1.0', 3.1])('but one of version %p can', (version) => {
    const member = String(version).startsWith('2') ? 'swagger' : 'openapi';
    expect(problemsIn({ [member]: version })).toEqual([]);
  });
});
