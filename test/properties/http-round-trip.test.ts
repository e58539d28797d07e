import fc from 'fast-check';
import type { HttpApiCorsOptions } from '../../src';
import { simulate } from '../../src/verify';
import { APP, aStack, OTHER } from '../support/apis';
import { addRoutes, aJwt, anAnswer, anHttpApi, httpCors, SynthesisedHttp } from '../support/http-apis';
import { apiOf } from '../support/simulated';

const LISTED = [APP, OTHER, 'http://localhost:8080', 'https://app.example.com:8443'];
const PAGES = [
  ...LISTED,
  'null',
  'https://app.example.com.evil.io',
  'https://evil-app.example.com',
  'http://app.example.com',
  'http://localhost:8081',
];
const HEADERS = ['Content-Type', 'Authorization', 'X-Mine', 'X-Other'];
const VERBS = ['GET', 'PUT', 'PATCH', 'DELETE', 'POST'];

const aPolicy: fc.Arbitrary<HttpApiCorsOptions> = fc.oneof(
  fc.record({
    allowOrigins: fc.uniqueArray(fc.constantFrom(...LISTED), { minLength: 1, maxLength: 3 }),
    allowCredentials: fc.boolean(),
    allowHeaders: fc.subarray(HEADERS),
    allowMethods: fc.option(fc.subarray(VERBS, { minLength: 1 }), { nil: undefined }),
  }),
  fc.record({ allowOrigins: fc.constant<string[]>(['*']), allowHeaders: fc.subarray(HEADERS) }),
);

/** Routes of every kind: those that take preflights, behind an authorizer, and those that do not. */
const someRoutes = fc.subarray(['ANY /any', 'ANY /all/{proxy+}', 'GET /one', 'PUT /one', 'DELETE /one'], {
  minLength: 1,
});

const aCall = fc.record({
  origin: fc.constantFrom(...PAGES),
  method: fc.constantFrom(...VERBS),
  path: fc.constantFrom('/any', '/all/a/b', '/one'),
  headers: fc.subarray(HEADERS).map((names) => Object.fromEntries(names.map((name) => [name.toLowerCase(), 'x/y']))),
  credentials: fc.boolean(),
});

type Call = Parameters<typeof simulate>[1] & { readonly headers: Readonly<Record<string, string>> };

/** Whether a route takes the call, and which methods the routes have: in words, and by no simulator. */
function routed(keys: readonly string[], { method, path }: Call): boolean {
  const wanted = path === '/one' ? [`${method} /one`] : path === '/any' ? ['ANY /any'] : ['ANY /all/{proxy+}'];
  return keys.some((key) => wanted.includes(key));
}

function allows(options: HttpApiCorsOptions, keys: readonly string[], isAllowed: boolean, call: Call): boolean {
  const methods = keys.some((key) => key.startsWith('ANY')) ? VERBS : keys.map((key) => key.split(' ')[0]);
  const names = (options.allowHeaders ?? []).map((name) => name.toLowerCase());
  return (
    (options.allowOrigins[0] === '*' ? !call.credentials : isAllowed) &&
    (!call.credentials || options.allowCredentials === true) &&
    Object.keys(call.headers).every((name) => names.includes(name)) &&
    (['GET', 'POST'].includes(call.method) || (options.allowMethods ?? methods).includes(call.method))
  );
}

test('simulate(synth(policy), call) on an HTTP API allows exactly what the policy allows', () => {
  const seen = { ALLOWED: 0, BLOCKED: 0, UNDETERMINED: 0 };
  const assumptions = { authorised: true, backend: () => ({ status: 204, headers: [] }) };
  fc.assert(
    fc.property(aPolicy, someRoutes, fc.array(aCall, { minLength: 25, maxLength: 25 }), (options, keys, calls) => {
      const stack = aStack();
      const api = anHttpApi(stack, { defaultAuthorizer: aJwt() });
      addRoutes(api, ...keys);
      const made = httpCors(api, { ...options, preflightIntegration: anAnswer(stack) });
      const deployed = apiOf(new SynthesisedHttp(stack).template);
      for (const call of calls.filter((one) => routed(keys, one))) {
        const { preflight, responses } = simulate(deployed, call, { assumptions });
        const verdicts = [...(preflight === null ? [] : [preflight]), ...responses].map(
          ({ verdict }) => verdict.verdict,
        );
        const verdict = (['BLOCKED', 'UNDETERMINED'] as const).find((one) => verdicts.includes(one)) ?? 'ALLOWED';
        seen[verdict] += 1;
        const expected = allows(options, keys, made.allows(call.origin), call);
        expect({ call, options, keys, allowed: verdict === 'ALLOWED' }).toEqual({
          call,
          options,
          keys,
          allowed: expected,
        });
        // What an HTTP API tells a foreign origin has not been measured, and only that leaves a verdict open.
        expect(verdict === 'UNDETERMINED' && made.allows(call.origin)).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(30);
});
