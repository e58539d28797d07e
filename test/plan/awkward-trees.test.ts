import { placePreflights } from '../../src/plan/preflight-places';
import { wrongs } from '../support/answered-as-well';
import { resourcesOf, type Tree } from '../support/plans';

const NONE = { area: undefined };
const OTHER = { area: 'other' };
const IF = { condition: 'IfWanted' };

/** Generated trees for which the planner was wrong at some time, or would be with a mistake in it, and how many suffice. */
const TREES: readonly (readonly [number, Tree])[] = [
  [4, { '/': {}, '/{v}': {}, '/{v}/b': NONE, '/{v}/a': {}, '/b': {}, '/b/b': {} }],
  [3, { '/': { verbs: '' }, '/{v}': {}, '/a': {}, '/{v}/a': {}, '/a/{g+}': IF }],
  [
    5,
    {
      '/': { verbs: '' },
      '/b': {},
      '/{v}': {},
      '/{v}/{v}': {},
      '/{v}/a': {},
      '/b/{g+}': {},
      '/{v}/a/{v}': { verbs: 'GET PUT' },
      '/b/b': NONE,
    },
  ],
  [2, { '/': { verbs: 'GET PUT' }, '/{g+}': {}, '/b': { verbs: 'GET PUT' }, '/a': NONE }],
  [
    1,
    {
      '/': { verbs: 'OPTIONS GET' },
      '/{g+}': { verbs: 'ANY' },
      '/a': {},
      '/a/b': {},
      '/a/b/{v}': { verbs: 'GET PUT' },
      '/a/{g+}': NONE,
    },
  ],
  [
    4,
    {
      '/': {},
      '/{g+}': { verbs: 'ANY' },
      '/a': { area: 'other' },
      '/a/{g+}': { verbs: 'GET PUT', area: 'other' },
      '/a/a': { area: 'other' },
    },
  ],
  [
    8,
    {
      '/': { verbs: 'GET PUT' },
      '/b': IF,
      '/b/b': IF,
      '/{v}': { area: 'other', shares: false },
      '/{v}/a': { area: 'other', shares: false },
      '/b/b/a': IF,
      '/b/b/a/{g+}': { verbs: '', area: 'third', shares: false, condition: 'IfWanted' },
      '/b/{g+}': { verbs: '', condition: 'IfWanted' },
    },
  ],
  [3, { '/': {}, '/b': IF, '/{v}': {}, '/b/{v}': { verbs: '', condition: 'IfWanted' }, '/{v}/b': {} }],
  [1, { '/': { verbs: 'OPTIONS GET' }, '/a': NONE, '/b': { verbs: 'GET PUT' }, '/{g+}': { verbs: 'ANY' } }],
  [
    4,
    {
      '/': { verbs: 'ANY' },
      '/b': { verbs: 'GET PUT' },
      '/b/a': {},
      '/b/{g+}': NONE,
      '/{g+}': { verbs: '' },
      '/b/b': { verbs: '' },
    },
  ],
  [
    5,
    {
      '/': { verbs: 'GET PUT' },
      '/{g+}': {},
      '/b': { area: 'other' },
      '/a': {},
      '/b/{g+}': { verbs: '', area: 'other' },
      '/b/a': { area: 'other' },
    },
  ],
  [3, { '/': { verbs: 'GET PUT' }, '/a': {}, '/a/a': {}, '/a/{g+}': { verbs: '' }, '/a/a/{v}': { area: 'other' } }],
  [
    5,
    {
      '/': { verbs: '' },
      '/a': {},
      '/a/{g+}': {},
      '/{v}': { verbs: 'GET PUT' },
      '/{v}/a': {},
      '/{v}/b': {},
      '/{v}/a/a': { area: 'other', shares: false },
    },
  ],
  [
    4,
    {
      '/': { verbs: 'GET PUT' },
      '/{v}': { verbs: 'ANY' },
      '/{v}/a': {},
      '/{v}/a/b': { area: 'other' },
      '/a': {},
      '/a/{v}': { verbs: 'OPTIONS GET' },
      '/a/{v}/a': {},
    },
  ],
  [
    4,
    {
      '/': { verbs: 'GET PUT' },
      '/b': { verbs: 'OPTIONS GET' },
      '/b/{v}': {},
      '/b/{v}/{v}': {},
      '/b/{v}/{v}/{g+}': NONE,
      '/b/b': {},
      '/b/b/{g+}': {},
    },
  ],
  [
    4,
    {
      '/': { verbs: 'OPTIONS GET' },
      '/b': { verbs: 'ANY' },
      '/{v}': {},
      '/{v}/a': {},
      '/b/{v}': {},
      '/{v}/a/{g+}': { verbs: 'ANY', area: 'other' },
    },
  ],
  [
    5,
    {
      '/': { verbs: 'OPTIONS GET' },
      '/b': {},
      '/b/{v}': {},
      '/{v}': { area: 'other' },
      '/{v}/a': { verbs: 'ANY', area: 'other' },
      '/{v}/a/b': { area: 'other' },
      '/{v}/a/b/a': { area: 'other' },
    },
  ],
  [
    4,
    {
      '/': {},
      '/a': NONE,
      '/a/{v}': OTHER,
      '/a/a': NONE,
      '/a/{v}/b': OTHER,
      '/a/a/b': NONE,
      '/a/{v}/b/a': OTHER,
      '/a/a/b/{v}': NONE,
    },
  ],
  [
    5,
    {
      '/': {},
      '/{g+}': { verbs: '' },
      '/a': {},
      '/a/a': NONE,
      '/a/a/a': NONE,
      '/a/{v}': {},
      '/a/{v}/{v}': {},
      '/a/a/{g+}': NONE,
    },
  ],
  [
    4,
    {
      '/': {},
      '/{v}': {},
      '/a': { ...NONE, verbs: 'ANY' },
      '/a/b': NONE,
      '/{v}/b': {},
      '/{v}/b/a': {},
      '/a/b/{v}': NONE,
    },
  ],
  [
    6,
    {
      '/': {},
      '/a': {},
      '/{v}': {},
      '/a/a': {},
      '/a/{g+}': { verbs: '' },
      '/{v}/{v}': {},
      '/a/b': NONE,
      '/{v}/b': { verbs: '' },
    },
  ],
];

describe('a tree that is hard to plan for', () => {
  test.each(TREES.map(([count, tree]) => [Object.keys(tree).join(' '), count, tree] as const))(
    'has its preflights answered as by one OPTIONS method on each resource: %s, by %i',
    (_, count, tree) => {
      const resources = resourcesOf(tree);
      const places = placePreflights(resources)?.places ?? [];
      expect(wrongs(resources, places)).toEqual([]);
      expect(places).toHaveLength(count);
    },
  );
});
