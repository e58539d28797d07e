import type { Io } from '../io';
export const EXPLAIN_HELP = '';
export async function explain(_args: readonly string[], _io: Io): Promise<number> {
  return 0;
}
