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

  test.each([
    ['/a/b', '/a/{id}', ['/{proxy+}', '/a/{proxy+}']],
    ['/a/b', '/a/{id}', ['/{x}/b']],
    ['/a/b', '/{x}/b', ['/{x}/{y}', '/{x}/{proxy+}']],
    ['/a/b/c', '/a/{y}/c', ['/{x}/b/c', '/a/{y}/{z}']],
  ])('to %s goes to the most specific path that matches, %s', (path, expected, others) => {
    expect(catcher(path, expected, ...others)).toBe(expected);
    expect(catcher(path, ...others, expected)).toBe(expected);
  });

  test('goes nowhere where the resource takes it or has no method to protect', () => {
    expect(catcherOf(at('/a', 'ANY'), [at('/{proxy+}')])).toBeUndefined();
    expect(catcherOf(at('/a', 'GET', 'OPTIONS'), [at('/{proxy+}')])).toBeUndefined();
    expect(catcherOf(at('/a'), [at('/{proxy+}')])).toBeUndefined();
  });
});
