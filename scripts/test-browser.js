// Runs the tests in a real Chromium: node scripts/test-browser.js [--install] [arguments of jest]
// The browser is the one in $CHROMIUM, or else Debian's. With --install, root gets it from apt where it is missing.
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');
const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const browser = process.env.CHROMIUM ?? '/usr/bin/chromium';
const [, , ...given] = process.argv;

if (!existsSync(browser) && given.includes('--install') && process.env.CHROMIUM === undefined) {
  install();
}
if (!existsSync(browser)) {
  console.error(`${browser} is missing: run apt-get install chromium, or name a Chromium with CHROMIUM=<path>`);
  process.exit(1);
}
const config = join('test', 'browser', 'jest.config.json');
const jestArguments = given.filter((argument) => argument !== '--install');
const { status } = spawnSync(process.execPath, [JEST, '--ci', '--config', config, ...jestArguments], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exit(status ?? 1);

function install() {
  if (process.getuid?.() !== 0) {
    console.error('only root can install Chromium');
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    // Its hundreds of lines are shown only where it failed.
    const { status: failed, stdout, stderr } = spawnSync('apt-get', ['-qq', ...args], { env, encoding: 'utf8' });
    if (failed !== 0) {
      console.error(`apt-get ${args.join(' ')} failed\n${stdout ?? ''}${stderr ?? ''}`);
      return;
    }
  }
}
