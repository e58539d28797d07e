export interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

export function tallyOf(report: Report): { readonly score: number; readonly failed: number; readonly line: string };
