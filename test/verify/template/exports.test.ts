// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so
import { readTemplates } from '../../../src/verify/template/templates';
import type { Value } from '../../../src/verify/template/value';
import { type Json, nested, subject } from './stacks';

const Conditions = {
  Never: { 'Fn::Equals': ['a', 'b'] },
  Always: { 'Fn::Equals': ['a', 'a'] },
  Maybe: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
};

function importing(value: unknown): Json {
  return { Parameters: { P: { Type: 'String' } }, Resources: { Subject: { Type: 'Subject', Properties: { value } } } };
}

function exporting(Outputs: Json): Json {
  return { Conditions, Resources: { Api: { Type: 'AWS::ApiGateway::RestApi' } }, Outputs };
}

function exported(name: unknown, Value: unknown, more: Json = {}): Json {
  return { Value, Export: { Name: name }, ...more };
}

function imported(value: unknown, ...exporters: readonly Json[]): Value | undefined {
  const others = exporters.map((json, index) => ({ name: `exporting${index}`, json }));
  return subject(readTemplates([{ name: 'importing', json: importing(value) }, ...others])).property('value');
}

describe('an import', () => {
  test('is found by a name that is joined, on the one side and the other', () => {
    const out = exported({ 'Fn::Join': [':', ['one', 'Api']] }, { Ref: 'Api' });
    expect(imported({ 'Fn::ImportValue': { 'Fn::Sub': 'one:Api' } }, exporting({ Out: out }))).toMatchObject({
      stack: 'exporting0',
      logicalId: 'Api',
    });
  });

  test('may itself be what another stack imports and exports again', () => {
    const first = exporting({ Out: exported('first', 'value') });
    const second = exporting({ Out: exported('second', { 'Fn::ImportValue': 'first' }) });
    expect(imported({ 'Fn::ImportValue': 'second' }, second, first)).toBe('value');
  });

  test.each([
    ['a name that is not told', { Ref: 'AWS::Region' }, 'AWS::Region is known only once it is deployed'],
    ['no name', { Ref: 'AWS::NoValue' }, 'Fn::ImportValue wants a name'],
    ['a name that nothing exports', 'none', 'no template given here exports none'],
    ['an output that exports nothing', 'Plain', 'no template given here exports Plain'],
    ['the empty name of an export without one', '', 'no template given here exports '],
  ])('of %s is left open, with the reason and no part of a text', (_name, name, reason) => {
    const Outputs = { Plain: { Value: 'x' }, Empty: { Value: 'x', Export: {} } };
    expect(imported({ 'Fn::ImportValue': name }, exporting(Outputs))).toMatchObject({ reason, rest: undefined });
  });

  test('goes by the one of two outputs whose condition holds', () => {
    const yes = exported('url', 'yes', { Condition: 'Always' });
    const no = exported('url', 'no', { Condition: 'Never' });
    expect(imported({ 'Fn::ImportValue': 'url' }, exporting({ Yes: yes, No: no }))).toBe('yes');
    expect(imported({ 'Fn::ImportValue': 'url' }, exporting({ No: no, Yes: yes }))).toBe('yes');
    expect(imported({ 'Fn::ImportValue': 'url' }, exporting({ No: no }))).toMatchObject({
      reason: 'no template given here exports url',
    });
  });

  test('is left open where two outputs export the name and nobody can tell which does', () => {
    const yes = exported('url', 'yes', { Condition: 'Maybe' });
    const no = exported('url', 'no', { Condition: 'Maybe' });
    const reason = 'more than one output exports url';
    expect(imported({ 'Fn::ImportValue': 'url' }, exporting({ Yes: yes, No: no }))).toMatchObject({ reason });
    expect(
      imported({ 'Fn::ImportValue': 'url' }, exporting({ Yes: yes }), exporting({ No: no }), exporting({ Yes: yes })),
    ).toMatchObject({ reason });
  });

  test('of an output whose condition hangs on the deployment works only where the output is there', () => {
    const Out = exported('url', 'value', { Condition: 'Maybe' });
    expect(imported({ 'Fn::ImportValue': 'url' }, exporting({ Out }))).toBe('value');
  });
});

describe('an output of a nested stack', () => {
  const output = (attribute: unknown, Outputs: Json): Value | undefined => {
    const Nest = nested('child');
    const Subject = { Type: 'Subject', Properties: { value: attribute } };
    const documents = [
      { name: 'parent', json: { Resources: { Nest, Subject } } },
      { name: 'child', json: exporting(Outputs) },
    ];
    return subject(readTemplates(documents)).property('value');
  };

  test.each([
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Nest', 'Outputs.Out'] }],
    ['Fn::GetAtt in a text', { 'Fn::GetAtt': 'Nest.Outputs.Out' }],
    ['Fn::Sub', { 'Fn::Sub': '${Nest.Outputs.Out}' }],
  ])('is read by %s', (_name, attribute) => {
    expect(output(attribute, { Out: { Value: 'value' } })).toBe('value');
  });

  test.each([
    ['that is not there', { Other: { Value: 'value' } }],
    ['whose condition is false', { Out: { Value: 'value', Condition: 'Never' } }],
    ['that is null', { Out: null }],
  ])('%s is left open', (_name, Outputs) => {
    expect(output({ 'Fn::GetAtt': ['Nest', 'Outputs.Out'] }, Outputs)).toMatchObject({
      reason: 'parent/Nest has no output Out',
    });
  });

  test('that is itself is left open, and says of which', () => {
    const Circle = { Value: { 'Fn::ImportValue': 'circle' }, Export: { Name: 'circle' } };
    expect(output({ 'Fn::GetAtt': ['Nest', 'Outputs.Circle'] }, { Circle })).toMatchObject({
      reason: 'the output Circle of parent/Nest refers to itself',
    });
  });

  test('is no attribute of the resource that nests it, which has others', () => {
    expect(output({ 'Fn::GetAtt': ['Nest', 'Arn'] }, { Arn: { Value: 'value' } })).toMatchObject({
      logicalId: 'Nest',
      attribute: 'Arn',
    });
  });
});
