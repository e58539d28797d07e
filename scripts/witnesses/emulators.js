// Starts the emulators of AWS that the witnesses are, on loopback, and ends them.
const { spawn } = require('node:child_process');
const { mkdirSync, openSync, rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { join } = require('node:path');
const { HOME } = require('./installation');

const STARTED_WITHIN = 120_000;
const ENDED_WITHIN = 10_000;

const EMULATORS = {
  localstack: {
    start: ['-m', 'localstack.runtime.main'],
    health: '/_localstack/health',
    environment: (port, state) => ({
      GATEWAY_LISTEN: `127.0.0.1:${port}`,
      LOCALSTACK_VOLUME_DIR: state,
      DNS_ADDRESS: '0',
      LS_LOG: 'error',
      // Nothing is told to anybody, and nothing is fetched.
      DISABLE_EVENTS: '1',
      SKIP_SSL_CERT_DOWNLOAD: '1',
    }),
  },
  ministack: {
    start: ['-m', 'ministack'],
    health: '/_ministack/health',
    environment: (port, state) => ({
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      TMPDIR: state,
    }),
  },
};

/** Starts an emulator and waits until it answers; its log is in .witnesses/. */
async function started(name) {
  const { start, health, environment } = EMULATORS[name];
  const port = await freePort();
  const state = join(HOME, `${name}-state`);
  rmSync(state, { recursive: true, force: true });
  mkdirSync(state, { recursive: true });
  const logFile = join(HOME, `${name}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(join(HOME, name, 'bin', 'python'), start, {
    cwd: state,
    // What it loads is compiled once, whatever the shell says.
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '', ...environment(port, state) },
    stdio: ['ignore', log, log],
  });
  const emulator = { url: `http://127.0.0.1:${port}`, end: () => ended(child) };
  try {
    await answers(`${emulator.url}${health}`, child);
  } catch (error) {
    await emulator.end();
    throw new Error(`${name} ${error.message}: see ${logFile}`);
  }
  return emulator;
}

async function answers(url, child) {
  const until = Date.now() + STARTED_WITHIN;
  while (Date.now() < until) {
    if (child.exitCode !== null) {
      throw new Error(`ended with ${child.exitCode}`);
    }
    const answered = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`did not start within ${STARTED_WITHIN / 1000} seconds`);
}

function ended(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    const kill = setTimeout(() => child.kill('SIGKILL'), ENDED_WITHIN);
    child.on('exit', () => {
      clearTimeout(kill);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

module.exports = { started, EMULATORS };
