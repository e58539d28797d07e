import fc from 'fast-check';
import { ANY, INTEGRATION } from './documents';

/** What a document may hold that is no matter to CORS, and has to be as it was. */
const noise = fc.jsonValue({ maxDepth: 1 }).map((value): unknown => JSON.parse(JSON.stringify(value)));

const aTemplate = fc.constantFrom('$input.body', '{"a": 1}\n', "#set($x = 'y')$x", '');
const aResponse = fc.record(
  {
    statusCode: fc.constantFrom<unknown>('200', '404', 500, '204'),
    responseParameters: fc.dictionary(
      fc
        .constantFrom('X-Own', 'Vary', 'vary', 'Access-Control-Allow-Origin')
        .map((name) => `method.response.header.${name}`),
      fc.constantFrom("'own'", 'integration.response.header.X'),
    ),
    responseTemplates: fc.dictionary(fc.constantFrom('application/json', 'text/plain'), aTemplate),
    contentHandling: fc.constantFrom('CONVERT_TO_TEXT', 'CONVERT_TO_BINARY'),
  },
  { requiredKeys: ['statusCode'] },
);
const anIntegration = fc.record(
  {
    type: fc.constantFrom('mock', 'http', 'aws', 'AWS_PROXY', 'http_proxy', 'strange'),
    responses: fc.dictionary(fc.constantFrom('default', '4\\d\\d', '200'), aResponse),
    requestTemplates: fc.constant({ 'application/json': '{"statusCode":200}' }),
    'x-noise': noise,
  },
  { requiredKeys: ['type'] },
);
const aDeclaration = fc.oneof(
  fc.record(
    {
      description: fc.string(),
      headers: fc.dictionary(fc.constantFrom('X-Own', 'Vary'), fc.constant({})),
      'x-noise': noise,
    },
    { requiredKeys: ['description'] },
  ),
  fc.constant({ $ref: '#/x-shared/response' }),
);
const anOperation = fc.record(
  {
    summary: fc.string(),
    security: fc.constantFrom([], [{ key: [] }]),
    parameters: fc.constantFrom([], [{ name: 'X-Trace', in: 'header', required: true }]),
    responses: fc.dictionary(fc.constantFrom('200', '404', 'default'), aDeclaration),
    [INTEGRATION]: fc.oneof(anIntegration, fc.constant({ $ref: '#/x-shared/integration' })),
    'x-noise': noise,
  },
  { requiredKeys: [] },
);
const aPathItem = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.dictionary(fc.constantFrom('get', 'put', 'options', 'delete', ANY, 'x-noise'), anOperation),
  },
  { weight: 1, arbitrary: fc.constant({ $ref: '#/x-shared/item', summary: 'own' }) },
);
const aPath = fc.constantFrom(
  '/',
  '/shop',
  '/shop/{id}',
  '/{proxy+}',
  '/a/b',
  '/a/{b}/c',
  '/~x',
  '/trailing/',
  'x-extension',
);
const aGatewayResponse = fc.record(
  {
    statusCode: fc.constantFrom<unknown>(401, '403'),
    responseParameters: fc.dictionary(
      fc.constantFrom('gatewayresponse.header.X-Own', 'gatewayresponse.header.Access-Control-Allow-Origin'),
      fc.constant("'own'"),
    ),
  },
  { requiredKeys: [] },
);

/** A document of any version with anything in it that the plan has a word for, in any order. */
export const anOpenApiDocument: fc.Arbitrary<object> = fc
  .record(
    {
      version: fc.constantFrom({ swagger: '2.0' }, { openapi: '3.0.1' }, { openapi: '3.1.0' }),
      info: fc.record({ title: fc.string(), version: fc.constantFrom('1.10', '1') }),
      paths: fc.dictionary(aPath, aPathItem),
      security: fc.constant([{ key: [] }]),
      'x-amazon-apigateway-request-validator': fc.constant('all'),
      'x-amazon-apigateway-request-validators': fc.constant({ all: { validateRequestParameters: true } }),
      'x-amazon-apigateway-binary-media-types': fc.constantFrom([], ['*/*']),
      'x-amazon-apigateway-gateway-responses': fc.dictionary(
        fc.constantFrom('DEFAULT_4XX', 'UNAUTHORIZED', 'DEFAULT_5XX'),
        aGatewayResponse,
      ),
      'x-shared': fc.record({
        item: fc.record({ get: anOperation, 'x-noise': noise }),
        response: fc.record({ description: fc.string() }),
        integration: anIntegration,
      }),
      'x-noise': noise,
    },
    { requiredKeys: ['version', 'paths', 'x-shared'] },
  )
  .map(({ version, ...rest }) => plain({ ...rest, ...version }));

/** Objects as a parser makes them, and not those of a generator, which have no prototype. */
function plain(value: object): object {
  return JSON.parse(JSON.stringify(value));
}
