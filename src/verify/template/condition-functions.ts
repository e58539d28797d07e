import type { Scope } from './scope';
import { asBoolean, asText, Unresolved, type Value } from './value';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html */
export function when(argument: unknown, scope: Scope): Value | undefined {
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') {
    return new Unresolved('Fn::If wants a condition and two values');
  }
  const condition = scope.condition(argument[0]);
  return condition instanceof Unresolved ? condition.cause : scope.resolve(condition ? argument[1] : argument[2]);
}

export function equals(argument: unknown, scope: Scope): Value {
  if (!Array.isArray(argument) || argument.length !== 2) {
    return new Unresolved('Fn::Equals wants two values');
  }
  const left = asText(scope.resolve(argument[0]));
  const right = asText(scope.resolve(argument[1]));
  if (left instanceof Unresolved) {
    return left.cause;
  }
  return right instanceof Unresolved ? right.cause : left === right;
}

export function not(argument: unknown, scope: Scope): Value {
  const all = truths(argument, scope);
  return all.find((truth) => truth instanceof Unresolved) ?? all.includes(false);
}

/** One false condition settles it, whatever the others hang on. */
export function and(argument: unknown, scope: Scope): Value {
  const all = truths(argument, scope);
  return all.includes(false) ? false : (all.find((truth) => truth instanceof Unresolved) ?? true);
}

/** One true condition settles it, whatever the others hang on. */
export function or(argument: unknown, scope: Scope): Value {
  const all = truths(argument, scope);
  return all.includes(true) ? true : (all.find((truth) => truth instanceof Unresolved) ?? false);
}

export function namedCondition(argument: unknown, scope: Scope): Value {
  return scope.condition(String(argument));
}

function truths(argument: unknown, scope: Scope): readonly (boolean | Unresolved)[] {
  const conditions: readonly unknown[] = Array.isArray(argument) && argument.length > 0 ? argument : [undefined];
  return conditions.map(
    (condition) => asBoolean(scope.resolve(condition)) ?? new Unresolved('a condition says nothing'),
  );
}
