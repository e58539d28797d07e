import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import type { Kind } from './kinds';

export interface SynthesisedTemplate {
  readonly name: string;
  readonly json: Template;
  /** The element of the template before it in which this one is nested; none for a stack of the app. */
  readonly nestedIn: string | undefined;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Element>>;
  readonly [section: string]: unknown;
}

export interface Element {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

/** Every template of an app, those of nested stacks behind those that they are nested in. */
export function templatesOf(app: App): readonly SynthesisedTemplate[] {
  const { directory } = app.synth();
  const stacks = app.node.findAll().filter((node) => Stack.isStack(node));
  return stacks.map((stack) => ({
    name: stack.templateFile,
    json: JSON.parse(readFileSync(join(directory, stack.templateFile), 'utf8')),
    nestedIn: stack.nestedStackResource && stack.nestedStackParent?.resolve(stack.nestedStackResource.logicalId),
  }));
}

/** An app of one stack. */
export function appOf(kind: Kind, withCors: boolean): App {
  const app = new App({ analyticsReporting: false });
  kind(new Stack(app, 'Shop'), withCors);
  return app;
}

/** The same templates with every HTTP integration leading to one URL, whatever they said. */
export function pointedAt(templates: readonly SynthesisedTemplate[], uri: string): readonly SynthesisedTemplate[] {
  const pointed = (element: Element): Element => {
    const { Integration } = (element.Properties ?? {}) as { readonly Integration?: { readonly Type?: unknown } };
    return String(Integration?.Type).startsWith('HTTP')
      ? { ...element, Properties: { ...element.Properties, Integration: { ...Integration, Uri: uri } } }
      : element;
  };
  return templates.map((template) => ({
    ...template,
    json: {
      ...template.json,
      Resources: Object.fromEntries(
        Object.entries(template.json.Resources).map(([id, element]) => [id, pointed(element)]),
      ),
    },
  }));
}
