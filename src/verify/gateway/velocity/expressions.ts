import type { Cursor } from './cursor';
import type { Expression, Node, Operator, ReferenceNode, Step } from './nodes';

/** Reads a text that stands in double quotes, which is a template of its own. */
export type ReadTemplate = (text: string) => readonly Node[];

/** Reads the expression that comes next, with the white space around it. */
export function readExpression(cursor: Cursor, template: ReadTemplate): Expression {
  return readOperation(cursor, template, 0);
}

/** Reads a reference behind its `$` or `$!`; where it stands in braces, both of them as well. */
export function readReference(cursor: Cursor, template: ReadTemplate): ReferenceNode {
  const braced = cursor.take(/\{/y) !== undefined;
  const [root] = cursor.expect(NAME, 'name of a reference');
  const steps: Step[] = [];
  for (let step = readStep(cursor, template); step !== undefined; step = readStep(cursor, template)) {
    steps.push(step);
  }
  if (braced) {
    cursor.expect(/\}/y, 'brace behind a reference');
  }
  return { kind: 'reference', root, steps };
}

/** A hyphen belongs to the name, so `$a-1` is one reference. A name that is a word of the language is not covered. */
const NAME = /(?!(?:true|false|in|and|or|not|eq|ne|lt|le|gt|ge)(?![\w-]))[A-Za-z_][A-Za-z0-9_-]*/y;
const SPACE = /[ \t\r\n]*/y;

/** From what binds least to what binds most. A word must end where it ends, or it is a part of a longer one. */
const LEVELS: readonly (readonly [RegExp, Readonly<Record<string, Operator>>])[] = [
  [/\|\||or(?![\w-])/y, { or: '||' }],
  [/&&|and(?![\w-])/y, { and: '&&' }],
  [/==|!=|(?:eq|ne)(?![\w-])/y, { eq: '==', ne: '!=' }],
  [/<=|>=|<|>|(?:lt|le|gt|ge)(?![\w-])/y, { lt: '<', le: '<=', gt: '>', ge: '>=' }],
  // A hyphen that touches a digit is the sign of a number, and a number behind a number is an error.
  [/\+|-(?!\d)/y, {}],
  [/[*/%]/y, {}],
];

function readOperation(cursor: Cursor, template: ReadTemplate, level: number): Expression {
  const [pattern, words] = LEVELS[level] ?? [];
  if (pattern === undefined || words === undefined) {
    return readOperand(cursor, template);
  }
  let left = readOperation(cursor, template, level + 1);
  for (let sign = cursor.take(pattern); sign !== undefined; sign = cursor.take(pattern)) {
    const operator = words[sign[0]] ?? (sign[0] as Operator);
    left = { kind: 'operation', operator, left, right: readOperation(cursor, template, level + 1) };
  }
  return left;
}

function readOperand(cursor: Cursor, template: ReadTemplate): Expression {
  cursor.take(SPACE);
  if (cursor.take(/!|not(?![\w-])/y) !== undefined) {
    return { kind: 'not', operand: readOperand(cursor, template) };
  }
  if (cursor.take(/\(/y) === undefined) {
    return readValue(cursor, template);
  }
  const inner = readExpression(cursor, template);
  cursor.expect(/\)/y, 'closing parenthesis');
  cursor.take(SPACE);
  return inner;
}

/** A value without an operator, with the white space around it. */
function readValue(cursor: Cursor, template: ReadTemplate): Expression {
  cursor.take(SPACE);
  const value =
    readText(cursor, template) ??
    readWord(cursor) ??
    readNumber(cursor) ??
    readBracketed(cursor, template) ??
    readMap(cursor, template) ??
    (cursor.take(/\$!?/y) === undefined ? undefined : readReference(cursor, template));
  cursor.take(SPACE);
  return value ?? cursor.refuse('no value that is covered');
}

/** A quote is doubled to stand for itself; a backslash before one is an error, or not, by what follows. */
function readText(cursor: Cursor, template: ReadTemplate): Expression | undefined {
  const found = cursor.take(/'((?:[^']|'')*)'|"((?:[^"]|"")*)"/y);
  if (found === undefined) {
    return undefined;
  }
  const [whole, single, double = ''] = found;
  if (/\\["']/.test(whole)) {
    return cursor.refuse('a backslash before a quote');
  }
  if (single !== undefined) {
    return { kind: 'literal', value: single.replaceAll("''", "'") };
  }
  if (/\\u/.test(double)) {
    return cursor.refuse('a character by its number');
  }
  const text = double.replaceAll('""', '"');
  return /[$#]/.test(text) ? { kind: 'interpolated', nodes: template(text) } : { kind: 'literal', value: text };
}

function readWord(cursor: Cursor): Expression | undefined {
  const found = cursor.take(/(true|false)(?![\w-])/y);
  return found === undefined ? undefined : { kind: 'literal', value: found[1] === 'true' };
}

/** Fractions are left out: Java prints them in a way of its own. */
function readNumber(cursor: Cursor): Expression | undefined {
  const found = cursor.take(/-?\d{1,9}(?![\w]|\.\d)/y);
  return found === undefined ? undefined : { kind: 'literal', value: Number(found[0]) };
}

/** `[1..3]` or `['a', $b]`. */
function readBracketed(cursor: Cursor, template: ReadTemplate): Expression | undefined {
  if (cursor.take(/\[/y) === undefined) {
    return undefined;
  }
  const items = readValues(cursor, template, /\]|\.\./y);
  const [from] = items;
  if (cursor.take(/\.\./y) === undefined || from === undefined || items.length > 1) {
    cursor.expect(/\]/y, 'bracket behind a list');
    return { kind: 'list', items };
  }
  const to = readValue(cursor, template);
  cursor.expect(/\]/y, 'bracket behind a range');
  return { kind: 'range', from, to };
}

function readMap(cursor: Cursor, template: ReadTemplate): Expression | undefined {
  if (cursor.take(/\{/y) === undefined) {
    return undefined;
  }
  const entries: (readonly [string, Expression])[] = [];
  cursor.take(SPACE);
  let more = !cursor.sees(/\}/y);
  while (more) {
    const key = readValue(cursor, template);
    if (key.kind !== 'literal' || typeof key.value !== 'string') {
      return cursor.refuse('a map with a key that is not plain text');
    }
    cursor.expect(/:/y, 'colon behind a key');
    entries.push([key.value, readValue(cursor, template)]);
    more = cursor.take(/,/y) !== undefined;
  }
  cursor.expect(/\}/y, 'brace behind a map');
  return { kind: 'map', entries };
}

function readStep(cursor: Cursor, template: ReadTemplate): Step | undefined {
  if (cursor.take(/\[/y) !== undefined) {
    const index = readValue(cursor, template);
    cursor.expect(/\]/y, 'bracket behind an index');
    return { kind: 'index', index };
  }
  const found = cursor.take(/\.([A-Za-z_][A-Za-z0-9_-]*)(\()?/y);
  if (found === undefined) {
    return undefined;
  }
  const [, name = '', method] = found;
  if (method === undefined) {
    return { kind: 'property', name };
  }
  const args = readValues(cursor, template, /\)/y);
  cursor.expect(/\)/y, 'parenthesis behind arguments');
  return { kind: 'method', name, args };
}

/** Values with commas between them, up to a mark that is not read. Where there is none, there is no space either. */
function readValues(cursor: Cursor, template: ReadTemplate, end: RegExp): readonly Expression[] {
  const values: Expression[] = [];
  if (cursor.sees(end)) {
    return values;
  }
  do {
    values.push(readValue(cursor, template));
  } while (cursor.take(/,/y) !== undefined);
  return values;
}
