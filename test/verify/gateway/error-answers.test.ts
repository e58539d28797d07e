import { errorAnswer, GATEWAY_RESPONSE_TYPES } from '../../../src/verify/gateway/error-answers';
import { anApi, answered, aRequest, header, reasonOf } from './an-api';

const ORIGIN = 'Access-Control-Allow-Origin';

function gatewayResponse(type: string, parameters: Readonly<Record<string, string>>, more: object = {}): object {
  const names = Object.entries(parameters).map(([name, value]) => [`gatewayresponse.header.${name}`, value]);
  const Properties = {
    RestApiId: { Ref: 'Api' },
    ResponseType: type,
    ResponseParameters: Object.fromEntries(names),
    ...more,
  };
  return { Type: 'AWS::ApiGateway::GatewayResponse', Properties };
}

function withResponses(resources: Readonly<Record<string, object>>) {
  return anApi({ '/x': { GET: {} } }, { resources });
}

const defaults = {
  Default4xx: gatewayResponse('DEFAULT_4XX', { [ORIGIN]: "'https://four.example'" }),
  Default5xx: gatewayResponse('DEFAULT_5XX', { [ORIGIN]: "'https://five.example'" }),
};
const request = aRequest('GET /x', { Origin: 'https://a.example' });

describe('a type that nobody has customised', () => {
  test.each(GATEWAY_RESPONSE_TYPES.filter((type) => type !== 'REQUEST_TOO_LARGE'))(
    '%s inherits the headers of its class',
    (type) => {
      const answer = answered(errorAnswer(withResponses(defaults), type, request));
      expect(header(answer, ORIGIN)).toBe(answer.status < 500 ? 'https://four.example' : 'https://five.example');
      expect(answer.by.logicalId).toBe(answer.status < 500 ? 'Default4xx' : 'Default5xx');
    },
  );

  test('there are the nineteen types of the documentation, without headers where nothing is set', () => {
    expect(GATEWAY_RESPONSE_TYPES).toHaveLength(19);
    for (const type of GATEWAY_RESPONSE_TYPES) {
      expect(answered(errorAnswer(withResponses({}), type, request)).headers).toEqual([]);
    }
  });

  test('inherits the status of its default', () => {
    const api = withResponses({ Default4xx: gatewayResponse('DEFAULT_4XX', {}, { StatusCode: '418' }) });
    expect(answered(errorAnswer(api, 'UNAUTHORIZED', request)).status).toBe(418);
    expect(answered(errorAnswer(api, 'INTEGRATION_TIMEOUT', request)).status).toBe(504);
  });
});

describe('a type that is customised', () => {
  const api = withResponses({
    ...defaults,
    Unauthorized: gatewayResponse('UNAUTHORIZED', { 'X-Why': "'token'" }, { StatusCode: 401 }),
  });

  test('has its own headers only', () => {
    const answer = errorAnswer(api, 'UNAUTHORIZED', request);
    expect(answered(answer).headers).toEqual([['X-Why', 'token']]);
    expect(answer.by).toEqual({ logicalId: 'Unauthorized', what: 'the gateway response UNAUTHORIZED' });
  });

  test('does not change its siblings', () => {
    expect(header(errorAnswer(api, 'ACCESS_DENIED', request), ORIGIN)).toBe('https://four.example');
  });

  test('has an unknown status where only the default sets one', () => {
    const both = withResponses({
      Default4xx: gatewayResponse('DEFAULT_4XX', {}, { StatusCode: '418' }),
      Unauthorized: gatewayResponse('UNAUTHORIZED', {}),
    });
    expect(reasonOf(errorAnswer(both, 'UNAUTHORIZED', request))).toContain('has not been measured');
  });
});

describe('the value of a header', () => {
  function undetermined(expression: string, headers: Readonly<Record<string, string>>): readonly string[] {
    const api = withResponses({ Default4xx: gatewayResponse('DEFAULT_4XX', { [ORIGIN]: expression }) });
    return answered(errorAnswer(api, 'UNAUTHORIZED', aRequest('GET /x', headers))).undeterminedHeaders.map(
      ({ name }) => name,
    );
  }

  test('echoes a header of the request', () => {
    const api = withResponses({
      Default4xx: gatewayResponse('DEFAULT_4XX', { [ORIGIN]: 'method.request.header.Origin' }),
    });
    expect(header(errorAnswer(api, 'UNAUTHORIZED', request), ORIGIN)).toBe('https://a.example');
  });

  test.each([
    ['an echo of a header that is absent', 'method.request.header.Origin', {}],
    ['an echo of a header in another case', 'method.request.header.Origin', { origin: 'https://a.example' }],
    ['a context variable', 'context.authorizer.origin', { Origin: 'https://a.example' }],
    ['a stage variable', 'stageVariables.origin', { Origin: 'https://a.example' }],
    ['a quote within the quotes', "'it's'", {}],
  ])('is undetermined for %s', (_name, expression, headers) => {
    expect(undetermined(expression, headers)).toEqual([ORIGIN]);
  });

  test('is undetermined for a value that is known only at the deployment', () => {
    const domain = { 'Fn::Join': ['', ["'https://", { 'Fn::GetAtt': ['Site', 'DomainName'] }, "'"]] };
    const Site = { Type: 'AWS::CloudFront::Distribution' };
    const api = withResponses({
      Site,
      Default4xx: gatewayResponse('DEFAULT_4XX', { [ORIGIN]: domain as unknown as string }),
    });
    expect(answered(errorAnswer(api, 'UNAUTHORIZED', request)).undeterminedHeaders).toEqual([
      { name: ORIGIN, reason: 'DomainName of Site is known only once it is deployed' },
    ]);
  });
});

test('REQUEST_TOO_LARGE cannot be customised, so that what its default does to it is left open', () => {
  expect(reasonOf(errorAnswer(withResponses(defaults), 'REQUEST_TOO_LARGE', request))).toContain(
    'cannot be customised',
  );
});

test('a gateway response that no deployment depends on is noted', () => {
  const api = withResponses(defaults);
  const response = api.gatewayResponses.get('DEFAULT_4XX');
  expect(response?.deployed).toBe('included');
  const late = {
    ...api,
    gatewayResponses: new Map(response && [['DEFAULT_4XX', { ...response, deployed: 'may-be-missing' as const }]]),
  };
  expect(errorAnswer(late, 'UNAUTHORIZED', request).notes).toMatchObject([
    { id: 'may-not-be-deployed', logicalId: 'Default4xx' },
  ]);
});
