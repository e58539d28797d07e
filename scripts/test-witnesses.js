// Asks judges that nobody here wrote: node scripts/test-witnesses.js [witness...]
// A witness whose language is missing is skipped: its tests are counted as skipped, and the reason is printed.
const { spawn } = require('node:child_process');
const { existsSync, mkdirSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { EMULATORS, started } = require('./witnesses/emulators');
const { HOME, ROOT, installed } = require('./witnesses/installation');

/** Each with what it is made of; its tests are in the folder of its name. */
const WITNESSES = {
  velocity: ['velocity'],
  'cfn-lint': ['cfn-lint'],
  localstack: ['localstack'],
  ministack: ['ministack'],
  chromium: ['localstack', 'ministack', 'chromium'],
};

const TESTED_WITHIN = 9 * 60_000;
const RESULTS = join(HOME, 'results.json');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main(names) {
  const unknown = names.filter((name) => WITNESSES[name] === undefined);
  if (unknown.length > 0) {
    throw new Error(`no such witness: ${unknown.join(', ')}; there are ${Object.keys(WITNESSES).join(', ')}`);
  }
  const asked = names.length === 0 ? Object.keys(WITNESSES) : names;
  const parts = [...new Set(asked.flatMap((name) => WITNESSES[name]))];
  mkdirSync(HOME, { recursive: true });
  const reasons = Object.fromEntries(
    (await Promise.all(parts.map(async (part) => [part, await missing(part)]))).filter(([, reason]) => reason),
  );
  const emulators = await startAll(parts.filter((part) => EMULATORS[part] && reasons[part] === undefined));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => endAll(emulators).then(() => process.exit(1)));
  }
  try {
    const absent = Object.fromEntries(
      asked.map((name) => [name, WITNESSES[name].map((part) => reasons[part]).find(Boolean)]).filter(([, why]) => why),
    );
    process.exitCode = await tested(asked, absent, emulators);
    report(absent);
  } finally {
    await endAll(emulators);
  }
}

function missing(part) {
  if (part === 'chromium') {
    return existsSync(CHROMIUM) ? undefined : `${CHROMIUM} is missing (CHROMIUM=<path> names another)`;
  }
  return installed(part);
}

async function startAll(names) {
  const emulators = {};
  for (const name of names) {
    try {
      emulators[name] = await started(name);
    } catch (error) {
      await endAll(emulators);
      throw error;
    }
  }
  return emulators;
}

async function endAll(emulators) {
  await Promise.all(Object.values(emulators).map(({ end }) => end()));
}

/** The exit code of the tests. */
function tested(asked, absent, emulators) {
  rmSync(RESULTS, { force: true });
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const config = join('test', 'witnesses', 'jest.config.json');
  const folders = asked.map((name) => `test/witnesses/${name}/`);
  const options = ['--ci', '--forceExit', '--config', config, '--json', `--outputFile=${RESULTS}`];
  const urls = Object.fromEntries(Object.entries(emulators).map(([name, { url }]) => [name, url]));
  const env = { ...process.env, WITNESSES: JSON.stringify({ home: HOME, absent, urls }) };
  // Its JSON goes to the file, and would be printed as well.
  const stdio = ['ignore', 'ignore', 'inherit'];
  const child = spawn(process.execPath, [jest, ...options, ...folders], {
    cwd: ROOT,
    env,
    stdio,
    timeout: TESTED_WITHIN,
  });
  return new Promise((resolve) => {
    child.on('close', (status, signal) => {
      if (signal !== null) {
        console.error(`the tests did not end within ${TESTED_WITHIN / 60_000} minutes`);
      }
      resolve(status ?? 1);
    });
  });
}

/** What was not asked, by its name, and a last line in jest's manner. */
function report(absent) {
  for (const [name, why] of Object.entries(absent)) {
    console.log(`SKIPPED ${name}: ${why}`);
  }
  const {
    numPassedTests = 0,
    numFailedTests = 1,
    numPendingTests = 0,
    testResults = [],
  } = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(
      ({ status, fullName }) => status === 'pending' && !Object.values(absent).some((why) => fullName.includes(why)),
    );
  for (const { fullName } of skipped) {
    console.log(`SKIPPED ${fullName}`);
  }
  console.log(`Tests: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
}
