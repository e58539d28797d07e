import { type CfnResource, type IResolvable, Lazy, Stack, Token } from 'aws-cdk-lib';
import { isRecord } from '../render/template-values';

/** What can be read of a value now, and what only CloudFormation can tell. */

export type Resolve = (value: unknown) => unknown;

/** The properties of an element as the template will have them: with every token resolved and every override applied. */
export function renderedProperties(element: CfnResource): Readonly<Record<string, unknown>> {
  const rendered: unknown = Stack.of(element).resolve(element._toCloudFormation());
  const resources = isRecord(rendered) && isRecord(rendered.Resources) ? Object.values(rendered.Resources) : [];
  const [resource] = resources;
  return isRecord(resource) && isRecord(resource.Properties) ? resource.Properties : {};
}

/** Whether a list can be read without resolving a token: the list itself, its items and their maps. Texts may be tokens. */
export function areVisible(list: unknown): boolean {
  return (
    list === undefined ||
    (Array.isArray(list) &&
      !Token.isUnresolved(list) &&
      list.every(
        (item) =>
          !Token.isUnresolved(item) &&
          Object.values(item).every((value) => typeof value === 'string' || !Token.isUnresolved(value)),
      ))
  );
}

/** `produce` now, where all that it reads is in plain view, else when the template is made. */
export function nowOrLater<T>(now: boolean, produce: (resolve: Resolve) => T): T {
  return now ? produce((value) => value) : (later(produce) as T);
}

export function later(produce: (resolve: Resolve) => unknown): IResolvable {
  return Lazy.uncachedAny(
    { produce: (context) => produce((value) => context.resolve(value)) },
    { omitEmptyArray: true },
  );
}
