import type { Outcome } from './simulation';

/**
 * What a browser decides on one answer, for people: the verdict with the browser's own name for it, who gives the answer,
 * what was seen, what was wanted, and the fix. Indented, one member a line.
 */
export function describeOutcome({ label, verdict, by, status, hazard }: Outcome): string {
  const head = [verdict.verdict, verdict.reason ?? ''].filter((word) => word !== '').join(' ');
  const name = status === null || label.startsWith(String(status)) ? label : `${label} (${status})`;
  const lines = [
    ['answer', `${name}, by ${by.what} [${by.logicalId}]`],
    ['seen', verdict.verdict === 'BLOCKED' ? (verdict.seen ?? 'nothing') : verdict.seen],
    ['wanted', verdict.wanted],
    ['step', verdict.verdict === 'UNDETERMINED' ? null : verdict.step],
    ['why', verdict.verdict === 'UNDETERMINED' ? verdict.notes.join('; ') : null],
    ['hazard', hazard],
    ['fix', verdict.fix],
  ];
  return [
    head,
    ...lines
      .filter(([, text]) => text !== null && text !== '')
      .map(([name, text]) => `  ${String(name).padEnd(7)}${text}`),
  ].join('\n');
}
