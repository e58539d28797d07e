import type { Run } from './behaviour';
import { BEHAVIOURS } from './register';

/** Counts in a run how many cases of each behaviour were compared, and holds the register to it. */
export class Counted {
  private readonly counts = new Map<string, number>();

  /** A run that is not in the register only counts. */
  constructor(private readonly run?: Run) {}

  add(...ids: readonly string[]): void {
    for (const id of new Set(ids)) {
      this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
    }
  }

  /** What the register says of this run and the run did not do, and what the run did and no row tells. */
  get differences(): readonly string[] {
    const promised = new Map(BEHAVIOURS.map(({ id, confirmed }) => [id, this.run && confirmed?.[this.run]]));
    const short = [...promised].flatMap(([id, many]) => {
      const had = this.counts.get(id) ?? 0;
      return many !== undefined && had < many ? [`${id}: ${many} cases in the register, ${had} compared`] : [];
    });
    const untold = [...this.counts].flatMap(([id, had]) =>
      promised.get(id) === undefined ? [`${id}: ${had} compared, and none in the register`] : [],
    );
    return [...short, ...untold];
  }

  toString(): string {
    return [...this.counts].map(([id, had]) => `${id} ${had}`).join(', ');
  }
}
