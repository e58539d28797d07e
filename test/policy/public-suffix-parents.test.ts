import { readFileSync } from 'node:fs';
import { getPublicSuffix } from 'tldts';
import { PUBLIC_SUFFIX_PARENTS } from '../../src/policy/public-suffix-parents';

const { rendered, TARGET }: { rendered: () => string; TARGET: string } = require('../../scripts/public-suffix-parents');

const isPublicSuffix = (host: string) => getPublicSuffix(host, { allowPrivateDomains: true }) === host;

test('the list of domains with public suffixes below them is the one that the script writes', () => {
  expect(readFileSync(TARGET, 'utf8')).toBe(rendered());
});

test('a domain of the list is no public suffix itself', () => {
  expect([...PUBLIC_SUFFIX_PARENTS].filter(isPublicSuffix)).toEqual([]);
});

test.each([
  ['amazonaws.com', 's3.amazonaws.com'],
  ['windows.net', 'core.windows.net'],
  ['windows.net', 'blob.core.windows.net'],
  ['on.aws', 'lambda-url.us-east-1.on.aws'],
])('%s is in the list because of %s', (parent, suffix) => {
  expect(isPublicSuffix(suffix) || PUBLIC_SUFFIX_PARENTS.has(suffix)).toBe(true);
  expect(PUBLIC_SUFFIX_PARENTS.has(parent) || isPublicSuffix(parent)).toBe(true);
});

test('an ordinary domain is not in the list', () => {
  expect(
    ['example.com', 'amazon.com', 'my-bucket.s3.amazonaws.com'].some((host) => PUBLIC_SUFFIX_PARENTS.has(host)),
  ).toBe(false);
});
