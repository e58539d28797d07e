import { mapping, ORIGIN, preflight, respondingWith, STATIC } from './a-preflight';
import { answered, header, reasonOf } from './an-api';

type Json = Readonly<Record<string, unknown>>;

describe('a static preflight', () => {
  test('answers with its mapped headers', () => {
    expect(preflight(STATIC)).toMatchObject({
      kind: 'answered',
      status: 204,
      headers: [[ORIGIN, 'https://a.example']],
      by: { logicalId: 'OPTIONSx', what: 'the MOCK integration of OPTIONS /x' },
      undeterminedHeaders: [],
      notes: [],
    });
  });

  test('keeps commas in a value', () => {
    expect(header(preflight(mapping("'GET,PUT, POST'")), ORIGIN)).toBe('GET,PUT, POST');
  });

  test('notes a header that the method response does not declare, and does not count on it', () => {
    const answer = answered(
      preflight(respondingWith({ ResponseParameters: { 'method.response.header.Vary': "'Origin'" } })),
    );
    expect(answer.headers).toEqual([]);
    expect(answer.undeterminedHeaders.map(({ name }) => name)).toEqual(['Vary']);
    expect(answer.notes.map(({ id }) => id)).toEqual(['undeclared-header']);
  });

  test('is left open without a method response for its status, since the deployment fails', () => {
    expect(reasonOf(preflight(STATIC, { declared: [{ StatusCode: '200' }] }))).toContain('the deployment fails');
  });

  test.each([
    'integration.response.header.X',
    'context.requestId',
    'stageVariables.origin',
    "'a\\'",
    "a'b'",
    "'a'b",
    "''",
  ])('leaves %s open', (expression) => {
    expect(answered(preflight(mapping(expression))).undeterminedHeaders.map(({ name }) => name)).toEqual([ORIGIN]);
  });
});

describe('the Content-Type', () => {
  test('is taken for application/json where there is none', () => {
    expect(answered(preflight(STATIC)).status).toBe(204);
  });

  test.each([
    ['WHEN_NO_MATCH', 500],
    [undefined, 500],
    ['NEVER', 415],
    ['WHEN_NO_TEMPLATES', 415],
  ])('that no template fits is answered, with passthrough %s, by %d', (PassthroughBehavior, status) => {
    const answer = preflight({ ...STATIC, PassthroughBehavior }, { headers: { 'Content-Type': 'text/plain' } });
    expect(answered(answer).status).toBe(status);
    expect(answered(answer).headers).toEqual([]);
  });

  test('without any template is a 500, also for WHEN_NO_TEMPLATES', () => {
    const answer = preflight({ ...STATIC, RequestTemplates: {}, PassthroughBehavior: 'WHEN_NO_TEMPLATES' });
    expect(answered(answer).status).toBe(500);
  });

  test('with parameters is left open', () => {
    expect(reasonOf(preflight(STATIC, { headers: { 'content-type': 'application/json; charset=utf-8' } }))).toContain(
      'Content-Type',
    );
  });

  test('that no template fits is left open where the request has a body that could be the template', () => {
    expect(
      reasonOf(preflight(STATIC, { headers: { 'Content-Type': 'text/plain' }, body: '{"statusCode":204}' })),
    ).toContain('body');
  });
});

describe('binary media types', () => {
  const api = { BinaryMediaTypes: ['*/*'] };

  test('of */* turn a preflight into a 500', () => {
    const answer = answered(preflight(STATIC, { api }));
    expect(answer.status).toBe(500);
    expect(answer.by.what).toContain('CONVERT_TO_TEXT');
  });

  test('of */* do no harm where the integration converts to text', () => {
    expect(answered(preflight({ ...STATIC, ContentHandling: 'CONVERT_TO_TEXT' }, { api })).status).toBe(204);
  });

  test('of */* are left open where a response template has to be converted too', () => {
    const template = respondingWith({ ResponseTemplates: { 'application/json': '{}' } });
    expect(reasonOf(preflight({ ...template, ContentHandling: 'CONVERT_TO_TEXT' }, { api }))).toContain(
      'CONVERT_TO_TEXT',
    );
    const both = respondingWith({
      ResponseTemplates: { 'application/json': '{}' },
      ContentHandling: 'CONVERT_TO_TEXT',
    });
    expect(answered(preflight({ ...both, ContentHandling: 'CONVERT_TO_TEXT' }, { api })).status).toBe(204);
  });

  test("of another kind do not matter, and of the request's own kind leave it open", () => {
    expect(answered(preflight(STATIC, { api: { BinaryMediaTypes: ['image/png'] } })).status).toBe(204);
    expect(reasonOf(preflight(STATIC, { api: { BinaryMediaTypes: ['application/json'] } }))).toContain('binary');
  });
});

