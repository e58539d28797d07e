import fc from 'fast-check';
import { corsPolicy } from '../../src/lambda';
import { ALLOWED, BYPASSES } from '../support/bypasses';
import { inFunctionOf } from '../support/functions';
import { allowedBy, anOriginLike, filling, listed, policyOf } from '../support/origins';
import { allowing } from '../support/policies';

const aCase = fc.record({
  entries: fc.array(listed, { minLength: 1, maxLength: 4 }),
  requests: fc.array(fc.record({ entry: fc.nat(), filling, origin: anOriginLike }), { minLength: 12, maxLength: 12 }),
  allowCredentials: fc.boolean(),
});

describe('the policy that a handler reads from its environment', () => {
  test('allows an origin exactly when the policy does', () => {
    const counts = { allowed: 0, refused: 0 };
    const property = fc.property(aCase, ({ entries, requests, allowCredentials }) => {
      const policy = policyOf(entries, allowCredentials);
      const read = inFunctionOf(policy, corsPolicy);
      expect(read?.allowCredentials).toBe(allowCredentials);
      for (const { entry, filling, origin } of requests) {
        const sent = origin(allowedBy(entries[entry % entries.length], filling)) ?? '';
        const allowed = policy.allows(sent);
        expect({ sent, allowed: read?.allows(sent) }).toEqual({ sent, allowed });
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
