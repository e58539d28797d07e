import { simulate } from '../../src/verify';
import { simulateErrors } from '../../src/verify/check/simulation';
import { APP, OTHER } from '../support/apis';
import { aDocument, anOperation, INTEGRATION, withCors } from '../support/documents';
import { aPolicy } from '../support/policies';
import { theApi } from '../support/simulated';

const CALL = {
  origin: APP,
  method: 'PUT',
  path: '/orders/1',
  headers: { 'content-type': 'application/json', 'x-mine': '1' },
  credentials: true,
};
const PATH = '/orders/{id}';
const VALIDATOR = 'x-amazon-apigateway-request-validator';
const ORIGIN = 'Access-Control-Allow-Origin';

/** What a sabotage may reach into. */
interface Parts {
  readonly [key: string]: Parts;
}

/** A document that is right for the call, although it asks for a key, and for a header of every operation. */
function right(allowOrigins: string[]): Parts {
  const document = aDocument(
    {
      [PATH]: { parameters: [{ name: 'X-Mine', in: 'header', required: true }], put: anOperation() },
      // What API Gateway may not follow.
      '/other': { put: { ...anOperation(), responses: { 200: { $ref: '#/components/responses/Ok' } } } },
    },
    {
      components: { responses: { Ok: { description: 'ok' } }, securitySchemes: { key: KEY } },
      security: [{ key: [] }],
      [VALIDATOR]: 'all',
      'x-amazon-apigateway-request-validators': { all: { validateRequestParameters: true } },
    },
  );
  const errors = aPolicy({ allowOrigins, allowCredentials: true, allowHeaders: ['Content-Type', 'X-Mine'] });
  return JSON.parse(JSON.stringify(withCors(document, { errors })));
}

const KEY = { type: 'apiKey', name: 'x-api-key', in: 'header' };

interface Sabotage {
  readonly breaks: string;
  /** Default: one origin. */
  readonly list?: boolean;
  readonly how: (document: Parts) => void;
  /** What the verifier has to say: a reason, or UNDETERMINED. */
  readonly reason: string;
  readonly where?: 'preflight' | 'response' | 'error';
}

const set = (object: Parts, key: string, value: unknown) => Object.assign(object, { [key]: value });
const drop = (object: Parts, key: string) => Reflect.deleteProperty(object, key);
/** Changes a text wherever it stands in the preflight. */
const rewrite = (from: RegExp, to: string) => (document: Parts) =>
  set(document.paths[PATH], 'options', JSON.parse(JSON.stringify(document.paths[PATH].options).replaceAll(from, to)));
const mapped = (document: Parts) => document.paths[PATH].put[INTEGRATION].responses.default.responseParameters;
const errorsOf = (document: Parts) => document['x-amazon-apigateway-gateway-responses'].DEFAULT_4XX.responseParameters;

