// Measures what the docs claim about speed. The library has to be compiled: the command line is measured as it is shipped.
//   npm run bench             prints the figures and their targets; exit 1 where one is missed
//   npm run bench -- --json   prints one object
process.env.CDK_VALIDATION = 'false';
require('./typescript');
const { measureVerifier } = require('../bench/verify');

const TARGETS = { verdictsPerSecond: 20_000, check1000x10Ms: 3_000 };

const verify = measureVerifier();
const missed = [
  verify.verdictsPerSecond < TARGETS.verdictsPerSecond && 'verdictsPerSecond',
  verify.check1000x10Ms > TARGETS.check1000x10Ms && 'check1000x10Ms',
].filter(Boolean);

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ verify }));
} else {
  console.log(
    `verdicts a second, one thread                    ${verify.verdictsPerSecond} (at least ${TARGETS.verdictsPerSecond})`,
  );
  console.log(
    `check, 1,000 methods for 10 origins, a process   ${verify.check1000x10Ms} ms (at most ${TARGETS.check1000x10Ms})`,
  );
}
process.exitCode = missed.length > 0 ? 1 : 0;
