import { isSamePlace, nearestSubtree, type Place, ResourceTree, ROOT } from '../../src/plan/places';

const WHOLE: Place = { keys: [ROOT], path: '/' };

/** /a/b/c, of which c hangs from b and so on; `x` hangs from something outside the app. */
function aTree(): ResourceTree {
  const tree = new ResourceTree();
  tree.grow('c', { parent: 'b', pathPart: 'c' });
  tree.grow('b', { parent: 'a', pathPart: 'b' });
  tree.grow('a', { parent: ROOT, pathPart: 'a' });
  tree.grow('x', { parent: 'outside', pathPart: 'x' });
  return tree;
}

describe('the place of a resource', () => {
  test('is told by what it hangs from, in whichever order that was read', () => {
    expect(aTree().placeOf('c')).toEqual({ keys: ['c', 'b', 'a', ROOT], path: '/a/b/c' });
  });

  test('is the root by itself, whatever is said of it', () => {
    const tree = aTree();
    tree.state(ROOT, '/nonsense');
    expect(tree.placeOf(ROOT)).toEqual(WHOLE);
    expect(tree.placeOf('a').path).toBe('/a');
  });

  test('has no path where nobody tells what lies above', () => {
    expect(aTree().placeOf('x')).toEqual({ keys: ['x', 'outside'], path: undefined });
    expect(aTree().placeOf('never seen')).toEqual({ keys: ['never seen'], path: undefined });
  });

  test('begins with the path that an import states', () => {
    const tree = aTree();
    tree.state('outside', '/far/away');
    expect(tree.placeOf('x').path).toBe('/far/away/x');
  });

  test('is what the app defines rather than what an import states', () => {
    const tree = aTree();
    tree.state('c', '/wrong');
    expect(tree.placeOf('c').path).toBe('/a/b/c');
  });

  test('ends where two resources hang from each other', () => {
    const tree = new ResourceTree();
    tree.grow('one', { parent: 'other', pathPart: '1' });
    tree.grow('other', { parent: 'one', pathPart: '2' });
    expect(tree.placeOf('one')).toEqual({ keys: ['one', 'other'], path: undefined });
  });
});

describe('the nearest subtree', () => {
  const whole = { place: WHOLE };

  test('is the one with the fewest steps in between, in whichever order they are given', () => {
    const tree = aTree();
    const [a, b] = [{ place: tree.placeOf('a') }, { place: tree.placeOf('b') }];
    for (const subtrees of [
      [whole, a, b],
      [b, a, whole],
      [a, whole, b],
    ]) {
      expect(nearestSubtree(tree.placeOf('c'), subtrees)).toBe(b);
      expect(nearestSubtree(tree.placeOf('a'), subtrees)).toBe(a);
      expect(nearestSubtree(WHOLE, subtrees)).toBe(whole);
    }
  });

  test('is found by its path where an import knows it under another id', () => {
    const imported = { place: { keys: ['other-id'], path: 'a/b/' } };
    expect(nearestSubtree(aTree().placeOf('c'), [whole, imported])).toBe(imported);
    expect(nearestSubtree(aTree().placeOf('a'), [whole, imported])).toBe(whole);
    expect(isSamePlace(imported.place, aTree().placeOf('b'))).toBe(true);
  });

  test('is not one whose path only begins alike', () => {
    const similar = { place: { keys: ['similar'], path: '/a/bb' } };
    expect(nearestSubtree({ keys: ['y'], path: '/a/bbb' }, [similar])).toBeUndefined();
    expect(nearestSubtree({ keys: ['y'], path: '/a' }, [similar])).toBeUndefined();
  });

  test('is nobody knows which where the place is not told and there are several', () => {
    const tree = aTree();
    const a = { place: tree.placeOf('a') };
    expect(nearestSubtree(tree.placeOf('x'), [whole, a])).toBe('unknown');
    expect(nearestSubtree(tree.placeOf('x'), [a])).toBe('unknown');
    expect(nearestSubtree(tree.placeOf('x'), [whole])).toBe(whole);
    expect(nearestSubtree(tree.placeOf('x'), [whole, { place: tree.placeOf('outside') }])).toEqual({
      place: { keys: ['outside'], path: undefined },
    });
  });
});
