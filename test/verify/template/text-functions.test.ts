// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so
import { INERT_GAP, OPEN_GAP, type Value } from '../../../src/verify/template/value';
import { type Json, valueIn } from './stacks';

const SECTIONS: Json = {
  Parameters: {
    Stage: { Type: 'String', Default: 'prod' },
    Asked: { Type: 'String' },
    List: { Type: 'CommaDelimitedList' },
  },
};
const ASKED = 'the parameter Asked is given at the deployment';
const LETTERS = 'abcdefghijkl'.split('');

function resolved(value: unknown): Value | undefined {
  return valueIn(SECTIONS, value);
}

test.each([
  ['Fn::Join of nothing', { 'Fn::Join': [',', []] }, ''],
  ['Fn::Join with null, which says nothing', { 'Fn::Join': ['', ['a', null]] }, 'a'],
  ['Fn::Join by a delimiter that is worked out', { 'Fn::Join': [{ Ref: 'Stage' }, ['a', 'b']] }, 'aprodb'],
  ['Fn::Split where nothing is to split', { 'Fn::Split': [',', 'a'] }, ['a']],
  ['Fn::Split of a number', { 'Fn::Split': ['.', 1.5] }, ['1', '5']],
  ['Fn::Select by a number', { 'Fn::Select': [0, LETTERS] }, 'a'],
  ['Fn::Select by a text of two digits', { 'Fn::Select': ['10', LETTERS] }, 'k'],
  ['Fn::Select of what is known in a list', { 'Fn::Select': [1, [{ Ref: 'Asked' }, 'b']] }, 'b'],
  ['Fn::Sub around its variables', { 'Fn::Sub': ['<${a}|${b}>', { a: 1, b: 'x' }] }, '<1|x>'],
  ['Fn::Sub of a variable that outweighs a parameter', { 'Fn::Sub': ['${Stage}', { Stage: 'own' }] }, 'own'],
  ['Fn::Sub of names with spaces around', { 'Fn::Sub': ['${ Stage }-${ a }', { a: 'x' }] }, 'prod-x'],
  ['Fn::Sub of what is written, with its spaces', { 'Fn::Sub': '${! Stage }' }, '${ Stage }'],
  ['Fn::Sub of AWS::NoValue', { 'Fn::Sub': '<${AWS::NoValue}>' }, '<>'],
  ['Fn::Sub of a variable that is AWS::NoValue', { 'Fn::Sub': ['<${a}>', { a: { Ref: 'AWS::NoValue' } }] }, '<>'],
])('%s is worked out', (_name, value, expected) => {
  expect(resolved(value)).toEqual(expected);
});

const JOIN = 'Fn::Join wants a delimiter and a list';
const SPLIT = 'Fn::Split wants a delimiter and a text';
const SELECT = 'Fn::Select wants an index and a list that has it';
const SUB = 'Fn::Sub wants a text, or a text and its variables';

test.each([
  ['Fn::Join', 'text', JOIN],
  ['Fn::Join', [',', 'text'], JOIN],
  ['Fn::Join', [',', ['a'], 'more'], JOIN],
  ['Fn::Join', [','], JOIN],
  ['Fn::Join', [1, ['a', 'b']], JOIN],
  ['Fn::Join', [{ Ref: 'AWS::NoValue' }, ['a', 'b']], JOIN],
  ['Fn::Join', { 0: ',', 1: ['a'], length: 2 }, JOIN],
  ['Fn::Split', [',', 'a,b', 'more'], SPLIT],
  ['Fn::Split', [1, 'a1b'], SPLIT],
  ['Fn::Split', ['', 'ab'], SPLIT],
  ['Fn::Split', [',', { Ref: 'AWS::NoValue' }], SPLIT],
  ['Fn::Split', 'a,b', SPLIT],
  ['Fn::Select', ['1x', LETTERS], SELECT],
  ['Fn::Select', ['x1', LETTERS], SELECT],
  ['Fn::Select', [-1, LETTERS], SELECT],
  ['Fn::Select', ['1e0', LETTERS], SELECT],
  ['Fn::Select', [' 1', LETTERS], SELECT],
  ['Fn::Select', ['', LETTERS], SELECT],
  ['Fn::Select', [{ Ref: 'AWS::NoValue' }, LETTERS], SELECT],
  ['Fn::Select', [12, LETTERS], SELECT],
  ['Fn::Select', [0, 'text'], SELECT],
  ['Fn::Select', [0, ['a'], 'more'], SELECT],
  ['Fn::Select', 'text', SELECT],
  ['Fn::Sub', 1, SUB],
  ['Fn::Sub', { a: 'b' }, SUB],
  ['Fn::Sub', ['text'], SUB],
  ['Fn::Sub', ['text', ['a']], SUB],
  ['Fn::Sub', [{ Ref: 'Stage' }, {}], SUB],
])('%s of %j is malformed', (name, argument, reason) => {
  expect(resolved({ [name]: argument })).toMatchObject({ reason, rest: undefined });
});

