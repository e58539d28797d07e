import { join } from 'node:path';
import { readAssembly, readDeployments } from '../../src/cli/read-assembly';
import { aFolder } from './support/folder';
import { run } from './support/run';
import { aTemplate, aTemplateWithErrors } from './support/templates';

const folder = aFolder();
const HASH = 'f'.repeat(64);

const stack = (templateFile: string) => ({ type: 'aws:cloudformation:stack', properties: { templateFile } });
const assets = (file: string) => ({ type: 'cdk:asset-manifest', properties: { file } });
const nesting = {
  Resources: { Nest: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `https://s3/${HASH}.json` } } },
};
const manifestOfAssets = {
  files: {
    [HASH]: { source: { path: 'Shop.nested.template.json' }, destinations: { here: { objectKey: `${HASH}.json` } } },
    code: { source: { path: 'asset.code' }, destinations: { here: { objectKey: 'code.zip' } } },
  },
};

/** An assembly with a stack that nests another, under any folder. */
function anAssembly(at: string, more: object = {}): string {
  folder.write(join(at, 'manifest.json'), {
    artifacts: { Shop: stack('Shop.template.json'), Assets: assets('Shop.assets.json'), ...more },
  });
  folder.write(join(at, 'Shop.assets.json'), manifestOfAssets);
  folder.write(join(at, 'Shop.nested.template.json'), aTemplate());
  folder.write(join(at, 'Shop.template.json'), nesting);
  return join(folder.path, at);
}

test('a folder gives its templates and those of nested stacks, with the names by which others know them', () => {
  const documents = readAssembly([anAssembly('nested')]);
  expect(documents.map(({ name, alsoNamed }) => [name, alsoNamed])).toEqual([
    ['Shop.template.json', []],
    ['Shop.nested.template.json', [`${HASH}.json`]],
  ]);
});

test('a folder tells which stacks are deployed before others, which no template does', () => {
  const after = (...dependencies: string[]) => ({ ...stack('After.template.json'), dependencies });
  folder.write('ordered/After.template.json', aTemplate());
  const documents = readAssembly([anAssembly('ordered', { After: after('Assets', 'Shop', 'gone') })]);
  expect(documents.map(({ name, deployedAfter }) => [name, deployedAfter])).toEqual([
    ['Shop.template.json', []],
    ['Shop.nested.template.json', undefined],
    ['After.template.json', ['Shop.template.json']],
  ]);
});

test('an API in a nested stack is found, and told once', async () => {
  const { out } = await run(['check', anAssembly('once'), '--origin', 'https://app.example.com', '--json']);
  const { apis } = JSON.parse(out);
  expect(apis).toHaveLength(1);
  expect(apis[0]).toMatchObject({ stack: 'Shop.template.json/Nest' });
});

test('each stage of an app is a deployment by itself, even where two hold the same templates', async () => {
  const stage = (directoryName: string) => ({ type: 'cdk:cloud-assembly', properties: { directoryName } });
  anAssembly('staged/assembly-Dev');
  anAssembly('staged/assembly-Prod');
  folder.write('staged/manifest.json', { artifacts: { Dev: stage('assembly-Dev'), Prod: stage('assembly-Prod') } });
  const root = join(folder.path, 'staged');
  expect(readDeployments([`${root}/./`])).toEqual(readDeployments([root]));
  expect(readDeployments([root]).map((documents) => documents.map(({ name }) => name))).toEqual([
    ['assembly-Dev/Shop.template.json', 'assembly-Dev/Shop.nested.template.json'],
    ['assembly-Prod/Shop.template.json', 'assembly-Prod/Shop.nested.template.json'],
  ]);
  const { out } = await run(['check', root, '--origin', 'https://app.example.com', '--without-errors']);
  expect(out).toMatch(/routes: 2 allowed, 0 blocked, 0 undetermined\n$/);
});

test('assemblies that hold each other are read once each', () => {
  const more = { Loop: { type: 'cdk:cloud-assembly', properties: { directoryName: '../loop' } } };
  expect(readAssembly([anAssembly('loop', more)])).toHaveLength(2);
});

test('a template file brings its nested stacks along, and is not read twice', () => {
  const root = anAssembly('files');
  const [parent, nested] = ['Shop.template.json', 'Shop.nested.template.json'].map((name) => join(root, name));
  expect(readAssembly([parent ?? '', nested ?? '', parent ?? '']).map(({ name }) => name)).toEqual([parent, nested]);
});

test('a file that is in a folder that is given, too, is not read twice', () => {
  const root = anAssembly('twice');
  expect(readAssembly([join(root, 'Shop.template.json'), root])).toEqual(readAssembly([root]));
});

test('template files that are given together are deployed together', async () => {
  const one = folder.write('one.json', aTemplateWithErrors());
  const other = folder.write('other.json', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  const { code } = await run(['check', other, one, '--origin', 'https://app.example.com']);
  expect(code).toBe(0);
});

describe('an OpenAPI document among the assets', () => {
  const responseParameters = { 'method.response.header.Access-Control-Allow-Origin': "'https://app.example.com'" };
  const headers = { 'Access-Control-Allow-Origin': {} };
  const mock = {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    responses: { default: { statusCode: '200', responseParameters } },
  };
  const get = { responses: { 200: { headers } }, 'x-amazon-apigateway-integration': mock };
  const template = {
    Resources: {
      Api: {
        Type: 'AWS::ApiGateway::RestApi',
        Properties: { BodyS3Location: { Bucket: 'assets', Key: `${HASH}.json` } },
      },
      Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
    },
  };

  /** An assembly of one stack with an API, and what the manifest says of its document. */
  function imported(at: string, path: string): string {
    const asset = { source: { path }, destinations: { here: { objectKey: `${HASH}.json` } } };
    folder.write(join(at, 'manifest.json'), {
      artifacts: { Shop: stack('Shop.template.json'), Assets: assets('Shop.assets.json') },
    });
    folder.write(join(at, 'Shop.assets.json'), { files: { [HASH]: asset } });
    folder.write(join(at, 'Shop.template.json'), template);
    folder.write(join(at, `asset.${HASH}.json`), { openapi: '3.0.1', paths: { '/orders': { get } } });
    return join(folder.path, at);
  }

  test.each([
    ['in the folder', `asset.${HASH}.json`],
    ['in another', join('..', 'imported', `asset.${HASH}.json`)],
  ])('is judged, whether it lies %s', async (_name, path) => {
    const root = imported('imported', path);
    const { out } = await run(['check', root, '--origin', 'https://app.example.com', '--without-errors']);
    expect(out).toMatch(/GET +\/orders +✗ 403 \[1\] +✓ 200/);
    const file = await run(['check', join(root, 'Shop.template.json'), '--origin', 'https://app.example.com']);
    expect(file.out).toContain('/orders');
  });

  test.each(['gone.json', '.', '/dev/zero'])('is left open where it cannot be read: %s', async (path) => {
    const { out, code } = await run(['check', imported('unread', path), '--origin', 'https://app.example.com']);
    expect([code, out]).toEqual([0, expect.stringContaining('in a bucket (BodyS3Location)')]);
  });
});
