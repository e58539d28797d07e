/** The times of every kind in one round. */
export type Round = Readonly<Record<string, number>>;

export function addedPart(
  kind: string,
  rounds: readonly Round[],
): { readonly part: number; readonly range: readonly [number, number] };

export function median(values: readonly number[]): number;
