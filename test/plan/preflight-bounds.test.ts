import { plan, type Tree } from '../support/plans';

const NONE = { area: undefined };
const OTHER = { area: 'other' };
const IF = { condition: 'IfWanted' };

/** A request for a method that a resource does not have goes to a less specific path that has it. */
describe('no preflight allows a method that somebody else answers, so that an OPTIONS method stands', () => {
  test.each<[string, Tree, Readonly<Record<string, string>>]>([
    [
      'on those whose methods a variable path would allow on the resource without a policy that falls to it',
      {
        '/': {},
        '/users': {},
        '/users/{id}': {},
        '/users/list': { verbs: 'PUT' },
        '/users/admin': { ...NONE, verbs: 'PUT' },
      },
      { '/': 'GET', '/{new+}': 'GET', '/users/{id}': 'GET', '/users/list': 'PUT' },
    ],
    [
      'on those whose methods another policy has on a greedy path',
      {
        '/': {},
        '/{proxy+}': { ...OTHER, verbs: 'PUT' },
        '/users': {},
        '/users/{id}': {},
        '/users/list': { verbs: 'PUT' },
      },
      { '/': 'GET', '/{proxy+}': 'PUT', '/users': 'GET', '/users/{id}': 'GET', '/users/list': 'PUT' },
    ],
    [
      'on what leaves a method to a path in between that has no policy',
      { '/': {}, '/{proxy+}': {}, '/a': {}, '/a/{rest+}': NONE, '/a/a': {}, '/a/a/a': { verbs: '' } },
      { '/': 'GET', '/{proxy+}': 'GET', '/a/a/a': '' },
    ],
    [
      'on what leaves a method to a path in between, where the greedy one has ANY',
      { '/': {}, '/{proxy+}': { verbs: 'ANY' }, '/b': {}, '/b/{id}': { ...NONE, verbs: 'PUT' }, '/b/a': {} },
      { '/': 'GET', '/{proxy+}': 'ANY GET', '/b/a': 'GET' },
    ],
    [
      'and refuses where that costs less than one on each of those whose methods are too much',
      { '/': {}, '/{proxy+}': { verbs: '' }, '/a': {}, '/c': {}, '/internal': NONE },
      { '/': 'GET', '/{proxy+}': 'GET', '/internal': 'refused' },
    ],
    [
      'on the one whose methods are too much where that costs less than refusals',
      { '/': {}, '/{proxy+}': { verbs: '' }, '/a': {}, '/internal': NONE, '/private': NONE },
      { '/': 'GET', '/{proxy+}': '', '/a': 'GET' },
    ],
    [
      'and refuses where the path that would allow less may be left out of the API',
      {
        '/': {},
        '/{proxy+}': {},
        '/a': {},
        '/a/a': {},
        '/a/a/a': NONE,
        '/a/{rest+}': { ...IF, verbs: '' },
        '/b': {},
      },
      { '/': 'GET', '/{proxy+}': 'GET', '/a/a/a': 'refused' },
    ],
    [
      'on each of two paths of different policies of which none is the more specific',
      { '/': {}, '/{tenant}': {}, '/{tenant}/a': {}, '/a': {}, '/a/{id}': OTHER, '/b': {} },
      { '/': 'GET', '/{tenant}': 'GET', '/{tenant}/a': 'GET', '/a/{id}': 'GET' },
    ],
  ])('%s', (_, tree, expected) => {
    expect(plan(tree)).toEqual(expected);
  });
});

describe('no call is refused that falls from a path without a policy to one with it, so that an OPTIONS method stands', () => {
  test.each<[string, Tree, Readonly<Record<string, string>>]>([
    [
      'on a greedy path, whose page may call it by a path that has no method',
      { '/': {}, '/a': {}, '/b': {}, '/b/a': { ...NONE, verbs: '' }, '/b/{proxy+}': {} },
      { '/': 'GET', '/{new+}': 'GET', '/b/{proxy+}': 'GET' },
    ],
    [
      'on a variable path, whose page may call a method that the resource does not have',
      { '/': {}, '/a': {}, '/b': {}, '/b/a': NONE, '/b/{id}': { verbs: 'GET PUT' } },
      { '/': 'GET', '/{new+}': 'GET', '/b/{id}': 'GET PUT' },
    ],
    [
      'on those that another path crosses, so that nobody can tell whose requests are refused',
      {
        '/': {},
        '/{tenant}': {},
        '/{tenant}/a': {},
        '/a': {},
        '/a/{id}': NONE,
        '/b': {},
        '/{tenant}/a/b': {},
      },
      { '/': 'GET', '/{tenant}': 'GET', '/{tenant}/a': 'GET', '/{tenant}/a/b': 'GET' },
    ],
    [
      'nowhere else where the user answers for the path already',
      { '/': {}, '/a': {}, '/b': {}, '/b/a': NONE, '/b/{id}': { verbs: 'OPTIONS GET' } },
      { '/': 'GET', '/{new+}': 'GET' },
    ],
  ])('%s', (_, tree, expected) => {
    expect(plan(tree)).toEqual(expected);
  });
});
