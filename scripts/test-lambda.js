// Runs the wrapper and the helper where functions run: on the runtime interface clients that AWS publishes for Node.js and
// Python, against a local runtime API, and beside the packages that docs/lambda.md shows.
//   node scripts/test-lambda.js [--install] [arguments of jest]
// What it needs goes into .lambda/, which git ignores. What cannot be had on this machine is said here, and its tests are
// skipped and counted by jest. With --install, root gets what the clients are built with from apt.
const { execFileSync, spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');
const HOME = join(ROOT, '.lambda');
const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

const MODERN = Number(process.versions.node.split('.')[0]) >= 22;
/** The client for Node.js is compiled when it is installed; each release is for some of the runtimes. */
const NODE_CLIENT = MODERN ? 'aws-lambda-ric@4.0.2' : 'aws-lambda-ric@3.3.0';
const NODE_PACKAGES = [
  `@middy/core@${MODERN ? '7.9.2' : '6.4.5'}`,
  `@middy/http-cors@${MODERN ? '7.9.2' : '6.4.5'}`,
  'esbuild@0.28.2',
];
const PYTHON_PACKAGES = ['awslambdaric==4.2.2', 'aws-lambda-powertools==3.37.0'];
const JAVA_PACKAGES = [
  'software.amazon.lambda:powertools-serialization:2.7.0',
  'com.amazonaws:aws-lambda-java-core:1.3.0',
  'com.amazonaws:aws-lambda-java-events:3.16.1',
];
const MAKING = ['install', 'dependency:copy-dependencies'];
const BUILD_TOOLS = ['autoconf', 'automake', 'libtool', 'cmake', 'g++', 'make', 'python3-venv'];

const [, , ...given] = process.argv;
const environment = { ...process.env };

mkdirSync(HOME, { recursive: true });
if (given.includes('--install')) {
  installBuildTools();
}
offer(
  'RUNTIME_INTERFACE_CLIENT',
  nodeClient(),
  'the Node.js client could not be built: its documented contract is tested',
);
offer('RUNTIME_PYTHON', python(), 'Python, or its client, could not be had: its tests are skipped');
offer('RUNTIME_PACKAGES', packages(), 'the packages could not be installed: their tests are skipped');
offer('RUNTIME_JARS', jars(), 'there is no Maven, or no Java: the test of the Java example is skipped');
environment.RUNTIME_PACKED = packed();

const config = join('test', 'runtimes', 'jest.config.json');
const jestArguments = given.filter((argument) => argument !== '--install');
const { status } = spawnSync(process.execPath, [JEST, '--ci', '--config', config, ...jestArguments], {
  cwd: ROOT,
  stdio: 'inherit',
  env: environment,
});
process.exit(status ?? 1);

/** Puts what was found into the environment of the tests. */
function offer(name, found, otherwise) {
  if (found === undefined) {
    console.log(`skipped: ${otherwise}`);
    delete environment[name];
  } else {
    environment[name] = found;
  }
}

function nodeClient() {
  const folder = join(HOME, `node-client-${MODERN ? 4 : 3}`);
  const [entry] = ['index.mjs', join('dist', 'index.mjs')]
    .map((file) => join(folder, 'node_modules', 'aws-lambda-ric', file))
    .filter((file) => installed(folder, [NODE_CLIENT]) && existsSync(file));
  return entry;
}

function packages() {
  const folder = join(HOME, `packages-${MODERN ? 'modern' : 'older'}`);
  return installed(folder, NODE_PACKAGES) ? join(folder, 'node_modules') : undefined;
}

function python() {
  const folder = join(HOME, 'python');
  const interpreter = join(folder, 'bin', 'python');
  const ready = () => run(interpreter, ['-c', 'import awslambdaric, aws_lambda_powertools']);
  if (ready()) {
    return interpreter;
  }
  const there =
    run('python3', ['-m', 'venv', '--clear', folder]) && run(interpreter, ['-m', 'pip', 'install', ...PYTHON_PACKAGES]);
  return there && ready() ? interpreter : undefined;
}

function jars() {
  const folder = join(HOME, 'java');
  const there =
    run('javac', ['-version']) &&
    made(folder, JAVA_PACKAGES, () => {
      writeFileSync(join(folder, 'pom.xml'), pomFor(JAVA_PACKAGES));
      return run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=jars'], { cwd: folder });
    });
  return there ? join(folder, 'jars') : undefined;
}

function pomFor(names) {
  const dependencies = names
    .map((name) => name.split(':'))
    .map(
      ([group, artifact, version]) =>
        `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
    );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>orders</artifactId><version>1</version>
  <dependencies>${dependencies.join('')}</dependencies>
</project>`;
}

/** The package as it is published, unpacked. */
function packed() {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT, stdio: 'pipe' });
  const [tarball] = readdirSync(folder);
  execFileSync('tar', ['-xzf', tarball], { cwd: folder });
  return join(folder, 'package');
}

/** Whether the packages of npm are in the folder, where they are put if they are not. */
function installed(folder, names) {
  return made(folder, names, () => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
    return run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', ...names], { cwd: folder });
  });
}

/** Whether the folder holds what these names stand for, which is made if it does not. */
function made(folder, names, make) {
  const done = join(folder, 'installed.json');
  if (existsSync(done) && require(done).join() === names.join()) {
    return true;
  }
  mkdirSync(folder, { recursive: true });
  const succeeded = make();
  if (succeeded) {
    writeFileSync(done, JSON.stringify(names));
  }
  return succeeded;
}

function installBuildTools() {
  if (process.getuid?.() !== 0) {
    console.error('only root can install the build tools');
    return;
  }
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  run('apt-get', ['-qq', 'update'], options);
  run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...BUILD_TOOLS], options);
}

/** Whether a command succeeds. What it prints is shown only where something was being made and failed. */
function run(command, parameters, options = {}) {
  const { status: failed, stdout, stderr } = spawnSync(command, parameters, { encoding: 'utf8', ...options });
  if (failed !== 0 && parameters.some((parameter) => MAKING.includes(parameter))) {
    console.error(`${command} ${parameters.join(' ')} failed\n${`${stdout ?? ''}${stderr ?? ''}`.slice(-2000)}`);
  }
  return failed === 0;
}
