import {
  areAnswered,
  type Catcher,
  firstOf,
  isRight,
  isTheirs,
  ofAllLengths,
  type PlacedResource,
} from './preflight-catchers';
import { GREEDY, isClearlyBefore, type Routed, type RouteNode } from './route-tree';
import type { Twins } from './twins';

/** An OPTIONS method that is to be added. */
export interface PreflightPlace<R extends PlacedResource = PlacedResource> {
  readonly resource: R;
  /** On the resource, or on a greedy child that is made for it. */
  readonly on: 'itself' | 'greedy-child';
  /** The verbs of all resources that it answers for; none where it refuses. */
  readonly verbs: readonly string[];
}

export interface PreflightPlan<R extends PlacedResource = PlacedResource> {
  readonly places: readonly PreflightPlace<R>[];
  /** Where a greedy child of ours would be if there were no variable one. One of ours may have been there before. */
  readonly beside: readonly { readonly resource: R; readonly variable: R }[];
}

/** What a plan is held to, beside that every preflight is answered. */
export interface Constraints<R extends PlacedResource> {
  /** Those that may get no greedy child. */
  readonly closed: readonly RouteNode<R>[];
  /** Those whose OPTIONS method has to stand on themselves. */
  readonly own: ReadonlySet<RouteNode<R>>;
}

/** A set of OPTIONS methods that answers every preflight under some constraints. */
export class Placement<R extends PlacedResource> implements PreflightPlan<R> {
  private readonly placed = {
    itself: new Map<RouteNode<R>, Set<string>>(),
    'greedy-child': new Map<RouteNode<R>, Set<string>>(),
  };

  /**
   * @param nodes the less specific first, so that all that could answer for one was placed when it is looked at
   * @param catchers of each node, or of one of those that are alike
   * @param twins the nodes that are alike, where it is known
   */
  constructor(
    private readonly nodes: readonly RouteNode<R>[],
    private readonly catchers: ReadonlyMap<RouteNode<R>, readonly Catcher<R>[]>,
    readonly constraints: Constraints<R> = { closed: [], own: new Set() },
    private readonly twins?: Twins<R>,
  ) {
    const different = twins?.representatives ?? nodes;
    for (const node of different.filter((one) => needsItsOwn(one) || constraints.own.has(one))) {
      this.placed.itself.set(node, new Set());
    }
    const covered = different.filter((node) => !isTheirs(node));
    this.coverAll(covered);
    for (const node of covered) {
      this.gatherVerbs(node);
    }
  }

  get count(): number {
    return this.placed.itself.size + this.placed['greedy-child'].size;
  }

  get withGreedyChild(): readonly RouteNode<R>[] {
    return [...this.placed['greedy-child'].keys()];
  }

  get places(): readonly PreflightPlace<R>[] {
    const places: PreflightPlace<R>[] = [];
    for (const node of this.nodes) {
      for (const on of ['itself', 'greedy-child'] as const) {
        const verbs = this.placed[on].get(node);
        if (verbs !== undefined) {
          places.push({ resource: node.resource, on, verbs: [...verbs] });
        }
      }
    }
    return places;
  }

  get beside(): PreflightPlan<R>['beside'] {
    const beside: { readonly resource: R; readonly variable: R }[] = [];
    for (const { resource, variable, literals } of this.nodes) {
      if (variable !== undefined && resource.area !== undefined && resource.shares) {
        const [literal] = literals;
        if (literal !== undefined && !this.hasGreedyBeside(variable, literal)) {
          beside.push({ resource, variable: variable.resource });
        }
      }
    }
    return beside;
  }

  /** Those that may answer the preflights of a node. */
  answering(node: RouteNode<R>): readonly Catcher<R>[] {
    return firstOf(
      node,
      ofAllLengths(this.catchersOf(node), node).filter((one) => this.stands(one)),
    );
  }

  /** What one of ours allows; nothing where it refuses, or is the user's. */
  verbsOf({ node, on }: Catcher<R>): ReadonlySet<string> {
    return this.placed[on].get(node) ?? new Set();
  }

  /** Whether nobody is allowed anything there, because of an OPTIONS method that was placed for that. */
  refuses(node: RouteNode<R>): boolean {
    return this.answering(node).some(
      (one) => one.node.resource.area === undefined && this.placed[one.on].has(one.node),
    );
  }

