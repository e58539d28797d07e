import { Undetermined } from './undetermined';

/** A regular expression, as far as Java and a boolean full match need it: which alternative comes first is of no matter. */
export type Pattern =
  | { readonly kind: 'character'; readonly accepts: (codePoint: number) => boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly of: Pattern; readonly least: number; readonly most: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' };

/**
 * Reads the constructs that mean one and the same thing wherever they are written: literals, classes, groups,
 * alternatives, greedy and lazy quantifiers, anchors. Possessive quantifiers, `\p{...}`, flags, look-around,
 * back-references and class intersections are refused.
 *
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 */
export function parsePattern(text: string): Pattern {
  const reader = new Reader(text);
  const pattern = reader.choice(0);
  return reader.done ? pattern : reader.refuse('an unmatched ")"');
}

type Accepts = (codePoint: number) => boolean;

const DEEPEST = 50;
export const LINE_ENDS: ReadonlySet<number> = new Set([0x0a, 0x0d, 0x85, 0x2028, 0x2029]);
const isDigit: Accepts = (c) => c >= 0x30 && c <= 0x39;
const isWord: Accepts = (c) => isDigit(c) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || c === 0x5f;
const isSpace: Accepts = (c) => c === 0x20 || (c >= 0x09 && c <= 0x0d);
const CLASSES: ReadonlyMap<string, Accepts> = new Map([
  ['d', isDigit],
  ['D', (c: number) => !isDigit(c)],
  ['w', isWord],
  ['W', (c: number) => !isWord(c)],
  ['s', isSpace],
  ['S', (c: number) => !isSpace(c)],
]);
const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['r', 0x0d],
  ['f', 0x0c],
]);

class Reader {
  private readonly characters: readonly string[];
  private at = 0;

  constructor(private readonly text: string) {
    this.characters = [...text];
  }

  get done(): boolean {
    return this.at >= this.characters.length;
  }

  refuse(what: string): never {
    throw new Undetermined(`the regular expression ${JSON.stringify(this.text)} has ${what}`);
  }

  choice(depth: number): Pattern {
    if (depth > DEEPEST) {
      return this.refuse(`groups nested more than ${DEEPEST} levels deep`);
    }
    const options = [this.sequence(depth)];
    while (this.take('|')) {
      options.push(this.sequence(depth));
    }
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  private sequence(depth: number): Pattern {
    const parts: Pattern[] = [];
    while (!this.done && this.peek() !== '|' && this.peek() !== ')') {
      parts.push(this.quantified(this.atom(depth)));
    }
    return { kind: 'sequence', parts };
  }

  private atom(depth: number): Pattern {
    const character = this.next();
    switch (character) {
      case '(':
        return this.group(depth);
      case '[':
        return { kind: 'character', accepts: this.characterClass() };
      case '.':
        return { kind: 'character', accepts: (c) => !LINE_ENDS.has(c) };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return { kind: 'character', accepts: this.escape() };
      case '*':
      case '+':
      case '?':
      case '{':
        return this.refuse(`a "${character}" with nothing to repeat`);
      default:
        return { kind: 'character', accepts: exactly(character) };
    }
  }

  private group(depth: number): Pattern {
    if (this.take('?') && !this.take(':')) {
      return this.refuse('a "(?" group other than "(?:"');
    }
    const inner = this.choice(depth + 1);
    return this.take(')') ? inner : this.refuse('an unclosed "("');
  }

  /** Another quantifier behind it is refused as the next atom: Java takes some for an error, and passes over others. */
  private quantified(of: Pattern): Pattern {
    const bounds = this.bounds();
    if (bounds === undefined) {
      return of;
    }
    if (this.peek() === '+') {
      return this.refuse('a possessive quantifier');
    }
    this.take('?');
    return { kind: 'repeat', of, least: bounds[0], most: bounds[1] };
  }

  private bounds(): readonly [number, number] | undefined {
    if (this.take('*')) {
      return [0, Number.POSITIVE_INFINITY];
    }
    if (this.take('+')) {
      return [1, Number.POSITIVE_INFINITY];
    }
    if (this.take('?')) {
      return [0, 1];
    }
    if (!this.take('{')) {
      return undefined;
    }
    const end = this.characters.indexOf('}', this.at);
    const found = /^(\d{1,5})(,(\d{1,5})?)?$/.exec(this.characters.slice(this.at, Math.max(end, this.at)).join(''));
    if (found === null) {
      return this.refuse('a "{" that is no quantifier');
    }
    this.at = end + 1;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] === undefined ? Number.POSITIVE_INFINITY : Number(found[3]);
    return least <= most ? [least, most] : this.refuse('a quantifier that counts down');
  }

  private characterClass(): Accepts {
    const negated = this.take('^');
    const members: Accepts[] = [];
    while (this.peek() !== ']' || members.length === 0) {
      members.push(this.classMember());
    }
    this.at += 1;
    const accepts: Accepts = (c) => members.some((member) => member(c));
    return negated ? (c) => !accepts(c) : accepts;
  }

  private classMember(): Accepts {
    const first = this.next();
    if (first === '[' || first === ']' || (first === '&' && this.peek() === '&')) {
      return this.refuse('a class within a class, an intersection or an empty class');
    }
    const accepts = first === '\\' ? this.escape() : exactly(first);
    const ranged = this.peek() === '-' && this.characters[this.at + 1] !== ']';
    if (!ranged) {
      return accepts;
    }
    this.at += 1;
    const last = this.next();
    const from = codePointOf(first);
    const to = codePointOf(last);
    if (first === '\\' || last === '\\' || last === '[' || from > to) {
      return this.refuse('a range that is not from one character up to another');
    }
    return (c) => c >= from && c <= to;
  }

  private escape(): Accepts {
    const character = this.next();
    const known = CLASSES.get(character);
    if (known !== undefined) {
      return known;
    }
    const control = CONTROLS.get(character);
    if (control !== undefined) {
      return (c) => c === control;
    }
    return /[0-9A-Za-z]/.test(character) ? this.refuse(`"\\${character}"`) : exactly(character);
  }

  private peek(): string | undefined {
    return this.characters[this.at];
  }

  private take(character: string): boolean {
    const found = this.peek() === character;
    this.at += found ? 1 : 0;
    return found;
  }

  private next(): string {
    const character = this.peek();
    if (character === undefined) {
      return this.refuse('no end');
    }
    this.at += 1;
    return character;
  }
}

function exactly(character: string): Accepts {
  const wanted = codePointOf(character);
  return (c) => c === wanted;
}

function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
