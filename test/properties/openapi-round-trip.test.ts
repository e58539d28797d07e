import fc from 'fast-check';
import { parse } from 'yaml';
import { applyEdits } from '../../src/openapi/edits';
import { DocumentText } from '../../src/openapi/text';
import { simulate } from '../../src/verify';
import { simulateErrors } from '../../src/verify/check/simulation';
import { APP } from '../support/apis';
import { aCallOf, allows, aPolicyOfTheUser, PAGES, VERBS } from '../support/calls';
import { ANY, aMock, anOperation, editsOf, INTEGRATION } from '../support/documents';
import { aPolicy } from '../support/policies';
import { theApi } from '../support/simulated';

/** How a document may be written: all of it is no matter to a browser. */
const aSpelling = fc.record({
  version: fc.constantFrom({ swagger: '2.0' }, { openapi: '3.0.1' }, { openapi: '3.1.0' }),
  closed: fc.boolean(),
  validated: fc.boolean(),
  references: fc.boolean(),
  sharedIntegration: fc.boolean(),
  file: fc.constantFrom('no', 'JSON', 'YAML'),
});
type Spelling = typeof aSpelling extends fc.Arbitrary<infer T> ? T : never;

const KEY = { type: 'apiKey', name: 'x-api-key', in: 'header' };
const TRACE = { name: 'X-Trace', in: 'header', required: true };

function written({ version, closed, validated, references, sharedIntegration }: Spelling): object {
  const operation = anOperation({ default: { statusCode: '200' }, '5\\d\\d': { statusCode: '500' } });
  const { [INTEGRATION]: integration, ...bare } = operation as Record<string, unknown>;
  const own = sharedIntegration ? bare : operation;
  const mapped = {
    ...(sharedIntegration ? { [INTEGRATION]: integration } : {}),
    parameters: [TRACE],
    ...Object.fromEntries(VERBS.map((verb) => [verb.toLowerCase(), own])),
  };
  const mock = {
    [ANY]: { ...aMock(), responses: references ? { 200: { $ref: '#/x-shared/ok' } } : { 200: { description: 'ok' } } },
  };
  return {
    ...version,
    'x-shared': { mapped, mock, ok: { description: 'ok' } },
    paths: references
      ? { '/mapped': { $ref: '#/x-shared/mapped' }, '/mock/{id}': { $ref: '#/x-shared/mock' } }
      : { '/mapped': mapped, '/mock/{id}': mock },
    ...(closed ? { security: [{ key: [] }] } : {}),
    securityDefinitions: { key: KEY },
    ...(validated ? { 'x-amazon-apigateway-request-validator': 'all' } : {}),
    'x-amazon-apigateway-request-validators': { all: { validateRequestParameters: true, validateRequestBody: false } },
  };
}

/** The document with the CORS of a policy, changed as an object or as a file. */
function completed(document: object, errors: ReturnType<typeof aPolicy>, { file }: Spelling): unknown {
  if (file === 'no') {
    return applyEdits(document, editsOf(document, { errors }));
  }
  const text = DocumentText.read(JSON.stringify(document, null, 2), 'openapi');
  if ('problems' in text) {
    throw new Error(text.problems[0].got);
  }
  const changed = text.edited(editsOf(text.content, { errors }));
  return file === 'JSON' ? JSON.parse(changed) : parse(changed);
}

function deployed(body: unknown) {
  return theApi({
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: body } },
      Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
    },
  });
}

describe('simulate(document(policy), call)', () => {
  test('allows exactly what the policy allows, however the document is written', () => {
    const seen = { ALLOWED: 0, BLOCKED: 0 };
    const calls = fc.array(aCallOf('/mapped', '/mock/1'), { minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(aPolicyOfTheUser, aSpelling, calls, (options, spelling, asked) => {
        const policy = aPolicy({ ...options, maxAge: undefined });
        const api = deployed(completed(written(spelling), policy, spelling));
        for (const call of asked) {
          const { preflight, responses } = simulate(api, call);
          const verdicts = [...(preflight === null ? [] : [preflight]), ...responses].map(
            ({ verdict }) => verdict.verdict,
          );
          expect({ spelling, verdicts }).toEqual({ spelling, verdicts: expect.not.arrayContaining(['UNDETERMINED']) });
          const allowed = verdicts.every((verdict) => verdict === 'ALLOWED');
          seen[allowed ? 'ALLOWED' : 'BLOCKED'] += 1;
          expect({ call, options, spelling, allowed }).toEqual({
            call,
            options,
            spelling,
            allowed: allows(options, (origin) => policy.allows(origin), call),
          });
        }
      }),
      { numRuns: 50 },
    );
    expect(Math.min(seen.ALLOWED, seen.BLOCKED)).toBeGreaterThan(100);
  });

  test('lets no foreign page read an error with credentials', () => {
    let readable = 0;
    const aPage = fc.oneof(fc.constant(APP), fc.constantFrom(...PAGES));
    fc.assert(
      fc.property(aPolicyOfTheUser, aSpelling, aPage, (options, spelling, origin) => {
        const policy = aPolicy({ ...options, maxAge: undefined });
        const api = deployed(completed(written(spelling), policy, spelling));
        const errors = simulateErrors(api, { origin, method: 'GET', path: '/mapped', credentials: true });
        const allowed = errors.filter(({ verdict }) => verdict.verdict === 'ALLOWED').length;
        readable += allowed;
        expect(allowed === 0 || policy.allows(origin)).toBe(true);
      }),
      { numRuns: 120 },
    );
    expect(readable).toBeGreaterThan(0);
  });
});
