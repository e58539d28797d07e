import { assetNames, importedFiles } from '../../../src/verify/template/asset-manifest';
import { readTemplates } from '../../../src/verify/template/templates';

const manifest = {
  version: '48.0.0',
  files: {
    abc: {
      source: { path: 'child.nested.template.json', packaging: 'file' },
      destinations: { here: { bucketName: 'b', objectKey: 'abc.json' } },
    },
  },
};

test('a manifest tells the uploaded name of a file, by which a nested stack is found', () => {
  const names = assetNames([manifest]);
  expect([...names]).toEqual([['child.nested.template.json', ['abc.json']]]);
  const TemplateURL = { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::Region' }, '/abc.json']] };
  const parent = { Resources: { Nest: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } } } };
  const { stacks } = readTemplates([
    { name: 'parent.template.json', json: parent },
    { name: 'child.nested.template.json', json: { Resources: {} }, alsoNamed: names.get('child.nested.template.json') },
  ]);
  expect(stacks.map(({ name }) => name)).toEqual(['parent.template.json', 'parent.template.json/Nest']);
});

test.each([
  null,
  [],
  {},
  { files: 1 },
  { files: { a: null, b: { source: {} }, c: { source: { path: 'x' }, destinations: { d: { objectKey: 1 } } } } },
])('%j tells none', (json) => {
  expect([...assetNames([json]).values()].flat()).toEqual([]);
});

test('a manifest without the path of a file tells of no file', () => {
  expect(assetNames([{ files: { a: { source: {} }, b: { source: { path: 1 } }, c: null } }]).size).toBe(0);
});

test('several manifests tell all names of one file', () => {
  const second = { files: { x: { ...manifest.files.abc, destinations: { there: { objectKey: 'other.json' } } } } };
  expect([...assetNames([manifest, second])]).toEqual([['child.nested.template.json', ['abc.json', 'other.json']]]);
});

describe('the files that REST APIs are imported from', () => {
  const api = (Key: unknown) => ({ Type: 'AWS::ApiGateway::RestApi', Properties: { BodyS3Location: { Key } } });
  const manifest = {
    files: {
      a: {
        source: { path: 'asset.a.yaml' },
        destinations: { here: { objectKey: 'a.yaml' }, there: { objectKey: 'x/a.yaml' } },
      },
      b: { source: { path: 'asset.b.zip' }, destinations: { here: { objectKey: 'b.zip' } } },
    },
  };
  const read: string[] = [];
  const textOf = (path: string) => {
    read.push(path);
    return path === 'asset.a.yaml' ? 'openapi: 3.0.1' : undefined;
  };

  test('are read, by their key in the bucket, and no others', () => {
    const template = {
      Resources: { A: api('a.yaml'), B: api({ Ref: 'Key' }), C: { Properties: {} }, D: api('c.yaml') },
    };
    expect([...importedFiles(template, [manifest], textOf)]).toEqual([['a.yaml', 'openapi: 3.0.1']]);
    expect(read).toEqual(['asset.a.yaml']);
  });

  test('are none where they cannot be read, and where no API asks for one', () => {
    expect(importedFiles({ Resources: { B: api('b.zip') } }, [manifest], textOf).size).toBe(0);
    expect([null, {}, { Resources: [] }].map((json) => importedFiles(json, [manifest], textOf).size)).toEqual([
      0, 0, 0,
    ]);
  });
});
