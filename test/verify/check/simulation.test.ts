import { type Call, simulate, simulateErrors, simulatePreflight } from '../../../src/verify/check/simulation';
import type { GatewayRequest } from '../../../src/verify/gateway/answers';
import { anApi, aTemplate, theHttpApi, theRestApi } from '../gateway/an-api';
import { APP, fixed, GET, gatewayResponse, HEADERS, METHODS, ORIGIN, PROXY, PUT, RIGHT } from './some-apis';

const UNTOLD = { 'Fn::ImportValue': 'elsewhere' };
const MAPPED = { [`method.response.header.${ORIGIN}`]: "'*'" };
const DECLARED = { [`method.response.header.${ORIGIN}`]: true };

/** A method whose backend chooses between an answer that is readable and one that is not. */
function choosing(Type: string, responses: readonly object[] = TWO) {
  const MethodResponses = [{ StatusCode: '200', ResponseParameters: DECLARED }, { StatusCode: '404' }];
  return { Integration: { Type, Uri: 'arn', IntegrationResponses: responses }, MethodResponses };
}
const TWO = [
  { StatusCode: '200', ResponseParameters: MAPPED },
  { StatusCode: '404', SelectionPattern: '404' },
];
const answers = (...[api, call, options]: Parameters<typeof simulate>) =>
  simulate(api, call, options).responses.map(({ label, verdict }) => `${label} ${verdict.verdict}`);

describe('the answers of a route', () => {
  test.each(['HTTP', 'AWS'])('are all that a backend behind an %s integration may choose', (type) => {
    expect(answers(anApi({ '/orders': { GET: choosing(type) } }), GET)).toEqual(['200 ALLOWED', '404 BLOCKED']);
  });

  test('are the one that a mock chooses', () => {
    const { Integration, MethodResponses } = choosing('MOCK');
    const RequestTemplates = { 'application/json': '{"statusCode":404}' };
    const mock = { Integration: { ...Integration, RequestTemplates }, MethodResponses };
    expect(answers(anApi({ '/orders': { GET: mock } }), GET)).toEqual(['404 BLOCKED']);
  });

  test('have a name where their status is not told, or nothing is', () => {
    const untold = [{ StatusCode: UNTOLD, ResponseParameters: MAPPED }];
    expect(simulate(anApi({ '/orders': { GET: choosing('HTTP', untold) } }), GET).responses[0]?.label).toBe('answer');
    expect(answers(anApi({ '/orders': { GET: PROXY } }), GET)).toEqual(['answer UNDETERMINED']);
  });

  test.each([
    ['no integration response', { GET: choosing('HTTP', []) }, '500 BLOCKED'],
    ['no such verb', { POST: choosing('HTTP') }, '403 BLOCKED'],
  ])('are an error of API Gateway where there is %s', (_, verbs, found) => {
    expect(answers(anApi({ '/orders': verbs }), GET)).toEqual([found]);
  });

  test('are not told where a method has no integration', () => {
    expect(answers(anApi({ '/orders': { GET: { Integration: undefined } } }), GET)).toEqual(['answer UNDETERMINED']);
  });
});

describe('a doubt that comes before the integration leaves every answer open', () => {
  test.each(['MOCK', 'HTTP', 'AWS'])('with an integration of the type %s', (type) => {
    const methods = { '/orders': { GET: choosing(type) } };
    const conditional = aTemplate(methods) as { Resources: Record<string, object>; Conditions?: object };
    conditional.Conditions = { Perhaps: { 'Fn::Equals': [UNTOLD, 'x'] } };
    conditional.Resources.GETorders = { ...conditional.Resources.GETorders, Condition: 'Perhaps' };
    for (const api of [
      anApi(methods, { api: { BodyS3Location: { Bucket: 'bodies' } } }),
      anApi(methods, { api: { Policy: UNTOLD } }),
      theRestApi(conditional),
    ]) {
      expect(answers(api, GET)).toEqual(['answer UNDETERMINED']);
    }
  });
});

