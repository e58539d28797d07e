/** How specific a segment of a path is: a literal before `{name}`, `{name}` before `{name+}`. */
const LITERAL = '2';
const VARIABLE = '1';
export const GREEDY = '0';

const VARIABLE_PART = /^\{[^{}+]+(\+?)\}$/;

/** A resource, as far as its place among others goes. */
export interface Routed {
  /** Its path from the root. */
  readonly segments: readonly string[];
  /** Something that decides at deployment whether it is there; undefined where it always is. */
  readonly condition: unknown;
}

/**
 * One place in the tree of an API's resources, and what else matches the requests that are meant for it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export class RouteNode<R extends Routed> {
  /** A resource has one variable child at the most, greedy or not. */
  variable: RouteNode<R> | undefined;
  /** One character for each segment: texts of nodes that match one request compare as the nodes do. */
  readonly ranks: string;
  /** Most nodes of a tree are its leaves. */
  private named: Map<string, RouteNode<R>> | undefined;
  private parallel: readonly RouteNode<R>[] | undefined;
  private overlap: readonly RouteNode<R>[] | undefined;

  constructor(
    readonly resource: R,
    readonly part: string,
    readonly parent: RouteNode<R> | undefined,
  ) {
    this.ranks = parent === undefined ? '' : parent.ranks + rankOf(part);
  }

  /** Asked before they are gone through, which takes time even where there are none. */
  get hasLiterals(): boolean {
    return this.named !== undefined;
  }

  /** The children whose part stands for itself alone. */
  get literals(): Iterable<RouteNode<R>> {
    return this.named?.values() ?? [];
  }

  get isGreedy(): boolean {
    return this.ranks.endsWith(GREEDY);
  }

  /** Whether a part of its path stands for any text. */
  get isVariable(): boolean {
    return this.ranks !== LITERAL.repeat(this.ranks.length);
  }

  /** Hangs a node below this one. */
  add(child: RouteNode<R>): void {
    if (rankOf(child.part) === LITERAL) {
      this.named ??= new Map();
      this.named.set(child.part, child);
    } else {
      this.variable = child;
    }
  }

  /** The child at the place of the part; two variables of different names have one place. */
  childAt(part: string): RouteNode<R> | undefined {
    return rankOf(part) === LITERAL ? this.named?.get(part) : this.variable;
  }

  /**
   * The nodes that match whatever matches this one, segment by segment, the most specific first: this one itself, and
   * those with a variable where it has a literal.
   */
  get parallels(): readonly RouteNode<R>[] {
    this.parallel ??=
      this.parent === undefined ? [this] : this.parent.parallels.flatMap((node) => node.match(this.part));
    return this.parallel;
  }

  /** The nodes of as many segments that match some of what this one matches, this one itself included. */
  get overlapping(): readonly RouteNode<R>[] {
    this.overlap ??=
      this.parent === undefined ? [this] : this.parent.overlapping.flatMap((node) => node.childrenLike(this.part));
    return this.overlap;
  }

  /** The ranks of a greedy child, whether there is one or not. */
  get ranksBelow(): string {
    return this.ranks + GREEDY;
  }

  /** What it hangs from, the root last. */
  get above(): readonly RouteNode<R>[] {
    return this.parent === undefined ? [] : [this.parent, ...this.parent.above];
  }

  isWithin(other: RouteNode<R>): boolean {
    return this === other || this.parent?.isWithin(other) === true;
  }

  /** Whether everything below has its like below the other one, and wherever it is there itself. */
  isCoveredBy(other: RouteNode<R>): boolean {
    return [...this.literals, ...(this.variable === undefined ? [] : [this.variable])].every((child) => {
      const [like] = other.match(child.part);
      return like?.isLike(child) === true && child.isCoveredBy(like);
    });
  }

  /** Whether some requests match both, and each is the more specific one at another segment. */
  crosses(other: RouteNode<R>): boolean {
    const isOneClearlyBefore = isClearlyBefore(this.ranks, other.ranks) || isClearlyBefore(other.ranks, this.ranks);
    return !isOneClearlyBefore && this.meets(other);
  }

  private meets({ resource: { segments: others }, isGreedy }: RouteNode<R>): boolean {
    const { segments } = this.resource;
    const isAnyText = (part: string) => rankOf(part) !== LITERAL;
    const isLike = (part: string, other: string) => part === other || isAnyText(part) || isAnyText(other);
    return (
      (segments.length <= others.length || isGreedy) &&
      (segments.length >= others.length || this.isGreedy) &&
      segments.every((part, at) => at >= others.length || isLike(part, others[at]))
    );
  }

  /** The children that match every segment that the part matches; of a greedy one a single segment. */
  private match(part: string): readonly RouteNode<R>[] {
    return [this.named?.get(part), this.variable].filter((node) => node !== undefined);
  }

  private isLike({ isGreedy, resource }: RouteNode<R>): boolean {
    const { condition } = this.resource;
    return this.isGreedy === isGreedy && (condition === undefined || condition === resource.condition);
  }

  private childrenLike(part: string): readonly RouteNode<R>[] {
    const children = rankOf(part) === LITERAL ? [this.named?.get(part)] : [...this.literals];
    return [...children, this.variable].filter((node) => node !== undefined);
  }
}

/**
 * The root of the tree that the paths span, each given as its segments. Undefined where a resource has no parent among
 * them, so that nobody could say what else lies there.
 */
export function treeOf<R extends Routed>(resources: readonly R[]): RouteNode<R> | undefined {
  const sorted = [...resources].sort((one, other) => one.segments.length - other.segments.length);
  const [first, ...rest] = sorted;
  if (first === undefined || first.segments.length > 0) {
    return undefined;
  }
  const root = new RouteNode(first, '', undefined);
  for (const resource of rest) {
    const part = resource.segments.at(-1) ?? '';
    const parent = parentOf(resource, root);
    if (parent === undefined || parent.childAt(part) !== undefined) {
      return undefined;
    }
    parent.add(new RouteNode(resource, part, parent));
  }
  return root;
}

/** Every node, the less specific of any two that match one request before the other. */
export function leastSpecificFirst<R extends Routed>(root: RouteNode<R>): readonly RouteNode<R>[] {
  const nodes: RouteNode<R>[] = [];
  const collect = (node: RouteNode<R>) => {
    nodes.push(node);
    if (node.variable !== undefined) {
      collect(node.variable);
    }
    if (node.hasLiterals) {
      for (const literal of node.literals) {
        collect(literal);
      }
    }
  };
  collect(root);
  return nodes;
}

/** Whether one is the more specific at every segment, so that no order of comparing them could say otherwise. */
export function isClearlyBefore(ranks: string, other: string): boolean {
  for (let index = 0; index < ranks.length; index += 1) {
    if (ranks[index] < (other[index] ?? GREEDY)) {
      return false;
    }
  }
  return true;
}

function rankOf(part: string): string {
  const variable = part.startsWith('{') ? VARIABLE_PART.exec(part) : null;
  return variable === null ? LITERAL : variable[1] === '+' ? GREEDY : VARIABLE;
}

function parentOf<R extends Routed>({ segments }: R, root: RouteNode<R>): RouteNode<R> | undefined {
  let parent: RouteNode<R> | undefined = root;
  for (let index = 0; index < segments.length - 1; index += 1) {
    parent = parent?.childAt(segments[index]);
  }
  return parent;
}
