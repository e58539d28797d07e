import { type MethodSetting, mayCache, type StageModel } from '../../src/plan/stage-cache';

const setting = (path: string, cachingEnabled?: boolean): MethodSetting => {
  const end = path.lastIndexOf('/');
  return { resourcePath: path.slice(0, end), httpMethod: path.slice(end + 1), cachingEnabled };
};
const stage = (...settings: MethodSetting[]): StageModel => ({ name: 'prod', hasCache: true, settings });

describe('a stage with a cache', () => {
  test('keeps the answers of GET and of ANY, and those of no other verb', () => {
    const cached = ['GET', 'ANY', 'POST', 'PUT', 'HEAD', 'OPTIONS'].filter((verb) =>
      mayCache(stage(), verb, '/orders'),
    );
    expect(cached).toEqual(['GET', 'ANY']);
  });

  test.each<[string, readonly MethodSetting[], string, string, boolean]>([
    ['is off for all', [setting('/*/*', false)], 'GET', '/orders', false],
    ['is on for all, which are those of GET', [setting('/*/*', true)], 'POST', '/orders', false],
    ['is on for one method', [setting('/~1orders/POST', true)], 'POST', '/orders', true],
    ['is on for a verb of every resource', [setting('/*/OPTIONS', true)], 'OPTIONS', '/orders', true],
    ['is on for one method and not for its neighbour', [setting('/~1orders/POST', true)], 'POST', '/other', false],
    ['is off for one method', [setting('/*/*', true), setting('/~1orders/GET', false)], 'GET', '/orders', false],
    [
      'is on for one method of a stage that caches nothing else',
      [setting('/~1a~1{id}/GET', true), setting('/*/*', false)],
      'GET',
      '/a/{id}',
      true,
    ],
    [
      'is on for a resource, which is for its GET',
      [setting('/*/*', false), setting('/~1orders/*', true)],
      'GET',
      '/orders',
      true,
    ],
    ['is off for the root alone', [setting('//GET', false)], 'GET', '/', false],
    [
      'says nothing for a method that has another setting',
      [setting('/*/*', false), setting('/~1orders/GET')],
      'GET',
      '/orders',
      false,
    ],
    ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'ANY'].map(
      (verb): [string, readonly MethodSetting[], string, string, boolean] => [
        `is on for the ${verb} of ANY`,
        [setting('/*/*', false), setting(`/~1orders/${verb}`, true)],
        'ANY',
        '/orders',
        true,
      ],
    ),
    ['is on for a path with a tilde', [setting('/~1a~0b/POST', true)], 'POST', '/a~b', true],
    ['is off for a path that only ends alike', [setting('/*~1x/GET', false)], 'GET', '/y/x', true],
    ['is off for a verb in whatever case', [setting('/*/get', false)], 'GET', '/orders', false],
    ['is off for the neighbouring verb', [setting('/~1orders/PUT', false)], 'GET', '/orders', true],
  ])('that %s', (_, settings, verb, path, expected) => {
    expect(mayCache(stage(...settings), verb, path)).toBe(expected);
    expect(mayCache(stage(...[...settings].reverse()), verb, path)).toBe(expected);
  });
});

test('a stage without a cache keeps nothing, whatever its settings say', () => {
  expect(mayCache({ name: 'prod', hasCache: false, settings: [setting('/*/*', true)] }, 'GET', '/')).toBe(false);
});
