import { and, equals, namedCondition, not, or, when } from './condition-functions';
import { functionIn, isObject, onlyMember, own } from './json';
import { findInMap, getAtt, importValue, ref } from './reference-functions';
import type { Known, Scope } from './scope';
import type { Stack } from './stacks';
import { join, select, split, sub } from './text-functions';
import { asBoolean, asText, INERT_GAP, isList, member, OPEN_GAP, Unresolved, type Value } from './value';

/** Beyond this nobody nests a template; the bound keeps a hostile one from exhausting the call stack. */
const DEEPEST = 200;

const FUNCTIONS: ReadonlyMap<string, (argument: unknown, scope: Scope) => Value | undefined> = new Map([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::ImportValue', importValue],
  ['Fn::FindInMap', findInMap],
  ['Fn::Join', join],
  ['Fn::Split', split],
  ['Fn::Select', select],
  ['Fn::Sub', sub],
  ['Fn::If', when],
  ['Fn::Equals', equals],
  ['Fn::Not', not],
  ['Fn::And', and],
  ['Fn::Or', or],
  // Only conditions say { "Condition": name }; elsewhere an object with that one member is an object (see below).
  ['Condition', namedCondition],
]);

const LIST_TYPE = /^(?:AWS::SSM::Parameter::Value<)?(?:CommaDelimitedList|List<)/;

