import type { RawResource } from './document';
import { isObject, own } from './json';
import type { Stack } from './stacks';
import type { Resource, Templates } from './templates';
import { Reference } from './value';

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
  const waiting: { readonly stack: Stack; readonly raw: RawResource }[] = [];
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
    const reference = new Reference(stack.name, logicalId);
    const raw = stack.document.resources.get(logicalId);
    if (raw !== undefined && !seen.has(reference.key) && templates.resourceOf(reference) !== undefined) {
      seen.add(reference.key);
      waiting.push({ stack, raw });
    }
  };
  const follow = (stack: Stack, { properties, dependsOn }: RawResource): void => {
    const names = namesIn(properties);
    for (const name of [...dependsOn, ...names.resources]) {
      visit(stack, name);
    }
    for (const name of names.imports) {
      const exporter = exporters.get(name);
      if (exporter !== undefined && exporter !== stack) {
        wholeStack(exporter);
      }
    }
  };
  visit(resource.stack, resource.logicalId);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { stack, raw } = next;
    follow(stack, raw);
    const nested = stack.nested.get(raw.logicalId);
    if (nested !== undefined) {
      wholeStack(nested);
    }
    for (const before of deployedBefore(stack, templates)) {
      wholeStack(before);
    }
    // A nested stack starts only when everything that its own resource depends on is there.
    for (let { owner } = stack; owner !== undefined; owner = owner.stack.owner) {
      follow(owner.stack, owner.resource);
    }
  }
  seen.delete(resource.key);
  return seen;
}

function deployedBefore(stack: Stack, templates: Templates): readonly Stack[] {
  const { deployedAfter } = outermostOf(stack).document;
  return templates.stacks.filter(({ name }) => deployedAfter.includes(name));
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

/** The stack that exports a name; none where several do, of which each has its own region or account. */
function exportersOf(templates: Templates): ReadonlyMap<string, Stack | undefined> {
  const exporters = new Map<string, Stack | undefined>();
  for (const stack of templates.stacks) {
    for (const output of Object.values(stack.document.outputs)) {
      const name = own(own(output, 'Export'), 'Name');
      if (typeof name === 'string') {
        exporters.set(name, exporters.has(name) && exporters.get(name) !== stack ? undefined : stack);
      }
    }
  }
  return exporters;
}
