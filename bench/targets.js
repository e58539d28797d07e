// What a result of the bench has to reach.
const { KINDS } = require('./apps');

/** Sizes at which the targets hold: below, what is made once for an API weighs too much. */
const SIZES = ['300', '1000'];

const TIME_TARGETS = [
  ['EVERY_RESOURCE', 'everyResource', 0.6],
  ['GREEDY', 'greedy', 0.1],
];
const POLICY_TARGETS = { oneOrigin: 0.75, anyOrigin: 0.75, threeOriginsWithCredentials: 0.6 };

/** All targets of a result: what it is, the value, whether it is reached, and the target for people. */
function targets({ synth, template, import: imported, verify }) {
  const sizes = SIZES.filter((size) => size in synth);
  return [
    ...sizes.flatMap((size) => [
      ...TIME_TARGETS.map(([placement, kind, most]) =>
        surelyAtMost(
          `synth of ${size} resources: added time, of native's, ${placement}`,
          synth[size].addedRatio[kind],
          synth[size].addedRatioRange[kind],
          most,
        ),
      ),
      ...Object.entries(POLICY_TARGETS).map(([policy, most]) => {
        const { native, everyResource } = template[size][policy];
        return atMost(`template of ${size}: added bytes, of native's, EVERY_RESOURCE, ${policy}`, ratio(everyResource, native), most);
      }),
      ...Object.keys(POLICY_TARGETS).map((policy) =>
        atMost(`template of ${size}: added bytes, GREEDY, ${policy}`, template[size][policy].greedy, 6000),
      ),
    ]),
    ...growth(synth),
    atMost('import: ms on top of aws-cdk-lib/aws-apigateway', imported.constructsMs, 25),
    atLeast('verdicts a second, one thread', verify.verdictsPerSecond, 20_000),
    atMost('check, 1,000 methods for 10 origins, ms, as a process', verify.check1000x10Ms, 3000),
  ];
}

/**
 * How much larger a part of native's added time ours may be at 1,000 resources than at 300, where native's grows as the API
 * does: what made a resource of a large API take half as long again would add as much to a part of 0.6.
 */
const MOST_GROWTH = 0.28;

function growth(synth) {
  if (!SIZES.every((size) => size in synth)) {
    return [];
  }
  const [small, large] = SIZES.map((size) => synth[size]);
  return TIME_TARGETS.map(([placement, kind]) => {
    const [[smallLow, smallHigh], [largeLow, largeHigh]] = [small, large].map((one) => one.addedRatioRange[kind]);
    return surelyAtMost(
      `synth: growth of that part from 300 resources to 1,000, ${placement}`,
      difference(large.addedRatio[kind], small.addedRatio[kind]),
      [difference(largeLow, smallHigh), difference(largeHigh, smallLow)],
      MOST_GROWTH,
    );
  });
}

/** What scatters is missed only where the next bench would hardly reach it. */
function surelyAtMost(name, value, [low, high], most) {
  const figures = { name, value: `${value} (${low} to ${high})`, missed: low > most };
  if (figures.missed) {
    return { ...figures, verdict: `at most ${most}: MISSED` };
  }
  const surely = high <= most ? '' : ', not surely';
  return { ...figures, verdict: `at most ${most}: ${value <= most ? 'reached' : 'missed'}${surely}` };
}

function atMost(name, value, most) {
  return target(name, value, `at most ${most}`, value <= most);
}

function atLeast(name, value, least) {
  return target(name, value, `at least ${least}`, value >= least);
}

function target(name, value, what, isReached) {
  return { name, value, missed: !isReached, verdict: `${what}: ${isReached ? 'reached' : 'MISSED'}` };
}

function difference(one, other) {
  return Number((one - other).toFixed(3));
}

function ratio(one, other) {
  return Number((one / other).toFixed(3));
}

/** What is printed of a result: its targets, and the times that they rest on. */
function rows(result) {
  const times = Object.entries(result.synth).flatMap(([size, kinds]) =>
    KINDS.map((kind) => [`synth of ${size} resources: ms, ${kind}`, kinds[kind], '']),
  );
  return [...times, ...targets(result).map(({ name, value, verdict }) => [name, value, verdict])];
}

function misses(result) {
  return targets(result).filter(({ missed }) => missed);
}

module.exports = { misses, rows };
