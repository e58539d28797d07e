import type { CheckedRoute } from '../../verify/check/check';
import type { Outcome } from '../../verify/check/simulation';
import { meaningOf } from '../verdict-text';
import type { Survey } from './survey';

/** Something that is wrong, or that nobody can tell, told once for all the answers that it concerns. */
export interface Problem {
  readonly number: number;
  readonly verdict: 'BLOCKED' | 'UNDETERMINED';
  readonly reason: string | null;
  readonly meaning: string;
  readonly step: string;
  readonly seen: string | null;
  readonly wanted: string | null;
  readonly fix: string | null;
  readonly notes: readonly string[];
  readonly places: readonly Place[];
}

/** A resource of the templates, which is where to mend it, and the answers that it gives. */
export interface Place {
  readonly logicalId: string;
  readonly what: string;
  /** Such as `GET /orders: 400`. */
  readonly answers: readonly string[];
}

/** The problems of a survey, and which of them an outcome has. */
export class Problems {
  private readonly byKey = new Map<string, Draft>();

  constructor({ apis }: Survey) {
    for (const { views } of apis) {
      for (const { routes, errors } of views) {
        for (const route of routes) {
          for (const outcome of outcomesOf(route)) {
            this.add(outcome, `${route.verb} ${route.path}: ${outcome.label}`);
          }
        }
        for (const outcome of errors) {
          this.add(outcome, outcome.label);
        }
      }
    }
  }

  get all(): readonly Problem[] {
    return [...this.byKey.values()].map(finished);
  }

  /** The number of an outcome's problem; none where there is nothing to explain. */
  numberOf(outcome: Outcome): number | undefined {
    return this.byKey.get(keyOf(outcome))?.number;
  }

  private add(outcome: Outcome, answer: string): void {
    if (outcome.verdict.verdict === 'ALLOWED') {
      return;
    }
    const key = keyOf(outcome);
    const draft = this.byKey.get(key) ?? { number: this.byKey.size + 1, outcome, places: new Map() };
    this.byKey.set(key, draft);
    const { logicalId, what } = outcome.by;
    const place = draft.places.get(logicalId) ?? { what, answers: new Set() };
    place.answers.add(answer);
    draft.places.set(logicalId, { what: inCommon(place.what, what), answers: place.answers });
  }
}

interface Draft {
  readonly number: number;
  readonly outcome: Outcome;
  readonly places: Map<string, { readonly what: string; readonly answers: Set<string> }>;
}

export function outcomesOf({ preflight, responses }: CheckedRoute): readonly Outcome[] {
  return preflight === null ? responses : [preflight, ...responses];
}

function keyOf({ verdict }: Outcome): string {
  const { reason, seen, wanted, fix, notes } = verdict;
  // The notes of a verdict that was reached tell of engines; those of one that was not are the whole of its reason.
  return JSON.stringify([verdict.verdict, reason, seen, wanted, fix, reason === null ? notes : []]);
}

function finished({ number, outcome, places }: Draft): Problem {
  const { verdict, reason, step, seen, wanted, fix, notes } = outcome.verdict;
  return {
    number,
    verdict: verdict === 'BLOCKED' ? 'BLOCKED' : 'UNDETERMINED',
    reason,
    meaning: meaningOf(outcome.verdict),
    step,
    seen,
    wanted,
    fix,
    notes: reason === null ? notes.slice(1) : notes,
    places: [...places].map(([logicalId, { what, answers }]) => ({ logicalId, what, answers: [...answers] })),
  };
}

/** The words with which two descriptions begin: `the gateway response DEFAULT_4XX`, for whatever error. */
function inCommon(one: string, other: string): string {
  if (one === other) {
    return one;
  }
  const [words, others] = [one.split(' '), other.split(' ')];
  const apart = words.findIndex((word, index) => word !== others[index]);
  return (apart === -1 ? words : words.slice(0, apart)).join(' ').replace(/ for$/, '');
}
