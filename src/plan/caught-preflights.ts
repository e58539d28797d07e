import type { ResourceModel } from './model';
import { partsOf } from './places';

/**
 * The resource, of those that answer preflights by a policy, to which API Gateway hands the preflights of one without a
 * policy: routes are matched by path and verb together, so a path with a variable takes what a more specific one has no
 * OPTIONS for.
 */
export function catcherOf<R extends ResourceModel>(
  { path, methods }: ResourceModel,
  answering: readonly R[],
): R | undefined {
  if (methods.length === 0 || methods.some(({ verb }) => verb === 'OPTIONS' || verb === 'ANY')) {
    return undefined;
  }
  const [catcher] = answering
    .filter((resource) => catches(partsOf(resource.path), partsOf(path)))
    .sort((one, other) => (ranksOf(one.path) < ranksOf(other.path) ? -1 : 1));
  return catcher;
}

function catches(pattern: readonly string[], path: readonly string[]): boolean {
  const greedy = pattern.findIndex(isGreedy);
  const length = greedy === -1 ? pattern.length : greedy;
  return (
    (greedy === -1 ? path.length === length : path.length > length) &&
    pattern.every((part, index) => part === path[index] || isVariable(part))
  );
}

/** The first path in the order of these texts is the most specific one: a word, a variable, the rest of the path. */
function ranksOf(path: string): string {
  return partsOf(path)
    .map((part) => (isGreedy(part) ? '2' : isVariable(part) ? '1' : '0'))
    .join('');
}

function isVariable(part: string): boolean {
  return part.startsWith('{');
}

function isGreedy(part: string): boolean {
  return part.endsWith('+}');
}
