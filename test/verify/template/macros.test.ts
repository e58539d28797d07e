import { readTemplates } from '../../../src/verify/template/templates';
import { Unresolved } from '../../../src/verify/template/value';
import { type Json, subject } from './stacks';

const INCLUDE = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/part.json' } } };
const REASON = 'Fn::Transform is worked out by CloudFormation alone';

function subjectIn(resource: Json) {
  return subject(readTemplates([{ name: 's', json: { Resources: { Subject: { Type: 'Subject', ...resource } } } }]));
}

describe('what a macro or a loop adds', () => {
  test.each([
    ['a map that a macro makes', INCLUDE],
    ['a map that a macro adds to', { known: 'x', ...INCLUDE }],
  ])('is left open in %s', (_name, value) => {
    expect(subjectIn({ Properties: { value } }).property('value')).toMatchObject({ reason: REASON });
  });

  test('is left open in a map that a loop adds to', () => {
    const value = { known: 'x', 'Fn::ForEach::Each': ['Name', ['a'], {}] };
    expect(subjectIn({ Properties: { value } }).property('value')).toMatchObject({
      reason: 'Fn::ForEach::Each is worked out by CloudFormation alone',
    });
  });

  test.each([
    ['among its properties', { Properties: { written: 'x', ...INCLUDE } }],
    ['beside its properties', { Properties: { written: 'x' }, ...INCLUDE }],
  ])('to a resource %s may be any property that is not written', (_name, resource) => {
    const found = subjectIn(resource);
    expect(found.property('written')).toBe('x');
    expect(found.property('other')).toBeInstanceOf(Unresolved);
    expect(found.property('other')).toMatchObject({ reason: REASON });
  });

  test.each([
    [
      'the whole template',
      { Transform: 'AWS::Serverless-2016-10-31', Resources: {} },
      ['s: Transform: what a macro adds cannot be seen here'],
    ],
    [
      'the resources',
      { Resources: { 'Fn::ForEach::X': ['a', [], {}], ...INCLUDE } },
      [
        's: Resources.Fn::ForEach::X: what a loop or a macro makes cannot be seen here',
        's: Resources.Fn::Transform: what a loop or a macro makes cannot be seen here',
      ],
    ],
    ['nothing', { Resources: { A: { Type: 'T' } }, Description: 'x' }, []],
  ])('to %s is reported', (_name, json, lines) => {
    expect(readTemplates([{ name: 's', json }]).unread).toEqual(lines);
  });
});
