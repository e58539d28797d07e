import type { Io } from './io';

/** How a text stands out on a terminal. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly unsure: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

/**
 * Colours for a terminal, unless they are not wanted.
 *
 * @see https://no-color.org
 */
export function paintFor({ isTTY, env }: Pick<Io, 'isTTY' | 'env'>): Paint {
  const on = isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
  const style = (open: number, close: number) => (text: string) =>
    on && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { good: style(32, 39), bad: style(31, 39), unsure: style(33, 39), bold: style(1, 22), dim: style(2, 22) };
}

export type Standing = 'ALLOWED' | 'BLOCKED' | 'UNDETERMINED';

export const MARKS: Readonly<Record<Standing, string>> = { ALLOWED: '✓', BLOCKED: '✗', UNDETERMINED: '?' };

/** The painter of a verdict. */
export function hueOf(paint: Paint, standing: Standing): (text: string) => string {
  return { ALLOWED: paint.good, BLOCKED: paint.bad, UNDETERMINED: paint.unsure }[standing];
}
