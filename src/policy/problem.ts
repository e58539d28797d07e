import { RULES, type RuleId } from './rules';

/** One thing that is wrong, or risky, in a policy, with all that is needed to mend it. */
export interface Problem {
  readonly id: RuleId;
  readonly severity: 'error' | 'warning';
  /** The property as the user wrote it, with its index: `allowOrigins[1]`. */
  readonly property: string;
  /** The value got, as JSON. */
  readonly got: string;
  /** What a browser or API Gateway would do. */
  readonly why: string;
  /** The corrected value, or what to do. */
  readonly fix: string;
}

export interface Finding {
  readonly property: string;
  readonly got: unknown;
  readonly fix: string;
  /** For a rule whose severity depends on the policy. */
  readonly severity?: 'error' | 'warning';
  /** What is special about this case, put behind the reason of the rule. */
  readonly detail?: string;
}

/** Gathers every problem of a policy, so that they can be reported at once. */
export class Findings {
  private readonly found: Problem[] = [];

  add(id: RuleId, finding: Finding): void {
    const rule = RULES[id];
    this.found.push({
      id,
      severity: finding.severity ?? (rule.severity === 'warning' ? 'warning' : 'error'),
      property: finding.property,
      got: JSON.stringify(finding.got) ?? String(finding.got),
      why: finding.detail === undefined ? rule.why : `${rule.why} (${finding.detail})`,
      fix: finding.fix,
    });
  }

  get errors(): readonly Problem[] {
    return this.found.filter((problem) => problem.severity === 'error');
  }

  get warnings(): readonly Problem[] {
    return this.found.filter((problem) => problem.severity === 'warning');
  }
}

/** What an error says of one problem. */
export type DescribedProblem = Pick<Problem, 'property' | 'got' | 'why' | 'fix'> & { readonly id: string };

/** The text of the one error that tells every problem, of a policy unless it is of something else. */
export function describeErrors(where: string, errors: readonly DescribedProblem[], what = 'the CORS policy'): string {
  const width = Math.max(...errors.map((problem) => problem.id.length)) + 2;
  const lines = errors.flatMap((problem) => [
    `  ${problem.id.padEnd(width)}${problem.property}`,
    `    got: ${problem.got}`,
    `    why: ${problem.why}`,
    `    fix: ${problem.fix}`,
  ]);
  return [`${where}: ${errors.length} ${errors.length === 1 ? 'problem' : 'problems'} in ${what}`, ...lines].join('\n');
}

/** The text of one warning. */
export function describeWarning(problem: Problem): string {
  return `${problem.property}: got ${problem.got}; ${problem.why}. Fix: ${problem.fix}`;
}
