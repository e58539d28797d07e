import { deployedApis } from '../../../src/verify/gateway/deployed-apis';
import type { Stage } from '../../../src/verify/gateway/model';
import { mayBeCached } from '../../../src/verify/gateway/stage-cache';
import { readTemplates } from '../../../src/verify/template/templates';
import { Unresolved } from '../../../src/verify/template/value';
import { anApi } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const UNTOLD = { Ref: 'AWS::Region' };
const EVERYTHING = { path: '/*', verb: '*', caches: undefined };

/** The API with a stage that has these properties. */
function staged(properties: Json) {
  const Stage = {
    Type: 'AWS::ApiGateway::Stage',
    Properties: { DeploymentId: { Ref: 'Deployment' }, StageName: 'prod', ...properties },
  };
  return anApi({ '/': { GET: {} }, '/x': { GET: {}, PUT: {} }, '/x/{id}': { GET: {} } }, { resources: { Stage } });
}

function settings(...MethodSettings: readonly unknown[]): Stage['settings'] {
  return staged({ MethodSettings }).stages.flatMap((stage) => stage.settings);
}

test('a stage that says nothing has no cache', () => {
  expect(staged({}).stages).toEqual([{ logicalId: 'Stage', name: 'prod', caches: false, settings: [EVERYTHING] }]);
});

test('what a stage does not tell is not told', () => {
  expect(staged({ StageName: UNTOLD, CacheClusterEnabled: UNTOLD, MethodSettings: UNTOLD }).stages).toEqual([
    { logicalId: 'Stage', name: undefined, caches: expect.any(Unresolved), settings: [EVERYTHING] },
  ]);
});

test.each<[string, Json, Json]>([
  ['every resource and verb', {}, {}],
  ['every resource', { ResourcePath: '/*', HttpMethod: 'GET' }, { verb: 'GET' }],
  ['the root', { ResourcePath: '/~1' }, { path: '/' }],
  ['a resource by one slash', { ResourcePath: '/x' }, { path: '/x' }],
  [
    'a resource by its encoded path',
    { ResourcePath: '/~1x~1{id}', HttpMethod: 'PUT' },
    { path: '/x/{id}', verb: 'PUT' },
  ],
  ['a resource with a cache', { ResourcePath: '/~1x', CachingEnabled: 'true' }, { path: '/x', caches: true }],
  ['a resource without one', { ResourcePath: '/~1x', CachingEnabled: false }, { path: '/x', caches: false }],
  [
    'a resource that is not told',
    { ResourcePath: UNTOLD, HttpMethod: UNTOLD, CachingEnabled: UNTOLD },
    { path: expect.any(Unresolved), verb: expect.any(Unresolved), caches: expect.any(Unresolved) },
  ],
])('a setting may be for %s', (_what, setting, expected) => {
  expect(settings(setting)).toEqual([{ ...EVERYTHING, ...expected }, EVERYTHING]);
});

test('a stage has all of its settings, before what goes for everything', () => {
  const [one, other] = [{ ResourcePath: '/x' }, { ResourcePath: '/y' }];
  expect(settings(one, other)).toEqual([{ ...EVERYTHING, path: '/x' }, { ...EVERYTHING, path: '/y' }, EVERYTHING]);
});

test('what may be cached is what the cache and its settings say together', () => {
  const cached = (properties: Json, verb = 'GET', path = '/x') => mayBeCached(staged(properties), verb, path);
  const MethodSettings = [{ ResourcePath: '/~1x', HttpMethod: 'PUT', CachingEnabled: true }];
  expect(cached({ MethodSettings }, 'PUT')).toBe(false);
  expect(cached({ MethodSettings, CacheClusterEnabled: true }, 'PUT')).toBe(true);
  expect(cached({ MethodSettings, CacheClusterEnabled: true }, 'GET', '/x/1')).toBe(true);
  const off = [{ ResourcePath: '/*', HttpMethod: '*', CachingEnabled: false }];
  expect(cached({ MethodSettings: off, CacheClusterEnabled: true })).toBe(false);
});

describe('a stage that a deployment makes', () => {
  const withStage = (properties: Json) =>
    anApi(
      { '/x': { GET: {} } },
      {
        resources: {
          Inline: {
            Type: 'AWS::ApiGateway::Deployment',
            Properties: { RestApiId: { Ref: 'Api' }, StageName: 'test', ...properties },
          },
        },
      },
    );

  test('is one of the stages, by its name', () => {
    const api = withStage({});
    expect(api.deployments).toEqual(['Inline', 'Deployment']);
    expect(api.stages).toEqual([{ logicalId: 'Inline', name: 'test', caches: false, settings: [EVERYTHING] }]);
  });

  test('is as its description says', () => {
    const StageDescription = {
      CacheClusterEnabled: true,
      CachingEnabled: false,
      MethodSettings: [{ ResourcePath: '/~1x', HttpMethod: 'GET', CachingEnabled: true }],
    };
    const api = withStage({ StageDescription });
    expect(api.stages).toEqual([
      {
        logicalId: 'Inline',
        name: 'test',
        caches: true,
        settings: [
          { path: '/x', verb: 'GET', caches: true },
          { ...EVERYTHING, caches: false },
        ],
      },
    ]);
    expect(mayBeCached(api, 'GET', '/x')).toBe(true);
  });

  test('is not cached where its description says so for everything', () => {
    const cached = (CachingEnabled?: boolean) =>
      mayBeCached(withStage({ StageDescription: { CacheClusterEnabled: true, CachingEnabled } }), 'GET', '/x');
    expect(cached()).toBe(true);
    expect(cached(false)).toBe(false);
  });
});

test.each([
  ['another API', { Ref: 'OtherDeployment' }, ['Other']],
  ['an API that is elsewhere', 'abc123', []],
])('a stage of the deployment of %s is none of its own', (_what, DeploymentId, expected) => {
  const stage = { Type: 'AWS::ApiGateway::Stage', Properties: { DeploymentId, StageName: 'prod' } };
  const Resources = {
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
    Other: { Type: 'AWS::ApiGateway::RestApi' },
    OtherDeployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Other' } } },
    Stage: stage,
  };
  const apis = deployedApis(readTemplates([{ name: 'stack.json', json: { Resources } }]));
  expect(apis.filter((api) => api.kind === 'rest' && api.stages.length > 0).map(({ logicalId }) => logicalId)).toEqual(
    expected,
  );
});
