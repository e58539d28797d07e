// Runs other programs.
const { spawn } = require('node:child_process');

/** Runs a program to its end; rejects with what it printed where it fails or takes too long. */
async function run(command, commandArguments, { timeout = 60_000, ...options } = {}) {
  const { status, output } = await ended(command, commandArguments, { timeout, ...options });
  if (status !== 0) {
    throw new Error(`${command} ${commandArguments.join(' ')} failed (${status})\n${output.slice(-4000)}`);
  }
  return output;
}

/** What a program prints; undefined where it is missing or fails. */
async function tells(command, ...commandArguments) {
  const { status, output } = await ended(command, commandArguments, { timeout: 30_000 });
  return status === 0 ? output : undefined;
}

function ended(command, commandArguments, options) {
  return new Promise((resolve) => {
    const child = spawn(command, commandArguments, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', ({ message }) => resolve({ status: message, output }));
    child.on('close', (status, signal) => resolve({ status: status ?? signal, output }));
  });
}

module.exports = { run, tells };
