import { checkApis, worst } from '../../../src/verify/check/check';
import type { Outcome } from '../../../src/verify/check/simulation';
import { aMock, anApi, theHttpApi } from '../gateway/an-api';
import { APP, fixed, OTHER, RIGHT, WITH_ERRORS } from './some-apis';

const READABLE = fixed({ 'Access-Control-Allow-Origin': '*' });
const methods = { '/orders/{id}': { GET: READABLE, PUT: fixed(RIGHT), OPTIONS: fixed(RIGHT) } };
const http = (Name: string | undefined) =>
  theHttpApi({
    Resources: {
      Http: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: { ProtocolType: 'HTTP', ...(Name === undefined ? {} : { Name }) },
      },
      Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Http' }, RouteKey: 'GET /users' } },
    },
  });

test('every route of every API is checked for every origin', () => {
  const checked = checkApis([anApi(methods), http(undefined)], { origins: [APP, OTHER] });
  expect(checked.map(({ api, verb, path, origin }) => [api, verb, path, origin])).toEqual([
    ['shop', 'GET', '/orders/{id}', APP],
    ['shop', 'PUT', '/orders/{id}', APP],
    ['shop', 'GET', '/orders/{id}', OTHER],
    ['shop', 'PUT', '/orders/{id}', OTHER],
    ['Http', 'GET', '/users', APP],
    ['Http', 'GET', '/users', OTHER],
  ]);
  expect(checkApis([http('users')], { origins: [APP] }).map(({ api }) => api)).toEqual(['users']);
});

test('an API without routes has nothing to check', () => {
  expect(checkApis([anApi({ '/orders': { OPTIONS: aMock() } })], { origins: [APP] })).toEqual([]);
});

test('a route stands as the worst of its preflight and its answers, whether the call asks for a preflight or not', () => {
  const checked = checkApis([anApi(methods)], { origins: [APP, OTHER] });
  expect(
    checked.map(({ verb, preflight, responses, standing }) => [
      verb,
      preflight?.verdict.verdict,
      responses.map(({ label, verdict }) => `${label} ${verdict.verdict}`),
      standing,
    ]),
  ).toEqual([
    ['GET', 'ALLOWED', ['200 ALLOWED'], 'ALLOWED'],
    ['PUT', 'ALLOWED', ['200 ALLOWED'], 'ALLOWED'],
    ['GET', 'BLOCKED', ['200 ALLOWED'], 'BLOCKED'],
    ['PUT', 'BLOCKED', ['200 BLOCKED'], 'BLOCKED'],
  ]);
});

test('what no browser sends has no preflight, and stands as its answers', () => {
  const [get] = checkApis([anApi(methods)], { origins: [APP], headers: { 'no name': '1' } });
  expect(get).toMatchObject({ preflight: null, standing: 'BLOCKED' });
});

test('the errors of API Gateway are those of the API, for each origin, and no route stands the worse for them', () => {
  const [get, put] = checkApis([anApi(methods)], { origins: [APP] });
  const types = get?.errors.map(({ label }) => label) ?? [];
  expect(types).toContain('401 UNAUTHORIZED');
  expect(new Set(types).size).toBe(types.length);
  expect(get?.errors.map(({ verdict }) => verdict.verdict)).toContain('BLOCKED');
  expect(get?.standing).toBe('ALLOWED');
  expect(put?.errors).toEqual(get?.errors);
  const [one, , other] = checkApis([anApi(methods, WITH_ERRORS)], { origins: [APP, OTHER] });
  const unauthorized = ({ label }: Outcome) => label === '401 UNAUTHORIZED';
  expect(one?.errors.find(unauthorized)?.verdict.verdict).toBe('ALLOWED');
  expect(other?.errors.find(unauthorized)?.verdict.verdict).toBe('BLOCKED');
});

test('scripts call with the headers and credentials that are given', () => {
  const [, put] = checkApis([anApi(methods)], { origins: [APP], headers: { 'X-Mine': '1' } });
  expect(put?.standing).toBe('ALLOWED');
  const [, asking] = checkApis([anApi(methods)], { origins: [APP], headers: { 'X-Other': '1' } });
  expect(asking?.preflight?.verdict.reason).toBe('HeaderDisallowedByPreflightResponse');
  const [get] = checkApis([anApi(methods)], { origins: [APP], credentials: true });
  expect(get?.responses[0]?.verdict.reason).toBe('WildcardOriginNotAllowed');
});

test('an answer that depends on the origin is a hazard in the check, too', () => {
  const template = `#if($input.params('Origin') == '${APP}')#set($context.responseOverride.header.Access-Control-Allow-Origin = '${APP}')#end{"statusCode":200}`;
  const { Integration, MethodResponses } = aMock() as { Integration: object; MethodResponses: unknown };
  const GET = { Integration: { ...Integration, RequestTemplates: { 'application/json': template } }, MethodResponses };
  const [get] = checkApis([anApi({ '/orders': { GET } })], { origins: [APP] });
  expect(get?.responses[0]?.hazard).toMatch(/no Vary: Origin/);
});

test.each([
  [[], 'ALLOWED'],
  [['ALLOWED', 'ALLOWED'], 'ALLOWED'],
  [['ALLOWED', 'UNDETERMINED'], 'UNDETERMINED'],
  [['UNDETERMINED', 'BLOCKED', 'ALLOWED'], 'BLOCKED'],
] as const)('the worst of %j is %s', (verdicts, standing) => {
  const outcome = checkApis([anApi(methods)], { origins: [APP] })[0]?.responses[0] as Outcome;
  const outcomes = verdicts.map((verdict) => ({ ...outcome, verdict: { ...outcome.verdict, verdict } }));
  expect(worst(outcomes)).toBe(standing);
});
