import type { PreflightPlace } from '../../src/plan/preflight-places';
import type { TreeResource } from './route-trees';

/** An OPTIONS method, as what answers a preflight: whose it is, and the verbs that it allows. */
export interface Outcome {
  /** The area whose policy answers, `refused` for an answer that allows nothing, or the path of one of the user's. */
  readonly answer: string;
  readonly verbs: readonly string[] | 'all';
  /** The path of the OPTIONS method, or of the ANY. */
  readonly by: readonly string[];
}

const NONE: Outcome = { answer: 'none', verbs: [], by: [] };
const UNCLEAR: Outcome = { answer: 'unclear', verbs: [], by: [] };

/** Every path of a request up to a length, of the words of the tree and one that is in none. */
export function pathsFor(resources: readonly TreeResource[]): readonly (readonly string[])[] {
  const words = [
    ...new Set(resources.flatMap(({ segments }) => segments.filter((part) => !part.startsWith('{')))),
    '~',
  ];
  const deepest = Math.max(...resources.map(({ segments }) => segments.length)) + 1;
  const paths: string[][] = [[]];
  for (let from = 0, length = 1; length <= deepest; length += 1) {
    const before = paths.slice(from);
    from = paths.length;
    paths.push(...before.flatMap((path) => words.map((word) => [...path, word])));
  }
  return paths;
}

/** The OPTIONS methods where every resource with a policy has one. */
export function everyResource(resources: readonly TreeResource[]): readonly Outcome[] {
  const own = resources.filter((one) => one.area !== undefined && !isTheirs(one));
  return [
    ...theirs(resources),
    ...own.map((one) => ({ by: one.segments, answer: String(one.area), verbs: one.verbs })),
  ];
}

/** The OPTIONS methods of a plan, and every ANY that would take preflights for want of one. */
export function planned(
  resources: readonly TreeResource[],
  places: readonly PreflightPlace<TreeResource>[],
): readonly Outcome[] {
  const ours = places.map(({ resource, on, verbs }) => ({
    by: on === 'itself' ? resource.segments : [...resource.segments, '{new+}'],
    answer: resource.area ?? 'refused',
    verbs,
  }));
  const own = places.filter(({ on }) => on === 'itself').map(({ resource }) => resource);
  const left = resources.filter((one) => one.verbs.includes('ANY') && !own.includes(one) && !isTheirs(one));
  return [...theirs(resources), ...left.map(backendOf), ...ours];
}

/** The user's, and the ANY of those without a policy. */
function theirs(resources: readonly TreeResource[]): readonly Outcome[] {
  return resources.filter(isTheirs).map(backendOf);
}

function backendOf({ segments }: TreeResource): Outcome {
  return { by: segments, answer: segments.join('/'), verbs: 'all' };
}

/** What a preflight for a path is answered, as a table of measured facts has it; `unclear` where none tells. */
export function outcome(entries: readonly Outcome[], path: readonly string[]): Outcome {
  const [best, ...others] = outcomes(entries, path);
  return others.length > 0 ? UNCLEAR : best;
}

/** What it may be answered: one where the facts tell. */
export function outcomes(entries: readonly Outcome[], path: readonly string[]): readonly [Outcome, ...Outcome[]] {
  const found = entries.filter((entry) => matches(entry.by, path));
  const isBeaten = (entry: Outcome) => found.some((other) => other !== entry && isBefore(other.by, entry.by));
  const [best = NONE, ...others] = found.filter((entry) => !isBeaten(entry));
  return [best, ...others];
}

/** The resources that a path may mean, whatever their verbs: two where each is the more special at another part. */
export function meant(resources: readonly TreeResource[], path: readonly string[]): readonly TreeResource[] {
  const found = resources.filter(({ segments }) => matches(segments, path));
  return found.filter((one) => !found.some((other) => other !== one && isBefore(other.segments, one.segments)));
}

export function isTheirs({ verbs, area }: TreeResource): boolean {
  return verbs.includes('OPTIONS') || (area === undefined && verbs.includes('ANY'));
}

/**
 * Whether a path with a variable is there under a condition only, or a greedy one meets paths that are the more special at
 * another part: the plan leaves such paths alone, although fewer OPTIONS methods might do.
 */
export function isTangled(resources: readonly TreeResource[]): boolean {
  const greedy = resources.filter(({ segments }) => segments.at(-1)?.endsWith('+}'));
  return (
    resources.some(({ segments, condition }) => condition !== undefined && segments.at(-1)?.startsWith('{')) ||
    greedy.some(({ segments: one }) =>
      resources.some(({ segments: other }) => meet(one, other) && !isEitherBefore(one, other)),
    )
  );
}

/** Whether a request matches a greedy path and another one. */
function meet(greedy: readonly string[], other: readonly string[]): boolean {
  return (
    other.length >= greedy.length &&
    greedy.every((part, index) => part.startsWith('{') || other[index].startsWith('{') || part === other[index])
  );
}

function isEitherBefore(one: readonly string[], other: readonly string[]): boolean {
  return isBefore(one, other) || isBefore(other, one);
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  const greedy = pattern.at(-1)?.endsWith('+}') === true;
  return (
    (greedy ? path.length >= pattern.length : path.length === pattern.length) &&
    pattern.every((part, index) => part.startsWith('{') || part === path[index])
  );
}

/** At every part as special or more so. */
function isBefore(one: readonly string[], other: readonly string[]): boolean {
  const special = (part: string | undefined) =>
    part === undefined || part.endsWith('+}') ? 0 : part.startsWith('{') ? 1 : 2;
  return one.every((part, index) => special(part) >= special(other[index]));
}