describe('the status that the request template gives', () => {
  test.each([
    '{"statusCode":204}',
    '{ statusCode: 204 }',
    "{'statusCode': 204}",
    '\n{"a": "b", "statusCode" : 204 }\n',
    '{statusCode : 204,_a1:{b:1}}',
  ])('is read from %j', (template) => {
    expect(answered(preflight(respondingWith({}, template))).status).toBe(204);
  });

  test.each(['{}', '', 'OK'])('is missing from %j, which is a 500', (template) => {
    expect(answered(preflight(respondingWith({}, template))).status).toBe(500);
  });

  test.each([
    '{"statusCode":"204"}',
    '{"statusCode":2040}',
    '{"statusCode":204',
    '{"statusCode":204}}',
    '{"statusCode":1204}',
    '{"a":{"statusCode":1},"statusCode":204}',
    '{"statusCode":204,"a":{"statusCode":500}}',
    '[{"statusCode":204}]',
    '{"statusCode":}',
  ])('is left open in %j', (template) => {
    expect(reasonOf(preflight(respondingWith({}, template)))).toContain('statusCode');
  });

  const responses = [
    { StatusCode: '204', SelectionPattern: '2\\d{2}' },
    { StatusCode: '404', SelectionPattern: '4\\d{2}' },
  ];
  const declared = [{ StatusCode: '204' }, { StatusCode: '404' }];
  const choosing = (status: number, more: readonly Json[] = []): Json => ({
    RequestTemplates: { 'application/json': `{"statusCode":${status}}` },
    IntegrationResponses: [...responses, ...more],
  });

  test('chooses the integration response by its pattern, which has to match as a whole', () => {
    expect(answered(preflight(choosing(404), { declared })).status).toBe(404);
    expect(answered(preflight(choosing(201), { declared })).status).toBe(204);
  });

  test('chooses the default where no pattern matches', () => {
    expect(answered(preflight(choosing(500, [{ StatusCode: '204' }]), { declared })).status).toBe(204);
  });

  test('is a configuration error where nothing is there to choose', () => {
    expect(answered(preflight(choosing(500), { declared })).by.what).toContain('API_CONFIGURATION_ERROR');
  });

  test('is left open where several patterns match or one cannot be read', () => {
    expect(
      reasonOf(preflight(choosing(404, [{ StatusCode: '204', SelectionPattern: '40.' }]), { declared })),
    ).toContain('several');
    expect(
      reasonOf(preflight(choosing(404, [{ StatusCode: '204', SelectionPattern: '4++' }]), { declared })),
    ).toContain('possessive');
  });
});

describe('overrides', () => {
  const override = (value: string): string =>
    `#set($context.responseOverride.header.${ORIGIN}=${value}){"statusCode":204}`;

  test('in the request template survive, need no declaration and no response template', () => {
    const answer = preflight(
      respondingWith({}, `#set($context.responseOverride.header.Vary='Origin'){"statusCode":204}`),
    );
    expect(answered(answer).headers).toEqual([['Vary', 'Origin']]);
  });

  test('win over a mapped header', () => {
    const answer = preflight({ ...STATIC, RequestTemplates: { 'application/json': override("'https://b.example'") } });
    expect(answered(answer).headers).toEqual([[ORIGIN, 'https://b.example']]);
  });

  test('change the status', () => {
    expect(
      answered(preflight(respondingWith({}, '#set($context.responseOverride.status=201){"statusCode":204}'))).status,
    ).toBe(201);
  });

  test('of one header twice are left open, be it in one template or in two', () => {
    const twice = override("'a'").replace(
      '{',
      `#set($context.responseOverride.header['access-control-allow-origin']='b'){`,
    );
    expect(reasonOf(preflight(respondingWith({}, twice)))).toContain('5XX');
    const response = respondingWith({ ResponseTemplates: { 'application/json': override("'b'") } }, override("'a'"));
    expect(reasonOf(preflight(response))).toContain('5XX');
  });

  test('with an empty text, or one that is known only later, leave the header open', () => {
    for (const value of ["''", '$context.requestId']) {
      expect(
        answered(preflight(respondingWith({}, override(value)))).undeterminedHeaders.map(({ name }) => name),
      ).toEqual([ORIGIN]);
    }
  });

  test('in a response template count as well', () => {
    const response = respondingWith({ ResponseTemplates: { 'application/json': override("'b'") } });
    expect(header(preflight(response), ORIGIN)).toBe('b');
  });
});

describe('the response template', () => {
  test('is chosen by Accept, or the one for JSON, or the first', () => {
    const templates = { 'text/html': '<p>', 'application/json': '{}' };
    const chosen = (headers: Json, ResponseTemplates: Json): string | undefined =>
      answered(preflight(respondingWith({ ResponseTemplates }), { headers })).body;
    expect(chosen({ Accept: 'text/html' }, templates)).toBe('<p>');
    expect(chosen({ Accept: '*/*' }, templates)).toBe('{}');
    expect(chosen({}, { 'text/html': '<p>', 'text/plain': 'p' })).toBe('<p>');
  });

  test('that cannot be evaluated leaves only the body open, unless it speaks of overrides', () => {
    const plain = preflight(respondingWith({ ResponseTemplates: { 'application/json': "$input.json('$')" } }));
    expect(answered(plain).body).toBeUndefined();
    const status = `#if($input.json('$') == 'x')#set($context.responseOverride.status = 500)#end`;
    const decided = preflight(respondingWith({ ResponseTemplates: { 'application/json': status } }));
    expect(answered(decided)).toMatchObject({ status: 204, otherStatuses: [500] });
    const overriding = `#set($context.responseOverride.header[$input.path('$.name')] = 'x')`;
    expect(reasonOf(preflight(respondingWith({ ResponseTemplates: { 'application/json': overriding } })))).toContain(
      'body',
    );
  });
});
