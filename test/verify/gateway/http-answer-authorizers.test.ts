import { answer } from '../../../src/verify/gateway/answer';
import { answered, aRequest, reasonOf } from './an-api';
import { anHttpApi, BACKEND, CORS, PREFLIGHT } from './an-http-api';

type Json = Readonly<Record<string, unknown>>;

const JWT = { AuthorizationType: 'JWT', AuthorizerId: 'x' };
const IAM = { AuthorizationType: 'AWS_IAM' };
const LAMBDA = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' } };
const HEADER = '$request.header.Authorization';

/** The answer of GET /x behind an authorizer with these identity sources. */
function asked(route: Json, line = 'GET /x', headers: Record<string, string> = {}, authorised?: boolean) {
  return answer(withAuthorizer(route, HEADER, 'GET /x'), aRequest(line, headers), { ...BACKEND, authorised });
}

function withAuthorizer(route: Json, IdentitySource: unknown, key: string) {
  const Authorizer = { Type: 'AWS::ApiGatewayV2::Authorizer', Properties: { IdentitySource } };
  return anHttpApi({ [key]: route }, CORS, { Authorizer });
}

const SIGNED = { Authorization: 'x' };

describe.each([
  ['JWT', JWT, 401, 401],
  ['IAM', IAM, 403, 403],
  ['Lambda', LAMBDA, 401, 403],
])('a route with %s authorization', (_name, route, without, refused) => {
  test(`answers ${without} without credentials, whatever is assumed`, () => {
    const told = answered(asked(route, 'GET /x', {}, true));
    expect(told).toMatchObject({
      status: without,
      headers: [],
      undeterminedHeaders: [{ name: '*', reason: expect.stringContaining('gives by itself') }],
      by: { logicalId: 'Route0', what: 'the authorizer of the route GET /x' },
    });
    expect(told).not.toHaveProperty('fix');
  });

  test(`answers ${refused} to credentials that are refused`, () => {
    expect(answered(asked(route, 'GET /x', SIGNED, false)).status).toBe(refused);
  });

  test('lets credentials through that are taken for good', () => {
    expect(answered(asked(route, 'GET /x', SIGNED, true)).by.what).toBe('the route GET /x');
  });

  test('is left open where nobody tells what the authorizer says of them', () => {
    const told = asked(route, 'GET /x', SIGNED);
    expect(reasonOf(told)).toContain('what an authorizer says');
    expect(told.by).toEqual({ logicalId: 'Route0', what: 'the authorizer of the route GET /x' });
  });
});

test.each([
  ['JWT', JWT],
  ['IAM', IAM],
])('the credentials for %s authorization may stand in the query', (_name, route) => {
  expect(reasonOf(asked(route, 'GET /x?token=x'))).toContain('what an authorizer says');
});

describe('the identity sources of a Lambda authorizer', () => {
  const told = (sources: unknown, headers: Record<string, string>, authorised = true) =>
    answered(answer(withAuthorizer(LAMBDA, sources, 'GET /x'), aRequest('GET /x', headers), { ...BACKEND, authorised }))
      .status;

  test('have to be there, every one', () => {
    const both = [HEADER, '$request.header.X-Shop'];
    expect(told(both, { Authorization: 'x', 'X-Shop': '1' })).toBe(200);
    expect(told(both, { Authorization: 'x' })).toBe(401);
    expect(told(both, { 'X-Shop': '1' })).toBe(401);
  });

  test.each([
    ['are elsewhere in the request', ['$request.querystring.q', '$context.routeKey']],
    ['are none', []],
    ['are not told', { Ref: 'AWS::Region' }],
  ])('that %s leave the judgement to the authorizer', (_what, sources) => {
    expect(told(sources, {})).toBe(200);
    expect(told(sources, {}, false)).toBe(403);
  });
});

describe('a preflight that an authorizer refuses', () => {
  const fix = (key: string, route: Json = JWT) =>
    answered(answer(withAuthorizer(route, HEADER, key), aRequest('OPTIONS /x/y', PREFLIGHT))).fix;

  test.each([
    ['ANY /x/{id}', '/x/{id}'],
    ['$default', '/{proxy+}'],
  ])('is mended beside %s by an open route', (key, path) => {
    for (const route of [JWT, IAM, LAMBDA]) {
      expect(fix(key, route)).toContain(`Add the route "OPTIONS ${path}" without an authorizer`);
      expect(fix(key, route)).toContain(`in place of "${key}"`);
    }
  });

  test('is mended at a route for OPTIONS itself', () => {
    expect(fix('OPTIONS /{proxy+}')).toContain('Take the authorizer off the route "OPTIONS /{proxy+}"');
  });
});
