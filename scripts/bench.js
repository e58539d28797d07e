// Measures what the docs claim about speed and size. The library has to be compiled: it is measured as it is shipped.
//   npm run bench             prints the figures and their targets; exit 1 where one is missed by more than noise
//   npm run bench -- --json   prints one object; the progress goes to the standard error
//   npm run bench -- --instructions   counts instructions by valgrind instead, which hardly scatter; ten minutes
//   npm run bench -- --quick  fewer rounds and no large API, for a look; the times then say little
process.env.CDK_VALIDATION = 'false';
require('./typescript');
const { simulatePreflights } = require('../bench/preflights');
const { countInstructions } = require('../bench/instructions');
const { measureImport, measureSynth, measureTemplates } = require('../bench/synth');
const { misses, rows } = require('../bench/targets');
const { measureVerifier } = require('../bench/verify');

const quick = process.argv.includes('--quick');
/** How many resources, and how many rounds of measuring. Small differences need many rounds. */
const SIZES = quick ? { 10: 1, 100: 3, 300: 3 } : { 10: 5, 100: 5, 300: 41, 1000: 31 };

const report = (what) => process.stderr.write(`${what}\n`);

if (process.argv.includes('--instructions')) {
  console.log(JSON.stringify({ instructions: countInstructions([300, 1000], report) }));
  process.exit();
}

const result = {
  synth: measureSynth(SIZES, report),
  ...measureTemplates(SIZES, report),
  import: measureImport(quick ? 5 : 15, report),
  verify: measureVerifier(),
  preflights: simulatePreflights(),
};
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(result));
} else {
  for (const [name, value, target] of rows(result)) {
    console.log(`${name.padEnd(72)} ${String(value).padStart(22)}  ${target}`);
  }
}
process.exitCode = misses(result).length > 0 ? 1 : 0;
