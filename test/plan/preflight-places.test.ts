import { beside, plan, type Tree } from '../support/plans';

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

  test('the same where what lies below others was written before them', () => {
    expect(plan({ '/a/{id}': {}, '/a': { verbs: 'PUT' }, '/': {} })).toEqual({ '/': 'GET', '/{new+}': 'GET PUT' });
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

const NONE = { area: undefined };
const OTHER = { area: 'other' };

describe('a plan of few OPTIONS methods puts', () => {
  test.each<[string, Tree, Readonly<Record<string, string>>]>([
    [
      'one on a greedy path that a path of one length may come before',
      { '/': {}, '/b': {}, '/b/b': {}, '/b/{id}': {}, '/b/{id}/{id}': {}, '/b/b/{p+}': { verbs: '' } },
      { '/': 'GET', '/{new+}': 'GET', '/b/b/{p+}': '' },
    ],
    [
      'nothing for others below a resource that wants its own',
      { '/': { shares: false }, '/b': {} },
      { '/': 'GET', '/b': 'GET' },
    ],
    [
      'a refusal on the very resource where a variable one beside it has none',
      { '/': {}, '/b': {}, '/b/{id}': { verbs: '' }, '/b/b': NONE },
      { '/': 'GET', '/{new+}': 'GET', '/b/b': 'refused' },
    ],
    [
      'no verb of those who are refused anywhere',
      { '/': {}, '/{p+}': { verbs: 'ANY' }, '/a': { ...NONE, verbs: 'PUT' } },
      { '/': 'GET', '/{p+}': 'ANY' },
    ],
    [
      'no refusal where there is nothing to keep it from',
      { '/': {}, '/a': {}, '/b': NONE },
      { '/': 'GET', '/a': 'GET' },
    ],
    ['none above what is refused', { '/': {}, '/a': NONE, '/a/a': {} }, { '/': 'GET', '/a/a': 'GET' }],
    [
      'one greedy child rather than another, whichever costs less',
      {
        '/': {},
        '/a': OTHER,
        '/a/a': { verbs: '' },
        '/a/a/{id}': {},
        '/a/a/b': { ...OTHER, condition: 'IfWanted' },
      },
      { '/': 'GET', '/{new+}': 'GET', '/a': 'GET', '/a/a/b': 'GET' },
    ],
    [
      'no greedy child for one policy where two others would have to be kept from it',
      { '/': {}, '/a': OTHER, '/a/a': OTHER, '/a/b': { verbs: 'PUT' }, '/a/a/{id}': {} },
      { '/': 'GET', '/{new+}': 'GET PUT', '/a': 'GET', '/a/a': 'GET' },
    ],
    [
      'no greedy child beside which two would need their own',
      {
        '/': {},
        '/{id}': { verbs: '', condition: 'A' },
        '/a': { verbs: 'PUT' },
        '/{id}/b': {},
        '/a/b': { condition: 'B' },
      },
      { '/': 'GET', '/{id}': '', '/a': 'PUT', '/{id}/b': 'GET' },
    ],
    [
      'none where an ANY of those who are refused takes the preflights itself',
      { '/': {}, '/a': { ...NONE, verbs: 'ANY' }, '/b': {} },
      { '/': 'GET', '/{new+}': 'GET' },
    ],
    [
      'those before an OPTIONS of the user that is left out of it',
      { '/': {}, '/b': { verbs: 'OPTIONS' }, '/b/{p+}': { shares: false, condition: 'IfWanted' }, '/b/a': {} },
      { '/': 'GET', '/{new+}': 'GET', '/b/{p+}': 'GET' },
    ],
    [
      'a greedy child below a condition that all share who need it',
      { '/': { condition: 'IfWanted' }, '/a': {} },
      { '/': 'GET', '/{new+}': 'GET' },
    ],
    [
      'a greedy child on the more specific of two paths where all below the other is below it too',
      { '/': {}, '/a': {}, '/{id}': { condition: 'IfWanted' }, '/a/a': { verbs: '' } },
      { '/': 'GET', '/a': 'GET', '/a/{new+}': '', '/{id}': 'GET' },
    ],
    [
      'none above a greedy path whose preflights the user answers',
      { '/': {}, '/{p+}': { verbs: 'OPTIONS' }, '/a': {}, '/a/b': {} },
      { '/': 'GET', '/a': 'GET', '/a/b': 'GET' },
    ],
  ])('%s', (_, tree, expected) => {
    expect(plan(tree)).toEqual(expected);
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
    [
      "beside the user's greedy child where the user answers for it",
      { '/': {}, '/{proxy+}': { verbs: 'OPTIONS' }, '/a': {} },
      ['/: /{proxy+}'],
    ],
    [
      'not where a greedy child answers that is no child of the parent',
      { '/': {}, '/b': {}, '/b/{p+}': {}, '/{id}': { verbs: '' }, '/b/b': {} },
      ['/: /{id}'],
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
