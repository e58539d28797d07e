import { type PlacedResource, placePreflights } from '../../src/plan/preflight-places';

interface Written {
  readonly verbs?: string;
  readonly area?: string | undefined;
  readonly shares?: boolean;
  readonly condition?: string;
}

type Tree = Readonly<Record<string, Written>>;

function resourcesOf(tree: Tree): readonly PlacedResource[] {
  return Object.entries(tree).map(([path, { verbs = 'GET', shares = true, condition, ...own }]) => ({
    segments: path.split('/').filter((part) => part !== ''),
    verbs: verbs.split(' ').filter((verb) => verb !== ''),
    area: 'area' in own ? own.area : 'shop',
    shares,
    condition,
  }));
}

const pathOf = ({ segments }: PlacedResource): string => `/${segments.join('/')}`;

/** Where a greedy child would be if there were no variable one: the parent, and what is there. */
function beside(tree: Tree): readonly string[] | undefined {
  const placed = placePreflights(resourcesOf(tree));
  return placed?.beside.map(({ resource, variable }) => `${pathOf(resource)}: ${pathOf(variable)}`);
}

/** The OPTIONS methods of a greedy plan: where -> what they allow. */
function plan(tree: Tree): Readonly<Record<string, string>> | undefined {
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

describe('a plan of few OPTIONS methods has', () => {
  test('one for the root and one for all below it, which allows what any of them has', () => {
    const tree = {
      '/': {},
      '/a': { verbs: 'PUT' },
      '/a/{id}': { verbs: 'DELETE' },
      '/a/{id}/b': {},
      '/c': { verbs: '' },
    };
    expect(plan(tree)).toEqual({ '/': 'GET', '/{new+}': 'DELETE GET PUT' });
  });

  test('the root alone where nothing is below it', () => {
    expect(plan({ '/': {} })).toEqual({ '/': 'GET' });
  });

  test('one more for each ANY, which would take the preflights', () => {
    expect(plan({ '/': {}, '/a': { verbs: 'ANY' }, '/b': {} })).toEqual({ '/': 'GET', '/a': 'ANY', '/{new+}': 'GET' });
  });

  test("none for an OPTIONS method of the user's, and nothing that would take its preflights", () => {
    const tree = { '/': {}, '/a': {}, '/a/{id}': { verbs: 'OPTIONS GET' }, '/a/b': {}, '/a/b/c': {} };
    expect(plan(tree)).toEqual({ '/': 'GET', '/a/b': 'GET', '/{new+}': 'GET' });
  });

  test("what the user's greedy child can carry, where there is one", () => {
    const tree = { '/': {}, '/{proxy+}': { verbs: 'GET' }, '/a': { verbs: 'PUT' }, '/a/b': { verbs: 'PATCH' } };
    expect(plan(tree)).toEqual({ '/': 'GET', '/{proxy+}': 'GET PATCH PUT' });
  });

  test('one on a variable child, which carries its siblings, and a greedy child below it', () => {
    const tree = {
      '/': {},
      '/{id}': { verbs: 'PUT' },
      '/a': {},
      '/{id}/x': {},
      '/a/b': { verbs: 'PATCH' },
      '/a/b/c': {},
    };
    expect(plan(tree)).toEqual({ '/': 'GET', '/{id}': 'GET PUT', '/{id}/{new+}': 'GET PATCH' });
  });

  test('two for a subtree with another policy', () => {
    const other = { area: 'public' };
    const tree = { '/': {}, '/a': {}, '/public': other, '/public/a': other, '/public/a/{id}': other };
    expect(plan(tree)).toEqual({ '/': 'GET', '/{new+}': 'GET', '/public': 'GET', '/public/{new+}': 'GET' });
  });

  test('one on each resource of a policy that wants it so, which carry nobody else', () => {
    const own = { shares: false, area: 'own' };
    const tree = { '/': {}, '/a': {}, '/own': own, '/own/{id}': own, '/own/a': own };
    expect(plan(tree)).toEqual({
      '/': 'GET',
      '/{new+}': 'GET',
      '/own': 'GET',
      '/own/{id}': 'GET',
      '/own/a': 'GET',
    });
  });

  test('a refusal where it would answer for a subtree that has no policy', () => {
    const none = { area: undefined };
    const tree = { '/': {}, '/a': {}, '/b': {}, '/c': {}, '/internal': none, '/internal/{id}': none };
    expect(plan(tree)).toEqual({ '/': 'GET', '/{new+}': 'GET', '/internal': 'refused', '/internal/{id}': 'refused' });
  });

  test('one on each resource where to refuse the others costs more', () => {
    const none = { area: undefined };
    expect(plan({ '/': {}, '/a': {}, '/internal': none, '/private': none })).toEqual({ '/': 'GET', '/a': 'GET' });
  });

  test('one for those that outlive the resource that could carry them', () => {
    const tree = { '/': {}, '/{id}': { condition: 'IfWanted' }, '/a': {}, '/b': { condition: 'IfWanted' } };
    expect(plan(tree)).toEqual({ '/': 'GET', '/{id}': 'GET', '/a': 'GET' });
  });
});

describe('a plan says where a greedy child would be, if it were not for a variable one', () => {
  test.each<[string, Tree, readonly string[]]>([
    ['beside a variable child', { '/': {}, '/{id}': {}, '/a': {} }, ['/: /{id}']],
    ["beside the user's greedy child", { '/': {}, '/{proxy+}': {}, '/a': {} }, ['/: /{proxy+}']],
    [
      'beside each of two',
      { '/': {}, '/{id}': {}, '/a': {}, '/{id}/{sub}': {}, '/{id}/b': {} },
      ['/: /{id}', '/{id}: /{id}/{sub}'],
    ],
    ['not where nothing else is beside it', { '/': {}, '/{id}': {}, '/{id}/{sub}': {} }, []],
    ['not where one further up answers', { '/': {}, '/b': {}, '/a': {}, '/a/{id}': {}, '/a/c': {} }, []],
    ['not where there is no variable child', { '/': {}, '/a': {}, '/b': {} }, []],
    ['not where nobody has a policy', { '/': { area: undefined }, '/{id}': {}, '/a': {} }, []],
    ['not where each wants its own', { '/': { shares: false }, '/{id}': {}, '/a': {} }, []],
  ])('%s', (_, tree, expected) => {
    expect(beside(tree)).toEqual(expected);
  });
});

describe('no plan of few OPTIONS methods is made', () => {
  test.each([
    ['the root is not known', { '/a': {} }],
    ['the parent of a resource is not known', { '/': {}, '/a/b': {} }],
    ['two resources have one place', { '/': {}, '/{id}': {}, '/{name}': {} }],
    ['there is nothing', {}],
  ])('where %s', (_name, tree) => {
    expect(plan(tree)).toBeUndefined();
  });
});
