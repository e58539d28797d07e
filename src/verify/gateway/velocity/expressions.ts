import { isObject, own } from '../../template/json';
import type { Expression, Node, Operator, ReferenceNode, Step } from './nodes';
import { Undetermined } from './undetermined';

/** Reads a text that stands in double quotes, which is a template of its own. */
export type ReadTemplate = (text: string) => readonly Node[];

/** Reads one expression out of the parser's loosely typed tree; what is not known here is refused. */
export function readExpression(tree: unknown, template: ReadTemplate): Expression {
  const value = own(tree, 'value');
  switch (own(tree, 'type')) {
    case 'references':
      return readReference(tree, template);
    case 'string':
      return typeof value === 'string' ? readText(value, own(tree, 'isEval') === true, template) : refuse('a text');
    case 'integer':
    case 'decimal':
      return { kind: 'literal', value: Number(value) };
    case 'bool':
      return { kind: 'literal', value: value === 'null' ? null : value === 'true' };
    case 'array':
      return readList(tree, value, template);
    case 'map':
      return {
        kind: 'map',
        entries: Object.entries(isObject(value) ? value : {}).map(
          ([k, v]) => [k, readExpression(v, template)] as const,
        ),
      };
    case 'math':
      return readOperation(tree, template);
    default:
      return refuse(`an expression of the kind ${String(own(tree, 'type'))}`);
  }
}

export function readReference(tree: unknown, template: ReadTemplate): ReferenceNode {
  const root = own(tree, 'id');
  if (typeof root !== 'string' || own(tree, 'args') !== undefined) {
    return refuse('a reference that is called like a macro');
  }
  return { kind: 'reference', root, steps: listOf(own(tree, 'path')).map((step) => readStep(step, template)) };
}

const OPERATORS: ReadonlySet<string> = new Set(['&&', '||', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%']);
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

function readStep(step: unknown, template: ReadTemplate): Step {
  const name = own(step, 'id');
  const kind = own(step, 'type');
  if (kind === 'index') {
    return { kind: 'index', index: readExpression(name, template) };
  }
  if (typeof name !== 'string' || (kind !== 'property' && kind !== 'method')) {
    return refuse('a reference that cannot be read');
  }
  return kind === 'property'
    ? { kind, name }
    : { kind, name, args: listOf(own(step, 'args')).map((arg) => readExpression(arg, template)) };
}

function readText(text: string, interpolated: boolean, template: ReadTemplate): Expression {
  return interpolated && /[$#]/.test(text)
    ? { kind: 'interpolated', nodes: template(text) }
    : { kind: 'literal', value: text };
}

function readList(tree: unknown, value: unknown, template: ReadTemplate): Expression {
  const items = listOf(value).map((item): Expression => {
    // The ends of a range come as bare texts.
    return typeof item === 'string' || typeof item === 'number'
      ? { kind: 'literal', value: Number(item) }
      : readExpression(item, template);
  });
  const [from, to] = items;
  if (own(tree, 'isRange') !== true) {
    return { kind: 'list', items };
  }
  return from !== undefined && to !== undefined ? { kind: 'range', from, to } : refuse('a range without ends');
}

function readOperation(tree: unknown, template: ReadTemplate): Expression {
  const operator = own(tree, 'operator');
  const [left, right] = listOf(own(tree, 'expression'));
  if (operator === 'parenthesis') {
    return readExpression(left, template);
  }
  if (operator === 'not') {
    return { kind: 'not', operand: readExpression(left, template) };
  }
  if (operator === '&&' || operator === '||') {
    return readLogic(tree, template);
  }
  if (!isOperator(operator)) {
    return refuse(`the operator ${String(operator)}`);
  }
  if (COMPARISONS.has(operator) && [left, right].some((side) => COMPARISONS.has(String(own(side, 'operator'))))) {
    // The parser gives all comparisons one rank, and Velocity ranks < above ==.
    return refuse('comparisons of comparisons without parentheses');
  }
  return { kind: 'operation', operator, left: readExpression(left, template), right: readExpression(right, template) };
}

/**
 * The parser gives `&&` and `||` one rank, from left to right; in Velocity `&&` binds closer. What was written without
 * parentheses is taken apart into its operands and put together again.
 */
function readLogic(tree: unknown, template: ReadTemplate): Expression {
  const operands: unknown[] = [];
  const operators: string[] = [];
  let rest = tree;
  for (let operator = own(rest, 'operator'); operator === '&&' || operator === '||'; operator = own(rest, 'operator')) {
    const [left, right] = listOf(own(rest, 'expression'));
    operands.unshift(right);
    operators.unshift(operator);
    rest = left;
  }
  let alternatives: Expression | undefined;
  let all = readExpression(rest, template);
  for (const [index, operator] of operators.entries()) {
    const operand = readExpression(operands[index], template);
    if (operator === '&&') {
      all = { kind: 'operation', operator, left: all, right: operand };
    } else {
      alternatives = either(alternatives, all);
      all = operand;
    }
  }
  return either(alternatives, all);
}

function either(left: Expression | undefined, right: Expression): Expression {
  return left === undefined ? right : { kind: 'operation', operator: '||', left, right };
}

function isOperator(text: unknown): text is Operator {
  return typeof text === 'string' && OPERATORS.has(text);
}

function listOf(tree: unknown): readonly unknown[] {
  return Array.isArray(tree) ? tree : [];
}

function refuse(what: string): never {
  throw new Undetermined(`the template has ${what}`);
}
