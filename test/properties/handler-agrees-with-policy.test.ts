import fc from 'fast-check';
import { corsPolicy } from '../../src/lambda';
import { ALLOWED, BYPASSES } from '../support/bypasses';
import { policyAndCallers } from '../support/callers';
import { inFunctionOf } from '../support/functions';
import { allowing } from '../support/policies';

describe('the policy that a handler reads from its environment', () => {
  test('allows an origin exactly when the policy does', () => {
    const counts = { allowed: 0, refused: 0 };
    const property = fc.property(policyAndCallers, ({ policy, callers }) => {
      const read = inFunctionOf(policy, corsPolicy);
      expect(read?.allowCredentials).toBe(policy.allowCredentials);
      for (const { origin = '' } of callers) {
        const allowed = policy.allows(origin);
        expect({ origin, allowed: read?.allows(origin) }).toEqual({ origin, allowed });
        counts[allowed ? 'allowed' : 'refused'] += 1;
      }
    });
    fc.assert(property, { numRuns: 1000 });
    expect(Math.min(counts.allowed, counts.refused)).toBeGreaterThan(1500);
  });

  test.each(Object.keys(BYPASSES))('for %s lets none of the classic bypasses through', (listedOrigin) => {
    const read = inFunctionOf(allowing(listedOrigin), corsPolicy);
    expect(BYPASSES[listedOrigin].filter((origin) => read?.allows(origin))).toEqual([]);
    expect((ALLOWED[listedOrigin] ?? []).filter((origin) => !read?.allows(origin))).toEqual([]);
  });

  test('that allows every origin does so', () => {
    expect(inFunctionOf(allowing('*'), corsPolicy)?.allows('https://anybody.example')).toBe(true);
  });
});
