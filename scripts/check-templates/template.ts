import { readFileSync } from 'node:fs';

/** As far as the checks read them. A template may hold anything, so every property may be missing. */
export interface Properties {
  readonly HttpMethod?: string;
  readonly ResourceId?: unknown;
  readonly Integration?: { readonly Type?: string; readonly IntegrationResponses?: readonly IntegrationResponse[] };
}

export interface IntegrationResponse {
  readonly StatusCode: string;
  readonly ResponseParameters?: Readonly<Record<string, string>>;
  readonly ResponseTemplates?: Readonly<Record<string, unknown>>;
}

interface Element {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly DependsOn?: string | readonly string[];
}

/** The elements of a template by their logical ids. */
export type Elements = Readonly<Record<string, Element>>;

/** A logical id, the properties, and what has to be there first. */
export type Found = readonly [id: string, properties: Properties, dependsOn: readonly string[]];

export function readTemplate(file: string): Elements {
  return JSON.parse(readFileSync(file, 'utf8')).Resources ?? {};
}

/** All elements of one type of API Gateway. */
export function elementsOf(elements: Elements, type: string): readonly Found[] {
  return Object.entries(elements)
    .filter(([, element]) => element.Type === `AWS::ApiGateway::${type}`)
    .map(([id, { Properties = {}, DependsOn = [] }]) => [id, Properties, [DependsOn].flat()]);
}

export function only(elements: Elements, type: string): Found {
  const found = elementsOf(elements, type);
  if (found.length !== 1) {
    throw new Error(`the template has ${found.length} elements of the type AWS::ApiGateway::${type}, and not one`);
  }
  return found[0];
}
