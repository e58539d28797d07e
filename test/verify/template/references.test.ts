import type { Value } from '../../../src/verify/template/value';
import { type Json, valueIn } from './stacks';

const SECTIONS: Json = {
  Parameters: { Stage: { Type: 'String', Default: 'prod' } },
  Mappings: { ByStage: { prod: { origin: 'https://p.example', '1': 'one' } } },
};

function resolved(value: unknown): Value | undefined {
  return valueIn(SECTIONS, value);
}

test('an attribute may be worked out, and may have parts', () => {
  expect(resolved({ 'Fn::GetAtt': ['Bucket', { Ref: 'Stage' }] })).toMatchObject({
    logicalId: 'Bucket',
    attribute: 'prod',
  });
  expect(resolved({ 'Fn::GetAtt': 'Bucket.Endpoint.Address' })).toMatchObject({
    logicalId: 'Bucket',
    attribute: 'Endpoint.Address',
  });
});

test.each([
  ['a name without an attribute', 'Bucket'],
  ['an attribute without a name', '.Arn'],
  ['a list of one', ['Bucket']],
  ['a list of three', ['Bucket', 'Arn', 'more']],
  ['a name that is worked out', [{ Ref: 'Stage' }, 'Arn']],
  ['an attribute that is not told', ['Bucket', { Ref: 'AWS::Region' }]],
  ['an attribute that is AWS::NoValue', ['Bucket', { Ref: 'AWS::NoValue' }]],
  ['a map', { 0: 'Bucket', 1: 'Arn', length: 2 }],
  ['a number', 1],
])('Fn::GetAtt of %s is malformed', (_name, argument) => {
  expect(resolved({ 'Fn::GetAtt': argument })).toMatchObject({
    reason: 'Fn::GetAtt wants a logical id and an attribute',
    rest: undefined,
  });
});

test.each([
  ['Fn::GetAtt', { 'Fn::GetAtt': 'B.Arn' }, 'B is not a resource of s.json'],
  ['Ref', { Ref: 'B' }, 'B is neither a resource nor a parameter of s.json'],
  ['Fn::If', { 'Fn::If': ['B', 1, 2] }, 's.json has no condition B'],
])('%s of a name that is not there says in which stack', (_name, value, reason) => {
  expect(resolved(value)).toMatchObject({ reason });
});

describe('Fn::FindInMap', () => {
  test('finds by keys that are numbers or worked out', () => {
    expect(resolved({ 'Fn::FindInMap': ['ByStage', { Ref: 'Stage' }, 1] })).toBe('one');
  });

  test.each([
    ['a text', 'ByStage'],
    ['two keys alone', ['ByStage', 'prod']],
    ['a key that is AWS::NoValue', ['ByStage', { Ref: 'AWS::NoValue' }, 'origin']],
  ])('of %s is malformed', (_name, argument) => {
    expect(resolved({ 'Fn::FindInMap': argument })).toMatchObject({
      reason: 'Fn::FindInMap wants a map and two keys',
    });
  });

  test('by a key that is not told is left open, whatever its default and with nothing known of what it finds', () => {
    const keys = ['ByStage', { Ref: 'AWS::Region' }, 'origin', { DefaultValue: 'd' }];
    expect(resolved({ 'Fn::FindInMap': keys })).toMatchObject({
      reason: 'AWS::Region is known only once it is deployed',
      rest: undefined,
    });
  });

  test('takes its default only where it has one, and then what that is worked out to', () => {
    const missing = (more: unknown): unknown => ({ 'Fn::FindInMap': ['ByStage', 'prod', 'none', more] });
    expect(resolved(missing({ DefaultValue: { Ref: 'Stage' } }))).toBe('prod');
    for (const more of [{}, 'd', { Default: 'd' }]) {
      expect(resolved(missing(more))).toMatchObject({ reason: 'Mappings has no ByStage.prod.none' });
    }
  });

  test('finds what is there rather than its default', () => {
    expect(resolved({ 'Fn::FindInMap': ['ByStage', 'prod', 'origin', { DefaultValue: 'd' }] })).toBe(
      'https://p.example',
    );
  });
});

describe('what is no function', () => {
  test('is itself: null, and a map with the name of a function among others', () => {
    expect(resolved(null)).toBeNull();
    expect(resolved({})).toEqual(new Map());
    expect(resolved({ Ref: 'Stage', other: [null, false] })).toEqual(
      new Map<string, unknown>([
        ['Ref', 'Stage'],
        ['other', [null, false]],
      ]),
    );
  });

  test('is left open where it is no JSON', () => {
    expect(resolved(() => 1)).toMatchObject({ reason: 'a template cannot hold a function' });
    expect(resolved([Symbol('x')])).toMatchObject([{ reason: 'a template cannot hold a symbol' }]);
  });
});
