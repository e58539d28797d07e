// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so
import type { Known } from '../../../src/verify/template/scope';
import { INERT_GAP, OPEN_GAP, Reference, Unresolved, type Value } from '../../../src/verify/template/value';
import { type Json, valueIn } from './stacks';

const SECTIONS: Json = {
  Parameters: {
    Stage: { Type: 'String', Default: 'prod' },
    Count: { Type: 'Number', Default: 2 },
    Origins: { Type: 'CommaDelimitedList', Default: 'https://a.example, https://b.example' },
    Asked: { Type: 'String' },
    Kept: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' },
  },
  Mappings: { ByStage: { prod: { origin: 'https://p.example', list: ['x', 'y'] } } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsTest: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    Open: { 'Fn::Equals': [{ Ref: 'Asked' }, 'x'] },
    Either: { 'Fn::Or': [{ Condition: 'Open' }, { Condition: 'IsProd' }] },
    Both: { 'Fn::And': [{ Condition: 'Open' }, { Condition: 'IsTest' }] },
    BothOpen: { 'Fn::And': [{ Condition: 'Open' }, { Condition: 'IsProd' }] },
    Circle: { 'Fn::Not': [{ Condition: 'Circle' }] },
  },
};

function resolved(value: unknown, known?: Known): Value | undefined {
  return valueIn(SECTIONS, value, known);
}

function reason(value: unknown, known?: Known): string {
  const found = resolved(value, known);
  if (!(found instanceof Unresolved)) {
    throw new Error(`resolved to ${JSON.stringify(found)}`);
  }
  return found.reason;
}

