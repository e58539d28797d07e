/** What is mutated for each room, and the tests that are to notice: folders and files. */
const ROOMS = {
  fetch: {
    files: 'src/fetch/**/*.ts',
    tests: ['fetch'],
  },
  policy: {
    files: 'src/policy/**/*.ts,!src/policy/public-suffix-parents.ts',
    tests: ['policy'],
    // Compares the text of a file that is generated, which is another one here.
    without: ['policy/public-suffix-parents.test.ts'],
  },
  render: {
    files: 'src/render/**/*.ts',
    tests: ['render', 'response'],
  },
  plan: {
    files: 'src/plan/**/*.ts',
    // The planner of few OPTIONS methods is held to an oracle.
    tests: ['plan', 'properties/greedy-preflights.test.ts'],
  },
  'verify/browser': {
    files: 'src/verify/browser/**/*.ts',
    tests: ['verify/browser', 'conformance'],
    // Thousands of rows for a hundred bytes; the properties take seconds.
    without: ['conformance/safelist-bytes.test.ts', 'verify/browser/properties.test.ts'],
  },
  'verify/check': {
    files: 'src/verify/check/**/*.ts',
    tests: ['verify/check'],
  },
  'verify/gateway': {
    files: 'src/verify/gateway/*.ts',
    tests: ['verify/gateway'],
    without: ['verify/gateway/real-templates.test.ts'],
  },
  'verify/template': {
    files: 'src/verify/template/**/*.ts',
    tests: ['verify/template'],
  },
  'verify/velocity': {
    files: 'src/verify/gateway/velocity/**/*.ts',
    tests: ['verify/gateway/velocity'],
  },
};

module.exports = { ROOMS };
