import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects, CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import { ApiDefinition, CfnRestApi, SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { parse, stringify } from 'yaml';
import type { RestApiCorsOptions } from '../../src';
import { RestApiCors } from '../../src';
import { simulate } from '../../src/verify';
import { APP, aStack, cors, mock, OTHER, responses } from '../support/apis';
import { aDocument, anOperation, INTEGRATION, type Json } from '../support/documents';
import { assembledApi, bodyOf } from '../support/spec-apis';
import { Synthesised } from '../support/synthesised';

const DOCUMENT = aDocument({ '/': { get: anOperation() }, '/shop/{id}': { get: anOperation() } });
const ORIGIN = 'method.response.header.Access-Control-Allow-Origin';

function aFile(name: string, content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'cors-test-')), name);
  writeFileSync(path, content);
  return path;
}

const YAML_FILE = aFile('openapi.yaml', `# The shop\n${stringify(DOCUMENT)}`);
const JSON_FILE = aFile('openapi.json', JSON.stringify(DOCUMENT, null, 2));

function anAssetApi(stack: Stack, path: string, id = 'Api'): SpecRestApi {
  return new SpecRestApi(stack, id, { apiDefinition: ApiDefinition.fromAsset(path), cloudWatchRole: false });
}

function shopWith(path: string, options: Partial<RestApiCorsOptions> = {}, stack = aStack()): Synthesised {
  cors(anAssetApi(stack, path), options);
  return new Synthesised(stack);
}

interface Located {
  readonly Body?: Json;
  readonly BodyS3Location?: { readonly Key: string };
}

/** The text of the file that the template says the API is imported from. */
function importedText(stack: Stack): string {
  const [{ properties }] = new Synthesised(stack).elements<Located>('RestApi');
  const folder = Stage.of(stack)?.outdir ?? '';
  return readFileSync(join(folder, `asset.${properties.BodyS3Location?.Key}`), 'utf8');
}

