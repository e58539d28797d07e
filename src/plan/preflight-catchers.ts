import { GREEDY, isClearlyBefore, type Routed, type RouteNode } from './route-tree';

/** A resource, as far as the place of its preflight hangs on it. */
export interface PlacedResource<A = unknown> extends Routed {
  readonly verbs: readonly string[];
  /** Whose policy answers; resources of one area may answer for one another. Undefined: nobody may be allowed anything. */
  readonly area: A | undefined;
  /** Whether its preflights may be answered by another OPTIONS method that matches them. */
  readonly shares: boolean;
}

/** What could answer a preflight: an OPTIONS method on a resource, or on the greedy child that it could have. */
export interface Catcher<R extends Routed> {
  readonly node: RouteNode<R>;
  /** On the resource, or on a greedy child that is made for it. */
  readonly on: 'itself' | 'greedy-child';
  readonly ranks: string;
}

/** All that matches the requests for each node, the most specific first. */
export function catchersOf<R extends Routed>(
  nodes: readonly RouteNode<R>[],
): ReadonlyMap<RouteNode<R>, readonly Catcher<R>[]> {
  const above = new GreedyCatchers<R>();
  return new Map(nodes.map((node) => [node, catchersAt(node, above.of(node.parent))]));
}

/** Whether the preflights of a node are answered as they should by what stands; those of a greedy one are of any length. */
export function areAnswered<R extends PlacedResource>(node: RouteNode<R>, standing: readonly Catcher<R>[]): boolean {
  return areAnsweredBy(standing, node) && (!node.isGreedy || areAnsweredBy(ofAllLengths(standing, node), node));
}

/** Those that match whatever the node matches: a greedy one matches paths of any length. */
export function ofAllLengths<R extends PlacedResource>(
  catchers: readonly Catcher<R>[],
  { isGreedy }: RouteNode<R>,
): readonly Catcher<R>[] {
  return isGreedy ? catchers.filter(({ ranks }) => ranks.endsWith(GREEDY)) : catchers;
}

/**
 * Those of some that match a node, the most specific first, that may be the first to take what is meant for it.
 *
 * @param isTaking whether one takes it, if it is there
 */
export function firstOf<R extends PlacedResource>(
  node: RouteNode<R>,
  catchers: readonly Catcher<R>[],
  isTaking: (catcher: Catcher<R>) => boolean = () => true,
): readonly Catcher<R>[] {
  const last = catchers.findIndex((one, at) => isTaking(one) && isThere(one, node) && isClear(catchers, at));
  return last === -1 ? catchers : catchers.slice(0, last + 1);
}

/**
 * Whether the answer is the one that the node is to have. Whoever is to be allowed nothing must not be answered by a
 * greedy child that another area gets; what catches their preflights anyhow is held to what it allowed before by
 * `PreflightBounds`.
 */
export function isRight<R extends PlacedResource>(catcher: Catcher<R>, { resource: { area } }: RouteNode<R>): boolean {
  const { node, on } = catcher;
  const follows = node.resource.area === area;
  return area === undefined ? follows || on === 'itself' : follows && !(on === 'itself' && isTheirs(node));
}

/** Whether the catcher is there wherever the node is. */
export function isThere<R extends PlacedResource>({ node: catcher }: Catcher<R>, node: RouteNode<R>): boolean {
  const { condition } = catcher.resource;
  return condition === undefined || condition === node.resource.condition || node.isWithin(catcher);
}

/** The user has an OPTIONS method there, or an ANY that nothing is to be added to. */
export function isTheirs<R extends PlacedResource>({ resource: { verbs, area } }: RouteNode<R>): boolean {
  return verbs.includes('OPTIONS') || (area === undefined && verbs.includes('ANY'));
}

/** @param standing the most specific first */
function areAnsweredBy<R extends PlacedResource>(standing: readonly Catcher<R>[], node: RouteNode<R>): boolean {
  for (let at = 0; at < standing.length; at += 1) {
    const catcher = standing[at];
    if (!isClear(standing, at) || !isRight(catcher, node)) {
      break;
    }
    if (isThere(catcher, node)) {
      return true;
    }
  }
  return node.resource.area === undefined && standing.every((catcher) => isRight(catcher, node));
}

/** Whether one is the more specific at every segment than all that come after it. */
function isClear<R extends PlacedResource>(catchers: readonly Catcher<R>[], at: number): boolean {
  const { ranks } = catchers[at];
  return catchers.every((other, index) => index <= at || isClearlyBefore(ranks, other.ranks));
}

/** The greedy children that the nodes above another have or could have: the same for all that hang from one node. */
class GreedyCatchers<R extends Routed> {
  private readonly known = new Map<RouteNode<R>, readonly Catcher<R>[]>();

  of(parent: RouteNode<R> | undefined): readonly Catcher<R>[] {
    if (parent === undefined) {
      return [];
    }
    let catchers = this.known.get(parent);
    if (catchers === undefined) {
      catchers = [...parent.parallels.flatMap(greedyChildOf), ...this.of(parent.parent)].sort(mostSpecificFirst);
      this.known.set(parent, catchers);
    }
    return catchers;
  }
}

function greedyChildOf<R extends Routed>(node: RouteNode<R>): readonly Catcher<R>[] {
  const { variable, ranksBelow: ranks } = node;
  if (variable === undefined) {
    return [{ node, on: 'greedy-child', ranks }];
  }
  return variable.isGreedy ? [{ node: variable, on: 'itself', ranks }] : [];
}

/** @param above the greedy ones of all nodes above it */
function catchersAt<R extends Routed>(node: RouteNode<R>, above: readonly Catcher<R>[]): readonly Catcher<R>[] {
  const own: Catcher<R> = { node, on: 'itself', ranks: node.ranks };
  const others = node.isGreedy ? above.filter((one) => one.node !== node) : above;
  const parallels = node.parallels.filter((one) => one !== node && !one.isGreedy);
  if (parallels.length === 0) {
    return [own, ...others];
  }
  const variable = parallels.map((one): Catcher<R> => ({ node: one, on: 'itself', ranks: one.ranks }));
  return [own, ...[...variable, ...others].sort(mostSpecificFirst)];
}

function mostSpecificFirst<R extends Routed>(one: Catcher<R>, other: Catcher<R>): number {
  return one.ranks > other.ranks ? -1 : 1;
}
