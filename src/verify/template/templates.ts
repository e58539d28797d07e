import type { RawResource, TemplateDocument } from './document';
import { own } from './json';
import { leftTo, Resolver } from './resolver';
import type { Known } from './scope';
import { readStacks, type Stack } from './stacks';
import { type Reference, resourceKey, Unresolved, type Value } from './value';

/** A resource of one of the stacks. Its properties are worked out when somebody asks for them. */
export interface Resource {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  /** The same as the `key` of every reference to it. */
  readonly key: string;
  /** Why nobody can tell whether the resource is there, where its `Condition` or that of a stack around it is open. */
  readonly doubt: string | undefined;
  property(name: string): Value | undefined;
}

/** All the stacks of a deployment, together. */
export interface Templates {
  readonly stacks: readonly Stack[];
  /** Every resource but those whose `Condition` is false, or that of a stack around them. */
  readonly resources: readonly Resource[];
  ofType(type: string): readonly Resource[];
  resourceOf(reference: Reference): Resource | undefined;
  /** What the templates leave to CloudFormation, in a line each. */
  readonly unread: readonly string[];
}

/**
 * Reads templates that are deployed together: stacks that import from one another, and nested stacks.
 *
 * @throws TemplateError where a document is not a template.
 */
export function readTemplates(documents: readonly TemplateDocument[], known: Known = {}): Templates {
  const stacks = readStacks(documents);
  const resolver = new Resolver(stacks, known);
  const byKey = new Map<string, Resource>();
  const byType = new Map<string, Resource[]>();
  for (const stack of stacks) {
    const around = isMade(stack, resolver);
    for (const raw of stack.document.resources.values()) {
      const there = isThere(raw, stack, around, resolver);
      if (there !== false) {
        const resource = lazily(resolver, stack, raw, there instanceof Unresolved ? there.reason : undefined);
        byKey.set(resource.key, resource);
        const same = byType.get(raw.type) ?? [];
        same.push(resource);
        byType.set(raw.type, same);
      }
    }
  }
  return {
    stacks,
    resources: [...byKey.values()],
    ofType: (type) => byType.get(type) ?? [],
    resourceOf: (reference) => byKey.get(reference.key),
    unread: stacks.flatMap((stack) => stack.document.unread.map((line) => `${stack.name}: ${line}`)),
  };
}

/** Whether the stack is made: a nested one hangs on the conditions of all the resources that nest it. */
function isMade({ owner }: Stack, resolver: Resolver): boolean | Unresolved {
  return owner === undefined || isThere(owner.resource, owner.stack, isMade(owner.stack, resolver), resolver);
}

function isThere(
  { condition }: RawResource,
  stack: Stack,
  around: boolean | Unresolved,
  resolver: Resolver,
): boolean | Unresolved {
  const itself = condition === undefined || resolver.condition(condition, stack);
  return around === false || itself === true ? around : itself;
}

function lazily(resolver: Resolver, stack: Stack, raw: RawResource, doubt: string | undefined): Resource {
  const added = raw.addedBy === undefined ? undefined : leftTo(raw.addedBy);
  const read = new Map<string, Value | undefined>();
  return {
    stack,
    logicalId: raw.logicalId,
    type: raw.type,
    key: resourceKey(stack.name, raw.logicalId),
    doubt,
    property(name) {
      if (!read.has(name)) {
        const json = own(raw.properties, name);
        read.set(name, json === undefined ? added : resolver.resolve(json, stack));
      }
      return read.get(name);
    },
  };
}
