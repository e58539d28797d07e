// Synthesises the example through the real CDK CLI and prints what the deployed API would answer to browsers.
// Needs Node.js and npm; installs what is missing.
const { spawnSync } = require('node:child_process');
const { existsSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');
const EXAMPLE = join(ROOT, 'examples', 'orders');
const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
    process.exit(1);
  }
}

if (!existsSync(CDK)) {
  console.log('Installing the dependencies (once) ...');
  run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: ROOT, shell: process.platform === 'win32' });
}

async function demo() {
  const output = mkdtempSync(join(tmpdir(), 'orders-'));
  try {
    console.log('cdk synth examples/orders\n');
    // The annotations come first, and the tables last, where they are read.
    run(process.execPath, [CDK, 'synth', '--quiet', '--no-notices', '--no-version-reporting', '--output', output], {
      cwd: EXAMPLE,
      env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }) },
    });
    require('./typescript');
    const { report } = require('./demo/report');
    process.exitCode = report(output) ? 0 : 1;
    await require('./demo/verified').verify(output);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

demo();
