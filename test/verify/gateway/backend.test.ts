import { answer, successAnswers } from '../../../src/verify/gateway/answer';
import type { BackendAnswer } from '../../../src/verify/gateway/answers';
import { anApi, answered, aRequest, header, reasonOf } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const ORIGIN = 'Access-Control-Allow-Origin';
const MAPPED = { [`method.response.header.${ORIGIN}`]: "'*'" };
const declared = ['200', '400', '502'].map((StatusCode) => ({
  StatusCode,
  ResponseParameters: { [`method.response.header.${ORIGIN}`]: true },
}));

function api(integration: Json) {
  return anApi({ '/x': { GET: { Integration: integration, MethodResponses: declared } } });
}

function asked(integration: Json, backend?: BackendAnswer, headers: Record<string, string> = {}) {
  return answer(api(integration), aRequest('GET /x', headers), backend === undefined ? {} : { backend: () => backend });
}

describe.each(['AWS_PROXY', 'HTTP_PROXY'])('an %s integration', (Type) => {
  test('sends what its backend sends, which the templates do not tell', () => {
    expect(reasonOf(asked({ Type }))).toContain('proxy');
  });

  test('ignores the headers that its integration responses map, and says so', () => {
    const integration = { Type, IntegrationResponses: [{ StatusCode: '200', ResponseParameters: MAPPED }] };
    const told = answered(asked(integration, { status: 201, headers: [['X-Own', '1']] }));
    expect(told).toMatchObject({
      status: 201,
      headers: [['X-Own', '1']],
      notes: [{ id: 'ignored-mapping', logicalId: 'GETx' }],
    });
  });

  test('has no answers of its own', () => {
    const one = api({ Type, IntegrationResponses: [{ StatusCode: '200', ResponseParameters: MAPPED }] });
    const method = one.resources.flatMap(({ methods }) => methods)[0];
    expect(method && successAnswers(one, method, aRequest('GET /x'))).toEqual([]);
  });
});

test('the caller is told which method asks, and the status is an assumption where it is not told', () => {
  const calls: string[] = [];
  const told = answer(api({ Type: 'AWS_PROXY' }), aRequest('GET /x'), {
    backend: ({ logicalId }) => {
      calls.push(logicalId);
      return { headers: [] };
    },
  });
  expect(calls).toEqual(['GETx']);
  expect(answered(told).notes.map(({ id }) => id)).toEqual(['assumed-status']);
});

test('an integration that streams is a proxy', () => {
  expect(
    reasonOf(asked({ Type: 'HTTP', ResponseTransferMode: 'STREAM', IntegrationResponses: [{ StatusCode: '200' }] })),
  ).toContain('proxy');
});

