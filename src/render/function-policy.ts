import type { AppliedBy, FunctionPolicy } from '../policy/function-policy';
import type { ListedOrigin } from '../policy/origin';
import type { CorsPolicy } from '../policy/policy';

/**
 * The policy as the environment of a function carries it: what a handler's own answer depends on.
 *
 * @param inQuotes makes a value that is known only at deployment safe between the quotes of JSON
 */
export function functionPolicy(
  policy: CorsPolicy,
  appliedBy: AppliedBy,
  inQuotes: (deployTimeText: string) => string,
): string {
  const { origins, allowCredentials, exposeHeaders } = policy;
  const written: FunctionPolicy = {
    appliedBy,
    ...(origins === 'any' ? { allowOrigins: '*' } : listedOrigins(origins, inQuotes)),
    ...(allowCredentials ? { allowCredentials } : {}),
    ...(exposeHeaders.length > 0 ? { exposeHeaders } : {}),
  };
  return JSON.stringify(written);
}

function listedOrigins(
  origins: readonly ListedOrigin[],
  inQuotes: (deployTimeText: string) => string,
): Pick<FunctionPolicy, 'allowOrigins' | 'allowOriginPatterns'> {
  const patterns = origins.filter(({ kind }) => kind === 'pattern');
  const exact = origins.filter(({ kind }) => kind !== 'pattern');
  return {
    allowOrigins: exact.map(({ kind, text }) => (kind === 'deploy-time' ? inQuotes(text) : text)),
    ...(patterns.length > 0 ? { allowOriginPatterns: patterns.map(({ text }) => text) } : {}),
  };
}
