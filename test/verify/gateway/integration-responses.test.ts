import { answer } from '../../../src/verify/gateway/answer';
import type { BackendAnswer, GatewayAnswer, Header } from '../../../src/verify/gateway/answers';
import { anApi, answered, aRequest, header, reasonOf } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const ORIGIN = 'Access-Control-Allow-Origin';
const UNTOLD = { Ref: 'AWS::Region' };
const DECLARED: Json = { 'method.response.header.Vary': true, [`method.response.header.${ORIGIN}`]: true };

/** The answer of an AWS integration with one integration response. */
function asked(response: Json, backend?: BackendAnswer): GatewayAnswer {
  return choosing([{ StatusCode: '200', ...response }], backend);
}

function choosing(IntegrationResponses: readonly Json[], backend?: BackendAnswer): GatewayAnswer {
  const MethodResponses = ['200', '204'].map((StatusCode) => ({ StatusCode, ResponseParameters: DECLARED }));
  const api = anApi({ '/x': { GET: { Integration: { Type: 'AWS', IntegrationResponses }, MethodResponses } } });
  return answer(api, aRequest('GET /x'), backend === undefined ? {} : { backend: () => backend });
}

function mapping(name: string, expression: unknown): Json {
  return { ResponseParameters: { [`method.response.header.${name}`]: expression } };
}

function template(text: unknown): Json {
  return { ResponseTemplates: { 'application/json': text } };
}

function overriding(name: string, value: string): Json {
  return template(`#set($context.responseOverride.header.${name} = ${value})`);
}

function open(told: GatewayAnswer): readonly string[] {
  return answered(told).undeterminedHeaders.map(({ name }) => name);
}

describe('an override', () => {
  test.each([
    ['Access-Control-Allow-Credentials', 'true', 'true'],
    ['Access-Control-Max-Age', '600', '600'],
    ['Vary', "'Origin'", 'Origin'],
  ])('of %s with %s is sent as %j', (name, value, sent) => {
    expect(answered(asked(overriding(name, value)))).toMatchObject({
      headers: [[name, sent]],
      undeterminedHeaders: [],
    });
  });

  test('with a list is left open', () => {
    expect(open(asked(overriding('Vary', '[]')))).toEqual(['Vary']);
  });

  test('tells a header whose mapped value is not told', () => {
    const told = asked({ ...mapping('Vary', 'context.requestId'), ...overriding('Vary', "'Origin'") });
    expect(answered(told)).toMatchObject({ headers: [['Vary', 'Origin']], undeterminedHeaders: [] });
  });

  test('leaves the others as they are mapped', () => {
    const told = asked({
      ResponseParameters: {
        'method.response.header.Vary': 'context.requestId',
        [`method.response.header.${ORIGIN}`]: "'*'",
      },
      ...overriding('X-Own', "'1'"),
    });
    expect(answered(told).headers).toEqual([
      [ORIGIN, '*'],
      ['X-Own', '1'],
    ]);
    expect(open(told)).toEqual(['Vary']);
  });

  test('of a mapped header in another case of letters leaves it open', () => {
    const told = asked({ ...mapping('Vary', "'Origin'"), ...overriding('vary', "'Accept'") });
    expect(answered(told)).toMatchObject({
      headers: [],
      undeterminedHeaders: [{ name: 'vary', reason: expect.stringContaining('different cases') }],
    });
  });
});

describe('the status', () => {
  test.each(['2040', '1204', '604', 'abc'])('%j is none', (StatusCode) => {
    expect(reasonOf(asked({ StatusCode }))).toBe(`the status "${StatusCode}" is none`);
  });

  test.each([
    ['a response that has none', { StatusCode: undefined }, 'no status'],
    ['a response that does not tell it', { StatusCode: UNTOLD }, 'AWS::Region'],
    [
      'an override that is known later',
      template('#set($context.responseOverride.status = $context.requestId)'),
      'context',
    ],
    ['an override that is a list', template('#set($context.responseOverride.status = [])'), 'not told'],
  ])('is left open for %s', (_what, response, reason) => {
    expect(reasonOf(asked(response))).toContain(reason);
  });

  test('of a response decides which headers are declared, so that an override of an untold one tells nothing', () => {
    const override = template('#set($context.responseOverride.status = 204)');
    expect(answered(asked(override)).status).toBe(204);
    expect(reasonOf(asked({ ...override, StatusCode: UNTOLD }))).toContain('AWS::Region');
  });
});

describe('a mapped header', () => {
  test('whose value is not told is noted all the same where it is not declared', () => {
    const told = answered(asked(mapping('X-Other', UNTOLD)));
    expect(told.notes).toEqual([
      { id: 'undeclared-header', logicalId: 'GETx', text: expect.stringContaining('X-Other is mapped') },
    ]);
    expect(open(told)).toEqual(['X-Other']);
  });

  test('takes all the lines that the backend sends', () => {
    const lines: readonly Header[] = [
      ['X-Vary', 'Origin'],
      ['x-vary', 'Accept'],
    ];
    const response = mapping('Vary', 'integration.response.header.X-Vary');
    expect(header(asked(response, { headers: lines }), 'Vary')).toBe('Origin, Accept');
  });

  test('may be a text that speaks of the backend', () => {
    const response = mapping('Vary', "'no integration.response.header.Vary'");
    expect(header(asked(response, { headers: [] }), 'Vary')).toBe('no integration.response.header.Vary');
  });
});

describe('the body', () => {
  const backend = { headers: [], body: '{"a":1}' };

  test("is the backend's without a template", () => {
    expect(answered(asked({}, backend)).body).toBe('{"a":1}');
    expect(asked({}, { headers: [] })).not.toHaveProperty('body');
    expect(asked({})).not.toHaveProperty('body');
  });

  test('is what a template makes of it', () => {
    expect(answered(asked(template("<$input.path('$.a')>"), backend)).body).toBe('<1>');
    expect(asked(template("<$input.path('$.a')>"))).not.toHaveProperty('body');
  });

  test('is open where its template cannot be evaluated, and so is all else that such a template may override', () => {
    const told = asked({ ...mapping('Vary', "'Origin'"), ...template('#parse("x")') });
    expect(answered(told).headers).toEqual([['Vary', 'Origin']]);
    expect(told).not.toHaveProperty('body');
    expect(reasonOf(asked(template('#parse("$context.responseOverride")')))).toContain('#parse');
    expect(reasonOf(asked(template({ 'Fn::Join': ['', ['#parse("x")', UNTOLD]] })))).toContain('AWS::Region');
  });

  test('leaves all open where the templates are not told', () => {
    expect(reasonOf(asked({ ResponseTemplates: { Ref: 'Templates' } }))).toContain('Templates');
  });
});

describe('of several responses', () => {
  test('the default is one without a pattern, or with an empty one', () => {
    const several = [
      { StatusCode: '200', SelectionPattern: 'Bad.*' },
      { StatusCode: '204', SelectionPattern: '' },
    ];
    expect(answered(choosing(several, { headers: [] })).status).toBe(204);
    expect(answered(choosing(several, { headers: [], errorMessage: 'Bad luck' })).status).toBe(200);
  });

  test('none is chosen where a pattern is not told', () => {
    const several = [{ StatusCode: '200', SelectionPattern: UNTOLD }, { StatusCode: '204' }];
    expect(reasonOf(choosing(several, { headers: [] }))).toContain('AWS::Region');
    expect(reasonOf(choosing(several))).toContain('which of 2 integration responses');
  });

  test('none at all is a failure of the configuration', () => {
    expect(answered(choosing([])).by.what).toContain('API_CONFIGURATION_ERROR');
  });
});
