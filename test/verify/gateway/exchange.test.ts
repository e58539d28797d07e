import { answer, successAnswers } from '../../../src/verify/gateway/answer';
import { aMockWith, anApi, answered, aRequest, type Methods, reasonOf } from './an-api';

const RESPONSES = [{ StatusCode: '200', ResponseTemplates: { 'application/json': "$input.path('$.a')" } }];

/** A MOCK whose request template this is. */
function mock(template: string): Methods {
  return { '/x': { GET: aMockWith({ RequestTemplates: { 'application/json': template } }) } };
}

describe('a request template', () => {
  test('sees the body of the request', () => {
    const api = anApi(mock('$input.body'));
    expect(answered(answer(api, aRequest('GET /x', {}, '{"statusCode":200}'))).status).toBe(200);
    expect(answered(answer(api, aRequest('GET /x', {}, '{}'))).status).toBe(500);
  });

  test('of a request without a body has nothing certain to see there', () => {
    expect(reasonOf(answer(anApi(mock('$input.body')), aRequest('GET /x')))).toContain('without a body');
  });

  test('sees no query where there is none', () => {
    const api = anApi(mock('#foreach($name in $input.params().querystring.keySet()) x #end {"statusCode":200}'));
    expect(answered(answer(api, aRequest('GET /x'))).status).toBe(200);
    expect(reasonOf(answer(api, aRequest('GET /x?a=b')))).toContain('statusCode');
  });
});

test('the backend is asked once, where no template reads what is missing', () => {
  const calls: string[] = [];
  const integration = { Type: 'AWS', IntegrationResponses: RESPONSES };
  const api = anApi({ '/x': { GET: { Integration: integration, MethodResponses: [{ StatusCode: '200' }] } } });
  const told = answer(api, aRequest('GET /x'), {
    backend: ({ logicalId }) => {
      calls.push(logicalId);
      return { headers: [], body: '{"a":1}' };
    },
  });
  expect(answered(told).body).toBe('1');
  expect(calls).toEqual(['GETx']);
});

test('a method on a path that is not told is named without it', () => {
  const api = anApi(
    {},
    {
      resources: {
        Far: {
          Type: 'AWS::ApiGateway::Method',
          Properties: { RestApiId: { Ref: 'Api' }, ResourceId: 'abc', HttpMethod: 'GET', ...aMockWith({}) },
        },
      },
    },
  );
  const [method] = api.resources.flatMap(({ methods }) => methods);
  const [own] = method === undefined ? [] : successAnswers(api, method, aRequest('GET /x'));
  expect(own?.answer.by).toEqual({
    logicalId: 'Far',
    what: 'the MOCK integration of GET a path that is not told',
  });
});
