import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aspects, CfnParameter, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import {
  CfnDeployment,
  type CfnRestApi,
  Deployment,
  type IRestApi,
  CfnRestApi as L1,
  Resource,
  ResponseType,
  RestApiMode,
  type SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { RestApiCorsOptions } from '../../src';
import { RestApiCors } from '../../src';
import { checkApis, simulate } from '../../src/verify';
import { APP, aStack, cors, mock, OTHER, proxied, responses } from '../support/apis';
import { aDocument, aMock, anOperation, aProxy, deepFreeze, INTEGRATION, type Json } from '../support/documents';
import { theApi } from '../support/simulated';
import { aSpecApi, assembledApi, bodyOf } from '../support/spec-apis';
import { headersOf, Synthesised } from '../support/synthesised';

const ORIGIN = 'method.response.header.Access-Control-Allow-Origin';
const DOCUMENT = deepFreeze(aDocument({ '/shop/{id}': { get: anOperation() } }));

function shopWith(
  document: unknown,
  build: (api: SpecRestApi, stack: Stack) => void = () => undefined,
  options: Partial<RestApiCorsOptions> = {},
): Synthesised {
  const stack = aStack();
  const api = aSpecApi(stack, document);
  build(api, stack);
  cors(api, options);
  return new Synthesised(stack);
}

const cfnOf = (api: SpecRestApi) => api.node.defaultChild as CfnRestApi;
const originAt = (body: Json, path: string, verb: string) =>
  body.paths[path][verb][INTEGRATION].responses.default.responseParameters[ORIGIN];

describe('an API that an object defines', () => {
  test('can be called by the pages of the policy, and by no others', () => {
    const api = theApi(shopWith(DOCUMENT).template.toJSON());
    const verdicts = (origin: string) => {
      const call = { origin, method: 'GET', path: '/shop/1', headers: { 'x-amz-date': '1' } };
      const { preflight, responses: answers } = simulate(api, call);
      return [preflight, ...answers].map((outcome) => outcome?.verdict.verdict);
    };
    expect(verdicts(APP)).toEqual(['ALLOWED', 'ALLOWED']);
    expect(verdicts(OTHER)).toEqual(['BLOCKED', 'BLOCKED']);
  });

  test('gets a new document, and the object stays as it is', () => {
    const before = JSON.stringify(DOCUMENT);
    const shop = shopWith(DOCUMENT);
    expect(bodyOf(shop).paths['/shop/{id}'].options.security).toEqual([]);
    expect(JSON.stringify(DOCUMENT)).toBe(before);
    expect([...shop.warnings().keys()]).toEqual([]);
  });

  test('gets nothing beside the document: neither methods nor gateway responses', () => {
    const shop = shopWith(DOCUMENT);
    expect(shop.methods()).toEqual([]);
    expect(shop.gatewayResponses().size).toBe(0);
  });

  test('is covered as an L1, too', () => {
    const stack = aStack();
    const api = new L1(stack, 'Api', { body: DOCUMENT });
    RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [APP] });
    expect(originAt(bodyOf(new Synthesised(stack)), '/shop/{id}', 'get')).toBe(`'${APP}'`);
  });

  test('is covered where CfnInclude read it from a template, with its functions', () => {
    const stack = aStack();
    const integration = {
      ...(anOperation() as Json)[INTEGRATION],
      uri: { 'Fn::Sub': 'https://${' + 'AWS::Region}.example' },
    };
    const document = aDocument({ '/x': { get: { ...anOperation(), [INTEGRATION]: integration } } });
    const templateFile = join(mkdtempSync(join(tmpdir(), 'cors-test-')), 'template.json');
    const Api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: document } };
    writeFileSync(templateFile, JSON.stringify({ Resources: { Api } }));
    const api = new CfnInclude(stack, 'Template', { templateFile }).getResource('Api') as CfnRestApi;
    RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [APP] });
    const body = bodyOf(new Synthesised(stack));
    expect(originAt(body, '/x', 'get')).toBe(`'${APP}'`);
    expect(body.paths['/x'].get[INTEGRATION].uri).toEqual(integration.uri);
  });

  test('is covered in a nested stack', () => {
    const nested = new NestedStack(aStack(), 'Nested');
    cors(aSpecApi(nested, DOCUMENT));
    expect(originAt(bodyOf(new Synthesised(nested)), '/shop/{id}', 'get')).toBe(`'${APP}'`);
  });

  test.each([
    ['the API', (api: SpecRestApi) => Object.assign(cfnOf(api), { binaryMediaTypes: ['*/*'] }), {}],
    ['the document', () => undefined, { 'x-amazon-apigateway-binary-media-types': ['*/*'] }],
  ])('knows of binary bodies by %s, for methods beside the document as well', (_name, build, more) => {
    const document = aDocument({ '/x': { get: anOperation() } }, more);
    const beside = (api: SpecRestApi) => {
      build(api);
      api.root.addMethod('GET', mock(), responses('200'));
    };
    const shop = shopWith(document, beside, { allowOrigins: [APP, OTHER] });
    expect(originAt(bodyOf(shop), '/x', 'get')).toBe(`'${APP}'`);
    const [own] = shop.method('GET', 'Api').Integration.IntegrationResponses ?? [];
    expect(own.ContentHandling).toBe('CONVERT_TO_TEXT');
  });
});

