// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so
import { answer } from '../../../src/verify/gateway/answer';
import { deployedApis } from '../../../src/verify/gateway/deployed-apis';
import type { RestApi } from '../../../src/verify/gateway/model';
import { readTemplates } from '../../../src/verify/template/templates';
import { aMock, anApi, answered, aRequest, aTemplate, reasonOf, theRestApi } from './an-api';

type Resources = Record<string, Record<string, unknown>>;

function edited(edit: (resources: Resources) => void): RestApi {
  const template = aTemplate({ '/x': { GET: {}, OPTIONS: {} } }) as { Resources: Resources };
  edit(template.Resources);
  return theRestApi(template);
}

function deployed(api: RestApi): Readonly<Record<string, string>> {
  const methods = api.resources.flatMap((resource) => resource.methods);
  return Object.fromEntries(methods.map((method) => [method.logicalId, method.deployed]));
}

describe('a method', () => {
  test('that a Deployment depends on is deployed', () => {
    expect(deployed(edited(() => {}))).toEqual({ GETx: 'included', OPTIONSx: 'included' });
  });

  test('that no Deployment depends on may be missing, and every answer of it says so', () => {
    const api = edited((resources) => Object.assign(resources.Deployment ?? {}, { DependsOn: 'GETx' }));
    expect(deployed(api)).toEqual({ GETx: 'included', OPTIONSx: 'may-be-missing' });
    expect(answered(answer(api, aRequest('GET /x'))).notes).toEqual([]);
    expect(answered(answer(api, aRequest('OPTIONS /x'))).notes).toMatchObject([
      { id: 'may-not-be-deployed', logicalId: 'OPTIONSx' },
    ]);
  });

  test('that a Deployment depends on by way of others is deployed', () => {
    const api = edited((resources) => {
      Object.assign(resources.Deployment ?? {}, { DependsOn: ['GETx'] });
      Object.assign(resources.GETx ?? {}, { DependsOn: ['Wait'] });
      resources.Wait = { Type: 'Custom::Wait', Properties: { After: { 'Fn::Sub': 'the ${OPTIONSx}' } } };
    });
    expect(deployed(api)).toEqual({ GETx: 'included', OPTIONSx: 'included' });
  });

  test('of an API without a Deployment in the templates is noted', () => {
    const api = edited((resources) => {
      delete resources.Deployment;
    });
    expect(deployed(api)).toEqual({ GETx: 'no-deployment', OPTIONSx: 'no-deployment' });
    expect(answered(answer(api, aRequest('GET /x'))).notes.map(({ id }) => id)).toEqual(['no-deployment']);
  });

  test('whose condition is open is left open, and one whose condition is false is not there', () => {
    const conditional = (condition: unknown): RestApi => {
      const template = aTemplate({ '/x': { GET: {} } }) as { Resources: Resources };
      Object.assign(template.Resources.GETx ?? {}, { Condition: 'Maybe' });
      return theRestApi({ ...template, Conditions: { Maybe: condition } });
    };
    expect(
      reasonOf(answer(conditional({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'x'] }), aRequest('GET /x'))),
    ).toContain('AWS::Region');
    expect(answered(answer(conditional({ 'Fn::Equals': ['y', 'x'] }), aRequest('GET /x'))).status).toBe(403);
    expect(answered(answer(conditional({ 'Fn::Equals': ['x', 'x'] }), aRequest('GET /x'))).status).toBe(200);
  });
});

describe('the parts of an API', () => {
  test('belong to it by reference, never by name', () => {
    const one = aTemplate({ '/x': { GET: {} } }) as { Resources: Resources };
    const Other = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'shop' } };
    const apis = deployedApis(readTemplates([{ name: 'a.json', json: { Resources: { ...one.Resources, Other } } }]));
    expect(apis.map((api) => [api.logicalId, api.kind === 'rest' ? deployed(api) : {}])).toEqual([
      ['Api', { GETx: 'included' }],
      ['Other', {}],
    ]);
  });

  test('that are added to an API from elsewhere make an API of which nothing is told', () => {
    const Method = {
      Type: 'AWS::ApiGateway::Method',
      Properties: { RestApiId: 'abc123', ResourceId: 'def', HttpMethod: 'GET', ...aMock() },
    };
    const api = theRestApi({ Resources: { Method } });
    expect(api.logicalId).toBe('abc123');
    expect(reasonOf(answer(api, aRequest('GET /')))).toContain('not in the templates');
  });

  test.each([
    ['the logical id of what is no API', { Ref: 'Imported' }, /^Imported$/],
    ['what leaves it open', { Ref: 'AWS::Region' }, /^an API that is not told \(.*AWS::Region/],
    ['that there is none', undefined, /^an API that is not told \(there is no RestApiId\)$/],
  ])('of an API that is told otherwise are named by %s', (_what, RestApiId, name) => {
    const Imported = { Type: 'Custom::Api' };
    const Method = { Type: 'AWS::ApiGateway::Method', Properties: { RestApiId, HttpMethod: 'GET', ...aMock() } };
    expect(theRestApi({ Resources: { Imported, Method } }).logicalId).toMatch(name);
  });

  test('with a path that is not told leave other paths open, except those that are literal', () => {
    const template = aTemplate({ '/x': { GET: {} }, '/y': { POST: {} }, '/{z}': { POST: {} } }) as {
      Resources: Resources;
    };
    Object.assign(template.Resources.Resource1?.Properties ?? {}, { PathPart: { Ref: 'AWS::Region' } });
    const api = theRestApi(template);
    expect(reasonOf(answer(api, aRequest('GET /other')))).toContain('AWS::Region');
    expect(answered(answer(api, aRequest('POST /y'))).status).toBe(200);
    expect(answered(answer(api, aRequest('POST /other'))).status).toBe(200);
  });

  test('that are their own parents are no endless loop', () => {
    const template = aTemplate({ '/x': { GET: {} } }) as { Resources: Resources };
    Object.assign(template.Resources.Resource1?.Properties ?? {}, { ParentId: { Ref: 'Resource1' } });
    expect(reasonOf(answer(theRestApi(template), aRequest('GET /x')))).toContain('its own parents');
  });

  test('include the stages of its deployments', () => {
    const Stage = {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { DeploymentId: { Ref: 'Deployment' }, StageName: 'prod', CacheClusterEnabled: true },
    };
    const Foreign = { Type: 'AWS::ApiGateway::Stage', Properties: { DeploymentId: 'abc', StageName: 'foreign' } };
    const api = anApi({ '/x': { GET: {} } }, { resources: { Stage, Foreign } });
    expect(api.stages).toMatchObject([{ logicalId: 'Stage', name: 'prod', caches: true }]);
    expect(api.deployments).toEqual(['Deployment']);
  });
});

test.each([
  ['BodyS3Location', { BodyS3Location: { Bucket: 'b', Key: 'k' } }, 'BodyS3Location'],
  ['Body through a macro', { Body: { 'Fn::Transform': { Name: 'AWS::Include' } } }, 'Fn::Transform'],
  ['properties that a macro adds to', { 'Fn::Transform': { Name: 'AWS::Include' } }, 'Fn::Transform'],
  ['CloneFrom', { CloneFrom: 'abc' }, 'clone'],
])('an API with %s is left open', (_name, api, reason) => {
  expect(reasonOf(answer(anApi({ '/x': { GET: {} } }, { api }), aRequest('GET /x')))).toContain(reason);
});
