import { parse } from 'velocityjs';
import { own } from '../../template/json';
import { readExpression, readReference } from './expressions';
import { fillGaps, GAP, refuseGapsElsewhere } from './gaps';
import type { Branch, Node } from './nodes';
import { Undetermined } from './undetermined';

/**
 * Reads a template, or throws Undetermined where it holds what the parser and Velocity 1.7 do not read alike.
 *
 * @see https://velocity.apache.org/engine/1.7/vtl-reference.html
 */
export function readTemplate(text: string): readonly Node[] {
  const known = READ.get(text);
  if (known !== undefined) {
    return known;
  }
  if (text.includes(GAP)) {
    throw new Undetermined('the template has a name that is reserved here');
  }
  const nodes = readParts(fillGaps(text), 0);
  refuseGapsElsewhere(nodes);
  // Parsing is by far the dearest step, and a verifier sends many requests to the same few templates.
  if (READ.size >= 200) {
    READ.clear();
  }
  READ.set(text, nodes);
  return nodes;
}

const READ = new Map<string, readonly Node[]>();

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const LONGEST_TEMPLATE = 300 * 1024;
/** The parser takes time in the square of these: so many take a quarter of a second. */
const MOST_MARKS = 3000;
const MOST_SIGNS = 10_000;
const DEEPEST = 100;
const END = 'endOfTheTemplate';

const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/\\+[$#]/, 'a backslash before "$" or "#"'],
  [/#\{(?!else\})/, 'a directive in braces'],
  [/#(stop|evaluate|include|parse|literal|define|macro|@)/, 'a directive that is not covered'],
  [/__proto__/, 'the name __proto__'],
  [new RegExp(END), 'a name that is reserved here'],
];

function readParts(text: string, depth: number): readonly Node[] {
  if (text.length > LONGEST_TEMPLATE) {
    throw new Undetermined('the template is longer than the 300 KB that API Gateway takes');
  }
  const marks = text.match(/[$#([{!]/g)?.length ?? 0;
  const signs = text.match(/[.,:+\-*/%<>=&|]/g)?.length ?? 0;
  if (depth > DEEPEST || marks > MOST_MARKS || signs > MOST_SIGNS) {
    throw new Undetermined('the template is too intricate to be read here');
  }
  for (const [found, what] of REFUSED) {
    if (found.test(text)) {
      throw new Undetermined(`the template has ${what}`);
    }
  }
  return new Levels(text, depth).nodes();
}

class Levels {
  constructor(
    private readonly text: string,
    private readonly depth: number,
  ) {}

  /**
   * The parser forgives a missing or a stray `#end`, and then repeats or drops what follows. A mark behind the template
   * shows it: it must come out once, last, and at the outermost level.
   */
  nodes(): readonly Node[] {
    const tree = parsed(`${this.text}\n\${${END}}`);
    const mark: unknown = tree.pop();
    const nodes = this.read(tree);
    const marks = JSON.stringify([tree, mark]).split(`"${END}"`).length - 1;
    if (own(mark, 'id') !== END || marks !== 1) {
      throw new Undetermined('the template has an #end too few or too many');
    }
    const last = nodes.at(-1);
    return last?.kind === 'text'
      ? [...nodes.slice(0, -1), { kind: 'text', text: last.text.replace(/\n$/, '') }]
      : nodes;
  }

  private read(tree: readonly unknown[]): readonly Node[] {
    return tree.flatMap((part) => this.readPart(part));
  }

  private readPart(part: unknown): readonly Node[] {
    if (typeof part === 'string') {
      return [{ kind: 'text', text: part }];
    }
    if (Array.isArray(part)) {
      return [this.readBlock(part[0], part.slice(1))];
    }
    switch (own(part, 'type')) {
      case 'comment':
        return [];
      case 'raw':
        return [{ kind: 'text', text: String(own(part, 'value')) }];
      case 'references':
        return [{ kind: 'print', reference: readReference(part, this.inner), quiet: own(part, 'leader') === '$!' }];
      case 'set':
        return [this.readSet(own(part, 'equal'))];
      case 'break':
        return [{ kind: 'break' }];
      default:
        throw new Undetermined(`the template has a directive that is not covered: ${String(own(part, 'type'))}`);
    }
  }

  private readSet(equal: unknown): Node {
    const [target, value] = Array.isArray(equal) ? equal : [];
    return { kind: 'set', target: readReference(target, this.inner), value: readExpression(value, this.inner) };
  }

  private readBlock(head: unknown, body: readonly unknown[]): Node {
    const kind = own(head, 'type');
    const variable = own(head, 'to');
    if (kind === 'if') {
      return { kind, branches: this.branches(head, body) };
    }
    if (kind !== 'foreach' || typeof variable !== 'string' || body.some((part) => own(part, 'type') === 'else')) {
      throw new Undetermined(`the template has a directive that is not covered: ${String(kind)}`);
    }
    return { kind, variable, from: readExpression(own(head, 'from'), this.inner), body: this.read(body) };
  }

  private branches(head: unknown, body: readonly unknown[]): readonly Branch[] {
    const branches: { condition: Branch['condition']; body: Node[] }[] = [];
    for (const part of [head, ...body]) {
      const kind = own(part, 'type');
      if (kind === 'if' || kind === 'elseif') {
        branches.push({ condition: readExpression(own(part, 'condition'), this.inner), body: [] });
      } else if (kind === 'else') {
        branches.push({ condition: undefined, body: [] });
      } else {
        branches.at(-1)?.body.push(...this.readPart(part));
      }
    }
    return branches;
  }

  private readonly inner = (text: string): readonly Node[] => readParts(text, this.depth + 1);
}

function parsed(text: string): unknown[] {
  try {
    return [...parse(text, {}, false)];
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split('\n');
    throw new Undetermined(`the template cannot be read: ${line}`);
  }
}