/** Pseudo parameters whose values are names and ids of AWS's own making. */
const INERT: ReadonlySet<string> = new Set([
  'AWS::AccountId',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

/**
 * Works out intrinsic functions as far as the templates tell. Everything that has a name (parameter, condition, output)
 * is worked out once, so that neither a cycle nor a chain of doublings can keep it busy.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export class Resolver {
  private readonly done = new Map<string, Value | undefined>();
  private readonly busy = new Set<string>();
  private exports: ReadonlyMap<string, (depth: number) => Value | undefined> | undefined;

  constructor(
    private readonly stacks: readonly Stack[],
    private readonly known: Known,
  ) {}

  /** The value of a piece of a stack's template; `undefined` for AWS::NoValue. */
  resolve(json: unknown, stack: Stack): Value | undefined {
    return this.at(json, stack, 0);
  }

  /** Whether a condition of the stack holds. */
  condition(name: string, stack: Stack): boolean | Unresolved {
    return this.conditionAt(name, stack, 0);
  }

  private at(json: unknown, stack: Stack, depth: number): Value | undefined {
    if (depth > DEEPEST) {
      return new Unresolved(`nested more than ${DEEPEST} levels deep`);
    }
    if (json === undefined) {
      return undefined;
    }
    if (json === null || typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') {
      return json;
    }
    if (Array.isArray(json)) {
      return json.map((item) => this.at(item, stack, depth + 1)).filter((item) => item !== undefined);
    }
    if (!isObject(json)) {
      return new Unresolved(`a template cannot hold a ${typeof json}`);
    }
    const single = onlyMember(json);
    if (single !== undefined) {
      const [name, argument] = single;
      const known = name === 'Condition' && typeof argument !== 'string' ? undefined : FUNCTIONS.get(name);
      if (known !== undefined) {
        return known(argument, this.scope(stack, depth + 1));
      }
    }
    const unknown = functionIn(json);
    if (unknown !== undefined) {
      return leftTo(unknown);
    }
    const members = new Map<string, Value>();
    for (const [name, inner] of Object.entries(json)) {
      const value = this.at(inner, stack, depth + 1);
      if (value !== undefined) {
        members.set(name, value);
      }
    }
    return members;
  }

  private scope(stack: Stack, depth: number): Scope {
    return {
      stack,
      resolve: (json) => this.at(json, stack, depth),
      parameter: (name) => this.parameter(name, stack, depth),
      condition: (name) => this.conditionAt(name, stack, depth),
      output: (nested, name) => this.output(name, nested, depth),
      exported: (name) => this.exported(name, depth),
    };
  }

  private conditionAt(name: string, stack: Stack, depth: number): boolean | Unresolved {
    const json = own(stack.document.conditions, name);
    if (json === undefined) {
      return new Unresolved(`${stack.name} has no condition ${name}`);
    }
    const value = this.once(`condition ${name} of ${stack.name}`, () => this.at(json, stack, depth));
    return asBoolean(value) ?? new Unresolved(`the condition ${name} says nothing`);
  }

  private parameter(name: string, stack: Stack, depth: number): Value | undefined {
    if (name === 'AWS::NoValue') {
      return undefined;
    }
    if (name.startsWith('AWS::')) {
      return own(this.known.pseudoParameters, name) === undefined
        ? new Unresolved(`${name} is known only once it is deployed`, INERT.has(name) ? INERT_GAP : OPEN_GAP)
        : String(own(this.known.pseudoParameters, name));
    }
    const declared = own(stack.document.parameters, name);
    if (declared === undefined) {
      return new Unresolved(`${name} is neither a resource nor a parameter of ${stack.name}`);
    }
    return this.once(`parameter ${name} of ${stack.name}`, () => this.declared(name, declared, stack, depth));
  }

  private declared(name: string, declared: unknown, stack: Stack, depth: number): Value | undefined {
    const type = String(own(declared, 'Type'));
    // What such a parameter has as its default, or is passed, is the name under which Systems Manager keeps the value.
    const kept = type.startsWith('AWS::SSM::Parameter::Value<');
    const given = kept && stack.owner !== undefined ? undefined : this.given(name, stack, depth);
    const value = given ?? (kept ? undefined : plainDefault(name, declared));
    if (value === undefined) {
      return new Unresolved(`the parameter ${name} is given at the deployment`, OPEN_GAP);
    }
    const text = LIST_TYPE.test(type) && !isList(value) ? asText(value) : undefined;
    return typeof text === 'string' ? text.split(',').map((item) => item.trim()) : (text ?? value);
  }

  /** What a nested stack is passed, and what the caller knows of any other. */
  private given(name: string, { owner }: Stack, depth: number): Value | undefined {
    if (owner === undefined) {
      const known = own(this.known.parameters, name);
      return known === undefined ? undefined : String(known);
    }
    const parameters = own(owner.resource.properties, 'Parameters');
    return functionIn(parameters) === undefined
      ? this.at(own(parameters, name), owner.stack, depth)
      : member(this.at(parameters, owner.stack, depth), name);
  }

  private output(name: string, stack: Stack, depth: number): Value | undefined {
    const output = own(stack.document.outputs, name);
    const json = own(output, 'Value');
    if (json === undefined || !this.isGiven(output, stack, depth)) {
      return new Unresolved(`${stack.name} has no output ${name}`);
    }
    return this.once(`output ${name} of ${stack.name}`, () => this.at(json, stack, depth));
  }

  /** One whose condition is open is given as well: whatever reads it is deployed only where it is there. */
  private isGiven(output: unknown, stack: Stack, depth: number): boolean {
    const condition = own(output, 'Condition');
    return typeof condition !== 'string' || this.conditionAt(condition, stack, depth) !== false;
  }

  private exported(name: string, depth: number): Value | undefined {
    this.exports ??= this.allExports();
    const found = this.exports.get(name);
    return found === undefined ? new Unresolved(`no template given here exports ${name}`) : found(depth);
  }

  private allExports(): ReadonlyMap<string, (depth: number) => Value | undefined> {
    const exports = new Map<string, (depth: number) => Value | undefined>();
    // An export whose name imports another export finds this map still empty: CloudFormation allows no such name.
    this.exports = exports;
    for (const stack of this.stacks) {
      for (const [output, json] of Object.entries(stack.document.outputs)) {
        const name = asText(this.at(own(own(json, 'Export'), 'Name'), stack, 0));
        if (typeof name === 'string' && this.isGiven(json, stack, 0)) {
          const ambiguous = new Unresolved(`more than one output exports ${name}`);
          exports.set(name, exports.has(name) ? () => ambiguous : (depth) => this.output(output, stack, depth));
        }
      }
    }
    return exports;
  }

  private once(name: string, work: () => Value | undefined): Value | undefined {
    if (this.done.has(name)) {
      return this.done.get(name);
    }
    if (this.busy.has(name)) {
      return new Unresolved(`the ${name} refers to itself`);
    }
    this.busy.add(name);
    const value = work();
    this.busy.delete(name);
    this.done.set(name, value);
    return value;
  }
}

/** What only CloudFormation can make of a function. */
export function leftTo(name: string): Unresolved {
  return new Unresolved(`${name} is worked out by CloudFormation alone`);
}

function plainDefault(name: string, declared: unknown): Value | undefined {
  const value = own(declared, 'Default');
  if (value === undefined) {
    return undefined;
  }
  return typeof value === 'object' ? new Unresolved(`the parameter ${name} has no plain default`) : String(value);
}
