import { completeGatewayResponse, DEFAULT_TYPES } from '../../src/render/gateway-response';
import { errorAnswer } from '../../src/response/answers';
import { FIXED } from '../support/answers';
import { aPolicy } from '../support/policies';

const header = (name: string) => `gatewayresponse.header.${name}`;

test('a gateway response without headers gets all of the answer', () => {
  const { parameters, added, kept } = completeGatewayResponse({}, FIXED);
  expect(parameters).toEqual({
    [header('Access-Control-Allow-Origin')]: "'https://app.example.com'",
    [header('Access-Control-Allow-Credentials')]: "'true'",
    [header('Access-Control-Expose-Headers')]: "'ETag'",
  });
  expect(added).toEqual(Object.keys(parameters));
  expect(kept).toEqual([]);
});

test('a gateway response of the user keeps its headers and gains the missing', () => {
  const own = { [header('X-Own')]: "'1'", [header('vary')]: "'Accept'" };
  const { parameters } = completeGatewayResponse(
    own,
    errorAnswer(aPolicy({ allowOrigins: ['https://*.example.com'] })),
  );
  expect(parameters).toEqual({
    [header('X-Own')]: "'1'",
    [header('vary')]: "'Accept, Origin'",
    [header('Access-Control-Allow-Origin')]: 'method.request.header.Origin',
  });
});

test.each(['Access-Control-Allow-Origin', 'access-control-allow-credentials'])(
  'a gateway response that sets %s makes the whole decision itself',
  (name) => {
    const own = { [header(name)]: "'https://other.example.com'" };
    const { parameters, kept } = completeGatewayResponse(own, FIXED);
    expect(parameters).toEqual({ ...own, [header('Access-Control-Expose-Headers')]: "'ETag'" });
    expect(kept).toEqual(['Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials']);
  },
);

test('no origin is sent where none can be told', () => {
  const answer = errorAnswer(aPolicy({ allowOrigins: ['https://*.example.com'], allowCredentials: true }));
  expect(completeGatewayResponse({}, answer).parameters).toEqual({});
});

test('all types of errors inherit one of two', () => {
  expect(DEFAULT_TYPES).toEqual(['DEFAULT_4XX', 'DEFAULT_5XX']);
});
