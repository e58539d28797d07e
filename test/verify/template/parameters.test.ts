import type { Known } from '../../../src/verify/template/scope';
import { readTemplates } from '../../../src/verify/template/templates';
import { OPEN_GAP, type Value } from '../../../src/verify/template/value';
import { type Json, nested, subject } from './stacks';

/** What `Ref` gives of the one parameter of a stack. */
function parameter(declared: unknown, parameters: Known['parameters'] = {}): Value | undefined {
  const Resources = { Subject: { Type: 'Subject', Properties: { value: { Ref: 'P' } } } };
  const templates = readTemplates([{ name: 's', json: { Parameters: { P: declared }, Resources } }], { parameters });
  return subject(templates).property('value');
}

/** The same where the stack is nested, and is given these `Parameters`. */
function passed(declared: unknown, given: Json, parameters: Known['parameters'] = {}): Value | undefined {
  const parent = {
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: { Nest: nested('child', given), Bucket: { Type: 'AWS::S3::Bucket' } },
  };
  const Resources = { Subject: { Type: 'Subject', Properties: { value: { Ref: 'P' } } } };
  const documents = [
    { name: 'parent', json: parent },
    { name: 'child', json: { Parameters: { P: declared }, Resources } },
  ];
  return subject(readTemplates(documents, { parameters })).property('value');
}

const GIVEN_LATER = { reason: 'the parameter P is given at the deployment', rest: OPEN_GAP };

describe('the default of a parameter', () => {
  test.each([
    ['of a text is the text', { Type: 'String', Default: 'a, b' }, 'a, b'],
    ['of a number is its text', { Type: 'Number', Default: 2 }, '2'],
    ['that is false is a text', { Type: 'String', Default: false }, 'false'],
    ['of a list of texts is split at its commas', { Type: 'CommaDelimitedList', Default: 'a, b,c' }, ['a', 'b', 'c']],
    ['of a list of numbers is split too', { Type: 'List<Number>', Default: '1,2' }, ['1', '2']],
    ['of a type that only ends like a list is a text', { Type: 'Custom::List<', Default: 'a,b' }, 'a,b'],
    ['of no type is the text', { Default: 'a,b' }, 'a,b'],
  ])('%s', (_name, declared, expected) => {
    expect(parameter(declared)).toEqual(expected);
  });

  test.each([
    ['null', null],
    ['a list', ['a']],
    ['a map', { Ref: 'Other' }],
  ])('is not taken where it is %s', (_name, fallback) => {
    const reason = 'the parameter P has no plain default';
    expect(parameter({ Type: 'String', Default: fallback })).toMatchObject({ reason });
    expect(parameter({ Type: 'CommaDelimitedList', Default: fallback })).toMatchObject({ reason });
  });

  test('that Systems Manager keeps is a name, not a value', () => {
    expect(parameter({ Type: 'AWS::SSM::Parameter::Value<String>', Default: '/origin' })).toMatchObject(GIVEN_LATER);
    expect(parameter({ Type: 'AWS::SSM::Parameter::Name', Default: '/origin' })).toBe('/origin');
  });
});

describe('what the caller knows of a parameter', () => {
  test.each([
    ['of a text is the text', 'String', 'a,b', 'a,b'],
    ['of a list is split at its commas', 'CommaDelimitedList', 'a, b', ['a', 'b']],
    ['of a text of Systems Manager is the text', 'AWS::SSM::Parameter::Value<String>', 'a,b', 'a,b'],
    ['of a StringList of Systems Manager is split', 'AWS::SSM::Parameter::Value<List<String>>', 'a,b', ['a', 'b']],
    ['of a list of Systems Manager is split', 'AWS::SSM::Parameter::Value<CommaDelimitedList>', 'a,b', ['a', 'b']],
  ])('%s', (_name, Type, known, expected) => {
    expect(parameter({ Type, Default: 'x' }, { P: known })).toEqual(expected);
  });

  test('is not what an object has by itself', () => {
    const declared = JSON.parse('{"toString": {"Type": "String"}}') as Json;
    const json = {
      Parameters: declared,
      Resources: { Subject: { Type: 'Subject', Properties: { value: { Ref: 'toString' } } } },
    };
    const templates = readTemplates([{ name: 's', json }], { parameters: {}, pseudoParameters: {} });
    expect(subject(templates).property('value')).toMatchObject({
      reason: 'the parameter toString is given at the deployment',
    });
  });
});

describe('what a nested stack is given for a parameter', () => {
  test.each([
    ['outweighs the default', { Type: 'String', Default: 'd' }, 'given', 'given'],
    ['is split at its commas for a list', { Type: 'CommaDelimitedList' }, 'a, b', ['a', 'b']],
    [
      'is split for a list also where it is joined',
      { Type: 'List<String>' },
      { 'Fn::Join': [',', ['a', 'b']] },
      ['a', 'b'],
    ],
    ['leaves the default where it is AWS::NoValue', { Type: 'String', Default: 'd' }, { Ref: 'AWS::NoValue' }, 'd'],
    [
      'leaves the default where a condition takes it away',
      { Type: 'String', Default: 'd' },
      { 'Fn::If': ['Never', 'given', { Ref: 'AWS::NoValue' }] },
      'd',
    ],
  ])('%s', (_name, declared, P, expected) => {
    expect(passed(declared, { Parameters: { P } })).toEqual(expected);
  });

  test('is a name, not a value, where Systems Manager keeps the value', () => {
    const declared = { Type: 'AWS::SSM::Parameter::Value<String>' };
    expect(passed(declared, { Parameters: { P: '/origin' } })).toMatchObject(GIVEN_LATER);
  });

  test('stays the resource that it names, and a list of such is left open', () => {
    const Parameters = { P: { Ref: 'Bucket' } };
    expect(passed({ Type: 'String' }, { Parameters })).toMatchObject({ stack: 'parent', logicalId: 'Bucket' });
    expect(passed({ Type: 'CommaDelimitedList' }, { Parameters })).toMatchObject({
      reason: 'the id of Bucket is known only once it is deployed',
    });
  });

  test('is all that it is given: what the caller knows is of the stacks that are deployed by themselves', () => {
    const declared = { Type: 'String', Default: 'd' };
    expect(passed(declared, {}, { P: 'known' })).toBe('d');
    expect(passed(declared, { Parameters: { P: 'given' } }, { P: 'known' })).toBe('given');
    expect(passed({ Type: 'String' }, {}, { P: 'known' })).toMatchObject(GIVEN_LATER);
  });

  test('is left open where the Parameters as a whole are worked out by CloudFormation alone', () => {
    const Parameters = { 'Fn::Transform': { Name: 'AWS::Include' } };
    expect(passed({ Type: 'String', Default: 'd' }, { Parameters })).toMatchObject({
      reason: 'Fn::Transform is worked out by CloudFormation alone',
    });
  });

  test('is read also where a condition chooses the Parameters as a whole', () => {
    const Parameters = { 'Fn::If': ['Never', { P: 'yes' }, { P: 'no' }] };
    expect(passed({ Type: 'String', Default: 'd' }, { Parameters })).toBe('no');
  });
});
