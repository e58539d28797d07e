import { ANY, aDocument, aMock, anOperation, aProxy, INTEGRATION, type Json, withCors } from '../support/documents';
import { aPolicy } from '../support/policies';

const VALIDATOR = 'x-amazon-apigateway-request-validator';
const VALIDATORS = 'x-amazon-apigateway-request-validators';

const optionsOf = (item: object, path = '/x', more: object = {}): Json =>
  withCors(aDocument({ [path]: item }, more)).paths[path].options;

function mapped(options: Json): Json {
  return options[INTEGRATION].responses.default.responseParameters;
}

describe('a path without OPTIONS', () => {
  test('gets one that answers by itself, behind what the path has', () => {
    const item = withCors(aDocument({ '/x': { get: aProxy(), summary: 'Shop' } })).paths['/x'];
    expect(Object.keys(item)).toEqual(['get', 'summary', 'options']);
    expect(item.options).toEqual({
      summary: 'CORS preflight',
      security: [],
      responses: { 204: { description: '204 response', headers: expect.any(Object) } },
      [INTEGRATION]: {
        type: 'mock',
        contentHandling: 'CONVERT_TO_TEXT',
        passthroughBehavior: 'never',
        requestTemplates: { 'application/json': '{"statusCode":204}' },
        responses: { default: { statusCode: '204', responseParameters: expect.any(Object) } },
      },
    });
  });

  test('declares each header that it sends', () => {
    const options = optionsOf({ get: aProxy() });
    const declared = Object.keys(options.responses[204].headers).map((name) => `method.response.header.${name}`);
    expect(declared.sort()).toEqual(Object.keys(mapped(options)).sort());
  });

  test.each([
    [{ get: aProxy(), put: aMock() }, "'OPTIONS,GET,PUT'"],
    [{ [ANY]: aProxy() }, "'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD'"],
    [{}, "'OPTIONS'"],
  ])('allows the verbs that the path has (%#)', (item, methods) => {
    expect(mapped(optionsOf(item))['method.response.header.Access-Control-Allow-Methods']).toBe(methods);
  });

  test('allows the verbs that the API has beside the document, too', () => {
    const changed = withCors(aDocument({ '/': { get: aProxy() } }), {
      methodsBeside: () => [{ verb: 'PUT', integration: 'MOCK', open: true }],
    });
    expect(mapped(changed.paths['/'].options)['method.response.header.Access-Control-Allow-Methods']).toBe(
      "'OPTIONS,GET,PUT'",
    );
  });

  test('gets none where the API has an OPTIONS beside the document', () => {
    const methodsBeside = () => [{ verb: 'OPTIONS', integration: 'MOCK', open: true } as const];
    expect(withCors(aDocument({ '/': { get: aProxy() } }), { methodsBeside }).paths['/'].options).toBeUndefined();
  });

  test('answers with the status of the policy', () => {
    const options = withCors(aDocument({ '/x': {} }), { errors: aPolicy({ statusCode: 200 }) }).paths['/x'].options;
    expect(Object.keys(options.responses)).toEqual(['200']);
    expect(options[INTEGRATION].responses.default.statusCode).toBe('200');
  });

  test('compares the origin in its template where the policy has several', () => {
    const errors = aPolicy({ allowOrigins: ['https://a.example.com', 'https://b.example.com'] });
    const [options] = [withCors(aDocument({ '/x': {} }), { errors }).paths['/x'].options];
    expect(options[INTEGRATION].requestTemplates['application/json']).toContain("=='https://b.example.com'");
    expect(Object.keys(options.responses[204].headers)).toContain('Access-Control-Allow-Origin');
  });
});

describe('the variables of a path', () => {
  test('are declared, in the words of the version of the document', () => {
    expect(optionsOf({}, '/{id}/x/{proxy+}').parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'proxy', in: 'path', required: true, schema: { type: 'string' } },
    ]);
    const swagger = withCors({ swagger: '2.0', paths: { '/{id}': {} } }).paths['/{id}'].options;
    expect(swagger.parameters).toEqual([{ name: 'id', in: 'path', required: true, type: 'string' }]);
    expect(swagger.responses[204].headers['Access-Control-Allow-Origin']).toEqual({ type: 'string' });
  });

  test('are left to the path where it declares them for all operations', () => {
    const id = { name: 'id', in: 'path', required: true };
    expect(optionsOf({ parameters: [id] }, '/{id}').parameters).toBeUndefined();
    expect(optionsOf({ parameters: [{ $ref: '#/id' }] }, '/{id}', { id }).parameters).toBeUndefined();
    expect(optionsOf({ parameters: [{ ...id, in: 'query' }] }, '/{id}').parameters).toHaveLength(1);
  });
});

describe('a validator for the whole document', () => {
  const all = { validateRequestBody: true, validateRequestParameters: true };

  test('does not look at the preflight, for which there is one that looks at nothing', () => {
    const changed = withCors(aDocument({ '/x': {} }, { [VALIDATOR]: 'all', [VALIDATORS]: { all } }));
    expect(changed.paths['/x'].options[VALIDATOR]).toBe('cors-preflight');
    expect(changed[VALIDATORS]).toEqual({
      all,
      'cors-preflight': { validateRequestBody: false, validateRequestParameters: false },
    });
  });

  test('leaves that name to a validator of the user', () => {
    const changed = withCors(
      aDocument({ '/x': {} }, { [VALIDATOR]: 'all', [VALIDATORS]: { all, 'cors-preflight': all } }),
    );
    expect(changed[VALIDATORS]['cors-preflight']).toEqual(all);
    expect(changed.paths['/x'].options[VALIDATOR]).toBe('cors-preflight-');
  });

  test('is not doubled where the user has one that looks at nothing', () => {
    const validators = { all, none: { validateRequestBody: false } };
    const changed = withCors(aDocument({ '/x': {} }, { [VALIDATOR]: 'all', [VALIDATORS]: validators }));
    expect(changed.paths['/x'].options[VALIDATOR]).toBe('none');
    expect(changed[VALIDATORS]).toEqual(validators);
  });

  test('is no matter where there is none', () => {
    expect(optionsOf({ get: anOperation() }, '/x', { [VALIDATORS]: { all } })).not.toHaveProperty([VALIDATOR]);
  });
});
