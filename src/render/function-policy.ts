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
  const listed = origins === 'any' ? [] : origins;
  const exact = listed.filter(({ kind }) => kind !== 'pattern');
  const patterns = listed.filter(({ kind }) => kind === 'pattern');
  const text = ({ kind, text: own }: ListedOrigin): string => (kind === 'deploy-time' ? inQuotes(own) : own);
  const written: FunctionPolicy = {
    appliedBy,
    allowOrigins: origins === 'any' ? '*' : exact.map(text),
    ...(patterns.length > 0 ? { allowOriginPatterns: patterns.map(text) } : {}),
    ...(allowCredentials ? { allowCredentials } : {}),
    ...(exposeHeaders.length > 0 ? { exposeHeaders } : {}),
  };
  return JSON.stringify(written);
}
