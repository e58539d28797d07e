import { simulate } from '../../../src/verify/check/simulation';
import { theHttpApi } from '../gateway/an-api';

type Json = Readonly<Record<string, unknown>>;

const JWT = { AuthorizationType: 'JWT', AuthorizerId: 'x' };

/** A PUT to /x with a header of its own, and a backend that answers 204 wherever it is asked. */
function simulated(routes: Readonly<Record<string, Json>>, cors: Json = {}) {
  const ApiId = { Ref: 'Api' };
  const CorsConfiguration = {
    AllowOrigins: ['https://a.example', 'https://b.example'],
    AllowMethods: ['PUT'],
    AllowHeaders: ['X-Shop'],
    ...cors,
  };
  const elements = Object.entries(routes).map(([RouteKey, more], index) => [
    `Route${index}`,
    { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId, RouteKey, ...more } },
  ]);
  const api = theHttpApi({
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', CorsConfiguration } },
      Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId, AutoDeploy: true } },
      ...Object.fromEntries(elements),
    },
  });
  const backend = () => ({ status: 204, headers: [] });
  return simulate(
    api,
    { origin: 'https://a.example', method: 'PUT', path: '/x', headers: { 'X-Shop': '1' } },
    { assumptions: { backend, authorised: true } },
  );
}

function preflight(...args: Parameters<typeof simulated>) {
  return simulated(...args).preflight;
}

describe('a preflight that an authorizer receives', () => {
  test.each([
    ['ANY /x', 'OPTIONS /x'],
    ['ANY /{proxy+}', 'OPTIONS /{proxy+}'],
    ['$default', 'OPTIONS /{proxy+}'],
  ])('by the route %s is blocked, whatever the headers of the refusal are, and the fix is %s', (key, cure) => {
    expect(preflight({ [key]: JWT })).toMatchObject({
      status: 401,
      by: { logicalId: 'Route0', what: `the authorizer of the route ${key}` },
      verdict: {
        verdict: 'BLOCKED',
        reason: 'PreflightInvalidStatus',
        seen: 'status 401',
        fix: expect.stringContaining(`Add the route "${cure}" without an authorizer`),
      },
    });
    expect(preflight({ [key]: JWT, [cure]: {} })?.verdict.verdict).toBe('ALLOWED');
  });

  test('by an OPTIONS route of its own is told to lose it', () => {
    expect(preflight({ 'OPTIONS /x': { AuthorizationType: 'AWS_IAM' } })).toMatchObject({
      status: 403,
      verdict: { verdict: 'BLOCKED', fix: expect.stringContaining('Take the authorizer off the route "OPTIONS /x"') },
    });
  });

  test('is not saved by a greedy OPTIONS route: the whole match goes before it', () => {
    expect(preflight({ 'ANY /x': JWT, 'OPTIONS /{proxy+}': {} })?.verdict.verdict).toBe('BLOCKED');
  });
});

test('a header that is not told leaves open what hangs on it, and no more', () => {
  const star = { AllowMethods: ['*'] };
  expect(preflight({ 'PUT /x': JWT }, star)?.verdict).toMatchObject({
    verdict: 'UNDETERMINED',
    notes: [expect.stringContaining('Access-Control-Allow-Methods')],
  });
  expect(preflight({ 'PUT /x': JWT }, { ...star, AllowHeaders: [] })?.verdict).toMatchObject({
    verdict: 'BLOCKED',
    reason: 'HeaderDisallowedByPreflightResponse',
  });
});

test('a cache is not accused where nobody knows whether the answer says Vary', () => {
  const [response] = simulated({ 'PUT /x': {} }).responses;
  expect(response).toMatchObject({ hazard: null, verdict: { verdict: 'ALLOWED' } });
});
