// Runs the type check and the suite on another release of aws-cdk-lib than the one that is installed:
//   node scripts/test-on-cdk.js 2.276.0 [arguments of jest]
// The release goes into .cdk/, which git ignores, so that node_modules stays as the lock file has it.
const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const [version, ...jestArguments] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(version ?? '')) {
  console.error('usage: node scripts/test-on-cdk.js <release of aws-cdk-lib> [arguments of jest]');
  process.exit(2);
}

const home = join(root, '.cdk', version);
const library = join(home, 'node_modules', 'aws-cdk-lib');

install();
typeCheck();
runSuite();

function install() {
  if (existsSync(join(library, 'package.json'))) {
    return;
  }
  mkdirSync(home, { recursive: true });
  // Without its peer: constructs has to be the one copy that the project uses.
  run('npm', [
    'install',
    '--prefix',
    home,
    '--no-save',
    '--no-package-lock',
    '--legacy-peer-deps',
    `aws-cdk-lib@${version}`,
  ]);
}

function typeCheck() {
  const config = join(root, '.cdk', `tsconfig.${version}.json`);
  const compilerOptions = {
    rootDir: root,
    paths: {
      'aws-cdk-lib': [library],
      'aws-cdk-lib/*': [`${library}/*`],
      'cdk-apigateway-cors': [join(root, 'src', 'index.ts')],
    },
    typeRoots: [join(root, 'node_modules', '@types')],
  };
  const include = ['src', 'test'].map((folder) => `${root}/${folder}/**/*.ts`);
  writeFileSync(config, JSON.stringify({ extends: '../test/tsconfig.json', compilerOptions, include }, null, 2));
  run('npx', ['tsc', '-p', config]);
}

function runSuite() {
  const { jest } = require('../package.json');
  const config = join(root, '.cdk', `jest.${version}.json`);
  const moduleNameMapper = {
    ...jest.moduleNameMapper,
    '^aws-cdk-lib$': library,
    '^aws-cdk-lib/(.*)$': `${library}/$1`,
  };
  writeFileSync(config, JSON.stringify({ ...jest, rootDir: root, moduleNameMapper }, null, 2));
  console.log(`the suite on aws-cdk-lib ${require(join(library, 'package.json')).version}`);
  run('npx', ['jest', '--ci', '--forceExit', '--config', config, ...jestArguments]);
}

function run(command, commandArguments) {
  try {
    execFileSync(command, commandArguments, { cwd: root, stdio: 'inherit' });
  } catch (error) {
    process.exit(error.status ?? 1);
  }
}
