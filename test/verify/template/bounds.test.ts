import { readTemplates } from '../../../src/verify/template/templates';
import { Unresolved, type Value } from '../../../src/verify/template/value';
import { deep, nested, subject, valueIn } from './stacks';

const TOO_DEEP = 'nested more than 200 levels deep';

describe('depth', () => {
  test.each([
    ['lists', (inner: unknown) => [inner]],
    ['objects', (inner: unknown) => ({ a: inner })],
    ['joins', (inner: unknown) => ({ 'Fn::Join': ['', [inner]] })],
    ['choices', (inner: unknown) => ({ 'Fn::If': ['C', inner, inner] })],
  ])('of ten thousand %s is bounded and reported', (_name, wrap) => {
    const found = valueIn({ Conditions: { C: { 'Fn::Equals': ['a', 'a'] } } }, deep(wrap));
    let at: Value | undefined = found;
    for (let level = 0; level < 300 && !(at instanceof Unresolved); level++) {
      at = at instanceof Map ? at.get('a') : Array.isArray(at) ? at[0] : undefined;
    }
    expect(at).toMatchObject({ reason: TOO_DEEP });
  });

  test.each([
    ['two hundred', 200, 'x'],
    ['two hundred and one', 201, new Unresolved(TOO_DEEP)],
  ])('of %s lists is within or beyond the bound', (_name, levels, innermost) => {
    let json: unknown = 'x';
    for (let level = 0; level < levels; level++) {
      json = [json];
    }
    let at = valueIn({}, json);
    for (let level = 0; level < levels; level++) {
      at = Array.isArray(at) ? at[0] : undefined;
    }
    expect(at).toEqual(innermost);
  });

  test('of conditions that name one another is bounded and reported', () => {
    const Conditions = Object.fromEntries(
      Array.from({ length: 10_000 }, (_item, level) => [`C${level}`, { Condition: `C${level + 1}` }]),
    );
    expect(valueIn({ Conditions }, { 'Fn::If': ['C0', 'yes', 'no'] })).toMatchObject({ reason: TOO_DEEP });
  });

  test('of exports that import one another is bounded and reported', () => {
    const Outputs = Object.fromEntries(
      Array.from({ length: 10_000 }, (_item, level) => [
        `O${level}`,
        { Value: { 'Fn::ImportValue': `e${level + 1}` }, Export: { Name: `e${level}` } },
      ]),
    );
    expect(valueIn({ Outputs }, { 'Fn::ImportValue': 'e0' })).toMatchObject({ reason: TOO_DEEP });
  });

  test('of stacks that hand on what they are passed is bounded and reported', () => {
    const documents = Array.from({ length: 500 }, (_item, level) => ({
      name: `l${level}`,
      json: {
        Parameters: { P: { Type: 'String', Default: 'x' } },
        Resources:
          level === 499
            ? { Subject: { Type: 'Subject', Properties: { json: { Ref: 'P' } } } }
            : { Nest: nested(`l${level + 1}`, { Parameters: { P: { Ref: 'P' } } }) },
      },
    }));
    expect(subject(readTemplates(documents)).property('json')).toMatchObject({ reason: TOO_DEEP });
  });
});

describe('doubling', () => {
  const chain = (make: (next: string) => unknown): Record<string, unknown> =>
    Object.fromEntries(
      Array.from({ length: 60 }, (_item, level) => [
        `C${level}`,
        level === 59 ? { 'Fn::Equals': ['a', 'a'] } : make(`C${level + 1}`),
      ]),
    );

  test('of conditions ends', () => {
    const Conditions = chain((next) => ({ 'Fn::And': [{ Condition: next }, { Condition: next }] }));
    expect(valueIn({ Conditions }, { 'Fn::If': ['C0', 'yes', 'no'] })).toBe('yes');
  });

  test('of texts ends', () => {
    const Resources = { Subject: { Type: 'Subject', Properties: { json: { Ref: 'P' } } } };
    const double = (name_: string) => ({ 'Fn::Join': ['', [{ Ref: name_ }, { Ref: name_ }]] });
    const nest = (file: string, Parameters: unknown) => ({
      Nest: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: file, Parameters } },
    });
    const documents = Array.from({ length: 40 }, (_item, level) => ({
      name: `l${level}`,
      json: {
        Parameters: { P: { Type: 'String', Default: 'aaaa' } },
        Resources: level === 39 ? Resources : nest(`l${level + 1}`, { P: double('P') }),
      },
    }));
    expect(readTemplates(documents).ofType('Subject')[0]?.property('json')).toMatchObject({
      reason: expect.stringContaining('longer than'),
    });
  });
});
