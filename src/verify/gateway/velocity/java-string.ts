import { matchesWhole } from './java-regex';
import { Undetermined } from './undetermined';
import { JavaList, type VelocityValue } from './values';

/**
 * The methods of java.lang.String that a template may call on a text. A method that is not here is undetermined.
 *
 * @see https://docs.oracle.com/javase/8/docs/api/java/lang/String.html
 */
export function callString(text: string, method: string, args: readonly VelocityValue[]): VelocityValue {
  const implementation = METHODS.get(`${method}/${args.length}`);
  if (implementation === undefined) {
    throw new Undetermined(`.${method}() of a text, with ${args.length} arguments, is not covered`);
  }
  return implementation(text, args);
}

type Method = (text: string, args: readonly VelocityValue[]) => VelocityValue;

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['matches/1', (text, args) => matchesWhole(textAt(args, 0), text)],
  ['equals/1', (text, args) => text === args[0]],
  ['equalsIgnoreCase/1', (text, args) => typeof args[0] === 'string' && equalsIgnoreCase(text, args[0])],
  ['toLowerCase/0', (text) => text.toLowerCase()],
  ['toUpperCase/0', (text) => text.toUpperCase()],
  ['startsWith/1', (text, args) => text.startsWith(textAt(args, 0))],
  ['endsWith/1', (text, args) => text.endsWith(textAt(args, 0))],
  ['contains/1', (text, args) => text.includes(textAt(args, 0))],
  ['indexOf/1', (text, args) => text.indexOf(textAt(args, 0))],
  ['lastIndexOf/1', (text, args) => text.lastIndexOf(textAt(args, 0))],
  ['substring/1', (text, args) => substring(text, integerAt(args, 0), text.length)],
  ['substring/2', (text, args) => substring(text, integerAt(args, 0), integerAt(args, 1))],
  ['length/0', (text) => text.length],
  ['isEmpty/0', (text) => text === ''],
  ['trim/0', trim],
  ['concat/1', (text, args) => text + textAt(args, 0)],
  ['toString/0', (text) => text],
  ['split/1', (text, args) => split(text, literalExpression(textAt(args, 0)))],
  ['replace/2', (text, args) => text.replaceAll(textAt(args, 0), () => textAt(args, 1))],
  ['replaceAll/2', replaceAll],
]);

function replaceAll(text: string, args: readonly VelocityValue[]): string {
  const replacement = textAt(args, 1);
  if (/[\\$]/.test(replacement)) {
    throw new Undetermined('a replacement with "$" or "\\" in it');
  }
  return text.replaceAll(literalExpression(textAt(args, 0)), () => replacement);
}

/** Where a match begins and ends matters to `split` and `replaceAll`: only expressions without an operator are taken. */
function literalExpression(expression: string): string {
  const literal = expression.replace(
    /\\([^0-9A-Za-z])|\[([^\\^\]])\]/g,
    (_found, escaped, single) => escaped ?? single,
  );
  const bare = expression.replace(/\\[^0-9A-Za-z]|\[[^\\^\]]\]/g, '');
  if (expression === '' || /[\\^$.|?*+()[\]{}]/.test(bare)) {
    throw new Undetermined(`the regular expression ${JSON.stringify(expression)} outside matches()`);
  }
  return literal;
}

/** Java drops the empty texts at the end, and keeps those at the beginning. */
function split(text: string, separator: string): JavaList {
  const parts = text.split(separator);
  while (parts.length > 1 && parts.at(-1) === '') {
    parts.pop();
  }
  return new JavaList(text !== '' && parts.length === 1 && parts[0] === '' ? [] : parts);
}

function substring(text: string, from: number, to: number): string {
  if (from < 0 || to > text.length || from > to) {
    throw new Undetermined(`.substring(${from}, ${to}) of a text of ${text.length} characters`);
  }
  return text.slice(from, to);
}

/** Java's `trim` takes every character up to the space for white. */
function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (text.charCodeAt(from) <= 0x20) {
    from += 1;
  }
  while (text.charCodeAt(to - 1) <= 0x20) {
    to -= 1;
  }
  return text.slice(from, to);
}

/** Java compares character by character, which only for ASCII is the same as to compare the texts in lower case. */
function equalsIgnoreCase(text: string, other: string): boolean {
  if (/[^\0-\x7f]/.test(text + other)) {
    throw new Undetermined('.equalsIgnoreCase() of texts with characters beyond ASCII');
  }
  return text.toLowerCase() === other.toLowerCase();
}

function textAt(args: readonly VelocityValue[], index: number): string {
  const value = args[index];
  if (typeof value !== 'string') {
    throw new Undetermined('a method of a text is given something that is no text');
  }
  return value;
}

function integerAt(args: readonly VelocityValue[], index: number): number {
  const value = args[index];
  if (!Number.isInteger(value)) {
    throw new Undetermined('a method of a text is given something that is no integer');
  }
  return Number(value);
}
