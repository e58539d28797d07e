import { type CorsPolicy, type ParseOptions, type PolicyInput, parsePolicy } from '../../src/policy/policy';
import { Findings, type Problem } from '../../src/policy/problem';

/** A policy as a user writes it: one https origin, unless the test says otherwise. */
export function aPolicyInput(input: Partial<PolicyInput> = {}): PolicyInput {
  return { allowOrigins: ['https://app.example.com'], allowHeaders: ['Content-Type'], ...input };
}

/** A parsed policy; throws where the input has errors. */
export function aPolicy(input: Partial<PolicyInput> = {}, options: ParseOptions = {}): CorsPolicy {
  const parsed = parsePolicy(aPolicyInput(input), options);
  if ('errors' in parsed) {
    throw new Error(`not a policy: ${parsed.errors.map((problem) => `${problem.id} ${problem.got}`).join(', ')}`);
  }
  return parsed.policy;
}

/** A policy that allows these origins. */
export function allowing(...allowOrigins: string[]): CorsPolicy {
  return aPolicy({ allowOrigins });
}

/** Every problem of an input, the errors first. */
export function problemsOf(input: Partial<PolicyInput>, options: ParseOptions = {}): readonly Problem[] {
  const findings = new Findings();
  parsePolicy(aPolicyInput(input), { ...options, findings });
  return [...findings.errors, ...findings.warnings];
}
