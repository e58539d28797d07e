import { assetNames } from '../../../src/verify/template/asset-manifest';
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
