import { plan, type Tree } from '../support/plans';

const IF = { condition: 'IfWanted' };

/** `/{id}/b` and `/b/a` both match `/b/b`, and neither is more specific at every segment. */
describe('where paths overlap, a greedy child of the more specific one', () => {
  test.each<[string, Tree, Readonly<Record<string, string>>]>([
    [
      'is made where it has all that lies below the other',
      { '/': {}, '/{id}': IF, '/{id}/b': {}, '/b': {}, '/b/b': {}, '/b/a': {} },
      { '/': 'GET', '/{id}': 'GET', '/{id}/{new+}': 'GET', '/b': 'GET', '/b/{new+}': 'GET' },
    ],
    [
      'is not made where it would take what the user answers below the other',
      { '/': {}, '/{id}': {}, '/{id}/{p+}': { verbs: 'OPTIONS' }, '/a': {}, '/a/a': {} },
      { '/': 'GET', '/{id}': 'GET', '/a/a': 'GET' },
    ],
    [
      'is not made where what it has itself may be left out of the API',
      { '/': {}, '/{id}': IF, '/{id}/a': {}, '/{id}/a/{id}': {}, '/a': {}, '/a/a': {}, '/a/a/{id}': IF },
      { '/': 'GET', '/{id}': 'GET', '/{id}/{new+}': 'GET', '/a': 'GET', '/a/a': 'GET' },
    ],
    [
      'is not made where it has one segment of what is greedy below the other',
      {
        '/': {},
        '/{id}': IF,
        '/{id}/b': {},
        '/{id}/b/{p+}': {},
        '/b': {},
        '/b/a': {},
        '/b/b': { verbs: 'OPTIONS' },
        '/b/b/{id}': {},
      },
      {
        '/': 'GET',
        '/{id}': 'GET',
        '/{id}/{new+}': 'GET',
        '/b': 'GET',
        '/b/a': 'GET',
        '/b/b/{id}': 'GET',
      },
    ],
    [
      'is made where what lies below the other is left out of the API more often',
      { '/': {}, '/{id}': IF, '/{id}/a': { condition: 'IfAsked' }, '/a': {}, '/a/a': {}, '/b': {} },
      { '/': 'GET', '/{id}': 'GET', '/{id}/{new+}': 'GET', '/a': 'GET', '/a/{new+}': 'GET', '/b': 'GET' },
    ],
  ])('%s', (_, tree, expected) => {
    expect(plan(tree)).toEqual(expected);
  });
});

describe('where paths do not overlap', () => {
  test('a greedy path below one keeps no greedy child from the other', () => {
    const tree = { '/': { shares: false }, '/a': {}, '/b': {}, '/a/{id}': {}, '/b/{p+}': {}, '/a/{id}/a': {} };
    expect(plan(tree)).toEqual({
      '/': 'GET',
      '/a': 'GET',
      '/a/{id}': 'GET',
      '/a/{id}/{new+}': 'GET',
      '/b': 'GET',
      '/b/{p+}': 'GET',
    });
  });
});

describe('of several that match a preflight', () => {
  test('the most specific one answers it, wherever it hangs', () => {
    const tree = {
      '/': {},
      '/b': {},
      '/b/b': {},
      '/{id}': { shares: false },
      '/{id}/b': {},
      '/b/b/a': {},
    };
    expect(plan(tree)).toEqual({ '/': 'GET', '/{id}': 'GET', '/{id}/b': 'GET', '/{id}/b/{new+}': 'GET' });
  });

  test('those that were looked at first are looked at again', () => {
    const tree = {
      '/': {},
      '/{id}': { shares: false },
      '/b': {},
      '/b/b': {},
      '/b/b/{p+}': IF,
      '/{id}/b': {},
      '/a': {},
      '/a/a': { verbs: 'ANY' },
      '/b/a': {},
    };
    expect(plan(tree)).toEqual({
      '/': 'GET',
      '/{id}': 'GET',
      '/{id}/b': 'GET',
      '/b/b/{p+}': 'GET',
      '/b/a': 'GET',
      '/a/a': 'ANY',
    });
  });
});
