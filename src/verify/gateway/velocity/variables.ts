import type { VelocityValue } from './values';

/** What a template calls values of its own. */
export class Variables {
  private readonly values = new Map<string, VelocityValue | undefined>();

  get(name: string): VelocityValue | undefined {
    return this.values.get(name);
  }

  set(name: string, value: VelocityValue): void {
    this.values.set(name, value);
  }

  /** Keeps what these names stand for, and gives the means to bring it back. */
  keep(names: readonly string[]): () => void {
    const before = names.map((name) => [name, this.values.get(name)] as const);
    return () => {
      for (const [name, value] of before) {
        this.values.set(name, value);
      }
    };
  }
}
