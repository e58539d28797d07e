import type { Io } from '../io';
export const PROBE_HELP = '';
export async function probe(_args: readonly string[], _io: Io): Promise<number> {
  return 0;
}
