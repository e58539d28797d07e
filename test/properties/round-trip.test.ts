import fc from 'fast-check';
import type { RestApiCorsOptions } from '../../src';
import { simulate } from '../../src/verify';
import { simulateErrors } from '../../src/verify/check/simulation';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, responses } from '../support/apis';
import { apiOf } from '../support/simulated';
import { Synthesised } from '../support/synthesised';

const PAGES = [
  APP,
  OTHER,
  'https://a.preview.example.com',
  'https://a.b.preview.example.com',
  'http://localhost:8080',
  'null',
  'https://app.example.com.evil.io',
  'https://evil-app.example.com',
  'http://app.example.com',
  'https://app.example.com:8443',
];
const LISTED = [
  APP,
  OTHER,
  'https://*.preview.example.com',
  'https://**.preview.example.com',
  'http://localhost:*',
  'https://app.example.com:*',
];
const HEADERS = ['Content-Type', 'Authorization', 'X-Mine', 'X-Other'];
const VERBS = ['GET', 'PUT', 'PATCH', 'DELETE', 'POST'];

const aPolicy: fc.Arbitrary<RestApiCorsOptions> = fc.oneof(
  fc.record({
    allowOrigins: fc.uniqueArray(fc.constantFrom(...LISTED), { minLength: 1, maxLength: 4 }),
    allowCredentials: fc.boolean(),
    allowHeaders: fc.subarray(HEADERS),
    allowMethods: fc.option(fc.subarray(VERBS, { minLength: 1 }), { nil: undefined }),
  }),
  fc.record({
    allowOrigins: fc.constant<string[]>(['*']),
    allowHeaders: fc.oneof(fc.subarray(HEADERS), fc.constant<string[]>(['*', 'Authorization'])),
  }),
);

const aCall = fc.record({
  origin: fc.constantFrom(...PAGES),
  method: fc.constantFrom(...VERBS),
  path: fc.constantFrom('/mapped', '/mock/1'),
  headers: fc
    .subarray(HEADERS)
    .map((names) =>
      Object.fromEntries(names.map((name) => [name.toLowerCase(), name === 'Content-Type' ? 'application/json' : 'x'])),
    ),
  credentials: fc.boolean(),
});

type Call = Parameters<typeof simulate>[1] & { readonly headers: Readonly<Record<string, string>> };

/** What the policy says in words, and no simulator: the oracle. */
function allows(options: RestApiCorsOptions, allowsOrigin: (origin: string) => boolean, call: Call): boolean {
  const origin = options.allowOrigins[0] === '*' ? !call.credentials : allowsOrigin(call.origin);
  const credentials = !call.credentials || options.allowCredentials === true;
  const allowed = (options.allowHeaders ?? []).map((name) => name.toLowerCase());
  const headers = Object.keys(call.headers).every((name) => allowed.includes(name) || allowed.includes('*'));
  const method = ['GET', 'HEAD', 'POST'].includes(call.method) || (options.allowMethods ?? VERBS).includes(call.method);
  return origin && credentials && headers && method;
}

describe('simulate(synth(policy), call)', () => {
  test('allows exactly what the policy allows', () => {
    const seen = { ALLOWED: 0, BLOCKED: 0 };
    fc.assert(
      fc.property(aPolicy, fc.array(aCall, { minLength: 25, maxLength: 25 }), (options, calls) => {
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
      }),
      { numRuns: 60 },
    );
    expect(Math.min(seen.ALLOWED, seen.BLOCKED)).toBeGreaterThan(100);
  });

  test('lets no foreign page read an error with credentials', () => {
    fc.assert(
      fc.property(aPolicy, fc.constantFrom(...PAGES), (options, origin) => {
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
