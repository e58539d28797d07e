import { type Place, Places, pointerTo } from '../../src/openapi/places';

const DOCUMENT = {
  paths: {
    '/a/{id}': { get: { here: 1 } },
    '/b': { $ref: '#/paths/~1a~1%7Bid%7D' },
    '/c': { $ref: '#/shared/Chain', summary: 'own' },
  },
  shared: { Chain: { $ref: '#/paths/~1b' }, 'a~b%zz': { found: true } },
};

function at(...keys: string[]): { place: Place; problems: string[] } {
  const places = new Places(DOCUMENT);
  const place = keys.reduce((inner, key) => places.inside(inner, key), places.root);
  return { place, problems: places.problems.map(({ id, property }) => `${id} ${property}`) };
}

test('a place says where it is, there and in the old document', () => {
  const { place } = at('paths', '/a/{id}', 'get');
  expect(place).toEqual({
    value: { here: 1 },
    at: ['paths', '/a/{id}', 'get'],
    found: ['paths', '/a/{id}', 'get'],
    inlining: [],
  });
});

test('a reference is followed, escaped or not, and has to make room before anything behind it changes', () => {
  const { place } = at('paths', '/b', 'get');
  expect(place).toMatchObject({ value: { here: 1 }, at: ['paths', '/b', 'get'], found: ['paths', '/a/{id}', 'get'] });
  expect(place.inlining).toEqual([{ kind: 'inline', at: ['paths', '/b'], from: ['paths', '/a/{id}'] }]);
});

test('a chain of references is followed to its end, and what stands beside the first stays', () => {
  const { place } = at('paths', '/c');
  expect(place.value).toEqual({ get: { here: 1 }, summary: 'own' });
  expect(place.inlining).toEqual([{ kind: 'inline', at: ['paths', '/c'], from: ['paths', '/a/{id}'] }]);
});

test.each([
  ['openapi-ref-remote', './other.yaml#/a'],
  ['openapi-ref-remote', 'https://example.com/a.json'],
  ['openapi-ref-remote', '#anchor'],
  ['openapi-ref-broken', '#/shared/None'],
  ['openapi-ref-broken', '#/paths/~1x'],
])('%s is what is wrong with %s', (id, $ref) => {
  const places = new Places({ ...DOCUMENT, paths: { '/x': { $ref } } });
  const twice = [1, 2].map(() => places.inside(places.inside(places.root, 'paths'), '/x'));
  expect(twice.map(({ value }) => value)).toEqual([undefined, undefined]);
  expect(places.problems).toEqual([
    expect.objectContaining({ id, property: '#/paths/~1x', got: JSON.stringify($ref) }),
  ]);
});

test('a look at a value follows its reference without a word where it leads nowhere', () => {
  const places = new Places(DOCUMENT);
  expect(places.peek({ $ref: '#/shared/Chain' })).toEqual({ get: { here: 1 } });
  expect(places.peek({ $ref: '#/shared/a~0b%zz' })).toEqual({ found: true });
  expect(places.peek({ $ref: 'other.yaml' })).toBeUndefined();
  expect(places.problems).toEqual([]);
});

test('people read a place as a JSON pointer', () => {
  expect(pointerTo(['paths', '/a~b', 'get'])).toBe('#/paths/~1a~0b/get');
});
