/**
 * The arrows between the rooms of src/ (docs/architecture.md). Each room may import what is named for it and no more.
 */
const MAY_IMPORT = {
  fetch: [],
  policy: ['fetch'],
  response: ['fetch', 'policy'],
  render: ['fetch', 'policy', 'response'],
  plan: ['fetch', 'policy', 'response', 'render'],
  openapi: ['fetch', 'policy', 'response', 'render', 'plan'],
  constructs: ['fetch', 'policy', 'response', 'render', 'plan', 'openapi'],
  verify: ['fetch'],
  testing: ['fetch', 'verify'],
  cli: ['fetch', 'verify'],
  lambda: ['fetch', 'policy'],
};

/** Only the CDK boundary may know the CDK. */
const CDK_ROOMS = ['constructs', 'testing'];

const rooms = Object.keys(MAY_IMPORT);

module.exports = {
  forbidden: [
    ...rooms.map((room) => ({
      name: `arrow-${room}`,
      comment: `src/${room} may import ${MAY_IMPORT[room].join(', ') || 'no other room'}`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${[room, ...MAY_IMPORT[room]].join('|')})/` },
    })),
    {
      name: 'cdk-at-the-boundary',
      comment: `only ${CDK_ROOMS.join(' and ')} import aws-cdk-lib or constructs`,
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/((${CDK_ROOMS.join('|')})/|index\\.ts)` },
      to: { path: ['node_modules/aws-cdk-lib', 'node_modules/constructs'] },
    },
    {
      name: 'nothing-to-install-in-a-function',
      comment: 'what runs inside functions has no dependency',
      severity: 'error',
      from: { path: '^src/lambda/' },
      to: { path: 'node_modules/' },
    },
    {
      name: 'no-cycle',
      comment: 'two files that import each other are one idea in two places',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'unknown-room',
      comment: 'a new folder of src/ has to be given its arrows here',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${rooms.join('|')})/` },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
