import {
  ANY,
  aDocument,
  aMock,
  anOperation,
  aProxy,
  INTEGRATION,
  type Json,
  noticesOf,
  withCors,
} from '../support/documents';
import { aPolicy } from '../support/policies';

const ORIGIN = 'method.response.header.Access-Control-Allow-Origin';
const LISTED = { errors: aPolicy({ allowOrigins: ['https://a.example.com', 'https://*.example.com'] }) };
const getOf = (operation: object, surroundings = {}, more: object = {}): Json =>
  withCors(aDocument({ '/x': { get: operation } }, more), surroundings).paths['/x'].get;

describe('an operation whose answers API Gateway maps', () => {
  test('gets the headers on each response of its integration, and declares them', () => {
    const get = getOf(anOperation({ default: { statusCode: '200' }, '4\\d\\d': { statusCode: 404 } }));
    for (const response of ['default', '4\\d\\d']) {
      expect(get[INTEGRATION].responses[response].responseParameters).toEqual({
        [ORIGIN]: "'https://app.example.com'",
      });
    }
    const headers = { 'Access-Control-Allow-Origin': { schema: { type: 'string' } } };
    expect(get.responses).toEqual({
      200: { description: 'ok', headers },
      404: { description: '404 response', headers },
    });
  });

  test('compares the origin in front of each template, and of the body where there is none', () => {
    const responseTemplates = { 'application/json': '{"a":1}', 'text/plain': { 'Fn::Sub': 'Own' } };
    const get = getOf(
      anOperation({ default: { statusCode: '200', responseTemplates }, 404: { statusCode: '404' } }),
      LISTED,
    );
    const [own, none] = [get[INTEGRATION].responses.default, get[INTEGRATION].responses[404]];
    expect(own.responseTemplates['application/json']).toMatch(/^#set.*\$!\{corsEnd\}\{"a":1\}$/);
    expect(own.responseTemplates['text/plain']).toEqual({
      'Fn::Join': ['', [expect.stringMatching(/^#set.*\$!\{corsEnd\}$/), { 'Fn::Sub': 'Own' }]],
    });
    expect(none.responseTemplates['application/json']).toMatch(/^#set.*\$!input\.body$/);
    expect(none.responseParameters).toEqual({ 'method.response.header.Vary': "'Origin'" });
  });

  test('keeps the headers that it declares', () => {
    const own = { 'Access-Control-Allow-Origin': { description: 'mine' }, 'X-Own': {} };
    const get = getOf({ ...anOperation(), responses: { 200: { description: 'ok', headers: own } } });
    expect(get.responses[200].headers).toEqual(own);
  });

  test('declares in a copy where its response is a reference, which API Gateway may not follow', () => {
    const components = { responses: { Ok: { description: 'shared' } } };
    const operation = { ...anOperation(), responses: { 200: { $ref: '#/components/responses/Ok' } } };
    const changed = withCors(aDocument({ '/x': { get: operation } }, { components }));
    expect(changed.paths['/x'].get.responses[200]).toEqual({ description: 'shared', headers: expect.any(Object) });
    expect(changed.components).toBe(components);
  });

  test('merges two responses of one status', () => {
    const own = { statusCode: '200', responseParameters: { [ORIGIN]: "'https://own.example.com'" } };
    const get = getOf(
      { ...anOperation({ a: { statusCode: '200' }, b: own }), responses: {} },
      { errors: aPolicy({ exposeHeaders: ['ETag'] }) },
    );
    expect(Object.keys(get.responses[200].headers)).toEqual(['Access-Control-Expose-Headers']);
    expect(get[INTEGRATION].responses.b.responseParameters[ORIGIN]).toBe("'https://own.example.com'");
  });

  test.each([
    ['the document', { 'x-amazon-apigateway-binary-media-types': ['*/*'] }, {}],
    ['the API', {}, { binary: true }],
  ])('carries the first origin where the body may be binary to %s', (_name, more, surroundings) => {
    const document = aDocument({ '/x': { get: anOperation() } }, more);
    const get = withCors(document, { ...LISTED, ...surroundings }).paths['/x'].get;
    expect(get[INTEGRATION].responses.default.responseParameters[ORIGIN]).toBe("'https://a.example.com'");
    expect(get[INTEGRATION].responses.default.responseTemplates).toBeUndefined();
    expect(noticesOf(document, { ...LISTED, ...surroundings })).toContain('response-binary: GET /x');
  });

  test('is said to be text where it is a mock of an API with binary types', () => {
    const get = getOf(aMock(), { ...LISTED, binary: true });
    expect(get[INTEGRATION].responses.default.contentHandling).toBe('CONVERT_TO_TEXT');
    const own = { default: { statusCode: '200', contentHandling: 'convert_to_text' } };
    expect(getOf(aMock(own), { ...LISTED, binary: true })[INTEGRATION].responses.default.contentHandling).toBe(
      'convert_to_text',
    );
  });

  test('takes the integration of its path as its own before anything is added to it', () => {
    const shared = { type: 'http', responses: { default: { statusCode: '200' } } };
    const item = withCors(aDocument({ '/x': { [INTEGRATION]: shared, get: { responses: {} } } })).paths['/x'];
    expect(item[INTEGRATION]).toBe(shared);
    expect(item.get[INTEGRATION].responses.default.responseParameters).toEqual({ [ORIGIN]: expect.any(String) });
    expect(item.get[INTEGRATION].type).toBe('http');
  });

  test('is left alone without responses', () => {
    const operation = { [INTEGRATION]: { type: 'http' } };
    expect(getOf(operation)).toBe(operation);
  });
});

describe('paths that share a path item', () => {
  const components = { pathItems: { Shared: { get: anOperation() } } };
  const shared = { $ref: '#/components/pathItems/Shared' };

  test('get their own, with the policy of each', () => {
    const document = aDocument({ '/a/{id}': shared, '/b': shared, '/c': shared }, { components });
    const other = aPolicy({ allowOrigins: ['https://other.example.com'] });
    const policies: Record<string, ReturnType<typeof aPolicy>> = { '/a/{id}': aPolicy(), '/b': other };
    const areaAt = (path: string) =>
      path === '/c' ? undefined : { policy: policies[path], keysCachesByOrigin: false };
    const { paths, components: kept } = withCors(document, { areaAt });
    const originOf = (path: string) => paths[path].get[INTEGRATION].responses.default.responseParameters[ORIGIN];
    expect([originOf('/a/{id}'), originOf('/b')]).toEqual(["'https://app.example.com'", "'https://other.example.com'"]);
    expect(paths['/c']).toBe(shared);
    expect([paths['/a/{id}'].options.parameters?.length, paths['/b'].options.parameters]).toEqual([1, undefined]);
    expect(kept).toBe(components);
  });
});

describe('what the user has written', () => {
  const own = { default: { statusCode: '200', responseParameters: { [ORIGIN]: "'https://own.example.com'" } } };

  test.each<[string, object, object, string[]]>([
    ['an OPTIONS is completed', { options: aMock() }, {}, ['options-kept: OPTIONS /x']],
    ['an OPTIONS with its own origin', { options: aMock(own) }, {}, ['options-own-origin: OPTIONS /x']],
    [
      'an OPTIONS that only fails',
      { options: aMock({ default: { statusCode: '500' } }) },
      {},
      ['options-without-response: OPTIONS /x'],
    ],
    ['an OPTIONS with a proxy', { options: aProxy() }, {}, ['options-left: /x']],
    [
      'an OPTIONS that the security of the document closes',
      { options: aMock() },
      { security: [{ key: [] }] },
      ['options-not-open: /x', 'options-kept: OPTIONS /x'],
    ],
    ['a proxy', { [ANY]: aProxy('http_proxy') }, {}, ['proxy-responses: ANY /x']],
    ['an operation without an integration', { get: {} }, {}, ['integration-missing: GET /x']],
    ['an operation that CloudFormation makes', { get: { 'Fn::If': [] } }, {}, ['integration-unknown: GET /x']],
    [
      'a response that CloudFormation makes',
      { get: anOperation({ default: { Ref: 'Response' } }) },
      {},
      ['response-unreadable: GET /x'],
    ],
    [
      'headers that CloudFormation maps',
      { get: anOperation({ default: { statusCode: '200', responseParameters: { Ref: 'X' } } }) },
      {},
      ['response-unreadable: GET /x'],
    ],
    [
      'responses that CloudFormation makes',
      { get: { ...anOperation(), responses: { Ref: 'X' } } },
      {},
      ['response-unreadable: GET /x'],
    ],
    ['an operation with its own origin', { get: anOperation(own) }, {}, ['response-kept: GET /x']],
  ])('is told of: %s', (_name, item, more, notices) => {
    expect(noticesOf(aDocument({ '/x': item }, more))).toEqual(notices);
  });

  test('is told of once CloudFormation makes a whole path', () => {
    const document = aDocument({ '/x': { 'Fn::If': ['A', {}, {}] }, '/y': {} });
    expect(noticesOf(document)).toEqual(['openapi-unreadable: /x']);
    expect(withCors(document).paths['/x']).toEqual({ 'Fn::If': ['A', {}, {}] });
  });

  test('decides which origin may read, wholly', () => {
    const options = withCors(aDocument({ '/x': { options: aMock(own) } })).paths['/x'].options;
    expect(options[INTEGRATION].responses.default.responseParameters).toMatchObject(own.default.responseParameters);
    const closed = { errors: aPolicy({ allowCredentials: true }) };
    expect(Object.keys(getOf(anOperation(own), closed)[INTEGRATION].responses.default.responseParameters)).toEqual([
      ORIGIN,
    ]);
  });

  test('decides in the request template of a mock for whichever response it chooses', () => {
    const mock = { type: 'mock', responses: { default: { statusCode: '200' } } };
    const requestTemplates = {
      'application/json': "#set($context.responseOverride.header.Access-Control-Allow-Origin='x')",
    };
    const options = { responses: {}, [INTEGRATION]: { ...mock, requestTemplates } };
    expect(noticesOf(aDocument({ '/x': { options } }))).toEqual(['options-own-origin: OPTIONS /x']);
  });

  test('is its security: an OPTIONS of the user keeps what it asks for', () => {
    const options = withCors(aDocument({ '/x': { options: aMock() } }, { security: [{ key: [] }] })).paths['/x']
      .options;
    expect(options.security).toBeUndefined();
  });
});

test('a verb that the policy leaves out is told of', () => {
  const document = aDocument({ '/x': { put: anOperation() } });
  expect(noticesOf(document, { errors: aPolicy({ allowMethods: ['GET'] }) })).toEqual(['method-not-allowed: PUT /x']);
});

test('what HTTP APIs read is no matter to a REST API', () => {
  const cors = { allowOrigins: ['https://other.example.com'] };
  const changed = withCors(aDocument({ '/x': { get: anOperation() } }, { 'x-amazon-apigateway-cors': cors }));
  expect(changed['x-amazon-apigateway-cors']).toBe(cors);
  expect(changed.paths['/x'].options).toBeDefined();
});