test.each([
  ['Ref to a default', { Ref: 'Stage' }, 'prod'],
  ['Ref to a number', { Ref: 'Count' }, '2'],
  ['Ref to a list', { Ref: 'Origins' }, ['https://a.example', 'https://b.example']],
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 1, true]] }, 'a-prod-1-true'],
  ['Fn::Join of a list', { 'Fn::Join': [' ', { Ref: 'Origins' }] }, 'https://a.example https://b.example'],
  ['Fn::Split', { 'Fn::Split': ['.', 'a.b.c'] }, ['a', 'b', 'c']],
  ['Fn::Select', { 'Fn::Select': ['1', { 'Fn::Split': ['.', 'a.b.c'] }] }, 'b'],
  ['Fn::Sub', { 'Fn::Sub': 'https://${Stage}.example/${!Literal}' }, 'https://prod.example/${Literal}'],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${a}-${Stage}', { a: { Ref: 'Count' } }] }, '2-prod'],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['ByStage', { Ref: 'Stage' }, 'origin'] }, 'https://p.example'],
  ['Fn::FindInMap of a list', { 'Fn::FindInMap': ['ByStage', 'prod', 'list'] }, ['x', 'y']],
  ['Fn::FindInMap with a default', { 'Fn::FindInMap': ['ByStage', 'none', 'origin', { DefaultValue: 'd' }] }, 'd'],
  ['Fn::If', { 'Fn::If': ['IsProd', 'yes', 'no'] }, 'yes'],
  ['Fn::If with Fn::Not', { 'Fn::If': ['IsTest', 'yes', 'no'] }, 'no'],
  ['Fn::Or that one true condition settles', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
  ['Fn::And that one false condition settles', { 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
  ['AWS::NoValue in a list', ['a', { Ref: 'AWS::NoValue' }, 'b'], ['a', 'b']],
  ['AWS::NoValue as a value', { Ref: 'AWS::NoValue' }, undefined],
  ['an untaken branch that is not told', { 'Fn::If': ['IsProd', 'yes', { Ref: 'Asked' }] }, 'yes'],
])('%s is worked out', (_name, value, expected) => {
  expect(resolved(value)).toEqual(expected);
});

test('AWS::NoValue takes a property away', () => {
  expect(resolved({ a: { Ref: 'AWS::NoValue' }, b: 1 })).toEqual(new Map([['b', 1]]));
});

test.each([
  ['Ref', { Ref: 'Bucket' }, undefined],
  ['Fn::GetAtt in a list', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'Arn'],
  ['Fn::GetAtt in a text', { 'Fn::GetAtt': 'Bucket.Arn' }, 'Arn'],
])('%s to a resource keeps its identity', (_name, value, attribute) => {
  const found = resolved(value);
  expect(found).toBeInstanceOf(Reference);
  expect(found).toMatchObject({ stack: 's.json', logicalId: 'Bucket', attribute });
});

test.each([
  ['a parameter without a default', { Ref: 'Asked' }, 'Asked is given at the deployment'],
  ['a parameter of Systems Manager', { Ref: 'Kept' }, 'Kept is given at the deployment'],
  ['a pseudo parameter', { Ref: 'AWS::Region' }, 'AWS::Region'],
  ['an unknown name', { Ref: 'None' }, 'None is neither a resource nor a parameter'],
  ['an attribute of nothing', { 'Fn::GetAtt': ['None', 'Arn'] }, 'None is not a resource'],
  ['a condition that is open', { 'Fn::If': ['Open', 'a', 'b'] }, 'Asked'],
  ['a condition that is open in one part', { 'Fn::If': ['BothOpen', 'a', 'b'] }, 'Asked'],
  ['a condition that is not there', { 'Fn::If': ['None', 'a', 'b'] }, 'no condition None'],
  ['a condition in a circle', { 'Fn::If': ['Circle', 'a', 'b'] }, 'refers to itself'],
  ['a function of CloudFormation alone', { 'Fn::GetAZs': '' }, 'Fn::GetAZs'],
  ['a function that nobody knows', { 'Fn::Magic': 1 }, 'Fn::Magic'],
  ['a text with the id of a resource', { 'Fn::Sub': 'x ${Bucket}' }, 'the id of Bucket'],
  ['a text with an attribute', { 'Fn::Sub': 'x ${Bucket.Arn}' }, 'Arn of Bucket'],
  ['a joined attribute', { 'Fn::Join': ['', ['x', { 'Fn::GetAtt': ['Bucket', 'Arn'] }]] }, 'Arn of Bucket'],
  ['a selection beyond the end', { 'Fn::Select': [5, ['a']] }, 'Fn::Select'],
  ['a map without the key', { 'Fn::FindInMap': ['ByStage', 'none', 'origin'] }, 'ByStage.none.origin'],
  ['an import that nothing exports', { 'Fn::ImportValue': 'none' }, 'exports none'],
  ['a malformed join', { 'Fn::Join': 'x' }, 'Fn::Join'],
  ['a malformed split', { 'Fn::Split': ['', 'x'] }, 'Fn::Split'],
  ['a malformed reference', { Ref: 1 }, 'Ref wants a name'],
  ['a list joined into a text', { 'Fn::Join': ['', [['a']]] }, 'a text was expected'],
])('%s is left open, with the reason', (_name, value, expected) => {
  expect(reason(value)).toContain(expected);
});

test('what the caller knows counts, and outweighs a default', () => {
  const known = {
    parameters: { Asked: 'x', Stage: 'test', Kept: '21' },
    pseudoParameters: { 'AWS::Region': 'eu-west-1' },
  };
  expect(resolved({ 'Fn::Sub': '${Asked} ${Stage} ${Kept} ${AWS::Region}' }, known)).toBe('x test 21 eu-west-1');
  expect(resolved({ 'Fn::If': ['Open', 'yes', 'no'] }, known)).toBe('yes');
});

test('the text around an id that is not told is kept', () => {
  expect(resolved({ 'Fn::Sub': 'a ${Bucket} b' })).toMatchObject({ rest: `a ${OPEN_GAP} b` });
  expect(resolved({ 'Fn::Sub': 'a ${AWS::Region} b' })).toMatchObject({ rest: `a ${INERT_GAP} b` });
  expect(resolved({ 'Fn::Join': ['', ['a', { 'Fn::Magic': 1 }]] })).toMatchObject({ rest: undefined });
});
