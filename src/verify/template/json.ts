/**
 * Parsed JSON, of which nothing is known yet. Only an object's own members count: a template may hold any key, and
 * `__proto__` or `constructor` must be names like all others.
 */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

export function own(json: unknown, name: string): unknown {
  return isObject(json) && Object.hasOwn(json, name) ? json[name] : undefined;
}

/** What a value is, in the words of an error message. */
export function kindOf(json: unknown): string {
  if (json === null) {
    return 'null';
  }
  if (Array.isArray(json)) {
    return 'a list';
  }
  return typeof json === 'object' ? 'an object' : `a ${typeof json}`;
}

/** The one member of an object that has exactly one, as every intrinsic function is written. */
export function onlyMember(json: JsonObject): readonly [string, unknown] | undefined {
  const [first, ...others] = Object.entries(json);
  return others.length === 0 ? first : undefined;
}

/** The name of an intrinsic function that an object has among its members: a macro's or a loop's may have others beside it. */
export function functionIn(json: unknown): string | undefined {
  return isObject(json) ? Object.keys(json).find((name) => name.startsWith('Fn::')) : undefined;
}
