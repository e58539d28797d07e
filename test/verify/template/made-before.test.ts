// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so
import { madeBefore } from '../../../src/verify/template/dependencies';
import { readTemplates, type Templates } from '../../../src/verify/template/templates';
import { nested, subject } from './stacks';

function madeBeforeSubject(templates: Templates): readonly string[] {
  return [...madeBefore(subject(templates), templates)].map((key) => key.replace('\n', ' ')).sort();
}

describe('what is made before a resource', () => {
  const Leaf = { Type: 'Leaf' };

  test('is what it depends on and what it names, however far', () => {
    const json = {
      Resources: {
        Subject: { Type: 'Subject', DependsOn: 'A', Properties: { list: [{ deep: { 'Fn::GetAtt': 'B.Arn' } }] } },
        A: { Type: 'Leaf', Properties: { c: { 'Fn::Sub': ['${C.Arn} ${v} ${!No}', { v: { Ref: 'D' } }] } } },
        B: Leaf,
        C: Leaf,
        D: Leaf,
        No: Leaf,
        Unrelated: { Type: 'Leaf', DependsOn: ['Subject'] },
      },
    };
    expect(madeBeforeSubject(readTemplates([{ name: 's', json }]))).toEqual(['s A', 's B', 's C', 's D']);
  });

  test.each([
    ['Ref', { Ref: 'Named' }],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Named', 'Arn'] }],
    ['Fn::GetAtt in a text', { 'Fn::GetAtt': 'Named.Endpoint.Address' }],
    ['Fn::Sub', { 'Fn::Sub': 'the ${Named} of ${AWS::Region}' }],
    ['Fn::Sub with an attribute', { 'Fn::Sub': ['${x}${Named.Arn}', { x: 'y' }] }],
    ['Fn::Sub with spaces', { 'Fn::Sub': '${ Named }' }],
    ['Fn::If, whatever the condition', { 'Fn::If': ['C', 'x', { Ref: 'Named' }] }],
  ])('is what it names by %s', (_name, value) => {
    const Subject = { Type: 'Subject', Properties: { value } };
    const json = { Resources: { Subject, Named: Leaf, N: Leaf, Other: Leaf } };
    expect(madeBeforeSubject(readTemplates([{ name: 's', json }]))).toEqual(['s Named']);
  });

  test.each([
    ['what Fn::Sub writes as it stands', { 'Fn::Sub': 'the ${!Named}' }],
    ['a text', 'Named'],
    ['the name of a condition', { 'Fn::If': ['Named', 'x', 'y'] }],
    ['malformed references', [{ Ref: ['Named'] }, { 'Fn::GetAtt': [['Named'], 'Arn'] }, { 'Fn::Sub': { a: 'Named' } }]],
  ])('is nothing for the sake of %s', (_name, value) => {
    const json = { Resources: { Subject: { Type: 'Subject', Properties: { value } }, Named: Leaf } };
    expect(madeBeforeSubject(readTemplates([{ name: 's', json }]))).toEqual([]);
  });

  test('is all of a nested stack that it depends on', () => {
    const parent = {
      Resources: { Subject: { Type: 'Subject', DependsOn: ['Nest'] }, Nest: nested('child.json'), Other: Leaf },
    };
    const templates = readTemplates([
      { name: 'parent.json', json: parent },
      { name: 'child.json', json: { Resources: { Leaf } } },
    ]);
    expect(madeBeforeSubject(templates)).toEqual(['parent.json Nest', 'parent.json/Nest Leaf']);
  });

  test('is, inside a nested stack, what the stack itself waits for', () => {
    const parent = {
      Resources: {
        Nest: nested('child.json', { Parameters: { P: { Ref: 'Given' } } }, { DependsOn: ['First'] }),
        First: Leaf,
        Given: Leaf,
        Other: Leaf,
      },
    };
    const templates = readTemplates([
      { name: 'parent.json', json: parent },
      { name: 'child.json', json: { Resources: { Subject: { Type: 'Subject' }, Sibling: Leaf } } },
    ]);
    expect(madeBeforeSubject(templates)).toEqual(['parent.json First', 'parent.json Given']);
  });

  test('is all of the stacks that are deployed first, and of those before them', () => {
    const templates = readTemplates([
      { name: 'last.json', json: { Resources: { Nest: nested('child.json') } }, deployedAfter: ['middle.json'] },
      { name: 'child.json', json: { Resources: { Subject: { Type: 'Subject' } } } },
      { name: 'middle.json', json: { Resources: { Leaf } }, deployedAfter: ['first.json', 'never given'] },
      { name: 'first.json', json: { Resources: { Leaf } }, deployedAfter: ['middle.json'] },
      { name: 'other.json', json: { Resources: { Leaf } } },
    ]);
    expect(madeBeforeSubject(templates)).toEqual(['first.json Leaf', 'middle.json Leaf']);
  });

  test('is all of a stack that it imports from', () => {
    const templates = readTemplates([
      {
        name: 'one',
        json: {
          Resources: { Leaf, Another: Leaf },
          Outputs: { O: { Value: { Ref: 'Leaf' }, Export: { Name: 'leaf' } } },
        },
      },
      {
        name: 'two',
        json: {
          Resources: { Subject: { Type: 'Subject', Properties: { v: { 'Fn::ImportValue': 'leaf' } } }, Other: Leaf },
        },
      },
    ]);
    expect(madeBeforeSubject(templates)).toEqual(['one Another', 'one Leaf']);
  });

  test('is nothing by way of a resource that is not there', () => {
    const json = {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: {
        Subject: { Type: 'Subject', DependsOn: ['Absent', 'Present'] },
        Absent: { Type: 'Leaf', Condition: 'Never', DependsOn: 'Behind' },
        Behind: Leaf,
        Present: Leaf,
      },
    };
    expect(madeBeforeSubject(readTemplates([{ name: 's', json }]))).toEqual(['s Present']);
  });

  test('is not all of its own stack where that imports what it exports itself', () => {
    const json = {
      Resources: { Subject: { Type: 'Subject', Properties: { v: { 'Fn::ImportValue': 'leaf' } } }, Leaf, Other: Leaf },
      Outputs: { O: { Value: { Ref: 'Leaf' }, Export: { Name: 'leaf' } } },
    };
    expect(madeBeforeSubject(readTemplates([{ name: 's', json }]))).toEqual([]);
  });

  test('is all of a stack that the nested stack around it imports from', () => {
    const templates = readTemplates([
      {
        name: 'parent.json',
        json: { Resources: { Nest: nested('child.json', { Parameters: { P: { 'Fn::ImportValue': 'leaf' } } }) } },
      },
      { name: 'child.json', json: { Resources: { Subject: { Type: 'Subject' } } } },
      {
        name: 'exporter.json',
        json: { Resources: { Leaf }, Outputs: { O: { Value: 'v', Export: { Name: 'leaf' } } } },
      },
    ]);
    expect(madeBeforeSubject(templates)).toEqual(['exporter.json Leaf']);
  });

  test('is all of a stack that exports a name in one of two ways', () => {
    const out = { Value: 'v', Export: { Name: 'leaf' } };
    const templates = readTemplates([
      { name: 'one', json: { Resources: { Leaf }, Outputs: { A: out, B: out } } },
      {
        name: 'two',
        json: { Resources: { Subject: { Type: 'Subject', Properties: { v: { 'Fn::ImportValue': 'leaf' } } } } },
      },
    ]);
    expect(madeBeforeSubject(templates)).toEqual(['one Leaf']);
  });

  test('is nothing of two stacks that export the same name, since one of them is meant', () => {
    const exporter = { Resources: { Leaf }, Outputs: { O: { Value: 'v', Export: { Name: 'leaf' } } } };
    const templates = readTemplates([
      { name: 'one', json: exporter },
      { name: 'two', json: exporter },
      {
        name: 'three',
        json: { Resources: { Subject: { Type: 'Subject', Properties: { v: { 'Fn::ImportValue': 'leaf' } } } } },
      },
    ]);
    expect(madeBeforeSubject(templates)).toEqual([]);
  });
});
