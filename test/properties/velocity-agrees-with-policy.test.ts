import fc from 'fast-check';
import type { CorsPolicy } from '../../src/policy/policy';
import { allowListedOrigin, BODY_AS_IT_IS, preflightTemplate } from '../../src/render/velocity';
import { allowedBy, anOriginLike, filling, listed, policyOf } from '../support/origins';
import { evaluate } from '../support/velocity';

const POLICIES = 1000;
const REQUESTS_A_POLICY = 12;

const request = fc.record({
  entry: fc.nat(),
  filling,
  origin: anOriginLike,
  header: fc.mixedCase(fc.constant('origin')),
  missing: fc.constantFrom(null, '' as const),
});

const aCase = fc.record({
  entries: fc.array(listed, { minLength: 1, maxLength: 4 }),
  requests: fc.array(request, { minLength: REQUESTS_A_POLICY, maxLength: REQUESTS_A_POLICY }),
  allowCredentials: fc.boolean(),
  body: fc.string(),
});

function headersFor(policy: CorsPolicy, sent: string | undefined): Record<string, string> {
  if (sent === undefined || !policy.allows(sent)) {
    return {};
  }
  const echoed = { 'Access-Control-Allow-Origin': sent };
  return policy.allowCredentials ? { ...echoed, 'Access-Control-Allow-Credentials': 'true' } : echoed;
}

test('the emitted Velocity echoes an origin exactly when the policy allows it, and changes nothing else', () => {
  const counts = { allowed: 0, refused: 0 };
  const property = fc.property(aCase, ({ entries, requests, allowCredentials, body }) => {
    const policy = policyOf(entries, allowCredentials);
    const origins = policy.origins === 'any' ? [] : policy.origins;
    const preflight = preflightTemplate(204, origins, allowCredentials);
    const response = allowListedOrigin(origins, allowCredentials) + BODY_AS_IT_IS;
    for (const { entry, filling, origin, header, missing } of requests) {
      const allowed = allowedBy(entries[entry % entries.length], filling);
      const sent = origin(allowed);
      const decoy = { Origin: allowed, origin: allowed };
      const received = {
        header: { Host: allowed, 'X-Origin': allowed, ...(sent === undefined ? {} : { [header]: sent }) },
        querystring: decoy,
        path: decoy,
        missing,
        body,
      };
      const overrides = headersFor(policy, sent);
      expect(evaluate(preflight, received)).toEqual({ output: '{"statusCode":204}', overrides });
      expect(evaluate(response, received)).toEqual({ output: body, overrides });
      counts['Access-Control-Allow-Origin' in overrides ? 'allowed' : 'refused'] += 1;
    }
  });
  fc.assert(property, { numRuns: POLICIES });
  expect(counts.allowed + counts.refused).toBeGreaterThanOrEqual(10_000);
  expect(Math.min(counts.allowed, counts.refused)).toBeGreaterThan(1500);
}, 60_000);
