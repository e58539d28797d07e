// Asks the tests of a room whether they notice when its code is wrong:
//   npm run test:mutation -- <room> [--files <globs>] [--concurrency <n>] [--static]
// StrykerJS goes into .mutation/, which git ignores, with what it found (<room>.json, <room>.html). A second run asks
// again only where the code or the tests have changed since. docs/mutation.md has the scores and explains what survived.
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { ROOMS } = require('./mutation/rooms');
const { tallyOf } = require('./mutation/tally');

const ROOT = join(__dirname, '..');
const HOME = join(ROOT, '.mutation');
/** The last release for Node.js 20. */
const PACKAGES = ['@stryker-mutator/core@9.6.1'];
const ASKED_FOR = 90;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string' }, concurrency: { type: 'string', default: '2' }, static: { type: 'boolean' } },
});
const [name] = positionals;
const room = ROOMS[name];
const file = name?.replace('/', '-');
if (room === undefined) {
  console.error(
    `usage: npm run test:mutation -- <${Object.keys(ROOMS).join(' | ')}> [--files <globs>] [--concurrency <n>] [--static]`,
  );
  process.exit(2);
}

install();
const { status } = spawnSync(
  process.execPath,
  [join(HOME, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js'), 'run', written(configuration())],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, STRYKER_DASHBOARD_API_KEY: '' } },
);
if (status !== 0) {
  process.exit(status ?? 1);
}
const { score, failed, line } = tallyOf(JSON.parse(readFileSync(join(HOME, `${file}.json`), 'utf8')));
console.log(`${name}: ${line}`);
process.exitCode = score >= ASKED_FOR && failed === 0 ? 0 : 1;

function install() {
  const done = join(HOME, 'installed.json');
  if (existsSync(done) && readFileSync(done, 'utf8') === PACKAGES.join()) {
    return;
  }
  mkdirSync(HOME, { recursive: true });
  writeFileSync(join(HOME, 'package.json'), JSON.stringify({ private: true }));
  const npm = ['install', '--no-audit', '--no-fund', '--no-package-lock', ...PACKAGES];
  const made = spawnSync('npm', npm, { cwd: HOME, stdio: 'inherit' });
  if (made.status !== 0) {
    process.exit(1);
  }
  writeFileSync(done, PACKAGES.join());
}

function configuration() {
  return {
    mutate: (values.files ?? room.files).split(','),
    testRunner: 'room',
    room: { tests: room.tests, without: room.without ?? [] },
    plugins: [join(__dirname, 'mutation', 'room-runner.mjs'), join(__dirname, 'mutation', 'texts-for-people.js')],
    ignorers: ['texts-for-people'],
    coverageAnalysis: 'perTest',
    // What runs while a module is loaded: each of these takes every test of the room, and a process of its own.
    ignoreStatic: values.static !== true,
    concurrency: Number(values.concurrency),
    // A loop that a mutant has made endless is noticed; a machine with other work is not.
    timeoutMS: 10_000,
    tempDirName: join('.mutation', 'sandbox'),
    ignorePatterns: ['/.mutation', '/.witnesses', '/.lambda', '/lib', '/bench', '/docs', '/layer', 'cdk.out', '*.tgz'],
    disableTypeChecks: '{src,test}/**/*.ts',
    incremental: true,
    incrementalFile: join('.mutation', `${file}-incremental.json`),
    reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
    clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
    jsonReporter: { fileName: join('.mutation', `${file}.json`) },
    htmlReporter: { fileName: join('.mutation', `${file}.html`) },
  };
}

function written(options) {
  const path = join(HOME, `${file}.conf.json`);
  writeFileSync(path, JSON.stringify(options, null, 2));
  return path;
}
