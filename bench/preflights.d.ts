/** What a simulation hangs on. */
export interface Inputs {
  readonly users: number;
  readonly writes: number;
  readonly price: number;
  readonly [input: string]: unknown;
}

export interface Row {
  readonly reads: 'preflighted' | 'safelisted';
  /** Null where the header is not sent. */
  readonly maxAge: number | null;
  readonly perMillionViews: number;
  readonly ofAllRequests: number;
  readonly dollars: number;
}

export const INPUTS: Inputs;
export function simulatePreflights(inputs?: Inputs): { readonly inputs: Inputs; readonly rows: readonly Row[] };