describe('what a route answers to those whom it lets in is asked', () => {
  test.each([
    ['whom IAM knows', { AuthorizationType: 'AWS_IAM' }],
    ['who have an API key', { ApiKeyRequired: true }],
  ])('%s', (_, more) => {
    const api = anApi({ '/orders': { GET: { ...fixed(RIGHT), ...more } } });
    expect(answers(api, GET)).toEqual(['200 ALLOWED']);
    const refusing = { assumptions: { authorised: false, apiKeyValid: false } };
    expect(answers(api, GET, refusing)).toEqual(['403 BLOCKED']);
  });

  const asked = (headers: Record<string, string>): GatewayRequest['headers'] => {
    const requests: GatewayRequest[] = [];
    const backend = ({ request }: { request: GatewayRequest }) => {
      requests.push(request);
      return { status: 200, headers: [] };
    };
    simulate(anApi({ '/orders': { GET: PROXY } }), { ...GET, headers }, { assumptions: { backend } });
    return requests.find((request) => request.headers.some(([, value]) => value === APP))?.headers ?? [];
  };

  test('with credentials that the script may not show', () => {
    expect(asked({ 'X-Mine': '1' }).map(([name]) => name)).toEqual(['Origin', 'X-Mine', 'Authorization', 'x-api-key']);
  });

  test('with those of the script, where it sets some', () => {
    const own = { AUTHORIZATION: 'mine', 'X-API-Key': 'mine' };
    expect(asked(own)).toEqual([['Origin', APP], ...Object.entries(own)]);
  });
});

describe('the preflight', () => {
  const api = anApi({ '/orders': { GET: fixed(RIGHT), OPTIONS: fixed(RIGHT) } });

  test('is asked for where the browser sends one, or the caller wants to see it', () => {
    expect(simulate(api, GET).preflight).toBeNull();
    for (const call of [PUT, { ...GET, forcePreflight: true }] satisfies Call[]) {
      expect(simulate(api, call).preflight).toMatchObject({ label: 'preflight', hazard: null, status: 200 });
    }
  });

  test('is judged as the engine does that is asked about', () => {
    const star = anApi({ '/orders': { OPTIONS: fixed({ ...RIGHT, [METHODS]: '*', [HEADERS]: '*' }) } });
    const call = { ...PUT, headers: { Authorization: 'x' } };
    expect(simulatePreflight(star, call)?.verdict.verdict).toBe('BLOCKED');
    expect(simulatePreflight(star, call, { engine: 'chromium' })?.verdict.verdict).toBe('ALLOWED');
  });
});

test('an answer is judged as the engine does that is asked about, which may send no preflight', () => {
  const api = anApi(
    { '/orders': { GET: fixed(RIGHT) } },
    { resources: { Four: gatewayResponse('DEFAULT_4XX', RIGHT) } },
  );
  const call = { ...GET, headers: { DPR: '2' } };
  for (const [engine, preflightNeeded] of [
    ['standard', true],
    ['chromium', false],
  ] as const) {
    const one = { verdict: { verdict: 'ALLOWED', preflightNeeded } };
    expect(simulate(api, call, { engine }).responses).toMatchObject([one]);
    const throttled = simulateErrors(api, call, { engine }).find(({ label }) => label === '429 THROTTLED');
    expect(throttled).toMatchObject({ ...one, hazard: null });
  }
});

describe('the errors that API Gateway answers by itself', () => {
  test('have no status where the template does not tell it', () => {
    const type = 'AWS::ApiGateway::GatewayResponse';
    const Properties = { RestApiId: { Ref: 'Api' }, ResponseType: 'THROTTLED', StatusCode: UNTOLD };
    const errors = simulateErrors(anApi({}, { resources: { Four: { Type: type, Properties } } }), GET);
    expect(errors.map(({ label }) => label)).toEqual(expect.arrayContaining(['THROTTLED', '401 UNAUTHORIZED']));
  });

  test('are not known of an HTTP API', () => {
    const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } };
    expect(simulateErrors(theHttpApi({ Resources: { Api } }), GET)).toEqual([]);
  });
});
