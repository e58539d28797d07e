import { declaringOrigin, isKeyedByOrigin, keyedByOrigin } from '../../src/render/cache-key';

const UPPER = 'method.request.header.Origin';
const LOWER = 'method.request.header.origin';
const PAGE = 'method.request.querystring.page';

describe('the parameters of a method', () => {
  test('gain the Origin header in both spellings, and no request needs it', () => {
    expect(declaringOrigin({ [PAGE]: true })).toEqual({ [UPPER]: false, [LOWER]: false, [PAGE]: true });
  });

  test('keep what is said of a spelling already', () => {
    expect(declaringOrigin({ [UPPER]: true })).toEqual({ [UPPER]: true, [LOWER]: false });
  });
});

test.each([
  ['none', [], [UPPER, LOWER]],
  ['others', [PAGE], [PAGE, UPPER, LOWER]],
  ['one spelling', [LOWER], [LOWER, UPPER]],
  ['both', [LOWER, UPPER], [LOWER, UPPER]],
])('where there are %s, the cache keys are theirs and what is missing of the Origin header', (_, own, keys) => {
  expect(keyedByOrigin(own)).toEqual(keys);
});

test.each<readonly [string, Readonly<Record<string, unknown>>, readonly string[], boolean]>([
  ['both spellings', { [UPPER]: false, [LOWER]: false }, [UPPER, LOWER], true],
  ['one spelling', { [LOWER]: false }, [LOWER], true],
  ['a key that is declared, which a request must have', { [UPPER]: true }, [PAGE, UPPER], true],
  ['a key that no parameter declares', {}, [UPPER, LOWER], false],
  ['a parameter that is no key', { [UPPER]: false, [LOWER]: false }, [PAGE], false],
  ['one spelling declared and the other a key', { [UPPER]: false }, [LOWER], false],
  ['nothing', {}, [], false],
])('with %s, whether origins are told apart is as API Gateway keeps keys', (_, parameters, keys, apart) => {
  expect(isKeyedByOrigin(parameters, keys)).toBe(apart);
});
