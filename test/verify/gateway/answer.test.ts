import { answer, successAnswers } from '../../../src/verify/gateway/answer';
import type { RestApi } from '../../../src/verify/gateway/model';
import { DECLARED, respondingWith } from './a-preflight';
import { aMock, aMockWith, anApi, answered, aRequest, aTemplate, header, reasonOf, theRestApi } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const UNTOLD = { Ref: 'AWS::Region' };
const MISSING = `#set($o = $input.params().header.get('Origin'))`;

/** What the one method of an API would answer. */
function successes(api: RestApi, headers: Record<string, string> = {}) {
  const [method] = api.resources.flatMap(({ methods }) => methods);
  return method === undefined ? [] : successAnswers(api, method, aRequest('GET /x', headers));
}

describe('a header that a template misses is read both as null and as an empty text', () => {
  const template = (condition: string): string =>
    `${MISSING}#if(${condition})#set($context.responseOverride.header.X-Missing='yes')#end{"statusCode":204}`;
  const mock = (condition: string) =>
    anApi({ '/x': { GET: aMockWith(respondingWith({}, template(condition)), DECLARED) } });
  const ORIGIN = { Origin: 'https://a.example' };

  test.each(["$o == ''", '$o == $nothing'])('and only what both give is told, by a MOCK: %s', (condition) => {
    const own = answered(answer(mock(condition), aRequest('GET /x')));
    expect(own.headers).toEqual([]);
    expect(own.undeterminedHeaders.map(({ name }) => name)).toEqual(['x-missing']);
    expect(answered(answer(mock(condition), aRequest('GET /x', ORIGIN))).undeterminedHeaders).toEqual([]);
  });

  test.each([`$o == ''`, `!$o`])(
    'and only what both give is told, by each response of an integration: %s',
    (condition) => {
      const integration = { ...respondingWith({}, template(condition)), Type: 'HTTP' };
      const api = anApi({ '/x': { GET: { Integration: integration, MethodResponses: DECLARED } } });
      const [own] = successes(api);
      expect(own && answered(own.answer).undeterminedHeaders.map(({ name }) => name)).toEqual(['x-missing']);
      const [told] = successes(api, ORIGIN);
      expect(told && answered(told.answer)).toMatchObject({ headers: [], undeterminedHeaders: [] });
    },
  );
});

describe('the answers that an integration may choose', () => {
  const responses = {
    IntegrationResponses: [{ StatusCode: '200' }, { StatusCode: '400', SelectionPattern: '4\\d{2}' }],
    RequestTemplates: {},
  };
  const MethodResponses = [{ StatusCode: '200' }, { StatusCode: '400' }];
  const ofType = (Type: unknown) => anApi({ '/x': { GET: { Integration: { ...responses, Type }, MethodResponses } } });

  test.each(['AWS', 'HTTP', 'MOCK', 'aws'])('are one for each integration response: %s', (type) => {
    expect(successes(ofType(type)).map(({ statusCode, selectionPattern }) => [statusCode, selectionPattern])).toEqual([
      ['200', undefined],
      ['400', '4\\d{2}'],
    ]);
  });

  test.each(['AWS_PROXY', 'HTTP_PROXY', 'OTHER', UNTOLD])('are none: %j', (type) => {
    expect(successes(ofType(type))).toEqual([]);
  });

  test('are none without an integration', () => {
    expect(successes(anApi({ '/x': { GET: { Integration: undefined } } }))).toEqual([]);
  });
});

describe('a method', () => {
  const asked = (properties: Json) =>
    answer(anApi({ '/x': { GET: { ...aMock(), ...properties } } }), aRequest('GET /x'));

  test.each<[string, Json, string]>([
    ['whose responses are not told', { MethodResponses: UNTOLD }, 'AWS::Region'],
    ['without an integration', { Integration: undefined }, 'the deployment fails'],
    ['whose integration has no type', { Integration: {} }, 'no type'],
    ['whose integration has a type that is not told', { Integration: { Type: UNTOLD } }, 'AWS::Region'],
    ['that may stream', { Integration: { Type: 'HTTP', ResponseTransferMode: UNTOLD } }, 'AWS::Region'],
    ['whose integration has another type', { Integration: { Type: 'VPC' } }, 'the integration type VPC is not known'],
  ])('%s is left open, and named', (_name, properties, reason) => {
    expect(asked(properties)).toMatchObject({ by: { logicalId: 'GETx', what: 'the method of GET /x' }, notes: [] });
    expect(reasonOf(asked(properties))).toContain(reason);
  });

  test('whose integration responses are not told is left open', () => {
    const api = anApi({ '/x': { GET: aMockWith({ IntegrationResponses: UNTOLD }) } });
    expect(reasonOf(answer(api, aRequest('GET /x')))).toContain('AWS::Region');
  });
});

describe('a method that no Deployment has', () => {
  const SIGNED = { AuthorizationType: 'AWS_IAM' };
  const undeployed = (properties: Json) => {
    const { Resources } = aTemplate({ '/x': { GET: properties } }) as { Resources: Json };
    const Deployment = { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } };
    return answer(theRestApi({ Resources: { ...Resources, Deployment } }), aRequest('GET /x'));
  };

  test.each<[string, Json]>([
    ['answers', {}],
    ['refuses', SIGNED],
    ['is left open', { Integration: undefined }],
    ['is left open by a doubt', { MethodResponses: UNTOLD }],
    ['is left open by its type', { Integration: { Type: 'VPC' } }],
    ['is left open by a type that is not told', { Integration: { Type: UNTOLD } }],
    ['is left open by its integration responses', aMockWith({ IntegrationResponses: UNTOLD })],
  ])('says so where it %s', (_name, properties) => {
    expect(undeployed(properties).notes).toMatchObject([{ id: 'may-not-be-deployed', logicalId: 'GETx' }]);
  });

  test('says so beside what is said of the refusal', () => {
    const { Resources } = aTemplate({ '/x': { GET: SIGNED } }) as { Resources: Json };
    const Properties = {
      RestApiId: { Ref: 'Api' },
      ResponseType: 'DEFAULT_4XX',
      ResponseParameters: { 'gatewayresponse.header.X-A': "'b'" },
    };
    const Deployment = { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } };
    const Custom = { Type: 'AWS::ApiGateway::GatewayResponse', Properties };
    const own = answer(theRestApi({ Resources: { ...Resources, Deployment, Custom } }), aRequest('GET /x'));
    expect(header(own, 'X-A')).toBe('b');
    expect(own.notes.map(({ logicalId }) => logicalId)).toEqual(['GETx', 'Custom']);
  });
});
