import {
  asBoolean,
  asText,
  asTexts,
  INERT_GAP,
  isNothingButGaps,
  member,
  OPEN_GAP,
  Reference,
  Unresolved,
} from '../../../src/verify/template/value';

const UNTOLD = new Unresolved('not told', `a${OPEN_GAP}`, [new Reference('s', 'Api')]);
const API = new Reference('s', 'Api', 'Arn');

describe('a value', () => {
  test.each([
    ['a text', 'a', 'a'],
    ['a number', 1.5, '1.5'],
    ['a truth', false, 'false'],
    ['null', null, undefined],
    ['nothing', undefined, undefined],
    ['what is not told', UNTOLD, UNTOLD],
  ])('is read as a text: %s', (_name, value, expected) => {
    expect(asText(value)).toBe(expected);
  });

  test.each([
    [
      'an attribute',
      API,
      { reason: 'Arn of Api is known only once it is deployed', rest: OPEN_GAP, references: [API] },
    ],
    ['a map', new Map(), { reason: 'a text was expected, not a map', rest: undefined, references: [] }],
    ['a list', ['a'], { reason: 'a text was expected, not a list', rest: undefined, references: [] }],
  ])('is not told as a text where it is %s', (_name, value, expected) => {
    expect(asText(value)).toBeInstanceOf(Unresolved);
    expect(asText(value)).toMatchObject(expected);
  });

  test.each([
    ['true', true, true],
    ['false', false, false],
    ['its text', 'true', true],
    ['its text in other letters', 'FALSE', false],
    ['null', null, undefined],
    ['what is not told', UNTOLD, UNTOLD],
  ])('is read as a truth: %s', (_name, value, expected) => {
    expect(asBoolean(value)).toBe(expected);
  });

  test('is no truth where its text is none', () => {
    expect(asBoolean('Yes')).toMatchObject({ reason: 'true or false was expected, not "Yes"' });
    expect(asBoolean(0)).toMatchObject({ reason: 'true or false was expected, not "0"' });
  });

  test.each([
    ['a list', ['a', 1, true], ['a', '1', 'true']],
    ['a list with null', ['a', null], ['a']],
    ['a bare text', 'a', ['a']],
    ['nothing', undefined, []],
  ])('is read as texts: %s', (_name, value, expected) => {
    expect(asTexts(value)).toStrictEqual(expected);
  });

  test('is not told as texts as soon as one of them is not', () => {
    expect(asTexts(['a', UNTOLD, 'b'])).toBe(UNTOLD);
    expect(asTexts(UNTOLD)).toBe(UNTOLD);
    expect(asTexts(['a', ['b']])).toMatchObject({ reason: 'a text was expected, not a list' });
  });

  test('has the members of a map; what is not told may have any', () => {
    const map = new Map([['a', 'b']]);
    expect(member(map, 'a')).toBe('b');
    expect(member(map, 'b')).toBeUndefined();
    expect(member(['a'], '0')).toBeUndefined();
    expect(member('text', 'length')).toBeUndefined();
    expect(member(undefined, 'a')).toBeUndefined();
    expect(member(UNTOLD, 'a')).toBe(UNTOLD);
  });
});

test.each([
  ['nothing', '', false],
  ['a text', 'a', false],
  ['a gap for names', INERT_GAP, true],
  ['a gap for any text', OPEN_GAP, true],
  ['gaps of both kinds', OPEN_GAP + INERT_GAP, true],
  ['a text and a gap', `${OPEN_GAP}a`, false],
  ['a gap and a text', `a${INERT_GAP}`, false],
])('%s is nothing but gaps, or not', (_name, rest, expected) => {
  expect(isNothingButGaps(rest)).toBe(expected);
});

test('what hangs on a value that is not told has its reason, and no part of its text', () => {
  const whole = new Unresolved('not told');
  expect(UNTOLD.cause).toEqual(whole);
  expect(whole.cause).toBe(whole);
  expect(whole).toMatchObject({ rest: undefined, references: [] });
});

test('two references to one resource have one key, and references to others have others', () => {
  expect(API.key).toBe(new Reference('s', 'Api').key);
  const keys = [API, new Reference('t', 'Api'), new Reference('s', 'Other')].map(({ key }) => key);
  expect(new Set(keys).size).toBe(3);
});
