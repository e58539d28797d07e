// Puts the witnesses into .witnesses/, which git ignores: each in a folder of its own, with the versions that its folder
// in test/witnesses/ names. A witness whose language is missing here is absent, with the reason; one that cannot be
// installed although the language is there fails.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { run, tells } = require('./commands');

const ROOT = join(__dirname, '..', '..');
const HOME = join(ROOT, '.witnesses');
const SOURCES = join(ROOT, 'test', 'witnesses');
const OLDEST_PYTHON = [3, 10];
const FOUR_MINUTES = 240_000;

/** Installs what the witness needs; resolves with the reason where it cannot be had here. */
async function installed(witness) {
  const { absent, install } = INSTALLATIONS[witness];
  const reason = await absent();
  if (reason !== undefined) {
    return reason;
  }
  await onceFor(witness, install);
  return undefined;
}

const INSTALLATIONS = {
  velocity: { absent: withoutJava, install: installJava },
  'cfn-lint': { absent: withoutPython, install: installPython },
  localstack: { absent: withoutPython, install: installPython },
  ministack: { absent: withoutPython, install: installPython },
};

async function withoutJava() {
  for (const command of ['java', 'javac', 'mvn']) {
    if ((await tells(command, '-version')) === undefined) {
      return `${command} is missing (a JDK 17 or later and Maven are needed)`;
    }
  }
  return undefined;
}

async function installJava(home) {
  const pom = join(SOURCES, 'velocity', 'pom.xml');
  const jars = join(home, 'jars');
  const copy = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`];
  await run('mvn', copy, { timeout: FOUR_MINUTES });
  const classes = join(home, 'classes');
  await run('javac', ['-d', classes, '-cp', join(jars, '*'), join(SOURCES, 'velocity', 'Witness.java')]);
}

async function withoutPython() {
  const python = await pythonHere();
  return python === undefined
    ? `Python ${OLDEST_PYTHON.join('.')} or later, with its venv and pip, is missing (PYTHON=<path> names another)`
    : undefined;
}

async function installPython(home, witness) {
  await run(await pythonHere(), ['-m', 'venv', home]);
  const requirements = join(SOURCES, witness, 'requirements.txt');
  // All are pinned there, so nothing has to be resolved; what is never loaded need not be compiled.
  const install = ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', '--no-deps', '--no-compile'];
  await run(join(home, 'bin', 'python'), [...install, '-r', requirements], { timeout: FOUR_MINUTES });
}

async function pythonHere() {
  const check = `import sys, venv, ensurepip; sys.exit(sys.version_info < (${OLDEST_PYTHON.join(', ')}))`;
  for (const python of process.env.PYTHON === undefined ? ['python3', 'python'] : [process.env.PYTHON]) {
    if ((await tells(python, '-c', check)) !== undefined) {
      return python;
    }
  }
  return undefined;
}

/** An installation is kept until a file that it was made from changes; half of one is made anew. */
async function onceFor(witness, install) {
  const home = join(HOME, witness);
  const stamp = join(home, 'installed');
  const wanted = digestOf(join(SOURCES, witness));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  console.log(`installing ${witness} into ${home}`);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  await install(home, witness);
  writeFileSync(stamp, wanted);
}

function digestOf(folder) {
  const digest = createHash('sha256');
  for (const name of readdirSync(folder).filter((file) => /\.(txt|xml|java)$/.test(file))) {
    digest.update(readFileSync(join(folder, name)));
  }
  return digest.digest('hex');
}

module.exports = { HOME, ROOT, installed };
