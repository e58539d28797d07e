import { isObject } from './json';
import { reference } from './reference-functions';
import type { Scope } from './scope';
import { asText, isList, OPEN_GAP, type Reference, Unresolved, type Value } from './value';

/** A text that grew beyond this is not one that anybody wrote: CloudFormation's own limit is 1 MB for a whole template. */
const LONGEST_TEXT = 1_000_000;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-join.html */
export function join(argument: unknown, scope: Scope): Value {
  const [delimiter, items] = pair(argument, scope);
  if (typeof delimiter !== 'string' || !isList(items)) {
    return items instanceof Unresolved ? items : malformed('Fn::Join', 'a delimiter and a list');
  }
  return concatenated(items, delimiter);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html */
export function split(argument: unknown, scope: Scope): Value {
  const [delimiter, source] = pair(argument, scope);
  const text = asText(source);
  if (text instanceof Unresolved) {
    // Which of it a piece holds is not known, nor how many there are.
    return text.rest === undefined ? text : new Unresolved(text.reason, text.rest + OPEN_GAP);
  }
  return typeof delimiter === 'string' && delimiter !== '' && text !== undefined
    ? text.split(delimiter)
    : malformed('Fn::Split', 'a delimiter and a text');
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-select.html */
export function select(argument: unknown, scope: Scope): Value {
  const [index, items] = pair(argument, scope);
  const text = asText(index);
  if (items instanceof Unresolved) {
    return items;
  }
  if (text instanceof Unresolved) {
    return text.cause;
  }
  const chosen = isList(items) && /^\d+$/.test(text ?? '') ? items[Number(text)] : undefined;
  return chosen ?? malformed('Fn::Select', 'an index and a list that has it');
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
export function sub(argument: unknown, scope: Scope): Value {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof template !== 'string' || !isObject(variables)) {
    return malformed('Fn::Sub', 'a text, or a text and its variables');
  }
  const parts: Value[] = [];
  let from = 0;
  for (const found of template.matchAll(/\$\{(!?)([^{}]*)\}/g)) {
    parts.push(template.slice(from, found.index));
    from = found.index + found[0].length;
    const name = (found[2] ?? '').trim();
    if (found[1] === '!') {
      parts.push(`\${${found[2]}}`);
    } else if (Object.hasOwn(variables, name)) {
      parts.push(scope.resolve(variables[name]) ?? '');
    } else {
      parts.push(reference(name, scope) ?? '');
    }
  }
  parts.push(template.slice(from));
  return concatenated(parts, '');
}

function concatenated(parts: readonly Value[], delimiter: string): Value {
  const texts: string[] = [];
  const references: Reference[] = [];
  let unknown: Unresolved | undefined;
  let length = 0;
  for (const part of parts) {
    const text = asText(part) ?? '';
    const told = text instanceof Unresolved ? text.rest : text;
    if (told === undefined) {
      return text;
    }
    if (text instanceof Unresolved) {
      unknown ??= text;
      references.push(...text.references);
    }
    length += told.length + delimiter.length;
    if (length > LONGEST_TEXT) {
      return new Unresolved(`a text longer than ${LONGEST_TEXT} characters`);
    }
    texts.push(told);
  }
  const joined = texts.join(delimiter);
  return unknown === undefined ? joined : new Unresolved(unknown.reason, joined, references);
}

function pair(argument: unknown, scope: Scope): readonly [Value | undefined, Value | undefined] {
  if (!Array.isArray(argument) || argument.length !== 2) {
    return [undefined, undefined];
  }
  return [scope.resolve(argument[0]), scope.resolve(argument[1])];
}

function malformed(name: string, wanted: string): Unresolved {
  return new Unresolved(`${name} wants ${wanted}`);
}