describe('an AWS or HTTP integration', () => {
  const single = { Type: 'AWS', IntegrationResponses: [{ StatusCode: '200', ResponseParameters: MAPPED }] };
  const several = {
    Type: 'HTTP',
    IntegrationResponses: [
      { StatusCode: '200', ResponseParameters: MAPPED },
      { StatusCode: '400', SelectionPattern: '4\\d{2}', ResponseParameters: MAPPED },
      { StatusCode: '502', SelectionPattern: '5\\d{2}' },
    ],
  };

  test('with the default alone has one answer, whatever the backend does', () => {
    expect(header(asked(single), ORIGIN)).toBe('*');
  });

  test('with patterns hangs on the backend', () => {
    expect(reasonOf(asked(several))).toContain('which of 3 integration responses');
    expect(answered(asked(several, { status: 404, headers: [] })).status).toBe(400);
    expect(answered(asked(several, { status: 503, headers: [] })).headers).toEqual([]);
    expect(answered(asked(several, { status: 201, headers: [] })).status).toBe(200);
  });

  test('matches the error message of a function', () => {
    const lambda = {
      ...several,
      Type: 'AWS',
      IntegrationResponses: [{ StatusCode: '200' }, { StatusCode: '400', SelectionPattern: 'Bad .*' }],
    };
    expect(answered(asked(lambda, { errorMessage: 'Bad luck', headers: [] })).status).toBe(400);
    expect(answered(asked(lambda, { headers: [] })).status).toBe(200);
  });

  test('without a response that fits is a configuration error', () => {
    const patterns = { Type: 'HTTP', IntegrationResponses: [{ StatusCode: '400', SelectionPattern: '4..' }] };
    expect(answered(asked(patterns, { status: 200, headers: [] })).by.what).toContain('API_CONFIGURATION_ERROR');
  });

  test('maps headers of the backend where they are told', () => {
    const mapping = { [`method.response.header.${ORIGIN}`]: 'integration.response.header.X-Origin' };
    const integration = { Type: 'HTTP', IntegrationResponses: [{ StatusCode: '200', ResponseParameters: mapping }] };
    expect(header(asked(integration, { headers: [['x-origin', 'https://a.example']] }), ORIGIN)).toBe(
      'https://a.example',
    );
    expect(answered(asked(integration)).undeterminedHeaders.map(({ name }) => name)).toEqual([ORIGIN]);
    expect(answered(asked(integration, { headers: [] })).undeterminedHeaders.map(({ name }) => name)).toEqual([ORIGIN]);
  });

  test('lists the answer of every integration response', () => {
    const one = api(several);
    const method = one.resources.flatMap(({ methods }) => methods)[0];
    const all = method === undefined ? [] : successAnswers(one, method, aRequest('GET /x'));
    expect(
      all.map(({ statusCode, selectionPattern, answer: own }) => [statusCode, selectionPattern, header(own, ORIGIN)]),
    ).toEqual([
      ['200', undefined, '*'],
      ['400', '4\\d{2}', '*'],
      ['502', '5\\d{2}', undefined],
    ]);
  });

  test('refuses a media type that no template fits', () => {
    const strict = { ...single, PassthroughBehavior: 'NEVER', RequestTemplates: { 'application/json': '{}' } };
    expect(answered(asked(strict, undefined, { 'Content-Type': 'text/csv' })).status).toBe(415);
    expect(answered(asked(single, undefined, { 'Content-Type': 'text/csv' })).status).toBe(200);
  });

  test('runs a request template that overrides the answer, and leaves alone one that does not', () => {
    const override = "#set($context.responseOverride.header.Vary = 'Origin'){}";
    expect(header(asked({ ...single, RequestTemplates: { 'application/json': override } }), 'Vary')).toBe('Origin');
    const unknown = { 'Fn::Join': ['', ['{"t":"', { Ref: 'AWS::Region' }, '"}']] };
    expect(header(asked({ ...single, RequestTemplates: { 'application/json': unknown } }), ORIGIN)).toBe('*');
    const both = { 'Fn::Join': ['', [override, { Ref: 'AWS::Region' }]] };
    expect(reasonOf(asked({ ...single, RequestTemplates: { 'application/json': both } }))).toContain('AWS::Region');
  });

  test('with headers that are not told has any header open, and no complaint of the declaration', () => {
    const untold = {
      Type: 'AWS',
      IntegrationResponses: [{ StatusCode: '200', ResponseParameters: { Ref: 'AWS::Region' } }],
    };
    expect(answered(asked(untold))).toMatchObject({ undeterminedHeaders: [{ name: '*' }], notes: [] });
  });
});

test('a header that API Gateway renames is told by the name that is sent', () => {
  const integration = {
    Type: 'AWS',
    IntegrationResponses: [{ StatusCode: '200', ResponseParameters: { 'method.response.header.Server': "'x'" } }],
  };
  const one = anApi({
    '/x': {
      GET: {
        Integration: integration,
        MethodResponses: [{ StatusCode: '200', ResponseParameters: { 'method.response.header.Server': true } }],
      },
    },
  });
  expect(answered(answer(one, aRequest('GET /x'))).headers).toEqual([['x-amzn-Remapped-Server', 'x']]);
});

test.each([
  ['no integration', undefined, 'no integration'],
  ['an integration that is not told', { Ref: 'AWS::Region' }, 'AWS::Region'],
  ['an integration of an unknown type', { Type: 'MAGIC' }, 'MAGIC'],
  ['a type that is not told', { Type: { Ref: 'AWS::Region' } }, 'AWS::Region'],
  ['responses that are not told', { Type: 'MOCK', IntegrationResponses: { Ref: 'AWS::Region' } }, 'AWS::Region'],
])('a method with %s is left open', (_name, Integration, reason) => {
  const one = anApi({ '/x': { GET: { Integration } } });
  expect(reasonOf(answer(one, aRequest('GET /x')))).toContain(reason);
});
