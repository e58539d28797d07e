import { deployedApis, readTemplates, simulate } from '../../../src/verify';
import { aTemplate } from '../gateway/an-api';
import { APP } from './some-apis';

const IF_APP = `#if($input.params('Origin') == '${APP}')#set($context.responseOverride.header.Access-Control-Allow-Origin = '${APP}')#end`;
const UNTOLD = { 'Fn::GetAtt': ['Elsewhere', 'Value'] };
const KEYS = ['method.request.header.Origin'];

interface Cached {
  readonly stage?: object;
  readonly integration?: object;
  readonly verb?: string;
}

/** What can go wrong with a route of an API whose stage has a cache. */
function hazardOf({ stage = {}, integration = {}, verb = 'GET' }: Cached): string | null | undefined {
  const method = {
    Integration: {
      Type: 'MOCK',
      RequestTemplates: { 'application/json': '{"statusCode":200}' },
      IntegrationResponses: [
        {
          StatusCode: '200',
          ResponseParameters: { 'method.response.header.Vary': "'Origin'" },
          ResponseTemplates: { 'application/json': IF_APP },
        },
      ],
      ...integration,
    },
    MethodResponses: [{ StatusCode: '200', ResponseParameters: { 'method.response.header.Vary': true } }],
  };
  const shown = { RestApiId: { Ref: 'Api' }, DeploymentId: { Ref: 'Deployment' }, StageName: 'prod' };
  const Stage = { Type: 'AWS::ApiGateway::Stage', Properties: { ...shown, CacheClusterEnabled: true, ...stage } };
  const { Resources } = aTemplate({ '/orders': { [verb]: method } }) as { Resources: object };
  const json = { Resources: { ...Resources, Stage } };
  const [api] = deployedApis(readTemplates([{ name: 'Shop.template.json', json }]));
  const { responses } = simulate(api, { origin: APP, method: verb, path: '/orders' });
  expect(responses.map(({ verdict }) => verdict.verdict)).toEqual(['ALLOWED']);
  return responses[0]?.hazard;
}

const setting = (ResourcePath: string, HttpMethod: string, CachingEnabled: unknown) => ({
  stage: { MethodSettings: [{ ResourcePath, HttpMethod, CachingEnabled }] },
});

test.each<[string, Cached]>([
  ['a cache', {}],
  ['a cache that is on for all methods', setting('/*', '*', true)],
  ['a cache that is off for another method', setting('/~1other', 'GET', false)],
  ['a cache that is on for a POST', { ...setting('/~1orders', 'POST', true), verb: 'POST' }],
  ['other keys than the origin', { integration: { CacheKeyParameters: ['method.request.querystring.page'] } }],
])('%s is a hazard', (_, cached) => {
  expect(hazardOf(cached)).toMatch(
    /^Access-Control-Allow-Origin depends on the origin, the stage may cache the answer/,
  );
});

test.each<[string, Cached]>([
  ['no cache', { stage: { CacheClusterEnabled: false } }],
  ['a cache that may be there or not', { stage: { CacheClusterEnabled: UNTOLD } }],
  ['a cache that is off for all methods', setting('/*', '*', false)],
  ['a cache that is off for the method', setting('/~1orders', 'GET', false)],
  ['a cache that may be off for the method', setting('/~1orders', 'GET', UNTOLD)],
  ['a cache, for a POST', { verb: 'POST' }],
  ['a cache that is on for all methods, for a POST', { ...setting('/*', '*', true), verb: 'POST' }],
  ['the origin among the keys', { integration: { CacheKeyParameters: KEYS } }],
  ['keys that are not told', { integration: { CacheKeyParameters: UNTOLD } }],
])('%s is none', (_, cached) => {
  expect(hazardOf(cached)).toBeNull();
});

test('a cache and no Vary are two hazards', () => {
  const [response] = [{ StatusCode: '200', ResponseTemplates: { 'application/json': IF_APP } }];
  expect(hazardOf({ integration: { IntegrationResponses: [response] } })).toMatch(
    /no Vary: Origin.*; .*the stage may cache/,
  );
});
