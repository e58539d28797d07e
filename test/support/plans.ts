import { type PlacedResource, placePreflights } from '../../src/plan/preflight-places';
import type { TreeResource } from './route-trees';

/** A resource as a test writes it: a GET of the area "shop" that may share, unless it says otherwise. */
export interface Written {
  readonly verbs?: string;
  readonly area?: string | undefined;
  readonly shares?: boolean;
  readonly condition?: string;
}

/** The resources of an API by their paths. */
export type Tree = Readonly<Record<string, Written>>;

/** The OPTIONS methods of a greedy plan: where -> what they allow. */
export function plan(tree: Tree): Readonly<Record<string, string>> | undefined {
  const placed = placePreflights(resourcesOf(tree));
  return (
    placed &&
    Object.fromEntries(
      placed.places.map(({ resource, on, verbs }) => {
        const path = pathOf(resource);
        const at = on === 'itself' ? path : `${path}/{new+}`.replace('//', '/');
        return [at, resource.area === undefined ? 'refused' : [...verbs].sort().join(' ')];
      }),
    )
  );
}

/** Where a greedy child would be if there were no variable one: the parent, and what is there. */
export function beside(tree: Tree): readonly string[] | undefined {
  const placed = placePreflights(resourcesOf(tree));
  return placed?.beside.map(({ resource, variable }) => `${pathOf(resource)}: ${pathOf(variable)}`);
}

export function resourcesOf(tree: Tree): readonly TreeResource[] {
  return Object.entries(tree).map(([path, { verbs = 'GET', shares = true, condition, ...own }]) => ({
    segments: path.split('/').filter((part) => part !== ''),
    verbs: verbs.split(' ').filter((verb) => verb !== ''),
    area: 'area' in own ? own.area : 'shop',
    shares,
    condition,
  }));
}

function pathOf({ segments }: PlacedResource): string {
  return `/${segments.join('/')}`;
}