describe('an API that a file defines', () => {
  test.each([
    ['YAML', YAML_FILE],
    ['JSON', JSON_FILE],
  ])('in %s stays a file, and can be called by the pages of the policy alone', (_name, path) => {
    const stack = aStack();
    shopWith(path, { allowOrigins: [APP, OTHER], allowCredentials: true }, stack);
    const api = assembledApi(stack);
    const verdicts = (origin: string) => {
      const call = { origin, method: 'GET', path: '/shop/1', headers: { 'x-amz-date': '1' }, credentials: true };
      const { preflight, responses: answers } = simulate(api, call);
      return [preflight, ...answers].map((outcome) => outcome?.verdict.verdict);
    };
    expect(verdicts(OTHER)).toEqual(['ALLOWED', 'ALLOWED']);
    expect(verdicts('https://evil.example')).toEqual(['BLOCKED', 'BLOCKED']);
  });

  test('keeps its comments, and the file of the user stays as it is', () => {
    const before = readFileSync(YAML_FILE, 'utf8');
    const stack = aStack();
    shopWith(YAML_FILE, {}, stack);
    expect(importedText(stack)).toMatch(/^# The shop\nopenapi: 3\.0\.1\n/);
    expect(readFileSync(YAML_FILE, 'utf8')).toBe(before);
  });

  test('is a JSON file afterwards where it was one', () => {
    const stack = aStack();
    shopWith(JSON_FILE, {}, stack);
    expect(JSON.parse(importedText(stack)).paths['/'].options.security).toEqual([]);
  });

  test('has the same key in the bucket each time, and another one with another policy', () => {
    const keyWith = (options: Partial<RestApiCorsOptions>) =>
      shopWith(YAML_FILE, options).elements<Located>('RestApi')[0].properties.BodyS3Location?.Key;
    expect(keyWith({})).toMatch(/^[0-9a-f]{64}\.yaml$/);
    expect(keyWith({})).toBe(keyWith({}));
    expect(keyWith({ allowOrigins: [OTHER] })).not.toBe(keyWith({}));
  });

  test('leaves no file behind in the folder for temporary files', () => {
    const left = () => readdirSync(tmpdir()).filter((name) => /^cors-[A-Za-z0-9]{6}$/.test(name));
    const before = left();
    shopWith(YAML_FILE);
    expect(left()).toEqual(before);
  });

  test('is found in a Stage of the app, whose assets lie outside its folder', () => {
    const stage = new Stage(new App({ analyticsReporting: false }), 'Prod');
    const stack = new Stack(stage, 'Shop');
    shopWith(YAML_FILE, {}, stack);
    const { preflight } = simulate(assembledApi(stack), { origin: APP, method: 'PUT', path: '/', headers: {} });
    expect(preflight?.status).toBe(204);
  });

  test('is found where assets are not staged', () => {
    const stack = aStack({ context: { 'aws:cdk:disable-asset-staging': true } });
    const api = anAssetApi(stack, YAML_FILE);
    cors(api);
    const [{ properties }] = new Synthesised(stack).elements<Located>('RestApi');
    const asset = (api.node.defaultChild as CfnRestApi).node.findChild('CorsDefinition') as Asset;
    expect(parse(readFileSync(asset.assetPath, 'utf8')).paths['/'].options).toBeDefined();
    expect(properties.BodyS3Location).toEqual(expect.objectContaining({ Key: expect.any(String) }));
  });

  test('is renewed on its stage when the policy changes', () => {
    const idWith = (options: Partial<RestApiCorsOptions>) => shopWith(YAML_FILE, options).deployment.id;
    expect(idWith({})).toBe(idWith({}));
    expect(idWith({ allowOrigins: [OTHER] })).not.toBe(idWith({}));
  });

  test('tells tools that run the API on the machine of the new file', () => {
    const stack = aStack({ context: { 'aws:cdk:enable-asset-metadata': true } });
    cors(anAssetApi(stack, YAML_FILE));
    const template = new Synthesised(stack).template.toJSON();
    const [{ Metadata, Properties }] = Object.values<Json>(template.Resources).filter(
      ({ Type }) => String(Type) === 'AWS::ApiGateway::RestApi',
    );
    expect(Metadata['aws:asset:path']).toBe(`asset.${Properties.BodyS3Location.Key}`);
  });

  test('is found where the file is an asset of its own, or shared by two APIs', () => {
    const stack = aStack();
    const asset = new Asset(stack, 'Spec', { path: YAML_FILE });
    const api = new CfnRestApi(stack, 'L1', {
      bodyS3Location: { bucket: asset.s3BucketName, key: asset.s3ObjectKey },
    });
    RestApiCors.forCfnRestApi(stack, 'CorsL1', api, { allowOrigins: [APP] });
    const apiDefinition = ApiDefinition.fromAsset(YAML_FILE);
    for (const id of ['One', 'Two']) {
      const shared = new SpecRestApi(stack, id, { apiDefinition, cloudWatchRole: false });
      new RestApiCors(stack, `Cors${id}`, { api: shared, allowOrigins: [APP] });
    }
    const keys = new Synthesised(stack).elements<Located>('RestApi').map(({ properties }) => properties.BodyS3Location);
    expect(new Set(keys.map((location) => location?.Key)).size).toBe(1);
    expect(keys[0]?.Key).not.toBe(asset.s3ObjectKey);
    expect(JSON.stringify(assembledApi(stack))).toContain('OPTIONS');
  });

  test('is written anew for a method that an Aspect adds late', () => {
    const stack = aStack();
    const api = anAssetApi(stack, YAML_FILE);
    cors(api);
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
    expect(JSON.stringify(parse(importedText(stack)).paths['/'].options)).toContain('OPTIONS,GET,PUT');
  });

  test('is told of where something else is imported afterwards', () => {
    const stack = aStack();
    const api = anAssetApi(stack, YAML_FILE);
    cors(api);
    const cfn = api.node.defaultChild as CfnRestApi;
    const original = cfn.bodyS3Location;
    Aspects.of(api).add({ visit: () => Object.assign(cfn, { bodyS3Location: original }) }, { priority: 900 });
    expect(new Synthesised(stack).warnings().get('response-changed')).toContain('#/paths/~1shop~1{id}');
  });
});

describe('an origin that is known only at deployment', () => {
  function shopOf(content: string, extension = 'yaml'): () => Synthesised {
    return () => {
      const stack = aStack();
      const origin = new CfnParameter(stack, 'Origin').valueAsString;
      return shopWith(aFile(`openapi.${extension}`, content), { allowOrigins: [APP, origin] }, stack);
    };
  }

  test('puts the document into the template, with its values as they are', () => {
    const document = aDocument({ '/x': { get: { ...anOperation(), deprecated: true, maximum: 2 } } });
    const shop = shopOf(stringify(document))();
    const body = bodyOf(shop);
    expect(body.paths['/x'].get).toMatchObject({ deprecated: true, maximum: 2 });
    expect(JSON.stringify(body.paths['/x'].options[INTEGRATION].requestTemplates)).toContain('"Ref":"Origin"');
    expect(shop.elements<Located>('RestApi')[0].properties.BodyS3Location).toBeUndefined();
    expect([...shop.warnings().keys()]).not.toContain('response-changed');
  });

  test.each(['1.0', '1.10', '0x1F', '2e3', '"1.0"'])('keeps the version %s as it is written', (version) => {
    const text = stringify(DOCUMENT).replace(/version: .*/, `version: ${version}`);
    expect(bodyOf(shopOf(text)()).info).toEqual({ ...(DOCUMENT as Json).info, version: version.replaceAll('"', '') });
  });

  test('does so for a file that says one thing in many places', () => {
    const paths = Array.from({ length: 150 }, (_, index) => `  /p${index}: *item`).join('\n');
    const item = JSON.stringify({ get: anOperation() });
    const body = bodyOf(shopOf(`openapi: 3.0.1\nx-item: &item ${item}\npaths:\n${paths}\n`)());
    expect(Object.values(body.paths).filter(({ options }) => options !== undefined)).toHaveLength(150);
  });

  test.each([
    ['a number that JavaScript does not keep', { maximum: 'BIG' }, 'more digits'],
    ['what CloudFormation would take for a function', { 'x-own': { Ref: 'Name' } }, 'a function of its own'],
    ['what CloudFormation would look up', { 'x-own': ['{{resolve:ssm:name}}'] }, 'a function of its own'],
    ['more than a template may', { description: 'x'.repeat(1_000_001) }, 'larger than the 1 MB'],
  ])('is refused where the document holds %s', (_name, more, why) => {
    const text = JSON.stringify(aDocument({ '/x': { get: { ...anOperation(), ...more } } }));
    expect(shopOf(text.replace('"BIG"', '9223372036854775807'), 'json')).toThrow(
      new RegExp(`openapi-deploy-time {2}allowOrigins\n.*${why}.*fix: ApiDefinition.fromInline`, 's'),
    );
  });
});

describe('an API whose file cannot be read', () => {
  test('because it lies in a bucket is refused at once', () => {
    const stack = aStack();
    const bucket = Bucket.fromBucketName(stack, 'Bucket', 'specs');
    const apiDefinition = ApiDefinition.fromBucket(bucket, 'openapi.yaml');
    const api = new SpecRestApi(stack, 'Api', { apiDefinition, cloudWatchRole: false });
    expect(() => cors(api)).toThrow(
      'Shop/Cors: 1 problem in the OpenAPI document of Shop/Api\n  openapi-elsewhere  BodyS3Location\n' +
        '    got: {"Bucket":"specs","Key":"openapi.yaml"}',
    );
  });

  test.each([
    ['paths: [', 'openapi-syntax'],
    ['paths: {}', 'openapi-version'],
  ])('because of what it holds is refused when the app is synthesised: %s', (content, id) => {
    expect(() => shopWith(aFile('openapi.yaml', content))).toThrow(
      `1 problem in the OpenAPI document of Shop/Api\n  ${id}`,
    );
  });
});

test('what a file says for one path is what the same object says', () => {
  const stack = aStack();
  shopWith(JSON_FILE, {}, stack);
  const { paths } = JSON.parse(importedText(stack));
  expect(paths['/shop/{id}'].get[INTEGRATION].responses.default.responseParameters).toEqual({ [ORIGIN]: `'${APP}'` });
});