const SABOTAGES: readonly Sabotage[] = [
  { breaks: 'the preflight', how: ({ paths }) => drop(paths[PATH], 'options'), reason: 'PreflightInvalidStatus' },
  {
    breaks: 'the security of the preflight',
    how: ({ paths }) => drop(paths[PATH].options, 'security'),
    reason: 'PreflightInvalidStatus',
  },
  {
    breaks: 'the validator of the preflight',
    how: ({ paths }) => drop(paths[PATH].options, VALIDATOR),
    reason: 'PreflightInvalidStatus',
  },
  {
    breaks: 'the validator that looks at nothing',
    how: (document) =>
      set(document['x-amazon-apigateway-request-validators'], 'cors-preflight', { validateRequestParameters: true }),
    reason: 'PreflightInvalidStatus',
  },
  {
    breaks: "the preflight's origin",
    how: rewrite(/https:\/\/app/g, 'https://App'),
    reason: 'PreflightAllowOriginMismatch',
  },
  {
    breaks: "the preflight's methods",
    how: rewrite(/OPTIONS,PUT/g, 'OPTIONS,GET'),
    reason: 'MethodDisallowedByPreflightResponse',
  },
  { breaks: "the preflight's headers", how: rewrite(/,X-Mine/g, ''), reason: 'HeaderDisallowedByPreflightResponse' },
  {
    breaks: "the preflight's credentials",
    how: rewrite(/'true'/g, "'yes'"),
    reason: 'PreflightInvalidAllowCredentials',
  },
  { breaks: "the preflight's status", how: rewrite(/204/g, '403'), reason: 'PreflightInvalidStatus' },
  {
    breaks: 'the status code of the mock',
    how: rewrite(/statusCode\\"/g, 'status\\"'),
    reason: 'PreflightInvalidStatus',
  },
  { breaks: 'the type of the mock', how: rewrite(/"mock"/g, '"http_proxy"'), reason: 'UNDETERMINED' },
  {
    breaks: 'the integration of the preflight by a reference',
    how: ({ paths }) => set(paths[PATH].options, INTEGRATION, { $ref: '#/components/x' }),
    reason: 'UNDETERMINED',
  },
  {
    breaks: 'the path by a reference',
    how: ({ paths }) => set(paths, PATH, { $ref: '#/paths/~1other' }),
    reason: 'UNDETERMINED',
  },
  {
    breaks: 'the comparison of the template',
    list: true,
    how: rewrite(/=='https:\/\/app/g, "=='https://apq"),
    reason: 'PreflightMissingAllowOriginHeader',
  },
  {
    breaks: "the response's origin",
    how: (document) => drop(mapped(document), `method.response.header.${ORIGIN}`),
    reason: 'MissingAllowOriginHeader',
    where: 'response',
  },
  {
    breaks: "the response's credentials",
    how: (document) => drop(mapped(document), 'method.response.header.Access-Control-Allow-Credentials'),
    reason: 'InvalidAllowCredentials',
    where: 'response',
  },
  {
    breaks: 'the declaration of the response',
    how: ({ paths }) => drop(paths[PATH].put.responses['200'].headers, ORIGIN),
    reason: 'UNDETERMINED',
    where: 'response',
  },
  {
    breaks: 'the declaration of the response by a reference',
    how: ({ paths }) => set(paths[PATH].put.responses, '200', { $ref: '#/components/responses/Ok' }),
    reason: 'UNDETERMINED',
    where: 'response',
  },
  {
    breaks: "the response's template",
    list: true,
    how: ({ paths }) => drop(paths[PATH].put[INTEGRATION].responses.default, 'responseTemplates'),
    reason: 'MissingAllowOriginHeader',
    where: 'response',
  },
  {
    breaks: "the error's origin",
    how: (document) => drop(errorsOf(document), `gatewayresponse.header.${ORIGIN}`),
    reason: 'MissingAllowOriginHeader',
    where: 'error',
  },
  {
    breaks: 'the inheritance of an error',
    how: (document) => set(document['x-amazon-apigateway-gateway-responses'], 'UNAUTHORIZED', { statusCode: 401 }),
    reason: 'MissingAllowOriginHeader',
    where: 'error',
  },
];

function saidOf(document: Parts, where: Sabotage['where'] = 'preflight'): readonly string[] {
  const api = theApi({
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: document } },
      Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
    },
  });
  const { preflight, responses } = simulate(api, CALL);
  const errors = simulateErrors(api, CALL).filter(({ label }) => label.endsWith('UNAUTHORIZED'));
  const outcomes = { preflight: preflight === null ? [] : [preflight], response: responses, error: errors }[where];
  return outcomes.map(({ verdict }) => verdict.reason ?? verdict.verdict);
}

test.each([[[APP]], [[APP, OTHER]]])('the verifier has nothing to object to in a right document (%s)', (origins) => {
  const said = (['preflight', 'response', 'error'] as const).flatMap((where) => saidOf(right(origins), where));
  expect(said).toEqual(['ALLOWED', 'ALLOWED', 'ALLOWED']);
});

test.each(SABOTAGES)('the verifier objects when somebody breaks $breaks: $reason', ({ list, how, reason, where }) => {
  const document = right(list ? [APP, OTHER] : [APP]);
  const before = JSON.stringify(document);
  how(document);
  expect(JSON.stringify(document)).not.toBe(before);
  expect(saidOf(document, where)).toEqual([reason]);
});
