// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so
import { TemplateError } from '../../../src/verify/template/template-error';
import { readTemplates } from '../../../src/verify/template/templates';
import { type Json, nested } from './stacks';

const LEAF = { Resources: { Inner: { Type: 'Inner' } } };

/** The stacks of a template that has one resource, and of one that it may nest. */
function stacksOf(resource: Json, alsoNamed?: readonly string[]): readonly string[] {
  const { stacks } = readTemplates([
    { name: 'parent.json', json: { Resources: { Nest: resource } } },
    { name: 'child.json', json: LEAF, ...(alsoNamed === undefined ? {} : { alsoNamed }) },
  ]);
  return stacks.map(({ name }) => name);
}

describe('a nested stack', () => {
  const stack = (TemplateURL: unknown): Json => ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } });

  test.each([
    ['a path', 'child.json'],
    ['a path in a folder', './templates/child.json'],
    ['a path as Windows writes it', 'templates\\\\child.json'],
    ['a URL', 'https://bucket.example/child.json'],
    ['a URL with a region in it', { 'Fn::Sub': 'https://s3.${AWS::Region}.amazonaws.com/b/child.json' }],
    ['a URL that is joined', { 'Fn::Join': ['', ['https://', { Ref: 'AWS::Region' }, '/child.json']] }],
  ])('is found by %s', (_name, url) => {
    expect(stacksOf(stack(url))).toEqual(['parent.json', 'parent.json/Nest']);
  });

  test.each([
    ['another name', 'other.json'],
    ['a name that only ends like it', 'a-child.json'],
    ['a name that is not told', { Ref: 'AWS::Region' }],
    ['a join that is malformed', { 'Fn::Join': 'child.json' }],
    ['no name', undefined],
  ])('is not found by %s, and its template is then a stack by itself', (_name, url) => {
    expect(stacksOf(stack(url))).toEqual(['parent.json', 'child.json']);
  });

  test('is found by the name under which it was uploaded', () => {
    expect(stacksOf(stack('https://bucket.example/abc.json'), ['abc.json'])).toEqual([
      'parent.json',
      'parent.json/Nest',
    ]);
  });

  test('is found by its URL where the metadata names a file that is not given', () => {
    expect(stacksOf({ ...stack('child.json'), Metadata: { 'aws:asset:path': 'none.json' } })).toEqual([
      'parent.json',
      'parent.json/Nest',
    ]);
  });

  test('is one of its type alone: a function has an asset too', () => {
    expect(stacksOf({ ...nested('child.json'), Type: 'AWS::Lambda::Function' })).toEqual(['parent.json', 'child.json']);
  });
});

test('templates that nest one another, or themselves, end', () => {
  const nesting = (path: string): Json => ({ Resources: { Nest: nested(path), Inner: { Type: 'Inner' } } });
  const templates = readTemplates([
    { name: 'a.json', json: nesting('b.json') },
    { name: 'b.json', json: nesting('a.json') },
    { name: 'c.json', json: nesting('c.json') },
  ]);
  expect(templates.stacks.length).toBeLessThan(10);
  expect(new Set(templates.ofType('Inner').map(({ stack }) => stack.document.name))).toEqual(
    new Set(['a.json', 'b.json', 'c.json']),
  );
});

test('templates that double at every level are refused', () => {
  const documents = Array.from({ length: 40 }, (_item, level) => ({
    name: `l${level}.json`,
    json: { Resources: { One: nested(`l${level + 1}.json`), Two: nested(`l${level + 1}.json`) } },
  }));
  expect(() => readTemplates(documents)).toThrow('more than 1000 stacks');
});

test('a thousand stacks are read, and one more is refused', () => {
  const documents = Array.from({ length: 1001 }, (_item, index) => ({ name: `s${index}.json`, json: LEAF }));
  expect(readTemplates(documents.slice(1)).stacks).toHaveLength(1000);
  const more = () => readTemplates(documents);
  expect(more).toThrow(TemplateError);
  expect(more).toThrow('s1000.json: the document is nested in more than 1000 stacks');
});
