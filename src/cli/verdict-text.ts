import { REASONS, type Verdict } from '../verify/browser';
import type { Cause } from '../verify/check/cause';
import { CAUSES } from '../verify/check/causes';
import { hueOf, type Paint } from './paint';
import { printable, shortened } from './printable';

const MEANINGS: ReadonlyMap<string, string> = new Map(REASONS.map(({ reason, meaning }) => [reason, meaning]));
const LONGEST = 500;
const MOST_CAUSES = 3;

type Told = Pick<Verdict, 'reason' | 'notes'>;

/** What a verdict's reason means, in a sentence; for one that was never reached, why it was not. */
export function meaningOf({ reason, notes }: Told): string {
  return reason === null ? (notes[0] ?? 'it cannot be told') : (MEANINGS.get(reason) ?? reason);
}

/** The lines `seen`, `wanted`, `fix`, as far as there is something to say. */
export function factLines(facts: Readonly<Record<string, string | null>>, paint: Paint, indent: string): string[] {
  return Object.entries(facts).flatMap(([name, fact]) =>
    fact === null ? [] : [`${indent}${paint.dim(name.padEnd(7))} ${printable(shortened(fact, LONGEST))}`],
  );
}

/** A short paragraph that begins with the verdict. */
export function verdictParagraph(verdict: Verdict, subject: string, paint: Paint): string {
  const { reason, seen, wanted, fix, step, notes, exposedHeaders, preflightNeeded, cacheSeconds } = verdict;
  const hue = hueOf(paint, verdict.verdict);
  const lines = [`${hue(paint.bold(verdict.verdict))}  ${printable(shortened(subject, LONGEST))}`];
  if (verdict.verdict === 'ALLOWED') {
    lines.push(`  ${preflightText(preflightNeeded, cacheSeconds)} ${readableText(exposedHeaders)}`);
  } else {
    lines.push(`  ${reason === null ? '' : `${paint.bold(reason)}: `}${printable(meaningOf(verdict))}`);
    lines.push(...factLines({ seen: seen ?? absent(wanted), wanted, fix, step }, paint, '  '));
    lines.push(...causesOf(reason).flatMap(({ how }) => factLines({ often: how }, paint, '  ')));
  }
  const rest = reason === null && verdict.verdict !== 'ALLOWED' ? notes.slice(1) : notes;
  lines.push(...rest.flatMap((note) => factLines({ note }, paint, '  ')));
  return `${lines.join('\n')}\n`;
}

/** An exchange shows what was answered, and not by what: these are the likeliest ways to it on API Gateway. */
function causesOf(reason: Verdict['reason']): readonly Cause[] {
  return reason === null ? [] : CAUSES[reason].slice(0, MOST_CAUSES);
}

function absent(wanted: string | null): string | null {
  return wanted === null ? null : 'nothing';
}

function preflightText(needed: boolean, seconds: number): string {
  return needed ? `Its preflight passes and is kept for ${seconds} s.` : 'It needs no preflight.';
}

function readableText(names: readonly string[]): string {
  return names.length === 0
    ? 'The script can read the body, and none of the headers.'
    : `The script can read the body and ${names.map(printable).join(', ')}.`;
}

/** A verdict as programs get it: these members, in this order. */
export function jsonVerdict(verdict: Verdict): Readonly<Record<string, unknown>> {
  const { preflightRequest, exposedHeaders, cacheSeconds, step, seen, wanted, fix, notes } = verdict;
  return {
    verdict: verdict.verdict,
    reason: verdict.reason,
    preflightNeeded: verdict.preflightNeeded,
    ...(preflightRequest === undefined
      ? {}
      : { preflightRequest: { ...preflightRequest, headers: Object.fromEntries(preflightRequest.headers) } }),
    exposedHeaders,
    cacheSeconds,
    step,
    seen,
    wanted,
    fix,
    notes,
  };
}
