import {
  completeResponse,
  declareHeaders,
  type IntegrationResponse,
  isOverridden,
  isSuccess,
  prefixed,
  type ResponseContext,
} from '../../src/render/completed-responses';
import { allowListedOrigin, BODY_AS_IT_IS, END_OF_DIRECTIVE } from '../../src/render/velocity';
import { uncomparedAnswer } from '../../src/response/answers';
import { FIXED, header, LISTED } from '../support/answers';
import { allowing, aPolicy } from '../support/policies';

const { origins } = allowing('https://a.example.com', 'https://*.example.com');
const PREFIX = allowListedOrigin(origins === 'any' ? [] : origins, true);
const ORIGIN = header('Access-Control-Allow-Origin');
const CREDENTIALS = header('Access-Control-Allow-Credentials');
const EXPOSE = header('Access-Control-Expose-Headers');
const VARY = header('Vary');

const uncompared = uncomparedAnswer(
  aPolicy({ allowOrigins: ['https://a.example.com', 'https://*.example.com'], allowCredentials: true }),
);

function complete(response: Partial<IntegrationResponse>, context: Partial<ResponseContext> = {}, answer = LISTED) {
  const all = { mock: false, binary: false, ...context };
  return completeResponse({ statusCode: '200', ...response }, { answer, uncompared }, all);
}

describe('an answer that is the same for everybody', () => {
  test('is mapped, and no template is touched', () => {
    const responseTemplates = { 'application/json': '{}' };
    const { response, prefix, added, kept } = complete(
      { responseTemplates, responseParameters: { [header('X-Own')]: "'1'" } },
      {},
      FIXED,
    );
    expect(response.responseTemplates).toEqual(responseTemplates);
    expect(Object.keys(response.responseParameters ?? {})).toEqual([header('X-Own'), ORIGIN, CREDENTIALS, EXPOSE]);
    expect(added).toEqual([ORIGIN, CREDENTIALS, EXPOSE]);
    expect({ prefix, kept }).toEqual({ prefix: undefined, kept: [] });
  });
});

describe('an answer to a list of origins', () => {
  test('is decided in front of each template, whatever its content type', () => {
    const { response, prefix } = complete({ responseTemplates: { 'application/json': '{"a":1}', 'text/plain': '' } });
    expect(prefix).toBe(PREFIX + END_OF_DIRECTIVE);
    expect(response.responseTemplates).toEqual({
      'application/json': `${PREFIX}${END_OF_DIRECTIVE}{"a":1}`,
      'text/plain': PREFIX + END_OF_DIRECTIVE,
    });
  });

  test('is joined in front of a template that an intrinsic function makes', () => {
    const template = { 'Fn::Base64': 'template' };
    const { response } = complete({ responseTemplates: { 'application/json': template } });
    expect(response.responseTemplates).toEqual({
      'application/json': { 'Fn::Join': ['', [PREFIX + END_OF_DIRECTIVE, template]] },
    });
  });

  test('needs a template where there was none, which hands the body on', () => {
    for (const responseTemplates of [undefined, {}]) {
      const { response } = complete({ responseTemplates });
      expect(response.responseTemplates).toEqual({ 'application/json': PREFIX + BODY_AS_IT_IS });
    }
    expect(complete({}, { mock: true }).response.responseTemplates).toEqual({ 'application/json': PREFIX });
  });

  test('declares the headers that the template sets beside those that are mapped', () => {
    expect(complete({}).added).toEqual([ORIGIN, CREDENTIALS, EXPOSE, VARY]);
    expect(complete({}).response.responseParameters).toEqual({ [EXPOSE]: "'ETag'", [VARY]: "'Origin'" });
  });

  test('keeps all else of the response', () => {
    const own = { statusCode: '404', selectionPattern: '404', contentHandling: 'CONVERT_TO_TEXT' };
    expect(complete(own).response).toMatchObject(own);
  });
});

describe('a response that decides the origin itself', () => {
  test.each([
    ['by a mapping', { responseParameters: { [header('access-control-allow-origin')]: "'https://own.example.com'" } }],
    ['by a part of the decision', { responseParameters: { [header('Access-Control-Allow-Credentials')]: "'true'" } }],
    [
      'in a template',
      {
        responseTemplates: { 'text/plain': '#set($context.responseOverride.header.Access-Control-Allow-Origin = "x")' },
      },
    ],
    [
      'in a template, in lower case',
      { responseTemplates: { 'text/plain': "$h.put('access-control-allow-origin','x')" } },
    ],
    [
      'in a joined template',
      { responseTemplates: { 'text/plain': { 'Fn::Join': ['', ['Access-Control-Allow-Origin', 'x']] } } },
    ],
  ])('%s keeps its decision and its templates, and is reported', (_name, own) => {
    const { response, added, kept } = complete(own);
    expect(response.responseTemplates).toEqual('responseTemplates' in own ? own.responseTemplates : undefined);
    expect(response.responseParameters).toMatchObject('responseParameters' in own ? own.responseParameters : {});
    expect(added).toEqual([EXPOSE, VARY]);
    expect(kept.filter((name) => name === 'Access-Control-Allow-Origin')).toHaveLength(1);
  });

  test('is reported once for an answer that is the same for everybody, too', () => {
    const own = { responseParameters: { [ORIGIN]: "'https://own.example.com'" } };
    expect(complete(own, {}, FIXED).kept).toEqual(['Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials']);
  });

  test('may show it elsewhere, and then is not told an origin either', () => {
    const { response, added, originIsTheirs } = complete({}, { originIsTheirs: true });
    expect({ added, originIsTheirs }).toEqual({ added: [EXPOSE, VARY], originIsTheirs: true });
    expect(response.responseTemplates).toBeUndefined();
  });
});

