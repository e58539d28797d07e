import { awscdk, javascript } from 'projen';

/**
 * The oldest aws-cdk-lib that has every hook the library uses. It is what is compiled against, so that nothing newer
 * can be used by mistake; the suite runs on it (`npm test`) and on the newest release (`npm run test:newest`).
 */
const CDK_FLOOR = '2.258.0';
const CDK_NEWEST = '2.276.0';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-apigateway-cors',
  description:
    'One construct that makes browsers able to call an Amazon API Gateway REST API: preflights, real responses and errors, for every route.',
  author: 'The cdk-apigateway-cors authors',
  authorOrganization: true,
  authorAddress: 'https://github.com/cdk-apigateway-cors',
  homepage: 'https://github.com/cdk-apigateway-cors/cdk-apigateway-cors',
  repositoryUrl: 'https://github.com/cdk-apigateway-cors/cdk-apigateway-cors.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk-apigateway-cors authors',
  defaultReleaseBranch: 'main',
  keywords: ['cors', 'apigateway', 'rest-api', 'preflight', 'browser', 'security'],

  projenVersion: '0.103.25',
  projenrcTs: true,
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',
  workflowNodeVersion: '24.x',
  cdkVersion: CDK_FLOOR,
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.3',

  publishToPypi: { distName: 'cdk-apigateway-cors', module: 'cdk_apigateway_cors' },
  publishToMaven: {
    javaPackage: 'io.github.cdkapigatewaycors',
    mavenGroupId: 'io.github.cdk-apigateway-cors',
    mavenArtifactId: 'cdk-apigateway-cors',
  },
  publishToNuget: { dotNetNamespace: 'CdkApigatewayCors', packageId: 'CdkApigatewayCors' },
  publishToGo: { moduleName: 'github.com/cdk-apigateway-cors/cdk-apigateway-cors-go' },

  bin: { 'cdk-apigateway-cors': 'bin/cdk-apigateway-cors' },
  bundledDeps: ['tldts@^7.5.4', 'yaml@^2.9.1'],
  devDeps: [
    '@biomejs/biome@2.5.15',
    'aws-cdk@2.1148.1',
    'cdk-nag@^3.0.2',
    'dependency-cruiser@^17.3.9',
    'fast-check@^4.10.2',
    'fflate@^0.8.3',
    'jsii-rosetta@~6.0.0',
    'playwright-core@^1.64.1',
    'velocityjs@^2.1.7',
  ],

  eslint: false,
  typecheckTests: false,
  jestOptions: {
    jestVersion: '^30.0.0',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      // Jest leaves one core to whoever watches, which on two cores is half of them.
      maxWorkers: '100%',
      testPathIgnorePatterns: [
        '/node_modules/',
        '/lib/',
        '/cdk.out/',
        '/test/browser/',
        '/test/witnesses/',
        '/test/runtimes/',
      ],
      // The examples import the package by its name.
      moduleNameMapper: { '^cdk-apigateway-cors$': '<rootDir>/src' },
      setupFiles: ['<rootDir>/test/support/environment.ts'],
      snapshotFormat: { escapeString: false, printBasicPrototype: false },
    },
  },
  tsconfigDev: {
    compilerOptions: { types: ['node', 'jest'], paths: { 'cdk-apigateway-cors': ['../src/index.ts'] } },
    include: ['../src/**/*.ts', '../examples/**/*.ts', '../bench/**/*.ts', '../scripts/**/*.ts'],
    exclude: ['../examples/**/cdk.out'],
  },
  gitignore: ['/lib', '/.cdk', 'cdk.out', '.jsii.tabl.json', '*.tgz', '.venv', '/.witnesses', '/.lambda', '/.mutation'],
  githubOptions: { mergify: false },
  sampleCode: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  npmTokenSecret: 'NPM_TOKEN',
});

// V8 looks through a map that is inside a file whenever it loads the file.
project.tsconfig?.file.addOverride('compilerOptions.inlineSourceMap', false);
project.tsconfig?.file.addOverride('compilerOptions.sourceMap', true);

