import { isObject, own } from './json';
import type { Scope } from './scope';
import { asText, Reference, Unresolved, type Value } from './value';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html */
export function ref(argument: unknown, scope: Scope): Value | undefined {
  if (typeof argument !== 'string') {
    return new Unresolved('Ref wants a name');
  }
  return scope.stack.document.resources.has(argument)
    ? new Reference(scope.stack.name, argument)
    : scope.parameter(argument);
}

/**
 * `Fn::GetAtt` to a resource, or to an output of a nested stack, which is then worked out in that stack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html
 */
export function getAtt(argument: unknown, scope: Scope): Value | undefined {
  const named = attributeName(argument, scope);
  if (named === undefined) {
    return new Unresolved('Fn::GetAtt wants a logical id and an attribute');
  }
  const [logicalId, attribute] = named;
  if (!scope.stack.document.resources.has(logicalId)) {
    return new Unresolved(`${logicalId} is not a resource of ${scope.stack.name}`);
  }
  const nested = scope.stack.nested.get(logicalId);
  return nested !== undefined && attribute.startsWith('Outputs.')
    ? scope.output(nested, attribute.slice('Outputs.'.length))
    : new Reference(scope.stack.name, logicalId, attribute);
}

/** What `${name}` means inside `Fn::Sub`: `Name` as `Ref`, `Name.Attribute` as `Fn::GetAtt`. */
export function reference(name: string, scope: Scope): Value | undefined {
  return name.includes('.') ? getAtt(name, scope) : ref(name, scope);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html */
export function importValue(argument: unknown, scope: Scope): Value | undefined {
  const name = asText(scope.resolve(argument));
  if (name === undefined || name instanceof Unresolved) {
    return name?.cause ?? new Unresolved('Fn::ImportValue wants a name');
  }
  return scope.exported(name);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html */
export function findInMap(argument: unknown, scope: Scope): Value | undefined {
  const malformed = new Unresolved('Fn::FindInMap wants a map and two keys');
  if (!Array.isArray(argument) || argument.length < 3) {
    return malformed;
  }
  const keys: string[] = [];
  for (const item of argument.slice(0, 3)) {
    const key = asText(scope.resolve(item));
    if (typeof key !== 'string') {
      return key?.cause ?? malformed;
    }
    keys.push(key);
  }
  const found = keys.reduce<unknown>(own, scope.stack.document.mappings);
  if (found !== undefined) {
    return scope.resolve(found);
  }
  // The fourth item is what the AWS::LanguageExtensions transform adds: what to take where the map has no such key.
  const fallback: unknown = argument[3];
  return isObject(fallback) && Object.hasOwn(fallback, 'DefaultValue')
    ? scope.resolve(fallback.DefaultValue)
    : new Unresolved(`Mappings has no ${keys.join('.')}`);
}

function attributeName(argument: unknown, scope: Scope): readonly [string, string] | undefined {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot < 1 ? undefined : [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  if (!Array.isArray(argument) || argument.length !== 2 || typeof argument[0] !== 'string') {
    return undefined;
  }
  const attribute = asText(scope.resolve(argument[1]));
  return typeof attribute === 'string' ? [argument[0], attribute] : undefined;
}
