// What an API's CORS costs a synthesis, in instructions: other work on the machine does not change them.
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { KINDS } = require('./apps');

const CHILD = join(__dirname, 'child.js');

/** One thread and nothing by chance, so that what V8 compiles and collects is always counted, and at the same places. */
const V8 = ['--single-threaded', '--hash-seed=1', '--random-seed=1', '--predictable-gc-schedule'];
const VALGRIND = ['--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null', process.execPath, ...V8];

/**
 * The millions of instructions that each kind takes for so many resources, loading taken off, and the part of native CORS's
 * added ones that ours adds.
 */
function countInstructions(sizes, report) {
  return Object.fromEntries(
    sizes.map((size) => {
      const counts = Object.fromEntries(
        KINDS.map((kind) => {
          report(`instructions of ${size} resources, ${kind}`);
          return [kind, instructions(kind, size) - instructions(kind, 1)];
        }),
      );
      const part = (kind) => Number(((counts[kind] - counts.none) / (counts.native - counts.none)).toFixed(3));
      return [size, { ...counts, addedRatio: { everyResource: part('everyResource'), greedy: part('greedy') } }];
    }),
  );
}

function instructions(kind, size) {
  const args = [...VALGRIND, CHILD, 'synth', kind, String(size), 'oneOrigin'];
  const { status, error, stderr } = spawnSync('valgrind', args, { encoding: 'utf8' });
  if (error !== undefined || status !== 0) {
    throw new Error(`instructions are counted by valgrind, which did not run: ${error?.message ?? stderr}. Fix: install it.`);
  }
  const [, count] = /I\s+refs:\s+([\d,]+)/.exec(stderr);
  return Math.round(Number(count.replaceAll(',', '')) / 1e6);
}

module.exports = { countInstructions };