describe('what only CloudFormation, or only the synthesis, can tell', () => {
  test('stays as it is: texts with tokens, functions, references to another stack', () => {
    const stack = aStack();
    const other = new Stack(stack.node.root as never, 'Other');
    const bucket = new Bucket(other, 'Bucket');
    const operation = anOperation({
      default: { statusCode: '200', responseTemplates: { 'text/plain': `in ${bucket.bucketName}` } },
    });
    const uri = `https://${bucket.bucketName}.example`;
    const integration = { ...(operation as Json)[INTEGRATION], uri, credentials: Fn.sub('${' + 'AWS::Partition}') };
    cors(aSpecApi(stack, deepFreeze(aDocument({ '/x': { get: { ...operation, [INTEGRATION]: integration } } }))), {
      allowOrigins: [APP, OTHER],
    });
    const get = bodyOf(new Synthesised(stack)).paths['/x'].get[INTEGRATION];
    expect(get.credentials).toEqual({ 'Fn::Sub': '${' + 'AWS::Partition}' });
    expect(get.uri).toEqual({
      'Fn::Join': ['', ['https://', { 'Fn::ImportValue': expect.stringContaining('Bucket') }, '.example']],
    });
    const template = JSON.stringify(get.responses.default.responseTemplates['text/plain']);
    expect(template).toContain('responseOverride');
    expect(template).toContain('Fn::ImportValue');
  });

  test.each<[string, (get: object) => unknown]>([
    ['an operation', (get) => aDocument({ '/x': { get: Lazy.any({ produce: () => get }) } })],
    ['a path', (get) => aDocument({ '/x': Lazy.any({ produce: () => ({ get }) }) })],
    ['the whole', (get) => Lazy.any({ produce: () => aDocument({ '/x': { get } }) })],
  ])('is changed when it is told: %s', (_name, document) => {
    const get = anOperation({ default: { statusCode: '200', responseTemplates: { 'text/plain': 'own' } } });
    const shop = shopWith(document(get), undefined, { allowOrigins: [APP, OTHER] });
    const { paths } = bodyOf(shop);
    expect(paths['/x'].get[INTEGRATION].responses.default.responseTemplates['text/plain']).toMatch(/^#set.*own$/);
    expect(paths['/x'].options).toBeDefined();
  });

  test('is changed once under a name that is told then', () => {
    const path = Lazy.string({ produce: () => '/x' });
    const { paths } = bodyOf(shopWith(aDocument({ [path]: { get: { ...anOperation(), summary: 'own' } } })));
    expect(paths['/x'].get.summary).toBe('own');
    expect(Object.keys(paths)).toEqual(['/x']);
    expect(Object.keys(paths['/x'])).toEqual(['get', 'options']);
  });

  test('includes overrides of properties, which count as the own of the user', () => {
    const shop = shopWith(DOCUMENT, (api) => {
      cfnOf(api).addPropertyOverride('Body.paths./over.get', anOperation());
      cfnOf(api).addPropertyOverride('Body.paths./shop/{id}.options', aProxy());
    });
    const body = bodyOf(shop);
    expect(originAt(body, '/over', 'get')).toBe(`'${APP}'`);
    expect(body.paths['/over'].get[INTEGRATION].uri).toBe('https://backend.example');
    expect(body.paths['/shop/{id}'].options).toEqual(aProxy());
    expect(shop.warnings().get('options-left')).toContain('/shop/{id}');
  });
});

describe('what the API has beside the document', () => {
  const root = aDocument({ '/': { get: anOperation() }, '/x': { get: anOperation() } });
  const methods = "'OPTIONS,GET,PUT'";

  test('a method at a path of the document is allowed by the preflight there', () => {
    const shop = shopWith(root, (api) => api.root.addMethod('PUT', mock(), responses('200')));
    expect(JSON.stringify(bodyOf(shop).paths['/'].options)).toContain(methods);
    expect(shop.methods('OPTIONS')).toEqual([]);
    expect(headersOf(shop.method('PUT', 'Api'), '200')).toEqual({ 'Access-Control-Allow-Origin': `'${APP}'` });
  });

  test('an OPTIONS method there answers for the document, and is completed', () => {
    const shop = shopWith(root, (api) => api.root.addMethod('OPTIONS', mock(), responses('200')));
    expect(bodyOf(shop).paths['/'].options).toBeUndefined();
    expect(JSON.stringify(shop.method('OPTIONS', 'Api'))).toContain('OPTIONS,GET');
    expect([...shop.warnings().keys()]).toEqual(['options-kept']);
  });

  test('resources of their own get their own preflight, the root too where the document has none', () => {
    const shop = shopWith(aDocument({}), (api) => {
      api.root.addMethod('GET', mock(), responses('200'));
      api.root.addResource('more').addMethod('GET', proxied());
    });
    expect(shop.methods('OPTIONS')).toHaveLength(2);
  });

  test('a second resource at a path of the document is told of: API Gateway refuses it', () => {
    const shop = shopWith(root, (api) => {
      api.root.addResource('x').addMethod('PUT', mock(), responses('200'));
      api.root.addResource('y').addMethod('PUT', mock(), responses('200'));
    });
    expect(shop.warnings().get('openapi-resource-twice')).toMatch(/^\/x \(Shop\/Api\/Default\/x\/Resource\): /);
  });

  test('a gateway response is completed, and its type is not added to the document', () => {
    const shop = shopWith(DOCUMENT, (api) => api.addGatewayResponse('Errors', { type: ResponseType.DEFAULT_4XX }));
    expect(Object.keys(bodyOf(shop)['x-amazon-apigateway-gateway-responses'])).toEqual(['DEFAULT_5XX']);
    expect(shop.gatewayResponses().get('DEFAULT_4XX')).toEqual({
      'gatewayresponse.header.Access-Control-Allow-Origin': `'${APP}'`,
    });
  });

  test('a method that an Aspect adds late is allowed as well', () => {
    const shop = shopWith(root, (api, stack) => {
      let added = false;
      Aspects.of(stack).add(
        {
          visit: () => {
            if (!added) {
              added = true;
              api.root.addMethod('PUT', mock(), responses('200'));
            }
          },
        },
        { priority: 400 },
      );
    });
    expect(JSON.stringify(bodyOf(shop).paths['/'].options)).toContain(methods);
  });

  test('is warned of where an update of the document would delete it', () => {
    const stack = aStack();
    const api = aSpecApi(stack, root, { mode: RestApiMode.OVERWRITE });
    api.root.addMethod('PUT', mock(), responses('200'));
    cors(api);
    expect(new Synthesised(stack).warnings().get('openapi-overwrites')).toContain('Shop/Api/Default/PUT');
    const alone = aStack();
    cors(aSpecApi(alone, root, { mode: RestApiMode.OVERWRITE }));
    expect(new Synthesised(alone).warnings().has('openapi-overwrites')).toBe(false);
  });

  test('is another resource where the import puts a base path in front of those of the document', () => {
    const stack = aStack();
    const api = aSpecApi(stack, root, { parameters: { basepath: 'prepend' } });
    api.root.addMethod('PUT', mock(), responses('200'));
    cors(api);
    const shop = new Synthesised(stack);
    expect(shop.methods('OPTIONS')).toHaveLength(1);
    expect(JSON.stringify(bodyOf(shop).paths['/'].options)).not.toContain('PUT');
  });
});

describe('a subtree', () => {
  const document = aDocument({
    '/open/{id}': { get: anOperation() },
    '/opened': { get: anOperation() },
    '/internal': { get: anOperation() },
    '/{proxy+}': { get: anOperation() },
  });
  const at = (api: IRestApi, path: string) =>
    Resource.fromResourceAttributes(Stack.of(api), `At${path}`, { restApi: api, resourceId: path, path });

  test('of paths follows its own policy, or none', () => {
    const stack = aStack();
    const api = aSpecApi(stack, document);
    cors(api);
    new RestApiCors(stack, 'Open', { api, resource: at(api, '/open'), allowOrigins: ['*'] });
    RestApiCors.exclude(at(api, '/internal'));
    const shop = new Synthesised(stack);
    const body = bodyOf(shop);
    expect(originAt(body, '/open/{id}', 'get')).toBe("'*'");
    expect(originAt(body, '/opened', 'get')).toBe(`'${APP}'`);
    expect(body.paths['/internal']).toEqual({ get: anOperation() });
    expect(shop.warnings().get('preflight-elsewhere')).toContain('/internal (by /{proxy+})');
  });

  test.each([
    ['/Internal', '/Internal of RestApiCors.exclude(Shop/At) (there is /internal)'],
    ['/open/{key}', '/open/{key} of RestApiCors.exclude(Shop/At) (there is /open/{id})'],
    ['/interna', '/interna of RestApiCors.exclude(Shop/At): nothing of the API lies there'],
    ['/v1/internal', '/v1/internal of RestApiCors.exclude(Shop/At): nothing of the API lies there'],
  ])('that is misspelt, as in %s, is told of', (path, told) => {
    const stack = aStack();
    const api = aSpecApi(stack, document);
    cors(api);
    RestApiCors.exclude(Resource.fromResourceAttributes(stack, 'At', { restApi: api, resourceId: 'any', path }));
    expect(new Synthesised(stack).warnings().get('subtree-empty')).toContain(told);
  });

  test.each(['/internal', '/open', '/open/{id}', '/{proxy+}'])('as %s is spelt right', (path) => {
    const stack = aStack();
    const api = aSpecApi(stack, document);
    cors(api);
    RestApiCors.exclude(at(api, path));
    expect(new Synthesised(stack).warnings().has('subtree-empty')).toBe(false);
  });

  test('alone leaves the errors as they are', () => {
    const stack = aStack();
    const api = aSpecApi(stack, document);
    new RestApiCors(stack, 'Open', { api, resource: at(api, '/open'), allowOrigins: ['*'] });
    const body = bodyOf(new Synthesised(stack));
    expect(body['x-amazon-apigateway-gateway-responses']).toBeUndefined();
    expect(body.paths['/opened'].options).toBeUndefined();
  });
});

describe('a deployment', () => {
  const CASES: Readonly<Record<string, (stack: Stack, api: IRestApi) => void>> = {
    'of the API itself': () => undefined,
    'that is an L2': (stack, api) => new Deployment(stack, 'Deployment', { api }),
    'that is an L1': (stack, api) => new CfnDeployment(stack, 'Deployment', { restApiId: api.restApiId }),
  };

  test.each(Object.entries(CASES))(
    '%s is made anew when the policy changes, and stays when nothing does',
    (name, deploy) => {
      const idWith = (options: Partial<RestApiCorsOptions> | undefined, document = DOCUMENT) => {
        const stack = aStack();
        const api = aSpecApi(stack, document, { deploy: name === 'of the API itself' });
        deploy(stack, api);
        if (options !== undefined) {
          cors(api, options);
        }
        return new Synthesised(stack).deployment.id;
      };
      const variants = [
        undefined,
        {},
        { allowOrigins: [OTHER] },
        { exposeHeaders: ['ETag'] },
        { allowHeaders: ['X-A'] },
      ];
      expect(new Set(variants.map((options) => idWith(options))).size).toBe(variants.length);
      expect(idWith({})).toBe(idWith({}));
      expect(idWith({}, aDocument({ '/other': { get: anOperation() } }))).not.toBe(idWith({}));
    },
  );

  test('still waits for nothing but what it can wait for', () => {
    const shop = shopWith(DOCUMENT);
    const [{ id }] = shop.elements('RestApi');
    expect(shop.deployment.dependsOn.filter((name) => name !== id)).toEqual([]);
  });
});

describe('a stage that caches', () => {
  function cachingShop(options: Partial<RestApiCorsOptions>): { shop: Synthesised; hazards: readonly string[] } {
    const stack = aStack();
    cors(aSpecApi(stack, DOCUMENT, { deployOptions: { cacheClusterEnabled: true } }), {
      allowOrigins: [APP, OTHER],
      ...options,
    });
    const checked = checkApis([assembledApi(stack)], { origins: [APP, OTHER] });
    const endangered = checked.filter(({ responses: answers }) => answers.some(({ hazard }) => hazard !== null));
    return { shop: new Synthesised(stack), hazards: endangered.map(({ verb, path }) => `${verb} ${path}`) };
  }

  test('an answer which depends on the origin is told of, by the verifier as well', () => {
    const { shop, hazards } = cachingShop({});
    expect(shop.warnings().get('cached-by-stage')).toMatch(/^GET \/shop\/\{id\} \(stage prod\): /);
    expect(new Set(hazards)).toEqual(new Set(['GET /shop/{id}']));
  });

  test('such an answer by the origin is no matter', () => {
    const { shop, hazards } = cachingShop({ addOriginToCacheKeys: true });
    expect(shop.warnings().has('cached-by-stage')).toBe(false);
    expect(hazards).toEqual([]);
  });
});

test('an origin that is told at deployment is compared in front of a template, and nothing is said to be lost', () => {
  const own = { default: { statusCode: '200', responseTemplates: { 'text/plain': 'own' } } };
  const stack = aStack();
  const allowOrigins = [APP, new CfnParameter(stack, 'Origin').valueAsString];
  cors(aSpecApi(stack, aDocument({ '/x': { get: anOperation(own) } })), { allowOrigins });
  const shop = new Synthesised(stack);
  const template = bodyOf(shop).paths['/x'].get[INTEGRATION].responses.default.responseTemplates['text/plain'];
  expect(JSON.stringify(template)).toMatch(/"Ref":"Origin".*corsEnd\}own"/);
  expect(shop.warnings().has('response-changed')).toBe(false);
});

describe('what somebody changes after the construct', () => {
  const late = (api: SpecRestApi, change: (cfn: CfnRestApi) => void) =>
    Aspects.of(api).add(
      {
        visit: (node) => {
          if (node === cfnOf(api)) {
            change(cfnOf(api));
          }
        },
      },
      { priority: 900 },
    );

  test.each<[string, (cfn: CfnRestApi) => void]>([
    ['the document', (cfn) => Object.assign(cfn, { body: DOCUMENT })],
    ['a part of it', (cfn) => cfn.addPropertyDeletionOverride('Body.paths./shop/{id}.options')],
  ])('is told of: %s', (_name, change) => {
    const shop = shopWith(DOCUMENT, (api) => late(api, change));
    expect(shop.warnings().get('response-changed')).toContain('#/paths/~1shop~1{id}');
  });

  test('is no matter where all that was added is still there', () => {
    const shop = shopWith(DOCUMENT, (api) => late(api, (cfn) => cfn.addPropertyOverride('Body.info.title', 'New')));
    expect(bodyOf(shop).info.title).toBe('New');
    expect(shop.warnings().has('response-changed')).toBe(false);
  });
});

describe('an API whose document cannot be read', () => {
  const refused = (document: unknown) => () => shopWith(document);

  test.each([
    ['openapi-transform', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } }],
    ['openapi-transform', Fn.transform('AWS::Include', { Location: 's3://b/k' })],
    ['openapi-intrinsic', Fn.conditionIf('A', {}, {})],
    ['openapi-version', { paths: {} }],
  ])('is refused when the app is synthesised: %s', (id, document) => {
    expect(refused(document)).toThrow(`Shop/Cors: 1 problem in the OpenAPI document of Shop/Api\n  ${id}  #\n`);
  });

  test('is told every problem at once, with what to do', () => {
    const document = aDocument({ '/a': { $ref: 'a.yaml' }, '/b': { $ref: '#/none' } });
    expect(refused(document)).toThrow(/2 problems in.*ref-remote {2}#\/paths\/~1a.*fix:.*ref-broken {2}#\/paths\/~1b/s);
  });

  test('is left alone where only a part of it cannot, and is told of', () => {
    const shop = shopWith(aDocument({ '/x': Fn.conditionIf('A', {}, {}), '/y': { get: aMock() } }));
    expect(shop.warnings().get('openapi-unreadable')).toContain('/x');
    expect(bodyOf(shop).paths['/y'].options).toBeDefined();
  });
});
