import fc from 'fast-check';
import { allowListedOrigin, BODY_AS_IT_IS, preflightTemplate } from '../../src/render/velocity';
import { preflightAnswer } from '../../src/response/answers';
import { originHeaders, policyAndCallers } from '../support/callers';
import { evaluate } from '../support/velocity';

const POLICIES = 1000;

test('the emitted Velocity echoes an origin exactly when the policy allows it, and changes nothing else', () => {
  const counts = { allowed: 0, refused: 0 };
  const missing = fc.constantFrom(null, '' as const);
  const property = fc.property(policyAndCallers, fc.string(), missing, ({ policy, callers }, body, missing) => {
    const { allowCredentials } = policy;
    const origins = policy.origins === 'any' ? [] : policy.origins;
    const answer = preflightAnswer(policy, ['PUT']);
    // The policy is a list, even of one, so that the template has to compare.
    const preflight = preflightTemplate(204, { ...answer, allowOrigin: { kind: 'listed', origins } });
    const rest = Object.fromEntries(answer.headers.filter(([name]) => name !== 'Vary'));
    const vary = policy.answerDependsOnOrigin ? { Vary: 'Origin' } : {};
    const response = allowListedOrigin(origins, allowCredentials) + BODY_AS_IT_IS;
    for (const { origin, ...received } of callers) {
      const overrides = originHeaders(policy, origin);
      const allowed = 'Access-Control-Allow-Origin' in overrides;
      const whole = { ...vary, ...overrides, ...(allowed ? rest : {}) };
      const request = { ...received, missing, body };
      expect(evaluate(preflight, request)).toEqual({ output: '{"statusCode":204}', overrides: whole });
      expect(evaluate(response, request)).toEqual({ output: body, overrides });
      counts[allowed ? 'allowed' : 'refused'] += 1;
    }
  });
  fc.assert(property, { numRuns: POLICIES });
  expect(counts.allowed + counts.refused).toBeGreaterThanOrEqual(10_000);
  expect(Math.min(counts.allowed, counts.refused)).toBeGreaterThan(1500);
}, 60_000);
