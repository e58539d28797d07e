import { answer } from '../../../src/verify/gateway/answer';
import type { GatewayAnswer } from '../../../src/verify/gateway/answers';
import type { Integration } from '../../../src/verify/gateway/model';
import { mayBeCached } from '../../../src/verify/gateway/stage-cache';
import { anApi, answered, aRequest, reasonOf } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const MethodResponses = [{ StatusCode: '200', ResponseParameters: { 'method.response.header.Vary': true } }];

function ofMethod(Integration: Json) {
  return anApi({ '/x': { GET: { Integration, MethodResponses } } });
}

/** The integration of an operation of an OpenAPI body. */
function ofOperation(integration: Json) {
  const get = { responses: { 200: {} }, 'x-amazon-apigateway-integration': integration };
  return anApi({}, { api: { Body: { openapi: '3.0.1', info: {}, paths: { '/x': { get } } } } });
}

function asked(api: ReturnType<typeof anApi>, contentType = 'application/json'): GatewayAnswer {
  return answer(api, aRequest('GET /x', { 'Content-Type': contentType }));
}

describe('an integration without responses', () => {
  test.each([
    ['a method', ofMethod({ Type: 'AWS' })],
    ['an operation', ofOperation({ type: 'aws' })],
  ])('of %s has none to choose', (_what, api) => {
    expect(answered(asked(api)).by.what).toContain('API_CONFIGURATION_ERROR');
  });
});

test('an integration without a type is left open', () => {
  expect(reasonOf(asked(ofMethod({ Uri: 'https://backend.example' })))).toContain('no type');
});

test.each(['NEVER', 'never', 'when_no_templates'])(
  'the passthrough behaviour %s refuses what no template fits',
  (name) => {
    const integration = {
      type: 'aws',
      passthroughBehavior: name,
      requestTemplates: { 'application/json': '{}' },
      responses: { default: { statusCode: '200' } },
    };
    expect(answered(asked(ofOperation(integration), 'text/csv')).status).toBe(415);
    expect(answered(asked(ofOperation(integration))).status).toBe(200);
  },
);

test('a passthrough behaviour that nobody knows is left open', () => {
  const integration = { Type: 'MOCK', PassthroughBehavior: 'SOMETIMES' };
  expect(reasonOf(asked(ofMethod(integration), 'text/csv'))).toContain('SOMETIMES');
});

test('a template that is taken out is none', () => {
  const integration = {
    Type: 'MOCK',
    PassthroughBehavior: 'NEVER',
    RequestTemplates: {
      'application/json': '{"statusCode":200}',
      'text/csv': { Ref: 'AWS::NoValue' },
      'text/html': null,
    },
    IntegrationResponses: [{ StatusCode: '200' }],
  };
  expect(answered(asked(ofMethod(integration))).status).toBe(200);
  expect(answered(asked(ofMethod(integration), 'text/csv')).status).toBe(415);
  expect(answered(asked(ofMethod(integration), 'text/html')).status).toBe(415);
});

test('of the parameters of a response only headers are sent', () => {
  const ResponseParameters = { 'method.response.header.Vary': "'Origin'", 'method.response.body.whatever': "'x'" };
  const told = asked(ofMethod({ Type: 'AWS', IntegrationResponses: [{ StatusCode: '200', ResponseParameters }] }));
  expect(told).toMatchObject({ headers: [['Vary', 'Origin']], undeterminedHeaders: [], notes: [] });
});

describe('an integration that streams its answers', () => {
  const streams = (ResponseTransferMode: unknown) =>
    asked(ofMethod({ Type: 'HTTP', ResponseTransferMode, IntegrationResponses: [{ StatusCode: '200' }] }));

  test.each([
    ['STREAM', 'proxy'],
    [{ Ref: 'AWS::Region' }, 'AWS::Region'],
  ])('by the mode %j is left open', (mode, reason) => {
    expect(reasonOf(streams(mode))).toContain(reason);
  });

  test.each(['BUFFERED', undefined])('is none by the mode %j', (mode) => {
    expect(answered(streams(mode)).status).toBe(200);
  });
});

describe('the cache of a stage', () => {
  const cached = (CacheKeyParameters?: unknown) => {
    const Stage = {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { DeploymentId: { Ref: 'Deployment' }, StageName: 'prod', CacheClusterEnabled: true },
    };
    const api = anApi(
      { '/x': { GET: { Integration: { Type: 'HTTP', CacheKeyParameters } } } },
      { resources: { Stage } },
    );
    return mayBeCached(api, 'GET', '/x');
  };

  test('keeps answers for other origins, unless the integration names Origin as a key', () => {
    expect(cached()).toBe(true);
    expect(cached(['method.request.querystring.q'])).toBe(true);
    expect(cached(['method.request.querystring.q', 'method.request.header.Origin'])).toBe(false);
  });
});

test('what an integration has beside its responses is read', () => {
  const [method] = ofMethod({
    Type: 'http',
    Uri: 'https://backend.example',
    ContentHandling: 'CONVERT_TO_TEXT',
  }).resources.flatMap(({ methods }) => methods);
  expect(method?.integration).toMatchObject<Partial<Integration>>({
    type: 'HTTP',
    uri: 'https://backend.example',
    contentHandling: 'CONVERT_TO_TEXT',
    passthroughBehavior: 'WHEN_NO_MATCH',
  });
});