  /** Whether the preflights of a node are answered by a greedy child, and not for want of one by a variable one. */
  private hasGreedyBeside(variable: RouteNode<R>, node: RouteNode<R>): boolean {
    return this.catchersOf(node)
      .filter((one) => one.ranks.endsWith(GREEDY) && one.node !== variable && this.stands(one))
      .some((catcher) => isRight(catcher, node));
  }

  /**
   * Until nothing is added. A greedy child that is placed for one may catch what was looked at before it, so that those are
   * looked at again; if that adds something, all are.
   */
  private coverAll(nodes: readonly RouteNode<R>[]): void {
    let before = 0;
    for (const [index, node] of nodes.entries()) {
      const { count } = this;
      this.cover(node);
      before = this.count > count ? index + 1 : before;
    }
    if (before > 0) {
      const { count } = this;
      this.coverAll(nodes.slice(0, before));
      if (this.count > count) {
        this.coverAll(nodes);
      }
    }
  }

  /** Adds what the preflights of a node lack: the widest greedy child that would answer them, or an OPTIONS of its own. */
  private cover(node: RouteNode<R>): void {
    const catchers = this.catchersOf(node);
    const isAnswered = (added?: Catcher<R>) =>
      areAnswered(
        node,
        catchers.filter((catcher) => catcher === added || this.stands(catcher)),
      );
    if (!isAnswered()) {
      const widest = [...catchers].reverse().find((catcher) => this.isOpen(catcher) && isAnswered(catcher));
      for (const one of widest === undefined ? this.alike(node) : [widest.node]) {
        this.placed[widest?.on ?? 'itself'].set(one, new Set());
      }
    }
  }

  /** Tells those that may answer for a node which methods its pages may use. */
  private gatherVerbs(node: RouteNode<R>): void {
    for (const catcher of node.resource.area === undefined ? [] : this.answering(node)) {
      for (const one of this.alike(node)) {
        const verbs = this.placed[catcher.on].get(catcher.node === node ? one : catcher.node);
        for (const verb of one.resource.verbs) {
          verbs?.add(verb);
        }
      }
    }
  }

  private alike(node: RouteNode<R>): readonly RouteNode<R>[] {
    return this.twins?.of(node) ?? [node];
  }

  private catchersOf(node: RouteNode<R>): readonly Catcher<R>[] {
    return this.catchers.get(node) ?? [];
  }

  private isOpen({ node, on }: Catcher<R>): boolean {
    return on === 'greedy-child' && !this.constraints.closed.includes(node) && mayHaveGreedyChild(node);
  }

  private stands({ node, on }: Catcher<R>): boolean {
    return this.placed[on].has(node) || (on === 'itself' && isTheirs(node));
  }
}

/** ANY takes every preflight, so the OPTIONS method has to stand beside it. */
function needsItsOwn<R extends PlacedResource>(node: RouteNode<R>): boolean {
  const { verbs, shares, area } = node.resource;
  return area !== undefined && !isTheirs(node) && (!shares || verbs.includes('ANY') || isOverlapped(node));
}

/** What else matches the requests for a greedy path hangs on how long they are; such a path is left alone. */
function isOverlapped<R extends Routed>({ isGreedy, parent }: RouteNode<R>): boolean {
  const isOfOneLength = ({ variable }: RouteNode<R>) => variable !== undefined && !variable.isGreedy;
  return isGreedy && parent?.parallels.some(isOfOneLength) === true;
}

/**
 * Whether the resource, which has no variable child, may get a greedy one: nothing would be taken from what else matches the
 * same requests, which is the more specific at every segment, or means nothing that is not below this resource too.
 */
function mayHaveGreedyChild<R extends PlacedResource>(node: RouteNode<R>): boolean {
  const meetsNoGreedy = ({ overlapping }: RouteNode<R>) => overlapping.every(({ variable }) => !variable?.isGreedy);
  return (
    node.resource.shares &&
    node.overlapping.every((one) => isClearlyBefore(one.ranks, node.ranks) || one.isCoveredBy(node)) &&
    node.above.every(meetsNoGreedy)
  );
}
