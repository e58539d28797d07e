import fc from 'fast-check';
import { simulate } from '../../src/verify';
import { simulateErrors } from '../../src/verify/check/simulation';
import { anApi, aStack, cors, mapped, mock, responses } from '../support/apis';
import { aCallOf, allows, aPolicyOfTheUser, PAGES, VERBS } from '../support/calls';
import { apiOf } from '../support/simulated';
import { Synthesised } from '../support/synthesised';

describe('simulate(synth(policy), call)', () => {
  test('allows exactly what the policy allows', () => {
    const seen = { ALLOWED: 0, BLOCKED: 0 };
    fc.assert(
      fc.property(
        aPolicyOfTheUser,
        fc.array(aCallOf('/mapped', '/mock/1'), { minLength: 25, maxLength: 25 }),
        (options, calls) => {
          const stack = aStack();
          const api = anApi(stack);
          for (const verb of VERBS) {
            api.root.getResource('mapped')?.addMethod(verb, mapped('200', '500'), responses('200', '500')) ??
              api.root.addResource('mapped').addMethod(verb, mapped('200', '500'), responses('200', '500'));
          }
          api.root.addResource('mock').addResource('{id}').addMethod('ANY', mock(), responses('200'));
          const made = cors(api, options);
          const deployed = apiOf(new Synthesised(stack).template);
          for (const call of calls) {
            const { preflight, responses: answers } = simulate(deployed, call);
            const verdicts = [...(preflight === null ? [] : [preflight]), ...answers].map(
              ({ verdict }) => verdict.verdict,
            );
            expect(verdicts).not.toContain('UNDETERMINED');
            const allowed = verdicts.every((verdict) => verdict === 'ALLOWED');
            seen[allowed ? 'ALLOWED' : 'BLOCKED'] += 1;
            expect({ call, options, allowed }).toEqual({
              call,
              options,
              allowed: allows(options, (origin) => made.allows(origin), call),
            });
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(Math.min(seen.ALLOWED, seen.BLOCKED)).toBeGreaterThan(100);
  });

  test('lets no foreign page read an error with credentials', () => {
    fc.assert(
      fc.property(aPolicyOfTheUser, fc.constantFrom(...PAGES), (options, origin) => {
        const stack = aStack();
        const api = anApi(stack);
        api.root.addMethod('GET', mock(), responses('200'));
        const made = cors(api, options);
        const deployed = apiOf(new Synthesised(stack).template);
        const errors = simulateErrors(deployed, { origin, method: 'GET', path: '/', credentials: true });
        const readable = errors.filter(({ verdict }) => verdict.verdict === 'ALLOWED');
        expect(readable.length === 0 || made.allows(origin)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
