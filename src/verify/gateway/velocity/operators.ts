import type { Operator } from './nodes';
import { Undetermined } from './undetermined';
import { areEqual, Unknown, type VelocityValue } from './values';

/** An operator of Velocity 1.7 that needs both of its sides. */
export function calculate(
  operator: Exclude<Operator, '&&' | '||'>,
  left: VelocityValue,
  right: VelocityValue,
): VelocityValue {
  switch (operator) {
    case '==':
      return areEqual(left, right);
    case '!=':
      return !areEqual(left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

type Arithmetic = Exclude<Operator, '&&' | '||' | '==' | '!='>;

function arithmetic(operator: Arithmetic, left: VelocityValue, right: VelocityValue): VelocityValue {
  for (const side of [left, right]) {
    if (side instanceof Unknown) {
      return side;
    }
  }
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) {
    return `${scalar(left)}${scalar(right)}`;
  }
  if (!isInteger(left) || !isInteger(right)) {
    throw new Undetermined(`"${operator}" between values that are not integers`);
  }
  const result = ofIntegers(operator, left, right);
  if (typeof result === 'number' && !Number.isSafeInteger(result)) {
    throw new Undetermined(`"${operator}" gives more than can be counted here, or is by zero`);
  }
  return result;
}

function ofIntegers(operator: Arithmetic, left: number, right: number): number | boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return Math.trunc(left / right);
    case '%':
      return left % right;
  }
}

function scalar(value: VelocityValue): string {
  if (typeof value === 'object') {
    throw new Undetermined('"+" between a text and something that is not plain');
  }
  return String(value);
}

/** Within what Java's int holds, so that nothing overflows unseen. */
function isInteger(value: VelocityValue): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
}
