/** How a path of a request fits the path of a resource. */
export interface PathMatch {
  readonly parameters: ReadonlyMap<string, string>;
  /** One for each segment of the resource's path: 2 for a literal, 1 for `{name}`, 0 for `{name+}`. */
  readonly ranks: readonly number[];
}

const VARIABLE = /^\{([^{}+]+)(\+?)\}$/;

export function segmentsOf(path: string): readonly string[] {
  return path === '/' || path === '' ? [] : path.replace(/^\//, '').split('/');
}

/** Matches segment by segment; a greedy variable takes one segment or more, never none. */
export function matchPath(template: readonly string[], path: readonly string[]): PathMatch | undefined {
  const parameters = new Map<string, string>();
  const ranks: number[] = [];
  for (const [index, part] of template.entries()) {
    const segment = path[index];
    const variable = part.startsWith('{') ? VARIABLE.exec(part) : null;
    if (segment === undefined || (variable === null && part !== segment)) {
      return undefined;
    }
    if (variable?.[2] === '+') {
      parameters.set(variable[1] ?? '', path.slice(index).join('/'));
      return { parameters, ranks: [...ranks, 0] };
    }
    if (variable !== null) {
      parameters.set(variable[1] ?? '', segment);
    }
    ranks.push(variable === null ? 2 : 1);
  }
  return template.length === path.length ? { parameters, ranks } : undefined;
}

/**
 * Sorts the more specific of two matches of one path first: at the first segment where they differ, the literal, then the
 * variable. Two that differ in no rank have as many.
 */
export function bySpecificity(left: PathMatch, right: PathMatch): number {
  for (const [index, rank] of left.ranks.entries()) {
    const difference = (right.ranks[index] ?? 0) - rank;
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** Whether a match is the more specific one at every segment, so that no order of comparison could say otherwise. */
export function isClearlyBefore(left: PathMatch, right: PathMatch): boolean {
  return left.ranks.every((rank, index) => rank >= (right.ranks[index] ?? 0));
}

/** Why the segments of a request's path may not be what API Gateway compares. */
export function pathDoubt(path: string): string | undefined {
  if (!path.startsWith('/')) {
    return 'a path begins with a slash';
  }
  if (path.length > 1 && path.endsWith('/')) {
    return 'whether a trailing slash is ignored has not been measured';
  }
  if (path.includes('//') || /%2f/i.test(path) || /\/\.{1,2}(\/|$)/.test(path)) {
    return 'what an empty, a dotted or an encoded segment is compared with has not been measured';
  }
  return undefined;
}
