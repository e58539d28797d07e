import { errorAnswer, GATEWAY_RESPONSE_TYPES } from '../../../src/verify/gateway/error-answers';
import { gatewayResponse, withResponses } from './a-gateway-response';
import { answered, aRequest, header, reasonOf } from './an-api';

const ORIGIN = 'Access-Control-Allow-Origin';

const defaults = {
  Default4xx: gatewayResponse('DEFAULT_4XX', { [ORIGIN]: "'https://four.example'" }),
  Default5xx: gatewayResponse('DEFAULT_5XX', { [ORIGIN]: "'https://five.example'" }),
};
const teapot = () => gatewayResponse('DEFAULT_4XX', {}, { StatusCode: '418' });
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
      expect(errorAnswer(withResponses({}), type, request)).toMatchObject({
        headers: [],
        undeterminedHeaders: [],
        by: { logicalId: 'Api', what: `the built-in gateway response ${type}` },
        notes: [],
      });
    }
  });

  test('inherits the status of its default', () => {
    const api = withResponses({ Default4xx: gatewayResponse('DEFAULT_4XX', {}, { StatusCode: '418' }) });
    const inherited = answered(errorAnswer(api, 'UNAUTHORIZED', request));
    expect(inherited.status).toBe(418);
    expect(inherited.by.what).toBe('the gateway response DEFAULT_4XX for UNAUTHORIZED');
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

  test.each<[string, Readonly<Record<string, unknown>>, object, number]>([
    ['its own status, whatever the default has', { Default4xx: teapot() }, { StatusCode: '402' }, 402],
    ['the built-in one, where its default has none either', defaults, {}, 401],
    ['the built-in one, where there is no default', {}, {}, 401],
  ])('has %s', (_what, others, more, status) => {
    const Own = gatewayResponse('UNAUTHORIZED', {}, { ...more });
    expect(answered(errorAnswer(withResponses({ ...others, Own }), 'UNAUTHORIZED', request)).status).toBe(status);
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

  test('echoes a parameter of the query', () => {
    const api = withResponses({
      Default4xx: gatewayResponse('DEFAULT_4XX', { [ORIGIN]: 'method.request.querystring.from' }),
    });
    const asked = aRequest('GET /x?from=https://b.example', { from: 'https://a.example' });
    expect(header(errorAnswer(api, 'UNAUTHORIZED', asked), ORIGIN)).toBe('https://b.example');
  });

  test('is a text in quotes, be it one that speaks of the request', () => {
    const api = withResponses({ Default4xx: gatewayResponse('DEFAULT_4XX', { Why: "'no method.request.header.X'" }) });
    expect(header(errorAnswer(api, 'UNAUTHORIZED', request), 'Why')).toBe('no method.request.header.X');
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['is absent', {}, 'has no Origin'],
    ['is empty', { Origin: '' }, 'has no Origin'],
  ])('is undetermined for an echo of a header that %s', (_what, headers, reason) => {
    expect(reasons([...Object.entries(headers)])).toEqual([expect.stringContaining(reason)]);
  });

  test('is undetermined for an echo of a header that comes twice', () => {
    const twice = ['https://a.example', 'https://b.example'].map((origin) => ['Origin', origin] as const);
    expect(reasons(twice)).toEqual([expect.stringContaining('which of several')]);
  });

  function reasons(headers: readonly (readonly [string, string])[]): readonly string[] {
    const api = withResponses({
      Default4xx: gatewayResponse('DEFAULT_4XX', { [ORIGIN]: 'method.request.header.Origin' }),
    });
    const { undeterminedHeaders } = answered(errorAnswer(api, 'UNAUTHORIZED', { ...aRequest('GET /x'), headers }));
    return undeterminedHeaders.map(({ reason }) => reason);
  }

  test.each([
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
      Default4xx: gatewayResponse('DEFAULT_4XX', { [ORIGIN]: domain }),
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
