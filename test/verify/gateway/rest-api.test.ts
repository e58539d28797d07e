import { answer } from '../../../src/verify/gateway/answer';
import { errorAnswer } from '../../../src/verify/gateway/error-answers';
import type { RestApi } from '../../../src/verify/gateway/model';
import { aMock, anApi, answered, aRequest, aTemplate, header, reasonOf, theRestApi } from './an-api';

type Json = Readonly<Record<string, unknown>>;
type Resources = Record<string, Record<string, unknown>>;

const UNTOLD = { Ref: 'AWS::Region' };
const MAYBE = { Maybe: { 'Fn::Equals': [UNTOLD, 'x'] } };

/** An API with GET /x/y, some of whose resources differ: `Resource1` is /x, `Resource2` is /x/y. */
function edited(edits: Readonly<Record<string, Json>>, properties: Readonly<Record<string, Json>> = {}): RestApi {
  const template = aTemplate({ '/x/y': { GET: {} } }) as { Resources: Resources };
  for (const [id, edit] of Object.entries(edits)) {
    template.Resources[id] = { ...template.Resources[id], ...edit };
  }
  for (const [id, more] of Object.entries(properties)) {
    Object.assign(template.Resources[id]?.Properties ?? {}, more);
  }
  return theRestApi({ ...template, Conditions: { ...MAYBE, Never: { 'Fn::Equals': ['x', 'y'] } } });
}

describe('an API', () => {
  test('is its resources with their methods, below the root', () => {
    const api = anApi(
      { '/': { GET: {} }, '/x': { GET: {}, PUT: {} } },
      {
        resources: {
          Mine: {
            Type: 'AWS::ApiGateway::GatewayResponse',
            Properties: { RestApiId: { Ref: 'Api' }, ResponseType: 'THROTTLED' },
          },
        },
      },
    );
    expect(api).toMatchObject({ logicalId: 'Api', name: 'shop', stack: 'stack0.json', binaryMediaTypes: [] });
    expect(
      api.resources.map(({ logicalId, path, methods }) => [logicalId, path, methods.map(({ verb }) => verb)]),
    ).toEqual([
      ['Api', '/', ['GET']],
      ['Resource1', '/x', ['GET', 'PUT']],
    ]);
    expect([...api.gatewayResponses.keys()]).toEqual(['THROTTLED']);
    expect(answered(answer(api, aRequest('GET /'))).by.what).toBe('the MOCK integration of GET /');
  });

  test('has no name where that is not told', () => {
    expect(anApi({}, { api: { Name: UNTOLD } }).name).toBeUndefined();
  });

  test('that may not be there is left open', () => {
    expect(reasonOf(answer(edited({ Api: { Condition: 'Maybe' } }), aRequest('GET /x/y')))).toContain('AWS::Region');
  });

  test('that is elsewhere is named after what stands here', () => {
    const place = { RestApiId: 'abc123', ResourceId: 'root' };
    const Method = { Type: 'AWS::ApiGateway::Method', Properties: { ...place, HttpMethod: 'GET', ...aMock() } };
    expect(theRestApi({ Resources: { Method } })).toMatchObject({
      logicalId: 'abc123',
      stack: 'stack0.json',
      name: undefined,
    });
  });

  test('has the binary media types of its own and of its document', () => {
    const types = (own: unknown, imported: unknown) =>
      anApi(
        { '/x': { GET: {} } },
        { api: { BinaryMediaTypes: own, Body: { 'x-amazon-apigateway-binary-media-types': imported } } },
      );
    expect(types(['a/b'], ['c/d']).binaryMediaTypes).toEqual(['a/b', 'c/d']);
    for (const api of [types(UNTOLD, []), types([], UNTOLD)]) {
      expect(reasonOf(answer(api, aRequest('GET /x')))).toContain('AWS::Region');
    }
  });
});

describe('a resource', () => {
  test.each<[string, Json, string]>([
    ['with a part that is not told', { PathPart: UNTOLD }, 'AWS::Region'],
    ['without a part', { PathPart: undefined }, 'Resource1 has no PathPart'],
    ['with a parent that is not told', { ParentId: UNTOLD }, 'AWS::Region'],
    ['with a parent that is elsewhere', { ParentId: 'abc' }, 'the parent of Resource1 is not in the templates'],
    [
      'with a parent that is no resource',
      { ParentId: { Ref: 'Api' } },
      'the parent of Resource1 is not in the templates',
    ],
    ['without a parent', { ParentId: undefined }, 'the parent of Resource1 is not in the templates'],
  ])('%s leaves the paths below it open', (_name, more, reason) => {
    expect(reasonOf(answer(edited({}, { Resource1: more }), aRequest('GET /x/y')))).toContain(reason);
  });

  test('that is not there leaves those below it open', () => {
    expect(reasonOf(answer(edited({ Resource1: { Condition: 'Never' } }), aRequest('GET /x/y')))).toContain(
      'is not in the templates',
    );
  });

  test('that may not be there leaves its path open', () => {
    expect(reasonOf(answer(edited({ Resource2: { Condition: 'Maybe' } }), aRequest('GET /x/y')))).toContain(
      'AWS::Region',
    );
  });
});

describe('a method', () => {
  test.each<[string, unknown, string]>([
    ['is elsewhere', 'abc123', 'the resource of GETxy is not in the templates'],
    ['is another kind of resource', { Ref: 'Deployment' }, 'the resource of GETxy is not in the templates'],
    ['is not told', UNTOLD, 'AWS::Region'],
  ])('whose resource %s may be on any path', (_name, ResourceId, reason) => {
    expect(reasonOf(answer(edited({}, { GETxy: { ResourceId } }), aRequest('GET /other')))).toContain(reason);
  });
});

describe('a gateway response', () => {
  const withResponse = (properties: Json, more: Json = {}): RestApi =>
    edited({
      Custom: {
        Type: 'AWS::ApiGateway::GatewayResponse',
        Properties: { RestApiId: { Ref: 'Api' }, ResponseType: 'DEFAULT_4XX', ...properties },
        ...more,
      },
    });
  const asked = (api: RestApi) => errorAnswer(api, 'ACCESS_DENIED', aRequest('GET /x'));

  test('has its own status and headers', () => {
    const ResponseParameters = { 'gatewayresponse.header.X-A': "'b'" };
    const api = withResponse({ StatusCode: 418, ResponseParameters });
    expect(answered(asked(api))).toMatchObject({ status: 418, by: { logicalId: 'Custom' } });
    expect(header(asked(api), 'X-A')).toBe('b');
  });

  test.each<[string, Json, Json]>([
    ['whose type is not told', { ResponseType: UNTOLD }, {}],
    ['whose headers are not told', { ResponseParameters: UNTOLD }, {}],
    ['whose status is not told', { StatusCode: UNTOLD }, {}],
    ['that may not be there', {}, { Condition: 'Maybe' }],
  ])('%s leaves the errors open', (_name, properties, more) => {
    expect(reasonOf(asked(withResponse(properties, more)))).toContain('AWS::Region');
  });

  test('without a type leaves the others as they are', () => {
    expect(answered(asked(withResponse({ ResponseType: undefined }))).status).toBe(403);
  });
});
