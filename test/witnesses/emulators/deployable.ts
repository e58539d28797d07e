import type { Element, Template } from '../apps/assemblies';

/** What an emulator can deploy. */
export interface Capabilities {
  /** Whether it can make an element of this type here, where there is no Docker. */
  has(type: string): boolean;
  /** An element as it can take it. */
  adapted(element: Element): Element;
}

/** A template as far as an emulator can deploy it. */
export interface Deployable {
  readonly template: Template;
  /** The types that were left out, each as often as it was. */
  readonly leftOut: readonly string[];
}

/**
 * Leaves out the elements of types that an emulator does not have; what refers to them gets an ARN that leads nowhere.
 * So does a bootstrapped account: the parameter that looks for one goes.
 */
export function deployable(template: Template, emulator: Capabilities): Deployable {
  const { Rules: _rules, Parameters, ...sections } = template;
  const { BootstrapVersion: _version, ...parameters } = (Parameters ?? {}) as Readonly<Record<string, unknown>>;
  const elements = Object.entries(template.Resources);
  const missing = new Set(elements.filter(([, { Type }]) => !emulator.has(Type)).map(([id]) => id));
  const kept = elements.filter(([id]) => !missing.has(id));
  return {
    template: {
      ...(withoutReferences(sections, missing) as Template),
      Parameters: parameters,
      Resources: Object.fromEntries(kept.map(([id, element]) => [id, emulator.adapted(completed(element, missing))])),
    },
    leftOut: elements.filter(([id]) => missing.has(id)).map(([, { Type }]) => Type),
  };
}

function completed(element: Element, missing: ReadonlySet<string>): Element {
  const { DependsOn, ...rest } = element;
  const order = [DependsOn ?? []].flat().filter((id) => !missing.has(String(id)));
  return { ...(withoutReferences(rest, missing) as Element), ...(order.length === 0 ? {} : { DependsOn: order }) };
}

function withoutReferences(value: unknown, missing: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withoutReferences(item, missing));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { Ref: name, 'Fn::GetAtt': attribute } = value as Readonly<Record<string, unknown>>;
  const [id] = Array.isArray(attribute) ? attribute : String(attribute ?? '').split('.');
  for (const gone of [name, id].map(String).filter((one) => missing.has(one))) {
    return `arn:aws:nowhere:us-east-1:000000000000:${gone.toLowerCase()}`;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutReferences(inner, missing)]));
}
