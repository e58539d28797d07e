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

/** The answers of all the integration responses. */
function allOf(integration: Json) {
  const one = api(integration);
  const [method] = one.resources.flatMap(({ methods }) => methods);
  if (method === undefined) {
    throw new Error('a method was expected');
  }
  return successAnswers(one, method, aRequest('GET /x'));
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
      undeterminedHeaders: [],
      notes: [{ id: 'ignored-mapping', logicalId: 'GETx' }],
    });
  });

  test('says nothing of integration responses that map no headers', () => {
    const integration = { Type, IntegrationResponses: [{ StatusCode: '200' }] };
    expect(answered(asked(integration, { status: 201, headers: [] })).notes).toEqual([]);
    expect(asked(integration).notes).toEqual([]);
  });

  test('has the body of its backend, where that is told', () => {
    expect(answered(asked({ Type }, { headers: [], body: '{}' })).body).toBe('{}');
    expect(asked({ Type }, { headers: [] })).not.toHaveProperty('body');
  });

  test('has no answers of its own', () => {
    expect(allOf({ Type, IntegrationResponses: [{ StatusCode: '200', ResponseParameters: MAPPED }] })).toEqual([]);
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
    expect(
      allOf(several).map(({ statusCode, selectionPattern, answer: own }) => [
        statusCode,
        selectionPattern,
        header(own, ORIGIN),
      ]),
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

  test('is named in its answers', () => {
    const by = { logicalId: 'GETx', what: 'the AWS integration of GET /x' };
    expect(asked(single)).toMatchObject({ status: 200, by });
    expect(allOf(single)).toMatchObject([{ answer: { by } }]);
  });

  test.each<[string, Json, string]>([
    ['request templates that are not told', { RequestTemplates: { Ref: 'AWS::Region' } }, 'AWS::Region'],
    ['a request template that is a list', { RequestTemplates: { 'application/json': ['{}'] } }, 'a text was expected'],
    ['responses that are not told', { IntegrationResponses: { Ref: 'AWS::Region' } }, 'AWS::Region'],
    ['one response that is not told', { IntegrationResponses: [{ Ref: 'AWS::Region' }] }, 'AWS::Region'],
    ['a passthrough behaviour that is not told', { PassthroughBehavior: { Ref: 'AWS::Region' } }, 'AWS::Region'],
    [
      'a request template that overrides what nobody can tell',
      { RequestTemplates: { 'application/json': '#parse("$context.responseOverride")' } },
      '#parse',
    ],
    [
      'a request template that overrides what hangs on a body',
      { RequestTemplates: { 'application/json': "#set($context.responseOverride.header[$input.body] = 'x')" } },
      'without a body',
    ],
  ])('with %s is left open, and so is each of its answers', (_what, integration, reason) => {
    expect(reasonOf(asked({ ...single, ...integration }))).toContain(reason);
    for (const { answer: own } of allOf({ ...single, ...integration })) {
      expect(reasonOf(own)).toContain(reason);
    }
  });

  test('is left open for a media type that may have a template', () => {
    const templates = { ...single, RequestTemplates: { 'application/json': '{}' } };
    const csv = { 'Content-Type': 'application/json; charset=utf-8' };
    expect(reasonOf(asked(templates, undefined, csv))).toContain('Content-Type');
  });

  test('has one answer for each response, also where neither status nor pattern is told', () => {
    const untold = { StatusCode: { Ref: 'AWS::Region' }, SelectionPattern: { Ref: 'AWS::Region' } };
    expect(allOf({ ...single, IntegrationResponses: [untold] })).toMatchObject([
      { statusCode: undefined, selectionPattern: undefined, answer: { kind: 'undetermined' } },
    ]);
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
