import { refuseLong } from './output';
import { Undetermined } from './undetermined';
import { JavaList, type VelocityValue } from './values';

const MOST_STEPS = 200_000;
const SIZE_OF_A_STEP = 200;

/** What it takes to run a template; one that takes too much is not read to its end. */
export class Effort {
  private steps = 0;

  step(): void {
    this.take(1);
  }

  /** To go through something long, or to keep it, is more than a step: with a loop around it, it would have no end. */
  through(value: VelocityValue): void {
    this.take(Math.floor(sizeOf(value) / SIZE_OF_A_STEP));
  }

  /** The same for what the template has just made. */
  made<T extends VelocityValue>(value: T): T {
    refuseLong(typeof value === 'string' ? value.length : 0);
    this.through(value);
    return value;
  }

  private take(steps: number): void {
    this.steps += steps;
    if (this.steps > MOST_STEPS) {
      throw new Undetermined(`the template takes more than ${MOST_STEPS} steps`);
    }
  }
}

/** In characters: an item of a list takes as much room as a few. */
function sizeOf(value: VelocityValue): number {
  return typeof value === 'string' ? value.length : value instanceof JavaList ? 16 * value.items.length : 0;
}
