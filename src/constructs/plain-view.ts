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

/** Whether an override changes what the element says. The CDK keeps them to itself; what it does not tell may be one. */
export function mayBeOverridden(element: CfnResource): boolean {
  const overrides: unknown = Reflect.get(element, 'rawOverrides');
  return !isRecord(overrides) || Object.keys(overrides).length > 0;
}

/**
 * Some properties of an element as the template will have them. To render a whole method costs as much as native CORS does
 * for it, so that this is done only where an override may have changed something.
 */
export function propertiesOf(element: CfnResource, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (mayBeOverridden(element)) {
    return renderedProperties(element);
  }
  const own = Object.fromEntries(names.map((name) => [name, Reflect.get(element, name)]));
  const resolved: unknown = Stack.of(element).resolve(own);
  return isRecord(resolved) ? resolved : {};
}

/** A member of what was rendered, or is written in an app: a template has its name with a capital. */
export function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) ? (value[name] ?? value[`${name[0].toUpperCase()}${name.slice(1)}`]) : undefined;
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
