import { answer } from '../../../src/verify/gateway/answer';
import { deployedApis } from '../../../src/verify/gateway/deployed-apis';
import { httpRoute } from '../../../src/verify/gateway/http-routing';
import { readTemplates } from '../../../src/verify/template/templates';
import { answered, aRequest, header, reasonOf, theHttpApi } from './an-api';
import { anHttpApi as api, BACKEND, CORS, PREFLIGHT, STAGE } from './an-http-api';

type Json = Readonly<Record<string, unknown>>;

const ORIGIN = 'Access-Control-Allow-Origin';
const VARY = { name: 'Vary', reason: 'whether an HTTP API sends Vary has not been measured' };

describe('a preflight that no route takes', () => {
  test('is answered from the CORS configuration', () => {
    expect(answer(api({ 'GET /x': {} }), aRequest('OPTIONS /x', PREFLIGHT))).toEqual({
      kind: 'answered',
      status: 204,
      headers: [
        [ORIGIN, 'https://a.example'],
        ['Access-Control-Allow-Credentials', 'true'],
        ['Access-Control-Allow-Methods', 'GET,PUT'],
        ['Access-Control-Allow-Headers', 'X-One'],
        ['Access-Control-Max-Age', '600'],
        ['Access-Control-Expose-Headers', 'X-Two'],
      ],
      by: { logicalId: 'Api', what: 'the CORS configuration of the HTTP API' },
      undeterminedHeaders: [VARY],
      notes: [],
    });
  });

  test('of every origin gets the wildcard where that is all there is', () => {
    expect(header(answer(api({}, { AllowOrigins: ['*'] }), aRequest('OPTIONS /x', PREFLIGHT)), ORIGIN)).toBe('*');
  });

  test.each([
    ['an origin that is not allowed', ['https://b.example']],
    ['an origin that only a scheme wildcard allows', ['https://*']],
    ['a wildcard among origins', ['*', 'https://a.example']],
  ])('has every header open for %s', (_name, AllowOrigins) => {
    const answer_ = answered(answer(api({}, { AllowOrigins }), aRequest('OPTIONS /x', PREFLIGHT)));
    expect(answer_.headers).toEqual([]);
    expect(answer_.undeterminedHeaders.map(({ name }) => name)).toEqual(['*']);
  });

  test('has a list with a wildcard open', () => {
    const cors = { AllowOrigins: ['https://a.example'], AllowMethods: ['*'], AllowHeaders: ['X-One'] };
    const open = answered(answer(api({}, cors), aRequest('OPTIONS /x', PREFLIGHT))).undeterminedHeaders;
    expect(open.map(({ name }) => name)).toEqual(['Access-Control-Allow-Methods', 'Vary']);
  });

  test('is a plain OPTIONS without its two headers, and no such route', () => {
    expect(
      answered(answer(api({ 'GET /x': {} }), aRequest('OPTIONS /x', { Origin: 'https://a.example' }))).status,
    ).toBe(404);
  });

  test('is a 404 without a CORS configuration', () => {
    const none = answered(answer(api({ 'GET /x': {} }, { Ref: 'AWS::NoValue' }), aRequest('OPTIONS /x', PREFLIGHT)));
    expect(none).toMatchObject({ status: 404, headers: [], undeterminedHeaders: [] });
  });
});

