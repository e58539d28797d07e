import { isIntrinsic, isRecord } from '../../src/render/template-values';

test.each([null, undefined, 'text', 1, true, [], [{}]])('%j is no object of a template', (value) => {
  expect(isRecord(value)).toBe(false);
  expect(isIntrinsic(value)).toBe(false);
});

test.each([
  [{ Ref: 'Api' }],
  [{ 'Fn::GetAtt': ['Api', 'RootResourceId'] }],
  [{ 'Fn::Join': ['', ['a', { Ref: 'Api' }]] }],
])('CloudFormation alone knows what %j holds', (value) => {
  expect(isRecord(value)).toBe(true);
  expect(isIntrinsic(value)).toBe(true);
});

test.each([
  [{}],
  [{ 'application/json': { Ref: 'Template' } }],
  [{ ref: 'Api' }],
  [{ Refs: 'Api' }],
  [{ 'x-Fn::': 'Api' }],
  [{ Ref: 'Api', Default: '' }],
  [{ 'Fn::Sub': '', 'Fn::Join': '' }],
])('%j holds what is written in it', (value) => {
  expect(isRecord(value)).toBe(true);
  expect(isIntrinsic(value)).toBe(false);
});
