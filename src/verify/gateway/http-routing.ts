import { Unresolved } from '../template/value';
import type { HttpApi, HttpRoute } from './model';
import { bySpecificity, isClearlyBefore, matchPath, type PathMatch, pathDoubt, segmentsOf } from './paths';

export type HttpRouting =
  | { readonly kind: 'route'; readonly route: HttpRoute }
  | { readonly kind: 'none' }
  | { readonly kind: 'undetermined'; readonly reason: string };

/**
 * The route of an HTTP API: a full match, then one with a greedy variable, then `$default`; the verb before ANY.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function httpRoute(api: HttpApi, verb: string, path: string): HttpRouting {
  const untold = api.routes.find((route) => route.key instanceof Unresolved);
  const doubt = pathDoubt(path) ?? (untold?.key instanceof Unresolved ? untold.key.reason : undefined);
  if (doubt !== undefined) {
    return { kind: 'undetermined', reason: doubt };
  }
  const segments = segmentsOf(path);
  const candidates = api.routes
    .flatMap((route) => candidate(route, verb, segments))
    .sort((one, other) => bySpecificity(one.match, other.match) || Number(one.any) - Number(other.any));
  const [first] = candidates;
  if (first === undefined) {
    const fallback = api.routes.find((route) => route.key === '$default');
    return fallback === undefined ? { kind: 'none' } : { kind: 'route', route: fallback };
  }
  const unclear = candidates.some((other) => !isClearlyBefore(first.match, other.match));
  return unclear
    ? { kind: 'undetermined', reason: 'which of several routes is the most specific has not been measured' }
    : { kind: 'route', route: first.route };
}

interface Candidate {
  readonly route: HttpRoute;
  readonly match: PathMatch;
  readonly any: boolean;
}

function candidate(route: HttpRoute, verb: string, segments: readonly string[]): readonly Candidate[] {
  const [method, path = ''] = String(route.key).split(' ');
  const match = method === verb || method === 'ANY' ? matchPath(segmentsOf(path), segments) : undefined;
  return match === undefined ? [] : [{ route, match, any: method === 'ANY' }];
}
