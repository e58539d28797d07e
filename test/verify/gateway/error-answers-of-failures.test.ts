import { configurationError, errorAnswer } from '../../../src/verify/gateway/error-answers';
import { gatewayResponse, withResponses } from './a-gateway-response';
import { answered, aRequest, reasonOf } from './an-api';

const UNTOLD = { Ref: 'AWS::Region' };
const WHY = 'a template is missing';
const request = aRequest('GET /x');

function failure(resources: Readonly<Record<string, unknown>>) {
  return configurationError(withResponses(resources), request, WHY);
}

describe('a failure of which nobody knows what type of error it is', () => {
  test('is answered with what API Gateway has built in', () => {
    expect(answered(failure({}))).toMatchObject({
      status: 500,
      headers: [],
      undeterminedHeaders: [],
      by: { logicalId: 'Api', what: `the built-in gateway response API_CONFIGURATION_ERROR, because ${WHY}` },
    });
  });

  test('has the headers of the default for all of them', () => {
    const Default = gatewayResponse('DEFAULT_5XX', { 'X-Why': "'default'" }, { StatusCode: '503' });
    expect(answered(failure({ Default }))).toMatchObject({
      status: 503,
      headers: [['X-Why', 'default']],
      by: { what: `the gateway response DEFAULT_5XX for API_CONFIGURATION_ERROR, because ${WHY}` },
    });
  });

  test('has the headers open in which its own type and the default differ', () => {
    const Default = gatewayResponse('DEFAULT_5XX', { 'X-Why': "'default'", 'X-Same': "'1'" });
    const Own = gatewayResponse('API_CONFIGURATION_ERROR', { 'X-Why': "'own'", 'X-Same': "'1'" });
    expect(answered(failure({ Default, Own }))).toMatchObject({
      headers: [['X-Same', '1']],
      undeterminedHeaders: [{ name: 'x-why', reason: expect.stringContaining('which gateway response') }],
    });
  });

  test('is left open where the status of the default is not told', () => {
    const Default = gatewayResponse('DEFAULT_5XX', {}, { StatusCode: UNTOLD });
    const Own = gatewayResponse('API_CONFIGURATION_ERROR', {}, { StatusCode: '500' });
    const untold = failure({ Default });
    expect(reasonOf(untold)).toContain('AWS::Region');
    expect(untold.by.logicalId).toBe('Default');
    const told = failure({ Default, Own });
    expect(reasonOf(told)).toContain('AWS::Region');
    expect(told.by.what).toBe(`the gateway response DEFAULT_5XX, because ${WHY}`);
  });
});

test.each(['none', '4040', '1401', '40'])('the status %j of a gateway response is none', (StatusCode) => {
  const Own = gatewayResponse('UNAUTHORIZED', {}, { StatusCode });
  expect(reasonOf(errorAnswer(withResponses({ Own }), 'UNAUTHORIZED', request))).toBe(
    `the status "${StatusCode}" is none`,
  );
});

test.each([
  ['a type that is not told', { ResponseType: UNTOLD }],
  ['headers that are not told', { ResponseType: 'UNAUTHORIZED', ResponseParameters: UNTOLD }],
])('a gateway response with %s leaves it open', (_what, properties) => {
  const api = withResponses({ Own: gatewayResponse('UNAUTHORIZED', {}, properties) });
  expect(reasonOf(errorAnswer(api, 'UNAUTHORIZED', request))).toContain('AWS::Region');
});
