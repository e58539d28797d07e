import { TemplateError } from '../../../src/verify/template/template-error';
import { readTemplates } from '../../../src/verify/template/templates';

function errorOf(json: unknown): TemplateError {
  try {
    readTemplates([{ name: 'stack.json', json }]);
  } catch (error) {
    if (error instanceof TemplateError) {
      return error;
    }
    throw error;
  }
  throw new Error('the document was taken for a template');
}

test.each([
  ['null', null, '', 'stack.json: the document is null, and a template is an object'],
  ['a list', [], '', 'stack.json: the document is a list, and a template is an object'],
  ['a text', 'Resources', '', 'stack.json: the document is a string, and a template is an object'],
  [
    'an object without resources',
    { Outputs: {} },
    'Resources',
    'stack.json: Resources is missing, and every template has it',
  ],
  ['resources in a list', { Resources: [] }, 'Resources', 'stack.json: Resources is a list, not an object'],
  [
    'a resource that is a text',
    { Resources: { A: 'x' } },
    'Resources.A',
    'stack.json: Resources.A is a string, not an object',
  ],
  [
    'a resource without a type',
    { Resources: { A: {} } },
    'Resources.A.Type',
    'stack.json: Resources.A.Type is missing',
  ],
  [
    'a type that is a number',
    { Resources: { A: { Type: 1 } } },
    'Resources.A.Type',
    'stack.json: Resources.A.Type is a number, not a text',
  ],
  [
    'properties in a list',
    { Resources: { A: { Type: 'X', Properties: [] } } },
    'Resources.A.Properties',
    'stack.json: Resources.A.Properties is a list, not an object',
  ],
  [
    'a dependency on a number',
    { Resources: { A: { Type: 'X', DependsOn: [1] } } },
    'Resources.A.DependsOn',
    'stack.json: Resources.A.DependsOn holds a number, not a logical id',
  ],
  [
    'parameters in a text',
    { Resources: {}, Parameters: 'x' },
    'Parameters',
    'stack.json: Parameters is a string, not an object',
  ],
])('%s is refused in one line that says where', (_name, json, place, message) => {
  const error = errorOf(json);
  expect(error).toMatchObject({ document: 'stack.json', place, message });
});

test('a document that is given twice is refused', () => {
  const document = { name: 'a.json', json: { Resources: {} } };
  expect(() => readTemplates([document, document])).toThrow('a.json: the document was given twice');
});

test('resources of all stacks and of unknown types are read', () => {
  const templates = readTemplates([
    { name: 'a.json', json: { Resources: { One: { Type: 'Custom::Thing' } } } },
    { name: 'b.json', json: { Resources: { One: { Type: 'AWS::S3::Bucket' } } } },
  ]);
  expect(templates.resources.map(({ stack, logicalId, type }) => [stack.name, logicalId, type])).toEqual([
    ['a.json', 'One', 'Custom::Thing'],
    ['b.json', 'One', 'AWS::S3::Bucket'],
  ]);
});
