import type { DeployTimeText } from '../../src/policy/parse-origins';
import type { ParseOptions } from '../../src/policy/policy';
import { aPolicy, problemsOf } from '../support/policies';

/** Takes `(…)` in a text for what is known only at deployment, and `(resolve:…)` for what CloudFormation puts in last. */
function deployTime(text: string): DeployTimeText | undefined {
  const literal = text.replace(/\([^)]*\)/, '');
  return literal === text
    ? undefined
    : { text: `emitted ${text}`, shown: `shown ${text}`, literal, dynamicReference: text.includes('(resolve:') };
}

const problems = (allowOrigins: readonly string[], options: ParseOptions = {}, allowCredentials?: boolean) =>
  problemsOf({ allowOrigins, allowCredentials }, { deployTime, ...options });

const found = (...parameters: Parameters<typeof problems>) =>
  problems(...parameters).map(({ id, property, got }) => `${property} ${id} ${got}`);

describe('an origin that is known only at deployment', () => {
  test('is told of once, with what people know of it, whatever scheme it may turn out to have', () => {
    const expected = ['allowOrigins[0] origin-unresolved-token "shown http://(Domain)"'];
    expect(found(['http://(Domain)'])).toEqual(expected);
    expect(found(['http://(Domain)'], {}, true)).toEqual(expected);
  });

  test.each([
    ['https://*.(Domain)', 'origin-wildcard-placement'],
    ['(Domain)*', 'origin-wildcard-placement'],
    ["https://(Domain)'||'", 'origin-unsafe-character'],
    ['https://(Domain)$x', 'origin-unsafe-character'],
    ['https://(resolve:ssm:/cors/origin)', 'origin-dynamic-reference'],
    ['https://*.(resolve:ssm:/cors/origin)', 'origin-dynamic-reference'],
  ])('is refused as %s (%s), which could open the API', (text, id) => {
    expect(found(['https://a.example.com', text])).toEqual([
      `allowOrigins[1] ${id} ${JSON.stringify(`shown ${text}`)}`,
    ]);
  });

  test('cannot be mended by a pattern on an HTTP API, which knows none', () => {
    const [rest] = problems(['https://*.(Domain)']);
    const [http] = problems(['https://*.(Domain)'], { api: 'http' });
    expect(rest.fix).toContain('pattern');
    expect(http).toEqual({ ...rest, fix: 'list the origins' });
  });

  test('is not parsed beside *, which makes it needless', () => {
    expect(found(['*', '(Origin)'])).toEqual(['allowOrigins wildcard-mixed ["*","(Origin)"]']);
  });

  test('is a duplicate where it is listed twice', () => {
    expect(found(['(A)', '(B)', '(A)']).filter((text) => text.includes('duplicate'))).toEqual([
      'allowOrigins[2] origin-duplicate "emitted (A)"',
    ]);
  });

  test('is not covered by a pattern, whatever text stands for it', () => {
    const later = { text: 'https://later.example.com', shown: '(Origin)', literal: '', dynamicReference: false };
    const known = (text: string) => (text === '(Origin)' ? later : undefined);
    const ids = problems(['https://*.example.com', '(Origin)'], { deployTime: known }).map(({ id }) => id);
    expect(ids).toEqual(['origin-unresolved-token']);
  });

  test('is not what a flag for insecure origins is there for', () => {
    const input = { allowOrigins: ['http://(Domain)'], allowCredentials: true, dangerouslyAllowInsecureOrigins: true };
    expect(problemsOf(input, { deployTime }).map(({ id }) => id)).toEqual([
      'origin-unresolved-token',
      'danger-without-effect',
    ]);
  });
});

describe('a policy', () => {
  const parsed = (...allowOrigins: string[]) => aPolicy({ allowOrigins }, { deployTime });

  test('waits for deployment where it lists such an origin among others', () => {
    expect(parsed('https://a.example.com', '(Origin)').waitsForDeployment).toBe(true);
    expect(parsed('https://a.example.com', 'https://*.b.example.com').waitsForDeployment).toBe(false);
    expect(parsed('*').waitsForDeployment).toBe(false);
  });

  test('shows people what they know of the first origin that is no pattern, and emits the rest', () => {
    const policy = parsed('https://*.example.com', '(Origin)', 'https://a.example.com');
    expect(policy.firstExactOriginShown).toBe('shown (Origin)');
    expect(policy.firstExactOrigin).toBe('emitted (Origin)');
    expect(parsed('https://a.example.com', '(Origin)').firstExactOriginShown).toBe('https://a.example.com');
    expect(parsed('https://*.example.com').firstExactOriginShown).toBeUndefined();
    expect(parsed('*').firstExactOriginShown).toBeUndefined();
  });
});
