import type { ApiKind } from '../../../src/policy/http-api';
import type { PolicyInput } from '../../../src/policy/policy';
import type { Problem } from '../../../src/policy/problem';
import type { RuleId } from '../../../src/policy/rules';

/** A policy with exactly one problem. */
export interface Row extends Pick<Problem, 'severity' | 'property' | 'got' | 'fix'> {
  readonly id: RuleId;
  readonly input: Partial<PolicyInput>;
  /** Where it is one. Default: a REST API. */
  readonly api?: ApiKind;
  /** What the reason has to mention. */
  readonly why: string;
}

/** A policy without any problem. */
export type Neighbour = Partial<PolicyInput>;

/** One bad entry of `allowOrigins`. */
export function originRow(id: RuleId, origin: string, why: string, fix: string): Row {
  return {
    id,
    input: { allowOrigins: [origin] },
    severity: 'error',
    property: 'allowOrigins[0]',
    got: JSON.stringify(origin),
    why,
    fix,
  };
}
