import { type Constraints, Placement, type PreflightPlace, type PreflightPlan } from './placement';
import { type Excess, PreflightBounds } from './preflight-bounds';
import { type Catcher, catchersOf, isTheirs, type PlacedResource } from './preflight-catchers';
import { leastSpecificFirst, type RouteNode, treeOf } from './route-tree';
import { Twins } from './twins';

export type { PlacedResource, PreflightPlace, PreflightPlan };

/**
 * The smallest set of OPTIONS methods that answers every preflight as one on each resource would: API Gateway matches
 * paths and verbs together, so what has no OPTIONS falls through to a less specific path that has. Undefined where the
 * resources do not make a whole tree, so that nobody can tell what a preflight would fall through to.
 */
export function placePreflights<R extends PlacedResource>(resources: readonly R[]): PreflightPlan<R> | undefined {
  const root = treeOf(resources);
  if (root === undefined) {
    return undefined;
  }
  const nodes = leastSpecificFirst(root);
  if (!areAlike(nodes)) {
    return new Search(nodes, catchersOf(nodes)).fewest();
  }
  const twins = new Twins(nodes);
  return new Placement(nodes, catchersOf(twins.representatives), undefined, twins);
}

/** Whether all follow one policy and are always there, so that nobody has to be kept from an answer. */
function areAlike<R extends PlacedResource>(nodes: readonly RouteNode<R>[]): boolean {
  const { area: first } = nodes[0].resource;
  return nodes.every(
    ({ resource: { area, shares, condition } }) => area === first && shares && condition === undefined,
  );
}

/** Where one OPTIONS method allows too much for many, who gets one: whom it answers for, or those whose methods are too much. */
const REMEDIES = ['answered', 'contributing'] as const;
type Remedy = (typeof REMEDIES)[number];

/** Where policies meet, some plans cost more than others. */
class Search<R extends PlacedResource> {
  private readonly bounds: PreflightBounds<R>;

  constructor(
    private readonly nodes: readonly RouteNode<R>[],
    private readonly catchers: ReadonlyMap<RouteNode<R>, readonly Catcher<R>[]>,
  ) {
    this.bounds = new PreflightBounds(catchers);
  }

  /**
   * A greedy child catches more than those that it was placed for. Where others may have to be kept from it, it may cost more
   * than it saves, so that the plan is made without it too.
   */
  fewest(): Placement<R> {
    const open = this.placement([]);
    const closed = [this.nodes, ...open.withGreedyChild.map((node) => [node])];
    const plans = [open, ...closed.map((some) => this.placement(some))].flatMap((one) => this.mended(one));
    // Whatever the tree, what each resource answers for itself is right.
    const withPolicy = this.nodes.filter((node) => node.resource.area !== undefined && !isTheirs(node));
    const [first, ...others] = [...plans, this.placement(this.nodes, withPolicy)];
    return others.reduce((best, other) => (other.count < best.count ? other : best), first);
  }

  private placement(closed: Constraints<R>['closed'], own = this.bounds.indispensable): Placement<R> {
    return new Placement(this.nodes, this.catchers, { closed, own: new Set(own) });
  }

  /** The plan, if it allows nothing that it must not, and else with what each remedy adds. */
  private mended(placement: Placement<R>): readonly Placement<R>[] {
    const { closed, own } = placement.constraints;
    const excesses = this.bounds.excessesOf(placement);
    const needed = (remedy: Remedy) => excesses.flatMap((excess) => this.remedied(excess, remedy, placement));
    const plans =
      excesses.length === 0
        ? [placement]
        : REMEDIES.map((remedy) => this.placement(closed, [...own, ...needed(remedy)])).filter(
            (plan) => this.bounds.excessesOf(plan).length === 0,
          );
    return plans.filter((plan) => this.refusesRightly(plan));
  }

  private remedied(excess: Excess<R>, remedy: Remedy, placement: Placement<R>): readonly RouteNode<R>[] {
    const { node, by } = excess;
    return remedy === 'answered' && node !== by.node ? [node] : contributorsOf(excess, this.nodes, placement);
  }

  private refusesRightly(placement: Placement<R>): boolean {
    return !this.nodes.some((node) => placement.refuses(node) && this.bounds.hasFallenThrough(node));
  }
}

/** Those because of which the method is allowed. */
function contributorsOf<R extends PlacedResource>(
  { by, verb }: Excess<R>,
  nodes: readonly RouteNode<R>[],
  placement: Placement<R>,
): readonly RouteNode<R>[] {
  return nodes.filter(
    (node) =>
      node.resource.area !== undefined &&
      node.resource.verbs.includes(verb) &&
      placement.answering(node).some((one) => one.node === by.node && one.on === by.on),
  );
}
