import { catcherOf } from '../../src/plan/caught-preflights';
import type { MethodModel } from '../../src/plan/model';

const method = (verb: string): MethodModel => ({ verb, integration: 'AWS', open: true });
const at = (path: string, ...verbs: string[]) => ({ path, methods: verbs.map(method) });
const catcher = (path: string, ...answering: string[]) =>
  catcherOf(
    at(path, 'GET'),
    answering.map((one) => at(one)),
  )?.path;

describe('a preflight that nothing of its own path answers', () => {
  test.each([
    ['/admin/users', '/{proxy+}'],
    ['/admin', '/{proxy+}'],
    ['/orders/mine', '/orders/{id}'],
    ['/orders/{id}/lines', '/orders/{proxy+}'],
  ])('to %s goes to %s', (path, expected) => {
    expect(catcher(path, '/', '/other', expected)).toBe(expected);
  });

  test.each([
    ['/', '/{proxy+}'],
    ['/orders', '/orders/{proxy+}'],
    ['/orders/mine/lines', '/orders/{id}'],
    ['/orders/{id}', '/orders/mine'],
    ['/orders', '/order'],
  ])('to %s does not go to %s', (path, other) => {
    expect(catcher(path, other)).toBeUndefined();
  });

  test('goes to the most specific path that matches', () => {
    expect(catcher('/a/b', '/{proxy+}', '/a/{id}', '/a/{proxy+}')).toBe('/a/{id}');
  });

  test('goes nowhere where the resource takes it or has no method to protect', () => {
    expect(catcherOf(at('/a', 'ANY'), [at('/{proxy+}')])).toBeUndefined();
    expect(catcherOf(at('/a', 'GET', 'OPTIONS'), [at('/{proxy+}')])).toBeUndefined();
    expect(catcherOf(at('/a'), [at('/{proxy+}')])).toBeUndefined();
  });
});
