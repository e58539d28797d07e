import { TemplateError } from '../../../src/verify/template/template-error';
import { readTemplates } from '../../../src/verify/template/templates';
import { Unresolved } from '../../../src/verify/template/value';

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
    'a type that is an object',
    { Resources: { A: { Type: {} } } },
    'Resources.A.Type',
    'stack.json: Resources.A.Type is an object, not a text',
  ],
  [
    'a condition that is written out',
    { Resources: { A: { Type: 'X', Condition: { 'Fn::Equals': ['a', 'b'] } } } },
    'Resources.A.Condition',
    'stack.json: Resources.A.Condition is an object, not a text',
  ],
  [
    'parameters in a text',
    { Resources: {}, Parameters: 'x' },
    'Parameters',
    'stack.json: Parameters is a string, not an object',
  ],
])('%s is refused in one line that says where', (_name, json, place, message) => {
  const error = errorOf(json);
  expect(error).toMatchObject({ name: 'TemplateError', document: 'stack.json', place, message });
});

test('a document that is given twice is refused', () => {
  const document = { name: 'a.json', json: { Resources: {} } };
  expect(() => readTemplates([document, document])).toThrow('a.json: the document was given twice');
});

test('what a resource depends on is read from one name or many, and is nothing where none is written', () => {
  const json = {
    Resources: { A: { Type: 'X' }, B: { Type: 'X', DependsOn: 'A' }, C: { Type: 'X', DependsOn: ['A', 'B'] } },
  };
  const [stack] = readTemplates([{ name: 'a.json', json }]).stacks;
  const read = [...(stack?.document.resources.values() ?? [])];
  expect(read.map(({ dependsOn }) => dependsOn)).toEqual([[], ['A'], ['A', 'B']]);
});

test('what is read beside a template stays with it', () => {
  const files = new Map([['key', 'text']]);
  const templates = readTemplates([
    { name: 'a.json', json: { Resources: {} }, files, deployedAfter: ['b.json'] },
    { name: 'b.json', json: { Resources: {} } },
  ]);
  expect(templates.stacks.map(({ document }) => [[...document.files], document.deployedAfter])).toEqual([
    [[['key', 'text']], ['b.json']],
    [[], []],
  ]);
});

test('a property is the same value each time that it is asked for', () => {
  const json = { Resources: { A: { Type: 'X', Properties: { open: { Ref: 'AWS::Region' } } } } };
  const [resource] = readTemplates([{ name: 'a.json', json }]).resources;
  expect(resource?.property('open')).toBeInstanceOf(Unresolved);
  expect(resource?.property('open')).toBe(resource?.property('open'));
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
