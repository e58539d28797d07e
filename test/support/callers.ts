import fc from 'fast-check';
import type { CorsPolicy } from '../../src/policy/policy';
import { preflightAnswer } from '../../src/response/answers';
import { allowedBy, anything, filling, type ListedParts, listed, MUTATIONS, textOf } from './origins';
import { aPolicy } from './policies';

/** A request as a mapping template sees it, from a page that a policy allows or does not allow. */
export interface Caller {
  /** The Origin header; undefined for a request that has none, or one by a name that no browser sends. */
  readonly origin: string | undefined;
  /** All headers. */
  readonly header: Readonly<Record<string, string>>;
  /** An origin that is allowed stands everywhere where it must not be looked for. */
  readonly querystring: Readonly<Record<string, string>>;
  readonly path: Readonly<Record<string, string>>;
}

export const CALLERS_A_POLICY = 12;

const SENT_BY_BROWSERS = ['Origin', 'origin'];

/** A policy that lists origins, and callers that look much like those that it allows. */
export const policyAndCallers = fc
  .record({
    entries: fc.array(listed, { minLength: 1, maxLength: 4 }),
    allowCredentials: fc.boolean(),
    callers: fc.array(fc.record({ entry: fc.nat(), filling, origin: originFrom(), name: headerName() }), {
      minLength: CALLERS_A_POLICY,
      maxLength: CALLERS_A_POLICY,
    }),
  })
  .map(({ entries, allowCredentials, callers }) => ({
    policy: listing(entries.map(textOf), allowCredentials),
    callers: callers.map(({ entry, filling, origin, name }): Caller => {
      const allowed = allowedBy(entries[entry % entries.length] as ListedParts, filling);
      return callerFrom(origin(allowed), allowed, name);
    }),
  }));

/** The policy of these origins, dangerous ones too. */
export function listing(allowOrigins: readonly string[], allowCredentials: boolean): CorsPolicy {
  return aPolicy({
    allowOrigins,
    allowCredentials,
    dangerouslyAllowInsecureOrigins: true,
    dangerouslyAllowPublicSuffixSubdomains: true,
  });
}

export function callerFrom(origin: string | undefined, allowed: string, name = 'origin'): Caller {
  return {
    origin: SENT_BY_BROWSERS.includes(name) ? origin : undefined,
    header: { Host: allowed, 'X-Origin': allowed, ...(origin === undefined ? {} : { [name]: origin }) },
    querystring: { Origin: allowed, origin: allowed },
    path: { Origin: allowed, origin: allowed },
  };
}

/** What a template that lists the policy's origins has to set, by what the policy itself says. */
export function originHeaders(policy: CorsPolicy, origin: string | undefined): Record<string, string> {
  if (origin === undefined || !policy.allows(origin)) {
    return {};
  }
  const echoed = { 'Access-Control-Allow-Origin': origin };
  return policy.allowCredentials ? { ...echoed, 'Access-Control-Allow-Credentials': 'true' } : echoed;
}

/** What the template of a preflight has to set: for a list everything or nothing but Vary, else nothing. */
export function preflightHeaders(policy: CorsPolicy, origin: string | undefined): Readonly<Record<string, string>> {
  const { headers, allowOrigin } = preflightAnswer(policy, ['GET']);
  if (allowOrigin.kind !== 'listed') {
    return {};
  }
  const { Vary, ...rest } = Object.fromEntries(headers);
  const own = originHeaders(policy, origin);
  return { Vary, ...own, ...('Access-Control-Allow-Origin' in own ? rest : {}) };
}

function headerName(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...SENT_BY_BROWSERS) },
    { weight: 1, arbitrary: fc.mixedCase(fc.constant('origin')) },
  );
}

/** Makes an Origin header out of one that the policy allows. */
export function originFrom(): fc.Arbitrary<(allowed: string) => string | undefined> {
  const mutation = fc.constantFrom(...MUTATIONS);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant((allowed: string) => allowed) },
    { weight: 6, arbitrary: mutation },
    {
      weight: 2,
      arbitrary: fc.tuple(mutation, mutation).map(
        ([first, second]) =>
          (allowed: string) =>
            second(first(allowed)),
      ),
    },
    { weight: 1, arbitrary: anything.map((text) => () => text) },
    { weight: 1, arbitrary: fc.constant(() => undefined) },
  );
}
