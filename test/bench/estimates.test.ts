import { addedPart, median, type Round } from '../../bench/estimates';
import { generator } from '../../bench/random';

const TRUE_PART = 0.3;
const ROUNDS = 15;

/** Rounds in which a kind adds its part of what native adds, on a machine whose speed drifts and scatters. */
function roundsOf(random: () => number, rounds = ROUNDS): readonly Round[] {
  const noise = () => [1, 2, 3, 4].reduce((sum) => sum + random() - 0.5, 0) * 100;
  return Array.from({ length: rounds }, () => {
    const drift = random() * 1000;
    const none = 2000 + drift;
    return { none: none + noise(), native: none + 800 + noise(), ours: none + 800 * TRUE_PART + noise() };
  });
}

const random = generator(7);
const benches = Array.from({ length: 60 }, () => addedPart('ours', roundsOf(random)));

describe('the estimate of an added part', () => {
  test('is the part itself where nothing scatters', () => {
    const rounds = Array.from({ length: 5 }, () => ({ none: 100, native: 300, ours: 150 }));
    expect(addedPart('ours', rounds)).toEqual({ part: 0.25, range: [0.25, 0.25] });
  });

  test('says the same whenever it is asked', () => {
    const rounds = roundsOf(generator(1));
    expect(addedPart('ours', rounds)).toEqual(addedPart('ours', rounds));
  });

  test('is hardly moved by a round in which the machine was busy', () => {
    const rounds = roundsOf(generator(2));
    const [first, ...others] = rounds;
    const busy = [{ ...first, ours: first.ours + 100_000 }, ...others];
    expect(Math.abs(addedPart('ours', busy).part - addedPart('ours', rounds).part)).toBeLessThan(0.03);
  });

  test('is near the true part', () => {
    expect(median(benches.map(({ part }) => part))).toBeCloseTo(TRUE_PART, 1);
  });

  test('has a range that holds the true part in about nine benches of ten', () => {
    const held = benches.filter(({ range: [low, high] }) => low <= TRUE_PART && TRUE_PART <= high);
    expect(held.length / benches.length).toBeGreaterThan(0.8);
    expect(held.length / benches.length).toBeLessThan(0.99);
  });

  test('has a range that more rounds make narrower', () => {
    const width = (rounds: number) =>
      median(
        Array.from({ length: 9 }, (_, seed) => addedPart('ours', roundsOf(generator(seed), rounds)).range).map(
          ([low, high]) => high - low,
        ),
      );
    expect(width(80)).toBeLessThan(width(20) * 0.65);
  });

  test('is surer than the median of as many rounds', () => {
    const medians = Array.from({ length: 60 }, () => {
      const rounds = roundsOf(random);
      return (
        median(rounds.map(({ ours, none }) => ours - none)) / median(rounds.map(({ native, none }) => native - none))
      );
    });
    const scatter = (parts: readonly number[]) =>
      Math.sqrt(parts.reduce((sum, part) => sum + (part - TRUE_PART) ** 2, 0) / parts.length);
    expect(scatter(benches.map(({ part }) => part))).toBeLessThan(scatter(medians));
  });
});
