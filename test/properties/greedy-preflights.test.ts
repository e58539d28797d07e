import fc from 'fast-check';
import { Placement } from '../../src/plan/placement';
import { catchersOf } from '../../src/plan/preflight-catchers';
import { type PreflightPlace, type PreflightPlan, placePreflights } from '../../src/plan/preflight-places';
import { leastSpecificFirst, type RouteNode, treeOf } from '../../src/plan/route-tree';
import { Twins } from '../../src/plan/twins';
import type { RestApi } from '../../src/verify/gateway/model';
import { route } from '../../src/verify/gateway/routing';
import { wrongs } from '../support/answered-as-well';
import { everyResource, isTangled, isTheirs, outcome, pathsFor, planned } from '../support/preflight-oracle';
import { routeTrees, type TreeResource } from '../support/route-trees';
import { anApi, type Methods, methodId } from '../verify/gateway/an-api';

type Place = PreflightPlace<TreeResource>;

function placesFor(resources: readonly TreeResource[]): readonly Place[] {
  return placePreflights(resources)?.places ?? [];
}

/**
 * Every OPTIONS method that could be added: on a resource, or on a greedy child of one that has no variable one. It
 * follows the policy of what it lies below, as any resource there does.
 */
function everyPlace(resources: readonly TreeResource[]): readonly Place[] {
  const all = resources.flatMap(({ verbs }) => verbs);
  const hasVariable = ({ segments }: TreeResource) =>
    resources.some((one) => one.segments.length === segments.length + 1 && isVariableBelow(segments, one.segments));
  return resources.flatMap((resource) => [
    ...(isTheirs(resource) ? [] : [{ resource, on: 'itself' as const, verbs: all }]),
    ...(!resource.shares || hasVariable(resource) || resource.segments.at(-1)?.endsWith('+}')
      ? []
      : [{ resource, on: 'greedy-child' as const, verbs: all }]),
  ]);
}

function isVariableBelow(segments: readonly string[], child: readonly string[]): boolean {
  return segments.every((part, index) => part === child[index]) && child.at(-1)?.startsWith('{') === true;
}

/** The sets of some items of a list. */
function* choices<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
  }
  for (let index = 0; size > 0 && index + size <= items.length; index += 1) {
    for (const rest of choices(items.slice(index + 1), size - 1)) {
      yield [items[index], ...rest];
    }
  }
}

function smallerThan(resources: readonly TreeResource[], size: number): readonly Place[] | undefined {
  const all = everyPlace(resources);
  const isOwn = ({ on, resource }: Place) => on === 'itself' && resource.area !== undefined && !resource.shares;
  const [own, optional] = [all.filter(isOwn), all.filter((place) => !isOwn(place))];
  for (let smaller = own.length; smaller < size; smaller += 1) {
    for (const places of choices(optional, smaller - own.length)) {
      if (wrongs(resources, [...own, ...places]).length === 0) {
        return [...own, ...places];
      }
    }
  }
  return undefined;
}

/** The methods of an API by path, as its template has them. */
function methodsOf(resources: readonly TreeResource[], places: readonly Place[]): Methods {
  const table: Record<string, Record<string, Readonly<Record<string, unknown>>>> = {};
  const add = (segments: readonly string[], verbs: readonly string[]) => {
    const path = `/${segments.join('/')}`;
    table[path] = { ...table[path], ...Object.fromEntries(verbs.map((verb) => [verb, {}])) };
  };
  for (const { segments, verbs } of resources) {
    add(segments, verbs);
  }
  for (const { resource, on } of places) {
    add(on === 'itself' ? resource.segments : [...resource.segments, '{new+}'], ['OPTIONS']);
  }
  return table;
}

function routed(api: RestApi, verb: string, path: readonly string[]): string {
  const found = route(api, verb, `/${path.join('/')}`);
  return found.kind === 'method' ? found.method.logicalId : found.kind;
}

const CLAIMS = ['another', 'alone', 'excluded'];

describe('the OPTIONS methods of a greedy plan', () => {
  test.each([
    ['one policy', { most: 12 }],
    ['several policies', { most: 10, claims: CLAIMS }],
    ['conditions', { most: 8, conditions: true }],
    ['all of it', { most: 10, claims: CLAIMS, conditions: true }],
  ])(
    'answer every preflight as one on each resource does: %s',
    (_, generated) => {
      let saved = 0;
      fc.assert(
        fc.property(routeTrees(generated), (resources) => {
          const places = placesFor(resources);
          expect(wrongs(resources, places)).toEqual([]);
          const without = everyResource(resources).length - resources.filter(isTheirs).length;
          expect(places.length).toBeLessThanOrEqual(without);
          saved += without - places.length;
        }),
        { numRuns: 1500 },
      );
      expect(saved).toBeGreaterThan(500);
    },
    120_000,
  );

  test.each([
    ['one policy', { most: 5 }],
    ['several policies', { most: 4, claims: ['another', 'alone'] }],
    ['conditions', { most: 4, conditions: true }],
  ])(
    'are as few as can be: %s',
    (_, generated) => {
      fc.assert(
        fc.property(routeTrees(generated), (resources) => {
          fc.pre(!isTangled(resources));
          expect(smallerThan(resources, placesFor(resources).length)).toBeUndefined();
        }),
        { numRuns: 250 },
      );
    },
    240_000,
  );

  test('are the same where one resource stands for its like as where each is looked at', () => {
    let alike = 0;
    const all = ({ places }: PreflightPlan<TreeResource>) =>
      places.map(({ resource: { segments }, on, verbs }) => [segments, on, [...verbs].sort()]);
    fc.assert(
      fc.property(routeTrees({ most: 14, literals: ['a', 'b', 'c', 'd', 'e'] }), (resources) => {
        const nodes = leastSpecificFirst(treeOf(resources) as RouteNode<TreeResource>);
        const twins = new Twins(nodes);
        const plan = new Placement(nodes, catchersOf(twins.representatives), undefined, twins);
        const apart = new Placement(nodes, catchersOf(nodes));
        expect(all(plan)).toEqual(all(apart));
        expect(plan.beside).toEqual(apart.beside);
        alike += nodes.length - twins.representatives.length;
      }),
      { numRuns: 1500 },
    );
    expect(alike).toBeGreaterThan(500);
  }, 60_000);

  test('are found by the verifier where the oracle finds them, and no other verb is routed otherwise', () => {
    fc.assert(
      fc.property(routeTrees({ most: 8 }), (resources) => {
        const places = placesFor(resources);
        const now = anApi(methodsOf(resources, places));
        const before = anApi(methodsOf(resources, []));
        const table = planned(resources, places);
        for (const path of pathsFor(resources)) {
          const { by, answer } = outcome(table, path);
          const preflight = routed(now, 'OPTIONS', path);
          expect([path, preflight.replace(/^ANY/, 'OPTIONS')]).toEqual([path, expected(answer, by)]);
          for (const verb of ['GET', 'PUT', 'DELETE']) {
            expect([path, routed(now, verb, path)]).toEqual([path, routed(before, verb, path)]);
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

function expected(answer: string, by: readonly string[]): string {
  return answer === 'unclear' ? 'undetermined' : answer === 'none' ? 'none' : methodId('OPTIONS', by.join('/'));
}
