// Bad days for the command line and serve: node scripts/test-fuzz.js [--runs <n>] [--seed <n>] [--seconds <n>]
// [--only <family>:<input>]. It runs what is compiled in lib/. The same seed gives the same inputs; a failure names the
// arguments with which it alone happens again.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { parseArgs } = require('node:util');

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seconds: { type: 'string', default: '60' },
    only: { type: 'string' },
  },
});
const [runs, seed, seconds] = [values.runs, values.seed, values.seconds].map(Number);
const only = values.only?.split(':').map(Number);
if (![runs, seed, seconds, ...(only ?? [])].every((number) => Number.isInteger(number) && number >= 0)) {
  console.error('usage: npm run test:fuzz -- [--runs <n>] [--seed <n>] [--seconds <n>] [--only <family>:<input>]');
  process.exit(2);
}
if (!existsSync(join(__dirname, '..', 'lib', 'cli', 'main.js'))) {
  console.error('lib/ is missing: npx projen compile');
  process.exit(2);
}
process.env.CDK_VALIDATION ??= 'false';
require('./typescript');
const { fuzz } = require('../test/fuzz/run');

console.log(`${runs} inputs, --seed ${seed}, then ${seconds} s under load`);
fuzz({ runs, seed, seconds, only })
  .then(({ passed, failed }) => {
    console.log(`Tests: ${passed} passed, ${failed} failed, ${passed + failed} total`);
    process.exit(failed === 0 && passed > 0 ? 0 : 1);
  })
  .catch((error) => {
    console.error(error);
    console.log('Tests: 0 passed, 1 failed, 1 total');
    process.exit(1);
  });
