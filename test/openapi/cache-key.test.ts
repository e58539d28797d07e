import { aDocument, anOperation, aProxy, complete, INTEGRATION, type Json, withCors } from '../support/documents';
import { aPolicy } from '../support/policies';

const policy = aPolicy({ allowOrigins: ['https://a.example.com', 'https://b.example.com'] });
const KEYS = ['method.request.header.Origin', 'method.request.header.origin'];
const optional = (name: string) => ({ name, in: 'header', required: false, schema: { type: 'string' } });

const around = (keysCachesByOrigin: boolean) => ({ errors: policy, areaAt: () => ({ policy, keysCachesByOrigin }) });
const getOf = (operation: object, more: object = {}): Json =>
  withCors(aDocument({ '/x': { get: operation, ...more } }), around(true)).paths['/x'].get;

function uncacheable(item: object, keys = false, document: object = {}): readonly string[] {
  const completed = complete(aDocument({ '/x': item }, document), around(keys));
  return 'problems' in completed ? [] : completed.uncacheable.map(({ path, verb }) => `${verb} ${path}`);
}

function keyed(parameters: readonly object[], keys: readonly string[]): object {
  const operation = anOperation() as Json;
  return { ...operation, parameters, [INTEGRATION]: { ...operation[INTEGRATION], cacheKeyParameters: keys } };
}

describe('the cache key of an operation', () => {
  test.each([
    ['a mapped integration', anOperation()],
    ['a proxy', aProxy()],
  ])('gets the origin in both spellings, which the operation declares: %s', (_name, operation) => {
    const get = getOf(operation);
    expect(get.parameters).toEqual([optional('Origin'), optional('origin')]);
    expect(get[INTEGRATION].cacheKeyParameters).toEqual(KEYS);
  });

  test('keeps what is there', () => {
    const own = { name: 'Origin', in: 'header', required: true };
    const get = getOf(keyed([own], ['method.request.querystring.page']));
    expect(get.parameters).toEqual([own, optional('origin')]);
    expect(get[INTEGRATION].cacheKeyParameters).toEqual(['method.request.querystring.page', ...KEYS]);
  });

  test('declares nothing twice that the path declares', () => {
    const parameters = [optional('Origin'), { $ref: '#/x-shared' }];
    const document = aDocument({ '/x': { parameters, get: anOperation() } }, { 'x-shared': optional('origin') });
    expect(withCors(document, around(true)).paths['/x'].get.parameters).toBeUndefined();
  });

  test('is left alone where it has the origin, in any spelling', () => {
    const operation = keyed([optional('origin')], ['method.request.header.origin']);
    expect(getOf(operation)[INTEGRATION].cacheKeyParameters).toEqual(['method.request.header.origin']);
    expect(uncacheable({ get: operation })).toEqual(['OPTIONS /x']);
  });

  test.each([
    ['the integration', { responses: {}, [INTEGRATION]: { 'Fn::If': [] } }],
    ['the keys', { responses: {}, [INTEGRATION]: { type: 'http', cacheKeyParameters: { Ref: 'Keys' } } }],
    ['the parameters', { ...aProxy(), parameters: { Ref: 'Parameters' } }],
    ['nothing, since there is none', { responses: {} }],
  ])('is left alone where CloudFormation makes %s', (_name, operation) => {
    expect(getOf(operation)).toEqual(operation);
  });

  test('is left alone where every origin gets the same', () => {
    const one = aPolicy();
    const document = aDocument({ '/x': { get: anOperation() } });
    const surroundings = { errors: one, areaAt: () => ({ policy: one, keysCachesByOrigin: true }) };
    expect(withCors(document, surroundings).paths['/x'].get[INTEGRATION].cacheKeyParameters).toBeUndefined();
  });
});

describe('the routes that no cache may keep', () => {
  test('are those whose answers depend on the origin, preflights among them', () => {
    const own = {
      default: {
        statusCode: '200',
        responseParameters: { 'method.response.header.Access-Control-Allow-Origin': "'x'" },
      },
    };
    expect(uncacheable({ get: anOperation(), put: aProxy(), post: anOperation(own) })).toEqual([
      'OPTIONS /x',
      'GET /x',
      'PUT /x',
    ]);
    expect(uncacheable({ get: anOperation() }, false, { 'x-amazon-apigateway-binary-media-types': ['*/*'] })).toEqual([
      'OPTIONS /x',
    ]);
  });

  test('are the preflights alone where the origin is in the keys', () => {
    expect(uncacheable({ get: anOperation(), put: aProxy() }, true)).toEqual(['OPTIONS /x']);
  });
});
