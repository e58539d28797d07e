import { originDecisions } from '../../src/render/origin-decisions';
import { header } from '../support/answers';

const response = (statusCode: unknown, more: object = {}) => ({
  statusCode,
  responseParameters: undefined,
  responseTemplates: undefined,
  ...more,
});
const decided = (
  responses: Parameters<typeof originDecisions>[0]['responses'],
  requestTemplates?: object,
  mock = true,
) => [...originDecisions({ mock, requestTemplates, responses })];
const OVERRIDE = '#set($context.responseOverride.header.Access-Control-Allow-Origin = "x")';

test.each([
  ['a mapping', { responseParameters: { [header('access-control-allow-origin')]: "'x'" } }],
  ['a part of the decision', { responseParameters: { [header('Access-Control-Allow-Credentials')]: "'true'" } }],
  ['a template', { responseTemplates: { 'text/plain': OVERRIDE } }],
  ['a joined template', { responseTemplates: { 'text/plain': { 'Fn::Join': ['', [OVERRIDE]] } } }],
  ['a template that cannot be read', { responseTemplates: { 'text/plain': { Ref: 'Template' } } }],
  [
    'one template of two that cannot be read',
    { responseTemplates: { 'application/json': '{}', 'text/plain': { 'Fn::ImportValue': 'template' } } },
  ],
])('a response decides by %s, and the others do not', (_name, own) => {
  expect(decided([response(200, own), response('404', { responseTemplates: { 'text/plain': '{}' } })])).toEqual([
    '200',
  ]);
});

test('the request template of a mock decides for every response, and that of a backend for none', () => {
  const responses = [response('200'), response('404')];
  expect(decided(responses, { 'application/json': OVERRIDE })).toEqual(['200', '404']);
  expect(decided(responses, { 'application/json': { Ref: 'Template' } })).toEqual(['200', '404']);
  expect(decided(responses, { 'application/json': '{}' })).toEqual([]);
  expect(decided(responses, { 'application/json': OVERRIDE }, false)).toEqual([]);
});

test.each([
  ['a text', '{}'],
  ['a joined text', { 'Fn::Join': ['', ['{"id":"', { Ref: 'Id' }, '"}']] }],
  ['a text with something put in', { 'Fn::Sub': `{"id":"\${Id}"}` }],
])('%s that does not name the origin decides nothing', (_name, template) => {
  expect(decided([response('200', { responseTemplates: { 'application/json': template } })])).toEqual([]);
  expect(decided([response('200')], { 'application/json': template })).toEqual([]);
});
