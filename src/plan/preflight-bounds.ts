import type { Placement } from './placement';
import { type Catcher, firstOf, isTheirs, ofAllLengths, type PlacedResource } from './preflight-catchers';
import type { RouteNode } from './route-tree';

/**
 * A method that the preflights for a node allow, and would not if each resource had an OPTIONS method, although another
 * policy answers the request, or none does.
 */
export interface Excess<R extends PlacedResource> {
  readonly node: RouteNode<R>;
  readonly by: Catcher<R>;
  readonly verb: string;
}

/** What the preflights of a tree may allow at the most, and have to at the least. */
export class PreflightBounds<R extends PlacedResource> {
  /** Those of the user's resources whose preflights, or what falls through to them, nobody else would answer rightly. */
  readonly indispensable: readonly RouteNode<R>[];
  /**
   * For each without a policy, those to which API Gateway hands its preflights if each resource has an OPTIONS method: several
   * where the first may be left out of the API.
   */
  private readonly takers: ReadonlyMap<RouteNode<R>, readonly RouteNode<R>[]>;
  /** Those without a policy by whose paths a page may call what has one. */
  private readonly fallen: ReadonlySet<RouteNode<R>>;
  /** Those that could cross another one. */
  private readonly variable: readonly RouteNode<R>[];

  /** The user's resources that match what each node matches, the most specific first. */
  private readonly matching: ReadonlyMap<RouteNode<R>, readonly Catcher<R>[]>;

  /** @param catchers all that matches the requests for each node, the most specific first */
  constructor(catchers: ReadonlyMap<RouteNode<R>, readonly Catcher<R>[]>) {
    const matching = [...catchers].map(
      ([node, all]) => [node, ofAllLengths(all, node).filter(({ on }) => on === 'itself')] as const,
    );
    this.matching = new Map(matching);
    this.variable = [...catchers.keys()].filter(({ isVariable }) => isVariable);
    this.takers = new Map(
      matching.filter(([node]) => isExcluded(node)).map(([node, all]) => [node, takersOf(node, all)]),
    );
    const fallen = [...this.takers].filter(([node, takers]) => this.mayFallThrough(node, takers));
    this.fallen = new Set(fallen.map(([node]) => node));
    const indispensable = [...fallen.flatMap(([, takers]) => takers), ...this.variable.filter(this.isContested, this)];
    this.indispensable = indispensable.filter((node) => !isTheirs(node));
  }

  /** Whether a page may call by the path what is less specific and has a policy; to refuse its preflights would end that. */
  hasFallenThrough(node: RouteNode<R>): boolean {
    return this.fallen.has(node);
  }

  excessesOf(placement: Placement<R>): readonly Excess<R>[] {
    const found: Excess<R>[] = [];
    for (const node of this.matching.keys()) {
      const answering = placement.answering(node);
      for (const [index, by] of answering.entries()) {
        const before = this.allowedBefore(
          node,
          answering.slice(0, index + 1).map((one) => one.node),
        );
        const added = [...placement.verbsOf(by)].filter((verb) => !takes(before, verb));
        const excesses = added.map((verb) => ({ node, by, verb }));
        found.push(...excesses.filter((excess) => this.isTakenByOthers(excess, before)));
      }
    }
    return found;
  }

  private mayFallThrough(node: RouteNode<R>, takers: readonly RouteNode<R>[]): boolean {
    const hasMore = (taker: RouteNode<R>) =>
      isTheirs(taker) || taker.resource.verbs.some((verb) => !takes(node.resource.verbs, verb));
    return takers.some(hasMore) || this.isCrossed(node, isAnswering);
  }

  /** Whether some requests match another policy's path as well, and no measured fact tells which of the two takes them. */
  private isContested(node: RouteNode<R>): boolean {
    const isOther = (one: RouteNode<R>) => isAnswering(one) && one.resource.area !== node.resource.area;
    return isAnswering(node) && this.isCrossed(node, isOther);
  }

  /** What the last of those that answer would allow, if it is who would answer. */
  private allowedBefore(node: RouteNode<R>, answering: readonly RouteNode<R>[]): readonly string[] {
    const takers = this.takers.get(node)?.slice(0, answering.length);
    const last =
      takers === undefined ? node : takers.every((one, at) => one === answering[at]) ? takers.at(-1) : undefined;
    return last?.resource.verbs ?? [];
  }

  /** Whether the first resource that takes the request may be one that the answering policy says nothing of. */
  private isTakenByOthers({ node, by, verb }: Excess<R>, before: readonly string[]): boolean {
    const mayTake = ({ resource: { verbs } }: RouteNode<R>) =>
      takes(verbs, verb) || (verb === 'ANY' && verbs.some((other) => !takes(before, other)));
    const isOthers = ({ resource: { area } }: RouteNode<R>) => area !== by.node.resource.area;
    const matching = (this.matching.get(node) ?? []).filter((one) => mayTake(one.node));
    const takers = firstOf(node, matching, (one) => takes(one.node.resource.verbs, verb));
    return takers.some((one) => isOthers(one.node)) || this.isCrossed(node, (one) => isOthers(one) && mayTake(one));
  }

  private isCrossed(node: RouteNode<R>, by: (other: RouteNode<R>) => boolean): boolean {
    return node.isVariable && this.variable.some((other) => by(other) && other.crosses(node));
  }
}

function takersOf<R extends PlacedResource>(
  node: RouteNode<R>,
  matching: readonly Catcher<R>[],
): readonly RouteNode<R>[] {
  const answering = matching.filter((one) => isAnswering(one.node));
  return firstOf(node, answering).map((one) => one.node);
}

/** Whether an OPTIONS method stands there if each resource with a policy has one. */
function isAnswering<R extends PlacedResource>(node: RouteNode<R>): boolean {
  return !isExcluded(node);
}

function isExcluded<R extends PlacedResource>(node: RouteNode<R>): boolean {
  return node.resource.area === undefined && !isTheirs(node);
}

function takes(verbs: readonly string[], verb: string): boolean {
  return verbs.includes(verb) || verbs.includes('ANY');
}