describe('a text of which a part is not told', () => {
  test.each([
    ['joined', { 'Fn::Join': ['/', ['a', { Ref: 'Asked' }, 'b']] }, ASKED, `a/${OPEN_GAP}/b`],
    ['substituted', { 'Fn::Sub': 'a ${Asked} b' }, ASKED, `a ${OPEN_GAP} b`],
    ['split', { 'Fn::Split': ['/', { 'Fn::Sub': 'a/${AWS::Region}' }] }, 'AWS::Region', `a/${INERT_GAP}${OPEN_GAP}`],
    ['selected', { 'Fn::Select': [0, { 'Fn::Split': ['/', { Ref: 'Asked' }] }] }, ASKED, OPEN_GAP + OPEN_GAP],
    ['a list that is joined', { 'Fn::Join': ['/', { Ref: 'List' }] }, 'the parameter List is given', OPEN_GAP],
  ])('has a gap for it where it is %s', (_name, value, reason, rest) => {
    expect(resolved(value)).toMatchObject({ reason: expect.stringContaining(reason), rest });
  });

  test('says why of the first such part, and names the resources of all', () => {
    const found = resolved({ 'Fn::Sub': '${AWS::Region} ${Bucket} ${Subject.Arn}' });
    expect(found).toMatchObject({
      reason: 'AWS::Region is known only once it is deployed',
      references: [{ logicalId: 'Bucket' }, { logicalId: 'Subject', attribute: 'Arn' }],
    });
    expect(resolved({ 'Fn::Sub': '${AWS::Region}' })).toMatchObject({ references: [] });
  });

  test.each([
    ['joined', { 'Fn::Join': ['', ['a', { 'Fn::Magic': 1 }]] }],
    ['split', { 'Fn::Split': ['/', { 'Fn::Magic': 1 }] }],
    ['an item to select', { 'Fn::Select': [0, { 'Fn::Magic': 1 }] }],
  ])('may be any text where it is %s with what nobody can work out', (_name, value) => {
    expect(resolved(value)).toMatchObject({
      reason: 'Fn::Magic is worked out by CloudFormation alone',
      rest: undefined,
    });
  });

  test('has nothing known of what it selects', () => {
    expect(resolved({ 'Fn::Select': [{ Ref: 'AWS::Region' }, LETTERS] })).toMatchObject({
      reason: 'AWS::Region is known only once it is deployed',
      rest: undefined,
    });
  });
});

describe('a text may be as long as a template, and no longer', () => {
  const half = 'x'.repeat(500_000);

  test('with nothing between its parts', () => {
    expect(resolved({ 'Fn::Join': ['', [half, half]] })).toHaveLength(1_000_000);
    expect(resolved({ 'Fn::Join': ['', [half, half, 'x']] })).toMatchObject({
      reason: 'a text longer than 1000000 characters',
    });
  });

  test('with delimiters between', () => {
    expect(resolved({ 'Fn::Join': [',', [half, half]] })).toMatchObject({
      reason: 'a text longer than 1000000 characters',
    });
  });
});
