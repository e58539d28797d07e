/** What `npm run bench -- --json` prints, as far as the targets need it. */
export interface BenchResult {
  readonly synth: Readonly<Record<string, SynthTimes>>;
  readonly template: Readonly<Record<string, Readonly<Record<string, Bytes>>>>;
  readonly import: { readonly constructsMs: number };
  readonly verify: { readonly verdictsPerSecond: number; readonly check1000x10Ms: number };
}

export interface SynthTimes extends Readonly<Record<'none' | 'native' | 'everyResource' | 'greedy', number>> {
  readonly addedRatio: { readonly everyResource: number; readonly greedy: number };
  /** What nine benches of ten would give. */
  readonly addedRatioRange: { readonly everyResource: Range; readonly greedy: Range };
}

export type Range = readonly [low: number, high: number];

export interface Bytes {
  readonly native: number;
  readonly everyResource: number;
  readonly greedy: number;
}

/** What is measured, its value, and the verdict on it. */
export function rows(
  result: BenchResult,
): readonly (readonly [name: string, value: number | string, verdict: string])[];

/** The targets that are missed by more than noise. */
export function misses(result: BenchResult): readonly { readonly name: string }[];
