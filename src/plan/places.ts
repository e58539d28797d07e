/** The key of the root resource. */
export const ROOT = 'ROOT';

/** How a resource hangs from another. */
export interface Branch {
  /** What it hangs from; undefined where only those know who define it outside the app. */
  readonly parent: string | undefined;
  readonly pathPart: string;
  /** The path from the root, where somebody stated it; asked for where what lies above does not tell it. */
  readonly statedPath?: () => string | undefined;
}

/** Where a resource lies in the tree of its API, as far as the app tells. */
export interface Place {
  /** Its key, and those of all that is known above it, nearest first. */
  readonly keys: readonly string[];
  /** The path from the root; undefined where nobody tells what lies above. */
  readonly path: string | undefined;
}

/** How the resources of one API hang from one another. */
export class ResourceTree {
  private readonly branches = new Map<string, Branch>();
  private readonly places = new Map<string, Place>();

  grow(key: string, branch: Branch): void {
    if (key !== ROOT) {
      this.branches.set(key, branch);
      if (this.places.size > 0) {
        this.places.clear();
      }
    }
  }

  /** What somebody says of a resource that is defined elsewhere; what the app itself defines says more. */
  state(key: string, path: () => string | undefined): void {
    if (!this.branches.has(key) && path() !== undefined) {
      this.grow(key, { parent: undefined, pathPart: '', statedPath: path });
    }
  }

  placeOf(key: string): Place {
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.find(key);
      this.places.set(key, place);
    }
    return place;
  }

  private find(key: string): Place {
    const keys: string[] = [];
    // A template may let two resources hang from each other; API Gateway would refuse it.
    for (let next: string | undefined = key; next !== undefined && !keys.includes(next); ) {
      keys.push(next);
      next = this.branches.get(next)?.parent;
    }
    return { keys, path: this.pathThrough(keys) };
  }

  /** The parts below the root, or below the highest resource whose path somebody stated. */
  private pathThrough(keys: readonly string[]): string | undefined {
    let path = keys.at(-1) === ROOT ? '' : undefined;
    for (const branch of keys.map((key) => this.branches.get(key)).reverse()) {
      if (branch !== undefined) {
        path = path === undefined ? branch.statedPath?.() : `${path}/${branch.pathPart}`;
      }
    }
    return path === '' ? '/' : path;
  }
}

/** A part of the tree that is treated alike: a resource and what lies below it, but for nearer parts. */
export interface Subtree {
  readonly place: Place;
}

/**
 * The nearest subtree up the tree that holds a place; undefined if none does, and 'unknown' where what lies above the
 * place is not told, so that a nearer one could.
 */
export function nearestSubtree<S extends Subtree>(place: Place, subtrees: readonly S[]): S | 'unknown' | undefined {
  let nearest: S | undefined;
  let fewestSteps = Number.POSITIVE_INFINITY;
  for (const subtree of subtrees) {
    const steps = distance(subtree.place, place) ?? Number.POSITIVE_INFINITY;
    if (steps < fewestSteps) {
      [nearest, fewestSteps] = [subtree, steps];
    }
  }
  if (nearest !== undefined || place.path !== undefined) {
    return nearest;
  }
  const [first, ...others] = subtrees;
  return first !== undefined && others.length === 0 && isRoot(first.place) ? first : 'unknown';
}

/** Whether a place is the root of a subtree or lies below it. */
export function holds({ place: root }: Subtree, place: Place): boolean {
  return distance(root, place) !== undefined;
}

/** Whether two places are one resource, which an import may know under another id. */
export function isSamePlace(one: Place, other: Place): boolean {
  return distance(one, other) === 0;
}

export function isRoot({ keys }: Place): boolean {
  return keys[0] === ROOT;
}

/** Whether two paths are easily taken for each other: but for their case, and for the names of their variables. */
export function alike(one: string, other: string): boolean {
  const plain = (path: string) => partsOf(path.toLowerCase().replace(/\{[^{}]*\}/g, '{}')).join('/');
  return plain(one) === plain(other);
}

/** The parts of a path. */
export function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

/** How many steps lie between a place and one above it; undefined where that is not above it. */
function distance(above: Place, place: Place): number | undefined {
  const byKey = place.keys.indexOf(above.keys[0]);
  if (byKey !== -1 || above.path === undefined || place.path === undefined) {
    return byKey === -1 ? undefined : byKey;
  }
  const [shorter, longer] = [partsOf(above.path), partsOf(place.path)];
  return shorter.every((part, index) => part === longer[index]) ? longer.length - shorter.length : undefined;
}
