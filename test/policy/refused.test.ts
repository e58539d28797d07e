import { parsePolicy } from '../../src/policy/policy';
import { aPolicyInput, problemsOf } from '../support/policies';

const idsOf = (input: Parameters<typeof problemsOf>[0]) => problemsOf(input).map(({ id }) => id);

test('an input with an error is no policy, and the errors come without the warnings', () => {
  expect(parsePolicy(aPolicyInput({ maxAge: -1, allowMethods: ['get'] }))).toEqual({
    errors: [expect.objectContaining({ id: 'max-age-negative' })],
  });
});

test('an input with a warning is a policy, and the warning comes with it', () => {
  const parsed = parsePolicy(aPolicyInput({ allowMethods: ['get'] }));
  expect(parsed).toMatchObject({ policy: { methods: ['GET'] }, warnings: [{ id: 'method-normalized' }] });
});

test('a list that could not be read, which has been reported, is not reported as empty', () => {
  expect(idsOf({ allowOrigins: undefined })).toEqual([]);
});

describe('an entry of allowOrigins that is refused', () => {
  test('is not said to be a risk as well', () => {
    expect(idsOf({ allowOrigins: ['http://Shop.example.com'], allowCredentials: true })).toEqual(['origin-uppercase']);
  });

  test('is neither a duplicate of another one nor covered by it', () => {
    const allowOrigins = ['https://*.example.com', 'https://a.example.com/'];
    expect(idsOf({ allowOrigins })).toEqual(['origin-trailing-slash']);
    expect(idsOf({ allowOrigins: ['https://a.example.com', 'https://A.example.com'] })).toEqual(['origin-uppercase']);
  });

  test('is told both that an address was written in Unicode and that it is no domain', () => {
    expect(idsOf({ allowOrigins: ['https://\uff11\uff12\uff17.0.0.\uff11'] })).toEqual([
      'origin-unicode',
      'origin-host-invalid',
    ]);
  });
});

describe('a flag that opens something has an effect', () => {
  const OTHERS = ['https://a.example.com', 'https://*.example.org'];

  test.each([
    ['dangerouslyAllowInsecureOrigins', 'http://shop.example.com', 'origin-insecure'],
    ['dangerouslyAllowPublicSuffixSubdomains', 'https://*.github.io', 'origin-public-suffix'],
  ] as const)('as %s where %s is one entry among others', (flag, origin, id) => {
    expect(idsOf({ allowOrigins: [...OTHERS, origin], allowCredentials: true, [flag]: true })).toEqual([id]);
    expect(idsOf({ allowOrigins: OTHERS, allowCredentials: true, [flag]: true })).toEqual(['danger-without-effect']);
  });

  test('on names below a public suffix, and not on the suffix itself', () => {
    const flags = { allowCredentials: true, dangerouslyAllowPublicSuffixSubdomains: true };
    expect(idsOf({ allowOrigins: ['https://github.io:*'], ...flags })).toEqual(['danger-without-effect']);
    expect(idsOf({ allowOrigins: ['https://github.io'], ...flags })).toEqual(['danger-without-effect']);
  });
});
