import * as fc from 'fast-check';

/** Chance that can be had again: the same seed gives the same throws. */
export class Dice {
  private readonly draw: fc.GeneratorValue;

  constructor(seed: number) {
    const [draw] = fc.sample(fc.gen(), { seed, numRuns: 1 });
    if (draw === undefined) {
      throw new Error('nothing was drawn');
    }
    this.draw = draw;
  }

  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number {
    return this.draw(evenly, Math.max(0, limit - 1));
  }

  /** True once in so many throws. */
  oneIn(sides: number): boolean {
    return this.below(sides) === 0;
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) {
      throw new Error('there is nothing to pick from');
    }
    return picked;
  }

  text(): string {
    return this.draw(fc.string, { unit: 'binary', maxLength: 12 });
  }

  json(): unknown {
    return this.draw(fc.jsonValue, { maxDepth: 3 });
  }

  bytes(most: number): Buffer {
    return Buffer.from(this.draw(fc.uint8Array, { maxLength: most }));
  }
}

/** fast-check prefers the ends of a range, and would pick the first and the last of every list. */
function evenly(max: number): fc.Arbitrary<number> {
  return fc.noBias(fc.integer({ min: 0, max }));
}
