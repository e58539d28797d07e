import type { IntegrationKind, MethodModel } from '../../src/plan/model';
import { type Completion, noticesOfCompletion, noticesOfStep } from '../../src/plan/observations';
import { aPolicy } from '../support/policies';

const method = (verb: string, integration: IntegrationKind, open = true): MethodModel => ({ verb, integration, open });
const NOTHING: Completion = { added: false, kept: false, keptOrigin: false, uncompared: false, unreadable: false };

describe('before a step is done', () => {
  const told = (step: Parameters<typeof noticesOfStep>[0], input: Parameters<typeof aPolicy>[0] = {}) =>
    noticesOfStep(step, { path: '/shop' }, aPolicy(input)).map(({ id, subject }) => `${id}: ${subject}`);

  test('an OPTIONS that refuses a preflight is told of, whoever answers it', () => {
    const closed = method('OPTIONS', 'MOCK', false);
    expect(told({ step: 'complete-preflight', method: closed, verbs: [] })).toEqual(['options-not-open: /shop']);
    expect(told({ step: 'leave-preflight', method: closed })).toEqual([
      'options-not-open: /shop',
      'options-left: /shop',
    ]);
  });

  test('nothing is told of a preflight that is added, nor of an OPTIONS of the user that takes preflights', () => {
    expect(told({ step: 'add-preflight', verbs: ['GET'] })).toEqual([]);
    expect(told({ step: 'complete-preflight', method: method('OPTIONS', 'MOCK'), verbs: [] })).toEqual([]);
  });

  test.each([
    ['NONE', 'integration-missing: PUT /shop'],
    ['HTTP_PROXY', 'proxy-responses: PUT /shop'],
    ['UNKNOWN', 'integration-unknown: PUT /shop'],
  ] as const)('a method with %s is told of', (integration, notice) => {
    expect(told({ step: 'leave-responses', method: method('PUT', integration) })).toEqual([notice]);
  });

  test('a verb that allowMethods leaves out is told of, but for those that need no permission', () => {
    const step = (verb: string) => ({ step: 'complete-responses', method: method(verb, 'AWS') }) as const;
    const allowMethods = ['PUT'];
    expect(told(step('PATCH'), { allowMethods })).toEqual(['method-not-allowed: PATCH /shop']);
    expect(['PUT', 'GET', 'HEAD', 'POST', 'ANY'].flatMap((verb) => told(step(verb), { allowMethods }))).toEqual([]);
    expect(told(step('PATCH'), { allowMethods: ['*'] })).toEqual([]);
    expect(told(step('PATCH'))).toEqual([]);
  });
});

describe('once the responses of a method were completed', () => {
  test.each<[string, Partial<Completion>, string[]]>([
    ['GET', {}, []],
    ['GET', { added: true }, []],
    ['GET', { kept: true, keptOrigin: true }, ['response-kept']],
    ['GET', { uncompared: true, unreadable: true }, ['response-binary', 'response-unreadable']],
    ['OPTIONS', {}, ['options-without-response']],
    ['OPTIONS', { added: true }, ['options-kept']],
    ['OPTIONS', { added: true, kept: true }, ['options-kept', 'response-kept']],
    ['OPTIONS', { added: true, kept: true, keptOrigin: true }, ['options-own-origin']],
    ['OPTIONS', { unreadable: true }, ['response-unreadable']],
  ])('%s with %o is told as %p', (verb, completion, notices) => {
    expect(noticesOfCompletion(verb, { ...NOTHING, ...completion })).toEqual(notices);
  });
});
