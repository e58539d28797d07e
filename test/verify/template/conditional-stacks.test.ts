import type { Known } from '../../../src/verify/template/scope';
import { readTemplates, type Templates } from '../../../src/verify/template/templates';
import { Reference } from '../../../src/verify/template/value';
import { subject } from './stacks';

const NEVER = { 'Fn::Equals': ['a', 'b'] };
const ALWAYS = { 'Fn::Equals': ['a', 'a'] };
const IN_REGION = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] };

/** A stack that nests one that nests another, of which each, and the thing inside, has a condition. */
function nestedTwice(outer: unknown, inner: unknown, thing: unknown, known: Known = {}): Templates {
  const nest = (TemplateURL: string, condition: unknown) => ({
    Conditions: { C: condition },
    Resources: { Nest: { Type: 'AWS::CloudFormation::Stack', Condition: 'C', Properties: { TemplateURL } } },
  });
  const leaf = { Conditions: { C: thing }, Resources: { Thing: { Type: 'Thing', Condition: 'C' } } };
  return readTemplates(
    [
      { name: 'outer.json', json: nest('inner.json', outer) },
      { name: 'inner.json', json: nest('leaf.json', inner) },
      { name: 'leaf.json', json: leaf },
    ],
    known,
  );
}

function things(templates: Templates): readonly string[] {
  return templates.ofType('Thing').map(({ doubt }) => doubt ?? 'certain');
}

describe('a resource of a nested stack', () => {
  test.each([
    ['it and all stacks around it are', ALWAYS, ALWAYS, ALWAYS, ['certain']],
    ['it is not', ALWAYS, ALWAYS, NEVER, []],
    ['the stack is not', ALWAYS, NEVER, ALWAYS, []],
    ['the stack around the stack is not', NEVER, ALWAYS, ALWAYS, []],
    ['the stack is not, whatever the resource hangs on', ALWAYS, NEVER, IN_REGION, []],
    ['it is not, whatever the stack hangs on', IN_REGION, ALWAYS, NEVER, []],
  ])('is there or not as its condition says and theirs: %s', (_name, outer, inner, thing, expected) => {
    expect(things(nestedTwice(outer, inner, thing))).toEqual(expected);
  });

  test.each([
    ['its own', ALWAYS, ALWAYS, IN_REGION],
    ["its stack's", ALWAYS, IN_REGION, ALWAYS],
    ['that of the stack around its stack', IN_REGION, ALWAYS, ALWAYS],
  ])('is in doubt where %s condition hangs on the deployment', (_name, outer, inner, thing) => {
    expect(things(nestedTwice(outer, inner, thing))).toEqual(['AWS::Region is known only once it is deployed']);
    const known = { pseudoParameters: { 'AWS::Region': 'eu-west-1' } };
    expect(things(nestedTwice(outer, inner, thing, known))).toEqual(['certain']);
  });
});

test('a resource whose condition is false is neither listed nor found by a reference', () => {
  const json = {
    Conditions: { Never: NEVER },
    Resources: {
      Subject: { Type: 'Subject', Properties: { absent: { Ref: 'Absent' }, present: { Ref: 'Present' } } },
      Absent: { Type: 'Thing', Condition: 'Never' },
      Present: { Type: 'Thing' },
    },
  };
  const templates = readTemplates([{ name: 's', json }]);
  const found = (property: string) => {
    const value = subject(templates).property(property);
    return value instanceof Reference ? templates.resourceOf(value)?.logicalId : value;
  };
  expect(templates.resources.map(({ logicalId }) => logicalId)).toEqual(['Subject', 'Present']);
  expect([found('absent'), found('present')]).toEqual([undefined, 'Present']);
});
