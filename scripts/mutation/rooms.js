/** What is mutated for each room, and the folders of the tests that are to notice. */
const ROOMS = {
  fetch: {
    files: 'src/fetch/**/*.ts',
    folders: ['fetch'],
  },
  policy: {
    files: 'src/policy/**/*.ts,!src/policy/public-suffix-parents.ts',
    folders: ['policy'],
    // Compares the text of a file that is generated, which is another one here.
    without: ['policy/public-suffix-parents.test.ts'],
  },
  render: {
    files: 'src/render/**/*.ts',
    folders: ['render', 'response'],
  },
  plan: {
    files: 'src/plan/**/*.ts',
    folders: ['plan'],
  },
  'verify/browser': {
    files: 'src/verify/browser/**/*.ts',
    folders: ['verify/browser', 'conformance'],
    // Thousands of rows for a hundred bytes; the properties take seconds.
    without: ['conformance/safelist-bytes.test.ts', 'verify/browser/properties.test.ts'],
  },
  'verify/check': {
    files: 'src/verify/check/**/*.ts',
    folders: ['verify/check'],
  },
  'verify/gateway': {
    files: 'src/verify/gateway/*.ts',
    folders: ['verify/gateway'],
    without: ['verify/gateway/native-cdk.test.ts', 'verify/gateway/real-templates.test.ts'],
  },
  'verify/template': {
    files: 'src/verify/template/**/*.ts',
    folders: ['verify/template'],
  },
  'verify/velocity': {
    files: 'src/verify/gateway/velocity/**/*.ts',
    folders: ['verify/gateway/velocity'],
  },
};

module.exports = { ROOMS };
