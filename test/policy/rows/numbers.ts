import type { RuleId } from '../../../src/policy/rules';
import type { Neighbour, Row } from './row';

function age(id: RuleId, maxAge: number, why: string, fix: string): Row {
  const severity = id === 'max-age-too-large' ? 'warning' : 'error';
  return { id, input: { maxAge }, severity, property: 'maxAge', got: String(maxAge), why, fix };
}

export const NUMBER_ROWS: readonly Row[] = [
  age('max-age-negative', -1, '5 seconds', 'Duration.seconds(0), so that nothing is cached'),
  age('max-age-negative', -0.5, '5 seconds', 'Duration.seconds(0), so that nothing is cached'),
  age('max-age-not-integer', 0.4, 'whole number', 'Duration.seconds(0)'),
  age('max-age-not-integer', 599.5, 'whole number', 'Duration.seconds(600)'),
  age('max-age-too-large', 86401, 'Firefox at 86400', 'Duration.hours(2), or Duration.days(1) at most'),
  ...[199, 300, 404, 204.5].map(
    (statusCode): Row => ({
      id: 'preflight-status-not-ok',
      input: { statusCode },
      severity: 'error',
      property: 'statusCode',
      got: String(statusCode),
      why: '200 to 299',
      fix: '204',
    }),
  ),
];

export const NUMBER_NEIGHBOURS: readonly Neighbour[] = [
  ...[0, 1, 5, 86400].map((maxAge) => ({ maxAge })),
  ...[200, 204, 299].map((statusCode) => ({ statusCode })),
];
