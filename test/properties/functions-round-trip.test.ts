import fc from 'fast-check';
import { ProxyResponses } from '../../src';
import { isSerializedOrigin } from '../../src/fetch/origins';
import { withCors } from '../../src/lambda';
import { simulate } from '../../src/verify';
import { answer } from '../../src/verify/gateway/answer';
import { originPattern } from '../../src/verify/gateway/origin-pattern';
import { anApi, aStack, cors } from '../support/apis';
import { listing, originFrom, policyAndCallers } from '../support/callers';
import { type Answer, aRestEvent, inEnvironment } from '../support/functions';
import { aFunction, functionOf, route } from '../support/lambdas';
import { allowedBy, filling, listed, textOf } from '../support/origins';
import { apiOf } from '../support/simulated';
import { Synthesised } from '../support/synthesised';

const aPolicy = fc.tuple(policyAndCallers, fc.subarray(['ETag', 'X-Total']));

/** An Origin header as it can reach a function: what is no text of visible characters, no HTTP server lets through. */
const isSent = (origin: string | undefined): origin is string => origin !== undefined && /^[\x21-\x7e]+$/.test(origin);

describe('what the verifier says of a wrapped function', () => {
  test('is what the wrapped function answers, and what the policy allows', () => {
    const seen = { allowed: 0, refused: 0 };
    const property = fc.property(aPolicy, ([{ policy, callers }, exposeHeaders]) => {
      const stack = aStack();
      const api = anApi(stack);
      route(api, 'orders', aFunction(stack));
      const made = cors(api, {
        allowOrigins: policy.origins === 'any' ? ['*'] : policy.origins.map(({ text }) => text),
        allowCredentials: policy.allowCredentials,
        exposeHeaders,
        dangerouslyAllowInsecureOrigins: true,
        dangerouslyAllowPublicSuffixSubdomains: true,
        proxyResponses: ProxyResponses.wrap(),
      });
      const synthesised = new Synthesised(stack);
      const deployed = apiOf(synthesised.template);
      const environment = String(functionOf(synthesised).Environment?.Variables?.CDK_APIGATEWAY_CORS);
      const handler = inEnvironment(environment, () => withCors((_event: object): Answer => ({})));
      for (const origin of callers.map((caller) => caller.origin).filter(isSent)) {
        const told = answer(deployed, { method: 'GET', path: '/orders', headers: [['Origin', origin]] });
        const { headers = {} } = handler(aRestEvent(origin));
        expect({ origin, headers: told.kind === 'answered' && Object.fromEntries(told.headers) }).toEqual({
          origin,
          headers,
        });
        if (!isSerializedOrigin(origin)) {
          continue;
        }
        const { responses } = simulate(deployed, { origin, method: 'GET', path: '/orders', credentials: false });
        const verdicts = responses.map(({ verdict }) => verdict.verdict);
        expect({ origin, verdicts }).toEqual({ origin, verdicts: [made.allows(origin) ? 'ALLOWED' : 'BLOCKED'] });
        seen[made.allows(origin) ? 'allowed' : 'refused'] += 1;
      }
    });
    fc.assert(property, { numRuns: 60 });
    expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(40);
  });
});

test("the verifier's own patterns match exactly what the policy's do", () => {
  const seen = { allowed: 0, refused: 0 };
  const property = fc.property(listed, filling, fc.array(originFrom(), { maxLength: 20 }), (entry, fill, origins) => {
    const policy = listing([textOf(entry)], false);
    for (const origin of origins) {
      const sent = origin(allowedBy(entry, fill)) ?? '';
      const allowed = policy.allows(sent);
      expect({ sent, allowed: originPattern(textOf(entry)).test(sent) }).toEqual({ sent, allowed });
      seen[allowed ? 'allowed' : 'refused'] += 1;
    }
  });
  fc.assert(property, { numRuns: 1500 });
  expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(1000);
});
