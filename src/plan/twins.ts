import type { Routed, RouteNode } from './route-tree';

interface WithVerbs extends Routed {
  readonly verbs: readonly string[];
}

/** Verbs that decide by themselves who answers the preflights of a resource. */
const DECISIVE = ['OPTIONS', 'ANY'];

/**
 * Literals beside each other that nothing tells apart but their names, what lies below them and which verbs they have beside
 * OPTIONS: what answers the preflights of one answers those of all. The plan of a large API is made for one of each.
 */
export class Twins<R extends WithVerbs> {
  /** Those that stand for others, with all that they stand for, and those that nothing is like. */
  private readonly groups = new Map<RouteNode<R>, RouteNode<R>[]>();

  /** @param nodes of one policy, that are always there */
  constructor(nodes: readonly RouteNode<R>[]) {
    const begun = new Map<RouteNode<R>, RouteNode<R>[]>();
    for (const node of nodes) {
      const parent = isCommon(node) ? node.parent : undefined;
      const group = parent && begun.get(parent);
      if (group !== undefined) {
        group.push(node);
        continue;
      }
      const itself = [node];
      this.groups.set(node, itself);
      if (parent !== undefined) {
        begun.set(parent, itself);
      }
    }
  }

  /** One of each, in the order of the nodes. */
  get representatives(): readonly RouteNode<R>[] {
    return [...this.groups.keys()];
  }

  /** A representative, and those that it stands for. */
  of(representative: RouteNode<R>): readonly RouteNode<R>[] {
    return this.groups.get(representative) ?? [representative];
  }
}

/** Whether its requests match nothing else but greedy paths from further up, as those of its like. */
function isCommon<R extends WithVerbs>({ parent, resource }: RouteNode<R>): boolean {
  return (
    parent !== undefined &&
    parent.variable === undefined &&
    parent.parallels.length === 1 &&
    !DECISIVE.some((verb) => resource.verbs.includes(verb))
  );
}
