import type { CheckedRoute } from '../../verify/check/check';
import type { Outcome } from '../../verify/check/simulation';
import { hueOf, MARKS, type Paint, type Standing } from '../paint';
import { printable } from '../printable';
import type { Problems } from './problems';
import type { SurveyedApi, View } from './survey';

const LEGEND = '✓ allowed   ✗ blocked   ? undetermined   [n] explained below';
const HEADINGS = ['', '', 'preflight', 'success', 'error'] as const;
const SHORTEST_PATH = 16;

/** A cell before it is painted: colours have no width. */
interface Cell {
  readonly text: string;
  readonly hue?: (text: string) => string;
}

/** By column: standing, route, preflight, success, error. */
type Row = (readonly Cell[])[];

export function legend(paint: Paint): string {
  return `${paint.dim(LEGEND)}\n`;
}

/** The routes of an API, by origin. */
export function apiTable(api: SurveyedApi, problems: Problems, paint: Paint, columns: number | undefined): string {
  const title = `${paint.bold(printable(api.name))} ${paint.dim(`(${printable(api.logicalId)} in ${printable(api.stack)})`)}`;
  const unseen = api.unseen.map((line) => `  ${paint.unsure('?')} ${printable(line)}\n`);
  return [`${title}\n`, ...unseen, ...api.views.map((view) => viewTable(view, problems, paint, columns))].join('');
}

function viewTable(view: View, problems: Problems, paint: Paint, columns: number | undefined): string {
  if (view.routes.length === 0) {
    return '';
  }
  const rows = view.routes.map((route) => rowOf(route, problems, paint));
  const widths = HEADINGS.map((heading, column) =>
    rows.reduce((width, row) => Math.max(width, widthOf(row[column] ?? [])), heading.length),
  );
  if (columns !== undefined) {
    fitPaths(rows, widths, columns);
  }
  const line = (cells: Row) =>
    `    ${cells.map((cell, column) => aligned(cell, widths[column] ?? 0)).join('  ')}`.trimEnd();
  const headings = HEADINGS.map((text): readonly Cell[] => [{ text, hue: paint.dim }]);
  return [
    `\n  from ${paint.bold(printable(view.origin))}`,
    line(headings),
    ...rows.map(line),
    ...errorLine(view.errors, problems, paint),
    '',
  ].join('\n');
}

function rowOf(route: CheckedRoute, problems: Problems, paint: Paint): Row {
  const cell = (outcomes: readonly Outcome[]) => outcomes.map((one) => outcomeCell(one, problems, paint));
  return [
    [{ text: MARKS[route.standing], hue: hueOf(paint, route.standing) }],
    [{ text: `${printable(route.verb).padEnd(6)} ${printable(route.path)}` }],
    cell(route.preflight === null ? [] : [route.preflight]),
    cell(route.responses.filter((one) => !isError(one))),
    cell(route.responses.filter(isError)),
  ];
}

function outcomeCell(outcome: Outcome, problems: Problems, paint: Paint): Cell {
  const { verdict } = outcome.verdict;
  const number = problems.numberOf(outcome);
  const shown = outcome.status ?? (/^\d+$/.test(outcome.label) ? outcome.label : undefined);
  const text = [MARKS[verdict], shown, number === undefined ? undefined : `[${number}]`];
  return { text: text.filter((part) => part !== undefined).join(' '), hue: hueOf(paint, verdict) };
}

/** Whether an answer of the route tells of an error: the page must be able to read that one, too. */
export function isError({ label, status }: Outcome): boolean {
  return (status ?? Number.parseInt(label, 10)) >= 400;
}

/** There are some twenty errors: how many of them stand how, each problem by itself. */
function errorLine(errors: readonly Outcome[], problems: Problems, paint: Paint): readonly string[] {
  const groups = new Map<string, { readonly standing: Standing; readonly number: number | undefined; count: number }>();
  for (const outcome of errors) {
    const number = problems.numberOf(outcome);
    const standing = outcome.verdict.verdict;
    const group = groups.get(`${standing} ${number}`) ?? { standing, number, count: 0 };
    group.count += 1;
    groups.set(`${standing} ${number}`, group);
  }
  const parts = [...groups.values()].map(({ standing, number, count }) =>
    hueOf(paint, standing)(`${MARKS[standing]} ${count}${number === undefined ? '' : ` [${number}]`}`),
  );
  return parts.length === 0 ? [] : [`    errors of API Gateway: ${parts.join('  ')}`];
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((width, { text }) => width + text.length, 0) + 2 * Math.max(cells.length - 1, 0);
}

function aligned(cells: readonly Cell[], width: number): string {
  const painted = cells.map(({ text, hue }) => (hue === undefined ? text : hue(text))).join('  ');
  return painted + ' '.repeat(Math.max(width - widthOf(cells), 0));
}

/** Takes from the paths what a terminal's line has no room for. */
function fitPaths(rows: Row[], widths: number[], columns: number): void {
  const [, path = 0] = widths;
  const tooWide = widths.reduce((sum, width) => sum + width + 2, 2) - columns;
  const room = Math.max(path - Math.max(tooWide, 0), Math.min(path, SHORTEST_PATH));
  widths[1] = room;
  for (const row of rows) {
    row[1] = (row[1] ?? []).map((cell) =>
      cell.text.length > room ? { ...cell, text: `${cell.text.slice(0, room - 1)}…` } : cell,
    );
  }
}
