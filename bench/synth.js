// How much an API's CORS costs a synthesis, and how long its template gets.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');
const { KINDS, POLICIES } = require('./apps');
const { addedPart, median } = require('./estimates');

const CHILD = join(__dirname, 'child.js');

/**
 * The time of each kind at each size, and the part of native CORS's added time that ours adds, with the range in which it is
 * as far as these rounds tell. A round measures every kind once, so that whatever else the machine does meets all of them.
 *
 * @param sizes how many resources the API has, and how many rounds that takes
 */
function measureSynth(sizes, report) {
  const synth = {};
  for (const [size, rounds] of Object.entries(sizes)) {
    const times = Array.from({ length: rounds }, (_, round) => {
      report(`synth of ${size} resources, round ${round + 1} of ${rounds}`);
      return Object.fromEntries(rotated(KINDS, round).map((kind) => [kind, run('synth', kind, size, 'oneOrigin').ms]));
    });
    const everyResource = addedPart('everyResource', times);
    const greedy = addedPart('greedy', times);
    synth[size] = {
      ...Object.fromEntries(KINDS.map((kind) => [kind, rounded(median(times.map((one) => one[kind])), 0)])),
      addedRatio: { everyResource: rounded(everyResource.part, 3), greedy: rounded(greedy.part, 3) },
      addedRatioRange: {
        everyResource: everyResource.range.map((one) => rounded(one, 2)),
        greedy: greedy.range.map((one) => rounded(one, 2)),
      },
    };
  }
  return synth;
}

/** The bytes that each kind adds to the template, and the resources of the stack. */
function measureTemplates(sizes, report) {
  const template = {};
  const cfnResources = {};
  for (const size of Object.keys(sizes)) {
    report(`templates of ${size} resources`);
    const without = run('synth', 'none', size, 'oneOrigin');
    template[size] = {};
    cfnResources[size] = { none: without.cfnResources };
    for (const policy of Object.keys(POLICIES)) {
      template[size][policy] = {};
      for (const kind of KINDS.filter((one) => one !== 'none')) {
        const made = run('synth', kind, size, policy);
        template[size][policy][kind] = made.bytes - without.bytes;
        cfnResources[size][kind] = made.cfnResources;
      }
    }
  }
  return { template, cfnResources };
}

/** Loading the package on top of the API Gateway constructs. */
function measureImport(rounds, report) {
  report('import');
  const times = Array.from({ length: rounds }, () => run('import'));
  return {
    constructsMs: rounded(median(times.map(({ constructsMs }) => constructsMs)), 1),
    apigatewayMs: rounded(median(times.map(({ apigatewayMs }) => apigatewayMs)), 1),
  };
}

function run(...args) {
  return JSON.parse(execFileSync(process.execPath, [CHILD, ...args], { encoding: 'utf8' }));
}

/** No kind is always the first of its round. */
function rotated(list, by) {
  return [...list.slice(by % list.length), ...list.slice(0, by % list.length)];
}

function rounded(value, digits) {
  return Number(value.toFixed(digits));
}

module.exports = { measureImport, measureSynth, measureTemplates };
