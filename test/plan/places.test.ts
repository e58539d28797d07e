import { alike, holds, isSamePlace, nearestSubtree, type Place, ResourceTree, ROOT } from '../../src/plan/places';

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
    tree.state(ROOT, () => '/nonsense');
    expect(tree.placeOf(ROOT)).toEqual(WHOLE);
    expect(tree.placeOf('a').path).toBe('/a');
  });

  test('has no path where nobody tells what lies above', () => {
    expect(aTree().placeOf('x')).toEqual({ keys: ['x', 'outside'], path: undefined });
    expect(aTree().placeOf('never seen')).toEqual({ keys: ['never seen'], path: undefined });
  });

  test('begins with the path that an import states', () => {
    const tree = aTree();
    tree.state('outside', () => '/far/away');
    expect(tree.placeOf('x').path).toBe('/far/away/x');
  });

  test('is what the app defines rather than what an import states', () => {
    const tree = aTree();
    tree.state('c', () => '/wrong');
    expect(tree.placeOf('c').path).toBe('/a/b/c');
  });

  test('is what an import states first that states anything', () => {
    const tree = aTree();
    tree.state('outside', () => undefined);
    tree.state('outside', () => '/far');
    tree.state('outside', () => '/near');
    expect(tree.placeOf('x').path).toBe('/far/x');
  });

  test('is told anew when more is known', () => {
    const tree = aTree();
    expect(tree.placeOf('x').path).toBeUndefined();
    tree.grow('outside', { parent: ROOT, pathPart: 'o' });
    expect(tree.placeOf('x').path).toBe('/o/x');
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

  test('is nobody where nobody has one, and is not told where the place is not', () => {
    expect(nearestSubtree(WHOLE, [])).toBeUndefined();
    expect(nearestSubtree(aTree().placeOf('x'), [])).toBe('unknown');
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

describe('a subtree holds', () => {
  const at = (path: string | undefined, ...keys: string[]) => ({ place: { keys, path } });

  test('what is known to hang from it, whatever the paths say', () => {
    expect(holds(at('/p', 'k'), { keys: ['c', 'k'], path: '/q/c' })).toBe(true);
    expect(holds(at(undefined, 'k'), { keys: ['c', 'k'], path: undefined })).toBe(true);
  });

  test('what has its path or one below', () => {
    expect(holds(at('/a/b', 'import'), aTree().placeOf('c'))).toBe(true);
    expect(holds(at('/a/b', 'import'), aTree().placeOf('b'))).toBe(true);
    expect(holds(at('/a/b', 'import'), aTree().placeOf('a'))).toBe(false);
  });

  test('nothing else, and nothing of which only one side is told', () => {
    expect(holds(at(undefined, 'other'), aTree().placeOf('c'))).toBe(false);
    expect(holds(at('/a', 'import'), { keys: ['y'], path: undefined })).toBe(false);
    expect(isSamePlace(at('/a', 'import').place, aTree().placeOf('b'))).toBe(false);
  });
});

describe('two paths are easily taken for each other', () => {
  test.each([
    ['/orders', '/Orders', true],
    ['/orders/{id}', '/orders/{orderId}', true],
    ['/orders/', 'orders', true],
    ['/orders/{id}', '/orders/id', false],
    ['/orders', '/order', false],
    ['/orders/{id}/a', '/orders/{id}', false],
    ['/a/b', '/ab', false],
    ['/{a}/{b}', '/{a}{b}', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(alike(one, other)).toBe(expected);
  });
});