describe('a Vary in a template of the user wins over what is mapped, so it is reported', () => {
  test.each([
    ['dotted', "#set($context.responseOverride.header.Vary = 'Accept')"],
    ['in lower case', "#set($context.responseOverride.header.vary = 'Accept')"],
    ['in brackets', "#set($context.responseOverride.header['Vary'] = 'Accept')"],
    ['in double quotes', '#set($context.responseOverride.header["Vary"] = "Accept")'],
  ])('%s', (_name, template) => {
    expect(complete({ responseTemplates: { 'application/json': template } }).kept).toEqual(['Vary']);
  });

  test.each([undefined, { 'application/json': '{"vary":1}' }])('and none is not: %j', (responseTemplates) => {
    expect(complete({ responseTemplates }).kept).toEqual([]);
  });
});

describe('a body that may be binary', () => {
  test.each([
    ['the API has binary media types', {}, { binary: true }],
    ['the response is made binary', { contentHandling: 'CONVERT_TO_BINARY' }, {}],
  ])('gets no template and the first origin when %s', (_name, own, context) => {
    const completed = complete(own, context);
    expect(completed.uncompared).toBe(true);
    expect(completed.response.responseTemplates).toBeUndefined();
    expect(completed.response.responseParameters).toMatchObject({
      [ORIGIN]: "'https://a.example.com'",
      [CREDENTIALS]: "'true'",
    });
  });

  test.each([
    ['it is made text', { contentHandling: 'CONVERT_TO_TEXT' }],
    ['a template reads it already', { responseTemplates: { 'application/json': '$input.body' } }],
  ])('is compared all the same when %s', (_name, own) => {
    const completed = complete(own, { binary: true });
    expect(completed.uncompared).toBe(false);
    expect(Object.values(completed.response.responseTemplates ?? {})[0]).toContain(PREFIX);
  });

  test('is no matter for a mock, whose answer is said to be text', () => {
    const { response, uncompared: first } = complete({}, { mock: true, binary: true });
    expect(first).toBe(false);
    expect(response.contentHandling).toBe('CONVERT_TO_TEXT');
    expect(complete({}, { mock: true }).response.contentHandling).toBeUndefined();
  });

  test('stays what the user of a mock says it is', () => {
    const contentHandling = 'CONVERT_TO_BINARY';
    expect(complete({ contentHandling }, { mock: true, binary: true }).response).toMatchObject({ contentHandling });
  });

  test('is no matter for an answer that is the same for everybody', () => {
    expect(complete({}, { binary: true }, FIXED).uncompared).toBe(false);
  });
});

describe('the method responses', () => {
  const completed = [complete({}), complete({ statusCode: '404' })];

  test('declare what was added to the integration response of their status', () => {
    const own = {
      statusCode: '200',
      responseParameters: { [header('X-Own')]: true, [VARY]: false },
      responseModels: {},
    };
    const [first] = declareHeaders([own], completed);
    expect(first).toEqual({
      ...own,
      responseParameters: {
        [ORIGIN]: true,
        [CREDENTIALS]: true,
        [EXPOSE]: true,
        [VARY]: false,
        [header('X-Own')]: true,
      },
    });
  });

  test('are added for a status that has none', () => {
    expect(declareHeaders([{ statusCode: '200' }], completed).map(({ statusCode }) => statusCode)).toEqual([
      '200',
      '404',
    ]);
  });

  test('stay as they are where nothing was added', () => {
    const own = { statusCode: '500' };
    expect(declareHeaders([own], [])[0]).toBe(own);
    expect(declareHeaders([own], [{ ...complete({ statusCode: '201' }), added: [] }])).toEqual([own]);
  });

  test('are found where one side writes the status as a number', () => {
    const numbered = { statusCode: 200 } as unknown as { statusCode: string };
    expect(declareHeaders([numbered], [complete({})])).toHaveLength(1);
  });
});

test.each([
  ['200', true],
  ['204', true],
  ['299', true],
  ['404', false],
  ['2XX', false],
  ['1200', false],
  ['2000', false],
])('whether %s is a status that a preflight may have: %s', (status, success) => {
  expect(isSuccess(status)).toBe(success);
});

test('the templates of a response override the header that a target names, and no other', () => {
  const templates = JSON.stringify({ 'application/json': PREFIX });
  expect([ORIGIN, CREDENTIALS, EXPOSE, VARY].filter((target) => isOverridden(templates, target))).toEqual([
    ORIGIN,
    CREDENTIALS,
  ]);
});

test('a template that is not there is a text without a letter to whatever stands in front of it', () => {
  expect(prefixed('start', undefined)).toBe('start');
});
