// What a few rounds of a noisy machine tell of the part that one kind's added time is of another's.
const { generator } = require('./random');

/** So many made-up benches of rounds taken from the measured ones, and the part of them that a range holds. */
const RESAMPLES = 500;
const CONFIDENCE = 0.9;

/**
 * The part of native CORS's added time that a kind adds, and the range that would hold it in nine benches of ten.
 *
 * @param rounds the times of every kind in each round
 */
function addedPart(kind, rounds) {
  const partIn = (some) => centre(added(kind, some)) / centre(added('native', some));
  const random = generator(1);
  const again = () => partIn(rounds.map(() => rounds[Math.floor(random() * rounds.length)]));
  const parts = Array.from({ length: RESAMPLES }, again).sort((one, other) => one - other);
  const at = (share) => parts[Math.round(share * (parts.length - 1))];
  return { part: partIn(rounds), range: [at((1 - CONFIDENCE) / 2), at((1 + CONFIDENCE) / 2)] };
}

/** A round measures both at about one time, so that a slow minute of the machine falls out of their difference. */
function added(kind, rounds) {
  return rounds.map((one) => one[kind] - one.none);
}

/**
 * The median of the means of all pairs (Hodges and Lehmann): as little moved by a wild value as the median, and as sure as that
 * of half as many rounds again.
 */
function centre(values) {
  const means = [];
  for (let index = 0; index < values.length; index += 1) {
    for (let other = index; other < values.length; other += 1) {
      means.push((values[index] + values[other]) / 2);
    }
  }
  return median(means);
}

function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

module.exports = { addedPart, median };
