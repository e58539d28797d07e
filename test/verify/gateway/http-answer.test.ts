import { answer } from '../../../src/verify/gateway/answer';
import type { Assumptions, BackendCall, Header } from '../../../src/verify/gateway/answers';
import { answered, aRequest, reasonOf } from './an-api';
import { anHttpApi, BACKEND, PREFLIGHT } from './an-http-api';

type Json = Readonly<Record<string, unknown>>;

const NO_CORS = { Ref: 'AWS::NoValue' };
const UNTOLD = { Ref: 'AWS::Region' };
const BY_ROUTE = { logicalId: 'Route0', what: 'the route GET /x' };

describe('what API Gateway answers by itself', () => {
  const by = { logicalId: 'Api', what: 'the HTTP API, which has no such route' };

  test('has no headers without a CORS configuration', () => {
    const told = answer(anHttpApi({}, NO_CORS), aRequest('GET /x'));
    expect(told).toMatchObject({ status: 404, headers: [], undeterminedHeaders: [], by });
  });

  test.each<[string, string, Record<string, string>]>([
    ['a GET, whatever its headers', 'GET /x', PREFLIGHT],
    ['an OPTIONS without an Origin', 'OPTIONS /x', { 'Access-Control-Request-Method': 'PUT' }],
    ['an OPTIONS without a method to ask for', 'OPTIONS /x', { Origin: 'https://a.example' }],
  ])('to %s is no answer to a preflight', (_what, line, headers) => {
    const told = answered(answer(anHttpApi({}), aRequest(line, headers)));
    expect(told).toMatchObject({ status: 404, headers: [], undeterminedHeaders: [{ name: '*' }], by });
  });
});

describe('an API that is not told as a whole', () => {
  test('is named as what leaves it open', () => {
    const told = answer(anHttpApi({}, UNTOLD), aRequest('GET /x'));
    expect(reasonOf(told)).toContain('AWS::Region');
    expect(told.by).toEqual({ logicalId: 'Api', what: 'the HTTP API' });
  });
});

test.each<[string, Json, string]>([
  ['an authorization that is not told', { AuthorizationType: UNTOLD }, 'AWS::Region'],
  ['an authorization of an unknown type', { AuthorizationType: 'MAGIC' }, 'type MAGIC is not known'],
])('a route with %s is left open', (_what, properties, reason) => {
  const told = answer(anHttpApi({ 'GET /x': properties }), aRequest('GET /x'), BACKEND);
  expect(reasonOf(told)).toContain(reason);
  expect(told.by).toEqual(BY_ROUTE);
});

test('a route whose condition is open is left open', () => {
  const Route = {
    Type: 'AWS::ApiGatewayV2::Route',
    Condition: 'Nobody',
    Properties: { ApiId: { Ref: 'Api' }, RouteKey: 'GET /x' },
  };
  expect(reasonOf(answer(anHttpApi({}, NO_CORS, { Route }), aRequest('GET /x'), BACKEND))).toContain('Nobody');
});

describe('without a CORS configuration', () => {
  const api = anHttpApi({ 'GET /x': {} }, NO_CORS);
  const headers: readonly Header[] = [['Access-Control-Allow-Origin', '*']];

  test("the answer is the backend's", () => {
    const told = answer(api, aRequest('GET /x'), { backend: () => ({ status: 404, headers }) });
    expect(told).toEqual({
      kind: 'answered',
      status: 404,
      headers,
      by: BY_ROUTE,
      undeterminedHeaders: [],
      notes: [],
    });
  });

  test('its status is an assumption where nobody tells it', () => {
    const told = answered(answer(api, aRequest('GET /x'), { backend: () => ({ headers }) }));
    expect(told).toMatchObject({ status: 200, headers, notes: [{ id: 'assumed-status', logicalId: 'Route0' }] });
  });
});

describe('with a CORS configuration', () => {
  const api = anHttpApi({ 'GET /x': {} }, { AllowOrigins: ['https://a.example'] });
  const request = aRequest('GET /x', { Origin: 'https://a.example' });

  test('the caller is asked what the backend of the route answers to the request', () => {
    const calls: BackendCall[] = [];
    const told = answer(api, request, {
      backend: (call) => {
        calls.push(call);
        return { status: 418, headers: [] };
      },
    });
    expect(answered(told)).toMatchObject({ status: 418, by: BY_ROUTE, notes: [] });
    expect(calls).toEqual([{ logicalId: 'Route0', request }]);
  });

  test.each<[string, Assumptions]>([
    ['there is none', {}],
    ['nobody tells what it answers', { backend: () => undefined }],
    ['it sends the same headers in other letters', { backend: () => ({ headers: [['access-control-max-age', '1']] }) }],
  ])('the headers are those of the configuration alone where of the backend %s', (_what, assumptions) => {
    expect(answered(answer(api, request, assumptions)).headers).toEqual([
      ['Access-Control-Allow-Origin', 'https://a.example'],
    ]);
  });
});
