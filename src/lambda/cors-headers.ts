import { ALLOW_CREDENTIALS, ALLOW_ORIGIN, EXPOSE_HEADERS, VARY } from '../fetch/header-names';
import type { HandlerPolicy } from './handler-policy';

export type Header = readonly [name: string, value: string];

/**
 * What the answer to a request of this origin carries, as the answers do that API Gateway makes: the one origin (or `*`)
 * for everybody; of several the one that asks, if it is allowed, and `Vary` in any case.
 *
 * @see https://fetch.spec.whatwg.org/#http-responses
 */
export function corsHeaders(policy: HandlerPolicy, origin: string | undefined): readonly Header[] {
  const { allowCredentials, exposeHeaders } = policy;
  const sole = forEverybody(policy);
  const allowOrigin = sole ?? (policy.allows(origin) ? (origin ?? '') : '');
  const headers: readonly Header[] = [
    [ALLOW_ORIGIN, allowOrigin],
    [ALLOW_CREDENTIALS, allowOrigin !== '' && allowCredentials ? 'true' : ''],
    [EXPOSE_HEADERS, exposeHeaders.join(',')],
    // https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches
    [VARY, sole === undefined ? 'Origin' : ''],
  ];
  return headers.filter(([, value]) => value !== '');
}

/** The value that is the same for every caller, if there is one. */
function forEverybody({ allowOrigins, allowOriginPatterns }: HandlerPolicy): string | undefined {
  const [first, ...others] = allowOrigins === '*' ? ['*'] : allowOrigins;
  return others.length === 0 && allowOriginPatterns.length === 0 ? first : undefined;
}
