import { hueOf, type Paint } from '../paint';
import { printable } from '../printable';
import { factLines } from '../verdict-text';
import type { Place, Problem } from './problems';

const MOST_PLACES = 8;
const MOST_ANSWERS = 6;
const INDENT = '    ';

/** What is behind the numbers of the table: each problem once. */
export function explanations(problems: readonly Problem[], paint: Paint): string {
  return problems.map((problem) => `${explanation(problem, paint)}\n`).join('\n');
}

function explanation(problem: Problem, paint: Paint): string {
  const { number, verdict, reason, meaning, seen, wanted, fix, notes, places } = problem;
  const hue = hueOf(paint, verdict);
  const named = reason === null ? '' : `${paint.bold(reason)}: `;
  return [
    `${hue(`[${number}] ${verdict}`)}  ${named}${printable(meaning)}`,
    ...factLines({ seen: seen ?? (wanted === null ? null : 'nothing'), wanted, fix }, paint, INDENT),
    ...notes.flatMap((note) => factLines({ note }, paint, INDENT)),
    ...places.slice(0, MOST_PLACES).flatMap((place) => placeLines(place, paint)),
    ...(places.length > MOST_PLACES
      ? [`${INDENT}        and ${places.length - MOST_PLACES} more; --json has all`]
      : []),
  ].join('\n');
}

function placeLines({ logicalId, what, answers }: Place, paint: Paint): readonly string[] {
  const more = answers.length - MOST_ANSWERS;
  const shown = answers.slice(0, MOST_ANSWERS).map(printable).join(', ');
  return [
    `${INDENT}${paint.dim('where  ')} ${printable(logicalId)}, ${printable(what)}`,
    `${INDENT}        ${paint.dim(shown + (more > 0 ? `, and ${more} more` : ''))}`,
  ];
}
