import { LINE_ENDS, type Pattern, parsePattern } from './java-regex-syntax';
import { Undetermined } from './undetermined';

/**
 * Whether the whole text matches, as Java's `String.matches` says. It follows all ways through the expression at once,
 * so no expression can make it backtrack for ever, which JavaScript's own engine would.
 */
export function matchesWhole(expression: string, text: string): boolean {
  const automaton = new Automaton();
  const start = automaton.add(parsePattern(expression), automaton.accept);
  const codePoints = [...text].map((character) => character.codePointAt(0) ?? 0);
  const ends = endsOf(codePoints);
  let work = 0;
  let current = automaton.reach([start], 0, ends);
  for (const [at, codePoint] of codePoints.entries()) {
    if (current.size === 0) {
      return false;
    }
    work += current.size;
    if (work > MOST_WORK) {
      throw new Undetermined(`the regular expression ${JSON.stringify(expression)} takes too long`);
    }
    current = automaton.reach(automaton.step(current, codePoint), at + 1, ends);
  }
  return current.has(automaton.accept);
}

/** Where `$` matches: at the end, and before a line end that is the last of the text. */
function endsOf(codePoints: readonly number[]): ReadonlySet<number> {
  const [beforeLast, last] = [codePoints.at(-2), codePoints.at(-1)];
  const lineEnd = beforeLast === 0x0d && last === 0x0a ? 2 : LINE_ENDS.has(last ?? 0) ? 1 : 0;
  return new Set([codePoints.length, codePoints.length - lineEnd]);
}

const MOST_STATES = 50_000;
const MOST_WORK = 20_000_000;

type State =
  | { readonly kind: 'accept' }
  | { readonly kind: 'character'; readonly accepts: (codePoint: number) => boolean; readonly next: number }
  | { readonly kind: 'fork'; readonly next: number[] }
  | { readonly kind: 'start' | 'end'; readonly next: number };

class Automaton {
  private readonly states: State[] = [{ kind: 'accept' }];
  readonly accept = 0;

  /** Adds a pattern that goes on to the state `next`, and gives the state at which it begins. */
  add(pattern: Pattern, next: number): number {
    switch (pattern.kind) {
      case 'character':
        return this.state({ kind: 'character', accepts: pattern.accepts, next });
      case 'start':
      case 'end':
        return this.state({ kind: pattern.kind, next });
      case 'sequence':
        return pattern.parts.reduceRight((after, part) => this.add(part, after), next);
      case 'choice':
        return this.state({ kind: 'fork', next: pattern.options.map((option) => this.add(option, next)) });
      case 'repeat':
        return this.repeat(pattern.of, pattern.least, pattern.most, next);
    }
  }

  /** All states that can be reached from these without reading a character. */
  reach(from: readonly number[], at: number, ends: ReadonlySet<number>): ReadonlySet<number> {
    const reached = new Set<number>();
    const waiting = [...from];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (reached.has(index)) {
        continue;
      }
      reached.add(index);
      const state = this.states[index];
      if (state?.kind === 'fork') {
        waiting.push(...state.next);
      } else if ((state?.kind === 'start' && at === 0) || (state?.kind === 'end' && ends.has(at))) {
        waiting.push(state.next);
      }
    }
    return reached;
  }

  step(from: ReadonlySet<number>, codePoint: number): readonly number[] {
    const next: number[] = [];
    for (const index of from) {
      const state = this.states[index];
      if (state?.kind === 'character' && state.accepts(codePoint)) {
        next.push(state.next);
      }
    }
    return next;
  }

  private repeat(of: Pattern, least: number, most: number, next: number): number {
    let begin = next;
    if (most === Number.POSITIVE_INFINITY) {
      const fork: number[] = [next];
      begin = this.state({ kind: 'fork', next: fork });
      fork.push(this.add(of, begin));
    } else {
      for (let count = least; count < most; count++) {
        begin = this.state({ kind: 'fork', next: [next, this.add(of, begin)] });
      }
    }
    for (let count = 0; count < least; count++) {
      // A repetition of nothing adds no states, so this loop needs the bound of its own.
      begin = this.state({ kind: 'fork', next: [this.add(of, begin)] });
    }
    return begin;
  }

  private state(state: State): number {
    if (this.states.length >= MOST_STATES) {
      throw new Undetermined(`a regular expression of more than ${MOST_STATES} states`);
    }
    return this.states.push(state) - 1;
  }
}
