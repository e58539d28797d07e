import type { Stack } from './stacks';
import type { Unresolved, Value } from './value';

/**
 * Where an intrinsic function stands: its stack, and the means to work out what it names. `undefined` is AWS::NoValue:
 * the property that holds it is as good as not written.
 */
export interface Scope {
  readonly stack: Stack;
  resolve(json: unknown): Value | undefined;
  parameter(name: string): Value | undefined;
  condition(name: string): boolean | Unresolved;
  /** An output of a stack nested in this one. */
  output(nested: Stack, name: string): Value | undefined;
  exported(name: string): Value | undefined;
}

/** What the templates do not tell and the caller may know. */
export interface Known {
  /** Parameter values, by parameter name; they outweigh a `Default`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Pseudo parameters by their whole name, such as `AWS::Region`. */
  readonly pseudoParameters?: Readonly<Record<string, string>>;
}
