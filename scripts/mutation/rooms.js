/** What is mutated for each room, and the tests that are to notice; few, since each mutant runs those that reach it. */
const ROOMS = {
  fetch: {
    files: 'src/fetch/**/*.ts',
    tests: ['fetch/**/*.test.ts'],
  },
  policy: {
    files: 'src/policy/**/*.ts,!src/policy/public-suffix-parents.ts',
    tests: ['policy/**/*.test.ts', 'properties/origin-parsing.test.ts'],
  },
  render: {
    files: 'src/render/**/*.ts',
    tests: ['render/**/*.test.ts', 'properties/velocity-agrees-with-policy.test.ts'],
  },
  plan: {
    files: 'src/plan/**/*.ts',
    tests: ['plan/**/*.test.ts'],
  },
  verify: {
    files: 'src/verify/**/*.ts',
    tests: ['verify/**/*.test.ts', 'conformance/**/*.test.ts'],
  },
};

module.exports = { ROOMS };
