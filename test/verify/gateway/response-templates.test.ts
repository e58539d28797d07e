import { simulate, simulatePreflight } from '../../../src/verify/check/simulation';
import { answer } from '../../../src/verify/gateway/answer';
import { answered, aRequest, aTemplate, reasonOf, theRestApi } from './an-api';

type Json = Readonly<Record<string, unknown>>;

const ORIGIN = 'Access-Control-Allow-Origin';
const PAGE = 'https://app.example.com';
const ALLOW = `#set($context.responseOverride.header.${ORIGIN}='${PAGE}')`;
const REGION = { Ref: 'AWS::Region' };

/** What else the template has: all of it could make a template. */
const AROUND: Json = {
  Parameters: { Template: { Type: 'String' } },
  Mappings: { Templates: { 'eu-west-1': { get: ALLOW } } },
  Conditions: { InEurope: { 'Fn::Equals': [REGION, 'eu-west-1'] } },
};

/** The answer of an integration whose one response has this template. */
function asked(response: unknown, request?: unknown) {
  return answer(apiWith(response, request), aRequest('GET /x', { Origin: PAGE }));
}

function apiWith(response: unknown, request?: unknown) {
  const integration = {
    Type: 'AWS',
    ...(request === undefined ? {} : { RequestTemplates: { 'application/json': request } }),
    IntegrationResponses: [
      {
        StatusCode: '200',
        ResponseParameters: { [`method.response.header.${ORIGIN}`]: "'https://mapped.example'" },
        ResponseTemplates: { 'application/json': response },
      },
    ],
  };
  const declared = [{ StatusCode: '200', ResponseParameters: { [`method.response.header.${ORIGIN}`]: true } }];
  const template = aTemplate(
    { '/x': { GET: { Integration: integration, MethodResponses: declared } } },
    { resources: { Custom: { Type: 'Custom::Template' } } },
  );
  return theRestApi({ ...template, ...AROUND });
}

function joined(...parts: readonly unknown[]): Json {
  return { 'Fn::Join': ['', parts] };
}

test.each([
  ['reads the body', `${ALLOW}#foreach($i in $input.path('$.Items'))$i.id#end`],
  ['names the region', joined(ALLOW, '{"region":"', REGION, '"}')],
  ['names it by Fn::Sub', { 'Fn::Sub': `${ALLOW} \${AWS::AccountId} \${AWS::Region}` }],
  ['does both', joined(ALLOW, "$input.json('$') ", REGION)],
])('a response template that %s has the headers that it overrides', (_what, template) => {
  expect(answered(asked(template))).toMatchObject({ status: 200, headers: [[ORIGIN, PAGE]], undeterminedHeaders: [] });
});

test.each([
  ['names the region and overrides nothing', joined('{"region":"', REGION, '"}')],
  ['prints the body and overrides nothing', "$input.json('$')"],
])('a response template that %s leaves the mapped headers', (_what, template) => {
  expect(answered(asked(template)).headers).toEqual([[ORIGIN, 'https://mapped.example']]);
});

describe('a response template whose status the body decides', () => {
  const status = (code: number) => `#if($input.path('$.error'))#set($context.responseOverride.status = ${code})#end`;
  const call = { origin: PAGE, method: 'GET', path: '/x' };

  test('gives one of the statuses that it names', () => {
    expect(answered(asked(ALLOW + status(404)))).toMatchObject({ status: 200, otherStatuses: [404] });
    expect(answered(asked(ALLOW + status(200)))).not.toHaveProperty('otherStatuses');
    expect(reasonOf(asked(ALLOW + status(42)))).toContain('"42"');
  });

  test('is allowed where a browser would allow it with each of them', () => {
    const verdicts = (template: string) =>
      simulate(apiWith(template), call).responses.map(({ verdict }) => verdict.verdict);
    expect(verdicts(ALLOW + status(404))).toEqual(['ALLOWED']);
    expect(verdicts(status(404))).toEqual(['BLOCKED']);
    expect(verdicts(`${ALLOW}#set($context.responseOverride.header.Location='https://[')${status(302)}`)).toEqual([
      'UNDETERMINED',
    ]);
  });
});

test('a preflight whose status the body decides is not known to pass', () => {
  const declare = (value: unknown) => ({
    [`method.response.header.${ORIGIN}`]: value,
    'method.response.header.Access-Control-Allow-Methods': value,
  });
  const passing = (template: string) => {
    const integration = {
      Type: 'MOCK',
      RequestTemplates: { 'application/json': '{"statusCode":204}' },
      IntegrationResponses: [
        { StatusCode: '204', ResponseParameters: declare("'*'"), ResponseTemplates: { 'application/json': template } },
      ],
    };
    const options = {
      Integration: integration,
      MethodResponses: [{ StatusCode: '204', ResponseParameters: declare(true) }],
    };
    const api = theRestApi(aTemplate({ '/x': { OPTIONS: options } }));
    return simulatePreflight(api, { origin: PAGE, method: 'GET', path: '/x', forcePreflight: true })?.verdict.verdict;
  };
  const holds = "#if($input.path('$.error'))";
  expect(passing('')).toBe('ALLOWED');
  expect(passing(`${holds}#set($context.responseOverride.status = 500)#end`)).toBe('UNDETERMINED');
  expect(passing(`${holds}#set($context.responseOverride.status = 200)#end`)).toBe('ALLOWED');
});

describe('nothing is told of a response whose template may be any', () => {
  const either = (condition: unknown) => ({ 'Fn::If': [condition, ALLOW, ''] });
  test.each([
    ['a parameter', { Ref: 'Template' }, 'Template'],
    ['an attribute of a resource', joined({ 'Fn::GetAtt': ['Custom', 'Template'] }, ALLOW), 'Custom'],
    [
      'a part of a text that is split',
      joined({ 'Fn::Select': [0, { 'Fn::Split': ['-', REGION] }] }, ALLOW),
      'AWS::Region',
    ],
    ['an entry of a map, by the region', { 'Fn::FindInMap': ['Templates', REGION, 'get'] }, 'AWS::Region'],
    ['one of two, by the region', either('InEurope'), 'AWS::Region'],
    ['one of two in a text', joined('{}', either('InEurope')), 'AWS::Region'],
    ['an import whose name has the region', { 'Fn::ImportValue': joined('template-', REGION) }, 'AWS::Region'],
  ])('%s', (_what, template, named) => {
    expect(reasonOf(asked(template))).toContain(named);
  });

  test('nor of a request template that is a parameter', () => {
    expect(reasonOf(asked("$input.json('$')", { Ref: 'Template' }))).toContain('Template');
  });
});
