import { answered, reasonOf } from './an-api';
import { asked, OPERATION } from './an-openapi-document';

type Json = Readonly<Record<string, unknown>>;

const VALIDATOR = 'x-amazon-apigateway-request-validator';
const TRACE = { name: 'X-Trace', in: 'header' };

/** An operation of a document whose one validator is `strict`. */
function askedFor(validator: Json, operation: Json, line = 'GET /x', headers: Record<string, string> = {}) {
  const body = {
    [`${VALIDATOR}s`]: { strict: validator },
    paths: { '/x': { get: { ...OPERATION, [VALIDATOR]: 'strict', ...operation } } },
  };
  return asked(body, line, headers);
}

describe('a validator of parameters', () => {
  const validator = { validateRequestParameters: true };

  test('asks for those of the query', () => {
    const parameters = [{ name: 'page', in: 'query', required: true }];
    expect(answered(askedFor(validator, { parameters })).by.what).toContain('BAD_REQUEST_PARAMETERS');
    expect(answered(askedFor(validator, { parameters }, 'GET /x?page=1')).status).toBe(200);
  });

  test.each([{ ...TRACE }, { ...TRACE, required: false }, 'nonsense'])('does not ask for %j', (parameter) => {
    expect(answered(askedFor(validator, { parameters: [parameter] })).status).toBe(200);
  });

  test('asks for what the path declares, unless the operation declares it otherwise', () => {
    const get = (own: Json) => ({ ...OPERATION, [VALIDATOR]: 'strict', ...own });
    const body = (own: Json) => ({
      [`${VALIDATOR}s`]: { strict: validator },
      paths: { '/x': { parameters: [{ ...TRACE, required: true }], get: get(own) } },
    });
    expect(answered(asked(body({}), 'GET /x')).status).toBe(400);
    expect(answered(asked(body({ parameters: [TRACE] }), 'GET /x')).status).toBe(200);
  });
});

describe('a reference to a parameter', () => {
  const trace = { ...TRACE, required: true };
  const shared = { 'a/b{c}~': trace, '50%/': trace, '100%': trace, loop: { $ref: '#/shared/loop' } };
  const get = ($ref: string, validateRequestParameters: boolean, headers: Record<string, string> = {}) => {
    const validators = { strict: { validateRequestParameters } };
    const operation = { ...OPERATION, parameters: [{ $ref }], [VALIDATOR]: 'strict' };
    return asked({ [`${VALIDATOR}s`]: validators, shared, paths: { '/x': { get: operation } } }, 'GET /x', headers);
  };

  test.each(['#/shared/a~1b%7Bc%7D~0', '#/shared/50%25~1', '#/shared/100%'])('is followed: %s', ($ref) => {
    expect(answered(get($ref, true)).status).toBe(400);
    expect(answered(get($ref, true, { 'x-trace': '1' })).status).toBe(200);
  });

  test.each([
    ['#/shared/loop', 'go in a circle'],
    ['#/shared/none', '#/shared/none is not in the document'],
    ['other.yaml#/x', 'other.yaml#/x is not in the document'],
    ['./shared/100%', './shared/100% is not in the document'],
    ['#/shared/%zz', '#/shared/%zz is not in the document'],
  ])('that leads nowhere leaves the operation open: %s', ($ref, reason) => {
    expect(reasonOf(get($ref, true))).toContain(reason);
    expect(answered(get($ref, false)).status).toBe(200);
  });
});

describe('a parameter that is not told leaves the operation open', () => {
  const UNTOLD = { Ref: 'AWS::Region' };

  test.each<[string, unknown]>([
    ['as one of all', UNTOLD],
    ['as a whole', [UNTOLD]],
    ['by its name', [{ ...TRACE, name: UNTOLD, required: true }]],
    ['by its place', [{ ...TRACE, in: UNTOLD, required: true }]],
    ['by whether it is required', [{ ...TRACE, required: UNTOLD }]],
  ])('%s', (_name, parameters) => {
    expect(reasonOf(askedFor({ validateRequestParameters: true }, { parameters }))).toContain('AWS::Region');
    expect(answered(askedFor({}, { parameters })).status).toBe(200);
  });
});

test.each([[{}], [{ validateRequestParameters: false }]])('a validator with %j asks for no parameter', (validator) => {
  expect(answered(askedFor(validator, { parameters: [{ ...TRACE, required: true }] })).status).toBe(200);
});

test('an operation without a validator is asked for nothing', () => {
  const operation = { [VALIDATOR]: undefined, parameters: [{ ...TRACE, required: true }], requestBody: {} };
  expect(answered(askedFor({ validateRequestParameters: true, validateRequestBody: true }, operation)).status).toBe(
    200,
  );
});

describe('a validator of bodies', () => {
  const inBody = { name: 'order', in: 'body', schema: {} };

  test.each<[string, Json]>([
    ['a requestBody', { requestBody: { content: {} } }],
    ['a parameter in the body, as Swagger 2 has it', { parameters: [inBody] }],
    ['a parameter in the body beside others', { parameters: [TRACE, inBody] }],
  ])('leaves an operation open that has %s', (_name, operation) => {
    expect(reasonOf(askedFor({ validateRequestBody: true }, operation))).toContain('looks at the body');
    expect(answered(askedFor({ validateRequestBody: false }, operation)).status).toBe(200);
    expect(answered(askedFor({}, operation)).status).toBe(200);
  });

  test.each<[string, Json]>([
    ['no parameter', {}],
    ['a parameter elsewhere', { parameters: [{ name: 'body.', in: 'header' }] }],
  ])('says nothing of an operation that has %s and no body', (_name, operation) => {
    expect(answered(askedFor({ validateRequestBody: true }, operation)).status).toBe(200);
  });
});

test.each<[string, Json, Json]>([
  ['its operation', { [VALIDATOR]: { Ref: 'AWS::Region' } }, {}],
  ['the document', { [VALIDATOR]: undefined }, { [VALIDATOR]: { Ref: 'AWS::Region' } }],
])('a validator whose name is not told by %s leaves the operation open', (_name, operation, document) => {
  const body = { ...document, paths: { '/x': { get: { ...OPERATION, ...operation } } } };
  expect(reasonOf(asked(body, 'GET /x'))).toContain('AWS::Region');
});

test('a validator that is not told leaves the operation open', () => {
  const operation = { parameters: [TRACE] };
  expect(reasonOf(askedFor({ validateRequestParameters: { Ref: 'AWS::Region' } }, operation))).toContain('AWS::Region');
});
