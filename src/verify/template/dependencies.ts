import { isObject, own } from './json';
import { NESTED_STACK, type Stack } from './stacks';
import type { Resource, Templates } from './templates';
import { resourceKey } from './value';

/**
 * Every resource that CloudFormation makes before the given one: through `DependsOn`, through references, and through
 * whole stacks (a stack that is nested, whose export is imported or that is deployed first, is complete before whoever
 * needs it goes on).
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
 */
export function madeBefore(resource: Resource, templates: Templates): ReadonlySet<string> {
  const exporters = exportersOf(templates);
  const seen = new Set<string>();
  const waiting: { readonly stack: Stack; readonly logicalId: string }[] = [resource];
  const wholes = new Set<Stack>();
  const wholeStack = (stack: Stack): void => {
    if (wholes.has(stack)) {
      return;
    }
    wholes.add(stack);
    for (const logicalId of stack.document.resources.keys()) {
      visit(stack, logicalId);
    }
  };
  const visit = (stack: Stack, logicalId: string): void => {
    const key = resourceKey(stack.name, logicalId);
    if (!seen.has(key) && stack.document.resources.has(logicalId)) {
      seen.add(key);
      waiting.push({ stack, logicalId });
    }
  };
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { stack, logicalId } = next;
    const raw = stack.document.resources.get(logicalId);
    const names = raw === undefined ? undefined : namesIn(raw.properties);
    for (const name of [...(raw?.dependsOn ?? []), ...(names?.resources ?? [])]) {
      visit(stack, name);
    }
    for (const name of names?.imports ?? []) {
      const exporter = exporters.get(name);
      if (exporter !== undefined && exporter !== stack) {
        wholeStack(exporter);
      }
    }
    const nested = raw?.type === NESTED_STACK ? stack.nested.get(logicalId) : undefined;
    if (nested !== undefined) {
      wholeStack(nested);
    }
    for (const before of deployedBefore(stack, templates)) {
      wholeStack(before);
    }
    // A nested stack starts only when everything that its own resource depends on is there.
    for (let { owner } = stack; owner !== undefined; owner = owner.stack.owner) {
      for (const name of [...owner.resource.dependsOn, ...namesIn(owner.resource.properties).resources]) {
        visit(owner.stack, name);
      }
    }
  }
  seen.delete(resource.key);
  return seen;
}

function deployedBefore(stack: Stack, templates: Templates): readonly Stack[] {
  const { deployedAfter } = outermostOf(stack).document;
  return templates.stacks.filter(({ name, owner }) => owner === undefined && deployedAfter.includes(name));
}

function outermostOf(stack: Stack): Stack {
  return stack.owner === undefined ? stack : outermostOf(stack.owner.stack);
}

interface Names {
  readonly resources: readonly string[];
  readonly imports: readonly string[];
}

const NAMES_READ = new WeakMap<object, Names>();

/** The names in a piece of a template. Without recursion: it reads what nobody has checked for its depth. */
export function namesIn(json: object): Names {
  const read = NAMES_READ.get(json);
  if (read !== undefined) {
    return read;
  }
  const resources: string[] = [];
  const imports: string[] = [];
  const waiting: unknown[] = [json];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (Array.isArray(next)) {
      for (const item of next) {
        waiting.push(item);
      }
    } else if (isObject(next)) {
      resources.push(...namedBy(next));
      const imported = own(next, 'Fn::ImportValue');
      if (typeof imported === 'string') {
        imports.push(imported);
      }
      for (const inner of Object.values(next)) {
        waiting.push(inner);
      }
    }
  }
  const names = { resources, imports };
  NAMES_READ.set(json, names);
  return names;
}

function namedBy(json: object): readonly string[] {
  const ref = own(json, 'Ref');
  const getAtt = own(json, 'Fn::GetAtt');
  const attribute: unknown = Array.isArray(getAtt) ? getAtt[0] : getAtt;
  const sub = own(json, 'Fn::Sub');
  const template: unknown = Array.isArray(sub) ? sub[0] : sub;
  return [
    ...(typeof ref === 'string' ? [ref] : []),
    ...(typeof attribute === 'string' ? [attribute.split('.')[0] ?? ''] : []),
    ...(typeof template === 'string'
      ? [...template.matchAll(/\$\{([^!{}.]+)[^{}]*\}/g)].map((found) => (found[1] ?? '').trim())
      : []),
  ];
}

function exportersOf(templates: Templates): ReadonlyMap<string, Stack> {
  const exporters = new Map<string, Stack>();
  for (const stack of templates.stacks) {
    for (const output of Object.values(stack.document.outputs)) {
      const name = own(own(output, 'Export'), 'Name');
      if (typeof name === 'string') {
        exporters.set(name, stack);
      }
    }
  }
  return exporters;
}