project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });
// A handler imports ./lambda alone. Readers of the manifest, and jsii itself, ask for the other two.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './lambda': {
    import: { types: './lib/lambda/index.d.mts', default: './lib/lambda/index.mjs' },
    require: { types: './lib/lambda/index.d.ts', default: './lib/lambda/index.js' },
  },
  './package.json': './package.json',
  './.jsii': './.jsii',
});
// For a TypeScript that does not read `exports` (moduleResolution node10).
project.package.addField('typesVersions', { '*': { lambda: ['./lib/lambda/index.d.ts'] } });
project.package.addField('sideEffects', false);
project.package.addField('allowScripts', { '@parcel/watcher': false, 'unrs-resolver': false });
for (const path of [
  '/examples',
  '/bench',
  '/biome.jsonc',
  '/.dependency-cruiser.cjs',
  '/.npmrc',
  '/.ci',
  '/scripts',
  '/layer',
  '/.lambda',
  '/.witnesses',
  '/.mutation',
]) {
  project.npmignore?.addPatterns(path);
}
project.npmignore?.include('.jsii.tabl.json');
project.npmignore?.removePatterns('/docs');
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.npmrc.addConfig('fund', 'false');
project.npmrc.addConfig('audit', 'false');
project.npmrc.addConfig('update-notifier', 'false');
// It asks for a newer Node.js than the library does, and only a release needs it.
project.deps.removeDependency('commit-and-tag-version');

project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.addTask('lint', {
  description: 'Format, lint and the arrows between the rooms of src/',
  steps: [
    { exec: 'biome check --error-on-warnings .' },
    { exec: 'depcruise --config .dependency-cruiser.cjs --output-type err src' },
  ],
});

// Plain Node.js: they install what they need, so they run on a fresh clone.
project.setScript('demo', 'node scripts/demo.js');
project.setScript('bench', 'node scripts/bench.js');

project.compileTask.exec('node scripts/lazy-index.js');
project.compileTask.exec('node scripts/pack-lambda.js');

const test = project.testTask;
test.reset();
// The tests' types are checked beside the compilation: each of the two keeps one core busy.
test.exec('node scripts/side-by-side.js "tsc -p test/tsconfig.json" "npx projen compile"');
// Every example of the README and of the docstrings is compiled against the library.
test.exec('jsii-rosetta extract --strict .');
// A server that a failed test left open must not keep the run from ending.
test.exec('jest --ci --forceExit', { receiveArgs: true });

project.addTask('test:newest', {
  description: 'The suite on the newest aws-cdk-lib',
  exec: `node scripts/test-on-cdk.js ${CDK_NEWEST}`,
  receiveArgs: true,
});
project.addTask('test:browser', {
  description: "The simulator's verdicts against a real Chromium's",
  exec: 'node scripts/test-browser.js',
  receiveArgs: true,
});
project.addTask('test:lambda', {
  description: 'The wrapper and the helper on the real runtime interface clients of AWS Lambda',
  steps: [{ spawn: 'compile' }, { exec: 'node scripts/test-lambda.js', receiveArgs: true }],
});
project.addTask('test:witnesses', {
  description: 'The verifier against judges that nobody here wrote: Velocity, cfn-lint, and emulators of AWS',
  exec: 'node scripts/test-witnesses.js',
  receiveArgs: true,
});
project.addTask('test:fuzz', {
  description: 'The command line and serve on bad days: inputs that nobody meant, and 200 connections at once',
  steps: [{ spawn: 'compile' }, { exec: 'node scripts/test-fuzz.js', receiveArgs: true }],
});
project.addTask('test:mutation', {
  description: 'Whether the tests of a room notice when its code is wrong',
  exec: 'node scripts/test-mutation.js',
  receiveArgs: true,
});
project.addTask('check:api', {
  description: 'API.md is what the docstrings say',
  steps: [{ spawn: 'compile' }, { spawn: 'docgen' }, { exec: 'git diff --exit-code -- API.md' }],
});
project.addTask('check:package', {
  description: 'The packed library works in an empty folder',
  steps: [{ spawn: 'compile' }, { exec: 'node scripts/check-package.js' }],
});

// By default it packs every language, which needs their tool chains.
const pack = project.tasks.tryFind('package');
pack?.reset();
pack?.exec('jsii-pacmak -v --target js');

project.synth();
