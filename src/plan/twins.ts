import type { Routed, RouteNode } from './route-tree';

/** Verbs that decide by themselves who answers the preflights of a resource. */
const DECISIVE = ['OPTIONS', 'ANY'];

/**
 * Literals beside each other that nothing tells apart but their names, what lies below them and which verbs they have beside
 * OPTIONS: what answers the preflights of one answers those of all. The plan of a large API is made for one of each.
 */
export class Twins<R extends Routed & { readonly verbs: readonly string[] }> {
  /** Those that stand for others, with all that they stand for, and those that nothing is like. */
  private readonly groups = new Map<RouteNode<R>, RouteNode<R>[]>();

  /** @param nodes of one policy, that are always there */
  constructor(nodes: readonly RouteNode<R>[]) {
    const first = new Map<RouteNode<R>, RouteNode<R>[]>();
    for (const node of nodes) {
      const { parent } = node;
      const group = parent === undefined ? undefined : first.get(parent);
      if (parent === undefined || !isCommon(node, parent)) {
        this.groups.set(node, [node]);
      } else if (group === undefined) {
        const begun = [node];
        first.set(parent, begun);
        this.groups.set(node, begun);
      } else {
        group.push(node);
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
function isCommon<R extends Routed & { readonly verbs: readonly string[] }>(
  node: RouteNode<R>,
  parent: RouteNode<R>,
): boolean {
  return (
    parent.variable === undefined &&
    parent.parallels.length === 1 &&
    !DECISIVE.some((verb) => node.resource.verbs.includes(verb))
  );
}
