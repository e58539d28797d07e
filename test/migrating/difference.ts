import type { Template } from 'aws-cdk-lib/assertions';

export interface Element {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface Change {
  readonly id: string;
  readonly before: Element;
  readonly after: Element;
}

/** What a deployment of the second template does to a stack of the first. */
export interface Difference {
  readonly created: readonly (Element & { readonly id: string })[];
  readonly deleted: readonly (Element & { readonly id: string })[];
  readonly changed: readonly Change[];
}

export function differenceOf(before: Template, after: Template): Difference {
  const [one, other] = [elementsOf(before), elementsOf(after)];
  const only = (elements: Elements, others: Elements) =>
    Object.entries(elements).flatMap(([id, element]) => (id in others ? [] : [{ id, ...element }]));
  return {
    created: only(other, one),
    deleted: only(one, other),
    changed: Object.entries(one).flatMap(([id, element]) => {
      const now = other[id];
      return now === undefined || JSON.stringify(now) === JSON.stringify(element)
        ? []
        : [{ id, before: element, after: now }];
    }),
  };
}

export function isPreflight({ Type, Properties }: Element): boolean {
  return Type === 'AWS::ApiGateway::Method' && Properties?.HttpMethod === 'OPTIONS';
}

/** The logical ids of the OPTIONS methods. */
export function preflightsOf(template: Template): readonly string[] {
  return Object.entries(elementsOf(template)).flatMap(([id, element]) => (isPreflight(element) ? [id] : []));
}

type Elements = Readonly<Record<string, Element>>;

function elementsOf(template: Template): Elements {
  return (template.toJSON() as { Resources: Elements }).Resources;
}