describe('a preflight that a route takes', () => {
  test.each(['ANY /x', '$default', 'OPTIONS /{proxy+}'])('by %s is answered by whatever is behind it', (key) => {
    expect(reasonOf(answer(api({ [key]: {} }), aRequest('OPTIONS /x', PREFLIGHT)))).toContain('takes the preflight');
    const known = answer(api({ [key]: {} }), aRequest('OPTIONS /x', PREFLIGHT), BACKEND);
    expect(header(known, ORIGIN)).toBe('https://a.example');
    expect(header(known, 'Access-Control-Allow-Methods')).toBe('GET,PUT');
  });

  test('by a $default with a JWT authorizer is refused', () => {
    const refused = answered(
      answer(api({ $default: { AuthorizationType: 'JWT', AuthorizerId: 'x' } }), aRequest('OPTIONS /x', PREFLIGHT)),
    );
    expect(refused).toMatchObject({ status: 401, undeterminedHeaders: [{ name: '*' }] });
  });

  test('is saved from the authorizer of $default by an open OPTIONS of a proxy', () => {
    const cured = api({ $default: { AuthorizationType: 'JWT', AuthorizerId: 'x' }, 'OPTIONS /{proxy+}': {} });
    expect(answered(answer(cured, aRequest('OPTIONS /x', PREFLIGHT), BACKEND)).status).toBe(200);
  });

  test('by a route with a Lambda authorizer hangs on its identity source', () => {
    const route = { $default: { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' } } };
    const authorizer = (properties: Json): Json => ({
      Authorizer: { Type: 'AWS::ApiGatewayV2::Authorizer', Properties: properties },
    });
    const named = api(route, CORS, authorizer({ IdentitySource: ['$request.header.Authorization'] }));
    expect(answered(answer(named, aRequest('OPTIONS /x', PREFLIGHT))).status).toBe(401);
    expect(reasonOf(answer(api(route, CORS, authorizer({})), aRequest('OPTIONS /x', PREFLIGHT)))).toContain(
      'authorizer',
    );
  });
});

describe('what the stages serve', () => {
  const request = aRequest('OPTIONS /x', PREFLIGHT);
  const stage = (properties: Json) => ({
    Stage: { ...STAGE, Properties: { ...STAGE.Properties, AutoDeploy: false, ...properties } },
  });
  const deployment = (DependsOn: readonly string[]) => ({
    Deployment: { Type: 'AWS::ApiGatewayV2::Deployment', Properties: { ApiId: { Ref: 'Api' } }, DependsOn },
  });
  const noteIds = (one: ReturnType<typeof answer>) => one.notes.map(({ id }) => id);

  test('is everything where one is deployed automatically', () => {
    expect(noteIds(answer(api({ 'OPTIONS /x': {} }), request, BACKEND))).toEqual([]);
  });

  test('is nothing that is known without that and without a deployment', () => {
    expect(noteIds(answer(api({ 'OPTIONS /x': {} }, CORS, stage({})), request, BACKEND))).toEqual(['no-deployment']);
    expect(noteIds(answer(api({}, CORS, stage({})), request))).toEqual(['no-deployment']);
    expect(noteIds(answer(api({}, CORS, { Stage: { Type: 'Other' } }), aRequest('GET /y')))).toEqual(['no-deployment']);
  });

  test('is what a deployment waits for', () => {
    const snapshot = (...names: string[]) =>
      api({ 'OPTIONS /x': {}, 'GET /x': {} }, CORS, {
        ...stage({ DeploymentId: { Ref: 'Deployment' } }),
        ...deployment(names),
      });
    expect(noteIds(answer(snapshot('Route0'), request, BACKEND))).toEqual([]);
    expect(noteIds(answer(snapshot('Route1'), request, BACKEND))).toEqual(['may-not-be-deployed']);
    expect(noteIds(answer(snapshot(), aRequest('OPTIONS /y', PREFLIGHT)))).toEqual([]);
  });
});

describe('an actual request', () => {
  const one = api({ 'GET /x': {} });

  test("gets the configured headers instead of the backend's", () => {
    const own = answer(one, aRequest('GET /x', { Origin: 'https://a.example' }), BACKEND);
    expect(answered(own).headers).toEqual([
      ['X-Own', '1'],
      [ORIGIN, 'https://a.example'],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Expose-Headers', 'X-Two'],
    ]);
  });

  test('gets them whatever the backend does, with a status that is assumed', () => {
    const own = answered(answer(one, aRequest('GET /x', { Origin: 'https://a.example' })));
    expect(header(own, ORIGIN)).toBe('https://a.example');
    expect(own.notes.map(({ id }) => id)).toEqual(['assumed-status']);
  });

  test('without an Origin gets none', () => {
    const own = answered(answer(one, aRequest('GET /x'), BACKEND));
    expect(own).toMatchObject({ headers: [['X-Own', '1']], undeterminedHeaders: [] });
  });

  test('without a CORS configuration hangs on the backend alone', () => {
    const bare = api({ 'GET /x': {} }, { Ref: 'AWS::NoValue' });
    expect(reasonOf(answer(bare, aRequest('GET /x')))).toContain('backend');
    expect(header(answer(bare, aRequest('GET /x'), BACKEND), ORIGIN)).toBe('https://backend.example');
  });

  test('with credentials hangs on the authorizer', () => {
    const guarded = api({ 'GET /x': { AuthorizationType: 'JWT', AuthorizerId: 'x' } });
    const request = aRequest('GET /x', { Origin: 'https://a.example', Authorization: 'Bearer x' });
    expect(reasonOf(answer(guarded, request))).toContain('authorizer');
    expect(answered(answer(guarded, request, { authorised: true })).status).toBe(200);
    expect(answered(answer(guarded, request, { authorised: false })).status).toBe(401);
  });
});

test.each([
  ['GET /pets/dog/1', 'Route0'],
  ['GET /pets/dog/2', 'Route1'],
  ['GET /pets/cat', 'Route2'],
  ['POST /pets/cat', 'Route3'],
  ['GET /', '$default'],
])('%s is routed as the documentation says', (line, expected) => {
  const routes = api({
    'GET /pets/dog/1': {},
    'GET /pets/dog/{id}': {},
    'GET /pets/{proxy+}': {},
    'ANY /{proxy+}': {},
    $default: {},
  });
  const [verb = '', path = ''] = line.split(' ');
  const found = httpRoute(routes, verb, path);
  expect(found.kind === 'route' && [found.route.logicalId, found.route.key]).toContain(expected);
});

test('a body, or a configuration that is not told, leaves everything open', () => {
  const bodied = theHttpApi({
    Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Body: { openapi: '3.0.1' } } } },
  });
  expect(reasonOf(answer(bodied, aRequest('GET /x')))).toContain('Body');
  expect(reasonOf(answer(api({}, { Ref: 'AWS::Region' }), aRequest('GET /x')))).toContain('AWS::Region');
});

