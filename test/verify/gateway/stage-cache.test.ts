import { mayBeCached } from '../../../src/verify/gateway/stage-cache';
import { aMockWith, anApi, theHttpApi } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const UNTOLD = { Ref: 'AWS::Region' };

function aStage(...settings: readonly Json[]): Json {
  return {
    Type: 'AWS::ApiGateway::Stage',
    Properties: { DeploymentId: { Ref: 'Deployment' }, CacheClusterEnabled: true, MethodSettings: settings },
  };
}

function setting(line: string, CachingEnabled: unknown): Json {
  const [HttpMethod, path = ''] = line.split(' ');
  return { HttpMethod, ResourcePath: path === '/*' ? path : `/${path.replaceAll('/', '~1')}`, CachingEnabled };
}

/** Whether /x/{id}, which has GET and POST, may be cached. */
function cached(line: string, integration: Json = {}, resources: Json = { Stage: aStage() }): boolean {
  const [verb = '', path = ''] = line.split(' ');
  const method = aMockWith(integration);
  return mayBeCached(anApi({ '/x/{id}': { GET: method, POST: method } }, { resources }), verb, path);
}

describe('the answer to a GET is kept by the cache of a stage', () => {
  test('without a setting, unlike that to another verb or of another path', () => {
    expect(cached('GET /x/1')).toBe(true);
    expect(cached('POST /x/1')).toBe(false);
    expect(cached('GET /y')).toBe(false);
    expect(cached('GET /x//')).toBe(false);
  });

  test('if one stage has a cache', () => {
    const bare = { ...aStage(), Properties: { DeploymentId: { Ref: 'Deployment' } } };
    expect(cached('GET /x/1', {}, { Bare: bare, Stage: aStage() })).toBe(true);
    expect(cached('GET /x/1', {}, { Bare: bare })).toBe(false);
    expect(cached('GET /x/1', {}, {})).toBe(false);
  });

  test('never for an HTTP API, which has no cache', () => {
    const api = theHttpApi({
      Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } } },
    });
    expect(mayBeCached(api, 'GET', '/x')).toBe(false);
  });

  test('also of a method without an integration', () => {
    expect(
      mayBeCached(
        anApi({ '/x': { GET: { Integration: undefined } } }, { resources: { Stage: aStage() } }),
        'GET',
        '/x',
      ),
    ).toBe(true);
  });
});

describe('the key of the cache', () => {
  test.each<[string, unknown, boolean]>([
    ['the origin', ['method.request.header.Origin'], false],
    ['the origin, in another case of letters', ['method.request.header.origin'], false],
    ['the origin beside another', ['method.request.path.id', 'method.request.header.Origin'], false],
    ['what is not told', UNTOLD, false],
    ['another parameter', ['method.request.header.Accept'], true],
    ['nothing', [], true],
  ])('has %s', (_name, CacheKeyParameters, expected) => {
    expect(cached('GET /x/1', { CacheKeyParameters })).toBe(expected);
  });
});

describe('the nearest setting decides', () => {
  const all: readonly [string, boolean][] = [
    ['* /*', false],
    ['GET /*', true],
    ['* /x/{id}', false],
    ['GET /x/{id}', true],
  ];

  test.each([
    [1, false],
    [2, true],
    [3, false],
    [4, true],
  ])('of the first %d, in whatever order they stand', (count, expected) => {
    const settings = all.slice(0, count).map(([line, caches]) => setting(line, caches));
    expect(cached('GET /x/1', {}, { Stage: aStage(...settings) })).toBe(expected);
    expect(cached('GET /x/1', {}, { Stage: aStage(...settings.reverse()) })).toBe(expected);
  });

  test.each<[string, unknown, string, boolean]>([
    ['POST /x/{id}', true, 'POST /x/1', true],
    ['POST /*', true, 'POST /x/1', true],
    ['* /x/{id}', true, 'POST /x/1', false],
    ['POST /x/{id}', false, 'GET /x/1', true],
    ['GET /y', false, 'GET /x/1', true],
    ['GET /x/{id}', undefined, 'GET /x/1', true],
    ['GET /x/{id}', UNTOLD, 'GET /x/1', false],
  ])('that caches %s: %j, for %s', (line, caches, asked, expected) => {
    expect(cached(asked, {}, { Stage: aStage(setting(line, caches)) })).toBe(expected);
  });
});
