import { describeOutcome } from '../../../src/verify/check/description';
import type { Outcome } from '../../../src/verify/check/simulation';

const BLOCKED: Outcome = {
  label: 'preflight',
  status: 204,
  by: { logicalId: 'OptionsOrders', what: 'the MOCK integration' },
  hazard: null,
  verdict: {
    verdict: 'BLOCKED',
    reason: 'AllowOriginMismatch',
    preflightNeeded: true,
    exposedHeaders: [],
    cacheSeconds: 0,
    step: 'CORS check',
    seen: 'https://b.example',
    wanted: 'https://a.example',
    fix: 'Send it.',
    notes: ['engines differ'],
  },
};
const withVerdict = (verdict: Partial<Outcome['verdict']>): Outcome => ({
  ...BLOCKED,
  verdict: { ...BLOCKED.verdict, ...verdict },
});
const lines = (outcome: Outcome) => describeOutcome(outcome).split('\n');

test('what is blocked is told with who answers, what was seen and wanted, the step and the fix', () => {
  expect(describeOutcome(BLOCKED)).toBe(
    [
      'BLOCKED AllowOriginMismatch',
      '  answer preflight (204), by the MOCK integration [OptionsOrders]',
      '  seen   https://b.example',
      '  wanted https://a.example',
      '  step   CORS check',
      '  fix    Send it.',
    ].join('\n'),
  );
});

test('nothing is seen of a header that a blocked answer lacks', () => {
  expect(lines(withVerdict({ seen: null }))).toContain('  seen   nothing');
});

test('what is allowed has no reason, and nothing that was seen amiss', () => {
  const allowed = withVerdict({ verdict: 'ALLOWED', reason: null, seen: null, wanted: null, fix: null });
  expect(lines(allowed)).toEqual([
    'ALLOWED',
    '  answer preflight (204), by the MOCK integration [OptionsOrders]',
    '  step   CORS check',
  ]);
});

test('what is undetermined is told with why, and with no step', () => {
  const notes = ['the body is elsewhere', 'no Deployment'];
  const untold = withVerdict({ verdict: 'UNDETERMINED', reason: null, seen: null, wanted: null, fix: null, notes });
  expect(lines({ ...untold, status: null })).toEqual([
    'UNDETERMINED',
    '  answer preflight, by the MOCK integration [OptionsOrders]',
    '  why    the body is elsewhere; no Deployment',
  ]);
  expect(lines(withVerdict({ verdict: 'UNDETERMINED', notes: [] })).join()).not.toContain('why');
});

test('a hazard is told', () => {
  expect(lines({ ...BLOCKED, hazard: 'a cache' })).toContain('  hazard a cache');
});

test.each([
  ['200', 200, '200'],
  ['401 UNAUTHORIZED', 401, '401 UNAUTHORIZED'],
  ['answer', 200, 'answer (200)'],
  ['UNAUTHORIZED', null, 'UNAUTHORIZED'],
])('the answer %s with the status %p is called %s: no status is said twice', (label, status, name) => {
  expect(lines({ ...BLOCKED, label, status })[1]).toBe(`  answer ${name}, by the MOCK integration [OptionsOrders]`);
});
