import fc from 'fast-check';
import type { RestApiCorsOptions } from '../../src';
import type { Call } from '../../src/verify';
import { APP, OTHER } from './apis';

/** Origins that the policies below list, and others that look like them. */
export const PAGES = [
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
export const VERBS = ['GET', 'PUT', 'PATCH', 'DELETE', 'POST'];

/** A policy as a user writes it. */
export const aPolicyOfTheUser: fc.Arbitrary<RestApiCorsOptions> = fc.oneof(
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

export type WholeCall = Call & { readonly headers: Readonly<Record<string, string>> };

/** A call of one of these paths. */
export const aCallOf = (...paths: string[]): fc.Arbitrary<WholeCall> =>
  fc.record({
    origin: fc.constantFrom(...PAGES),
    method: fc.constantFrom(...VERBS),
    path: fc.constantFrom(...paths),
    headers: fc
      .subarray(HEADERS)
      .map((names) =>
        Object.fromEntries(
          names.map((name) => [name.toLowerCase(), name === 'Content-Type' ? 'application/json' : 'x']),
        ),
      ),
    credentials: fc.boolean(),
  });

/** What the policy says in words, and no simulator: the oracle. */
export function allows(
  options: RestApiCorsOptions,
  allowsOrigin: (origin: string) => boolean,
  call: WholeCall,
): boolean {
  const origin = options.allowOrigins[0] === '*' ? !call.credentials : allowsOrigin(call.origin);
  const credentials = !call.credentials || options.allowCredentials === true;
  const allowed = (options.allowHeaders ?? []).map((name) => name.toLowerCase());
  const headers = Object.keys(call.headers).every((name) => allowed.includes(name) || allowed.includes('*'));
  const method = ['GET', 'HEAD', 'POST'].includes(call.method) || (options.allowMethods ?? VERBS).includes(call.method);
  return origin && credentials && headers && method;
}