test('an API made with a target has the one route', () => {
  const Api = {
    Type: 'AWS::ApiGatewayV2::Api',
    Properties: { ProtocolType: 'HTTP', Target: 'https://x.example', CorsConfiguration: CORS },
  };
  const made = theHttpApi({ Resources: { Api } });
  expect(made.routes.map(({ key }) => key)).toEqual(['$default']);
  expect(answered(answer(made, aRequest('OPTIONS /x', PREFLIGHT), BACKEND))).toMatchObject({ status: 200, notes: [] });

  const Override = {
    Type: 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides',
    Properties: { ApiId: { Ref: 'Api' }, Route: { AuthorizationType: 'AWS_IAM' } },
  };
  const guarded = answer(theHttpApi({ Resources: { Api, Override } }), aRequest('OPTIONS /x', PREFLIGHT), BACKEND);
  expect(answered(guarded)).toMatchObject({ status: 403, by: { logicalId: 'Override' } });
});

describe('what an HTTP API is read from', () => {
  const read = (Properties: Json, more: Json = {}) =>
    theHttpApi({ Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties }, ...more } });

  test('is no WebSocket API', () => {
    const of = (ProtocolType: string) => {
      const Resources = { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType } } };
      return deployedApis(readTemplates([{ name: 'stack.json', json: { Resources } }])).map(({ kind }) => kind);
    };
    expect(of('WEBSOCKET')).toEqual([]);
    expect(of('HTTP')).toEqual(['http']);
  });

  test('has its name and stack, as far as they are told', () => {
    expect(read({ Name: 'shop' })).toMatchObject({ logicalId: 'Api', stack: 'stack.json', name: 'shop', routes: [] });
    expect(read({ Name: { Ref: 'AWS::Region' } }).name).toBeUndefined();
  });

  test.each(['Body', 'BodyS3Location'])('may be a %s, which is not read', (property) => {
    const own = answer(read({ ProtocolType: 'HTTP', [property]: { openapi: '3.0.1' } }), aRequest('GET /x'));
    expect(reasonOf(own)).toBe(`the ${property} of an HTTP API is not read`);
  });

  test('may be a target, with a key of its own', () => {
    expect(read({ Target: 'https://x.example', RouteKey: 'GET /x' }).routes.map(({ key }) => key)).toEqual(['GET /x']);
  });

  test('may be a target and what overrides its route, of which nobody knows whether it is there', () => {
    const Override = {
      Type: 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides',
      Condition: 'Nobody',
      Properties: { ApiId: { Ref: 'Api' }, Route: { AuthorizationType: 'AWS_IAM' } },
    };
    const made = read({ Target: 'https://x.example' }, { Override });
    expect(reasonOf(answer(made, aRequest('GET /x'), BACKEND))).toContain('Nobody');
  });
});
