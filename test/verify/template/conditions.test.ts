import type { Value } from '../../../src/verify/template/value';
import { type Json, valueIn } from './stacks';

const PARAMETERS = { Asked: { Type: 'String' } };
const TRUE = { 'Fn::Equals': ['a', 'a'] };
const FALSE = { 'Fn::Equals': ['a', 'b'] };
const OPEN = { 'Fn::Equals': [{ Ref: 'Asked' }, 'x'] };
const ASKED = 'the parameter Asked is given at the deployment';

/** What a condition decides: yes, no, or why nobody can tell. */
function decided(condition: unknown, more: Json = {}): Value | undefined {
  const sections = { Parameters: PARAMETERS, Conditions: { C: condition, ...more } };
  return valueIn(sections, { 'Fn::If': ['C', 'yes', 'no'] });
}

describe('Fn::Equals', () => {
  test.each([
    ['equal texts', ['a', 'a'], 'yes'],
    ['texts that differ', ['a', 'b'], 'no'],
    ['texts that differ in case', ['a', 'A'], 'no'],
    ['a number and its text', [1, '1'], 'yes'],
    ['a truth and its text', ['true', true], 'yes'],
  ])('of %s is decided', (_name, both, expected) => {
    expect(decided({ 'Fn::Equals': both })).toBe(expected);
  });

  test.each([
    ['on the left', [{ Ref: 'Asked' }, 'x'], ASKED],
    ['on the right', ['x', { Ref: 'Asked' }], ASKED],
    ['on both sides', [{ Ref: 'AWS::Region' }, { Ref: 'Asked' }], 'AWS::Region is known only once it is deployed'],
  ])('of a value %s that is not told is left open, with nothing known of what hangs on it', (_name, both, reason) => {
    expect(decided({ 'Fn::Equals': both })).toMatchObject({ reason, rest: undefined });
  });

  test.each([['x'], [[]], [['x']], [['x', 'x', 'x']], [{ 0: 'x', 1: 'x', length: 2 }]])(
    'of %j is malformed',
    (argument) => {
      expect(decided({ 'Fn::Equals': argument })).toMatchObject({ reason: 'Fn::Equals wants two values' });
    },
  );
});

describe('a condition made of others', () => {
  test.each([
    ['Fn::Not of a true one', { 'Fn::Not': [TRUE] }, 'no'],
    ['Fn::Not of a false one', { 'Fn::Not': [FALSE] }, 'yes'],
    ['Fn::And of true ones', { 'Fn::And': [TRUE, TRUE] }, 'yes'],
    ['Fn::And with a false one', { 'Fn::And': [TRUE, FALSE] }, 'no'],
    ['Fn::And with a false one behind an open one', { 'Fn::And': [OPEN, FALSE] }, 'no'],
    ['Fn::Or of false ones', { 'Fn::Or': [FALSE, FALSE] }, 'no'],
    ['Fn::Or with a true one', { 'Fn::Or': [FALSE, TRUE] }, 'yes'],
    ['Fn::Or with a true one behind an open one', { 'Fn::Or': [OPEN, TRUE] }, 'yes'],
    ['another by its name', { Condition: 'Other' }, 'yes'],
    ['the text of a truth', 'true', 'yes'],
    ['the text of a truth in other letters', 'False', 'no'],
    ['a truth', false, 'no'],
  ])('%s is decided', (_name, condition, expected) => {
    expect(decided(condition, { Other: TRUE })).toBe(expected);
  });

  test.each([
    ['Fn::Not of an open one', { 'Fn::Not': [OPEN] }, ASKED],
    ['Fn::And of a true and an open one', { 'Fn::And': [TRUE, OPEN] }, ASKED],
    ['Fn::Or of a false and an open one', { 'Fn::Or': [FALSE, OPEN] }, ASKED],
    ['Fn::Not of nothing', { 'Fn::Not': [] }, 'a condition says nothing'],
    ['Fn::And of nothing', { 'Fn::And': [] }, 'a condition says nothing'],
    ['Fn::Or of nothing', { 'Fn::Or': [] }, 'a condition says nothing'],
    ['Fn::And of a text', { 'Fn::And': 'true' }, 'a condition says nothing'],
    ['Fn::Or of AWS::NoValue', { 'Fn::Or': [FALSE, { Ref: 'AWS::NoValue' }] }, 'a condition says nothing'],
    ['a name that is none', { Condition: 'None' }, 's.json has no condition None'],
    ['a text that is no truth', 'yes', 'true or false was expected, not "yes"'],
    ['null', null, 'the condition C says nothing'],
    ['a parameter itself', { Ref: 'Asked' }, ASKED],
    ['a list', [true], 'a text was expected, not a list'],
    ['a map', { Condition: { a: 'b' } }, 'a text was expected, not a map'],
  ])('%s is left open, with the reason and nothing known of what hangs on it', (_name, condition, reason) => {
    expect(decided(condition)).toMatchObject({ reason, rest: undefined });
  });
});

describe('Fn::If', () => {
  const sections = { Conditions: { Yes: TRUE, No: FALSE } };

  test('gives the one value or the other, each of any kind', () => {
    expect(valueIn(sections, { 'Fn::If': ['Yes', ['a'], 'b'] })).toEqual(['a']);
    expect(valueIn(sections, { 'Fn::If': ['No', 'a', { b: 1 }] })).toEqual(new Map([['b', 1]]));
    expect(valueIn(sections, ['a', { 'Fn::If': ['No', 'b', { Ref: 'AWS::NoValue' }] }])).toEqual(['a']);
  });

  test.each([
    ['a text', 'Yes'],
    ['a map', { 0: 'Yes', 1: 'a', 2: 'b', length: 3 }],
    ['no second value', ['Yes', 'a']],
    ['a third value', ['Yes', 'a', 'b', 'c']],
    ['a condition that is written out', [{ Condition: 'Yes' }, 'a', 'b']],
  ])('of %s is malformed', (_name, argument) => {
    expect(valueIn(sections, { 'Fn::If': argument })).toMatchObject({
      reason: 'Fn::If wants a condition and two values',
    });
  });
});

test('a map whose one member is called Condition is one, as in a policy', () => {
  const Condition = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
  expect(valueIn({}, { Condition })).toEqual(
    new Map([['Condition', new Map([['StringEquals', new Map([['aws:SourceVpc', 'vpc-1']])]])]]),
  );
});
