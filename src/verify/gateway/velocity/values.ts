import { Undetermined, UnknownValue } from './undetermined';

/** What a template computes with. `null` is Java's: a reference without a value. */
export type VelocityValue = null | string | number | boolean | JavaList | JavaMap | HostObject | Unknown;

/** What nobody can tell before the request is made, such as `$context.requestId`; it may be null. */
export class Unknown {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** One of a few values, and nobody can tell which. */
export class OneOf extends Unknown {
  readonly values: readonly VelocityValue[];

  constructor(reason: string, values: readonly VelocityValue[]) {
    super(reason);
    this.values = values;
  }
}

export class JavaList {
  readonly items: VelocityValue[];

  /** `of` is the map whose keys, values or entries these are, where they are that: Java shows them as they change. */
  constructor(
    items: readonly VelocityValue[],
    readonly of?: JavaMap,
  ) {
    this.items = [...items];
  }
}

export class JavaMap {
  readonly entries: Map<string, VelocityValue>;
  /** The keys that the map may lack, since what `#set` gave them may be null. */
  private readonly doubtful = new Set<string>();

  constructor(entries: Iterable<readonly [string, VelocityValue]>) {
    this.entries = new Map(entries);
  }

  /** What the map gives for a key that it lacks. */
  missing(_key: string): VelocityValue {
    return null;
  }

  get(key: string): VelocityValue {
    return this.entries.get(key) ?? this.missing(key);
  }

  put(key: string, value: VelocityValue): VelocityValue {
    const before = this.entries.get(key) ?? null;
    this.entries.set(key, value);
    this.doubtful.delete(key);
    return before;
  }

  /** `#set`, which does nothing where the value is null. */
  assign(key: string, value: VelocityValue): void {
    const isNew = !this.entries.has(key) || this.doubtful.has(key);
    this.put(key, value);
    if (value instanceof Unknown && isNew) {
      this.doubtful.add(key);
    }
  }

  /** @throws UnknownValue where it is not known which keys there are */
  get certainEntries(): ReadonlyMap<string, VelocityValue> {
    for (const key of this.doubtful) {
      throw new UnknownValue(`whether a map has ${key}`);
    }
    return this.entries;
  }
}

/** An object that API Gateway lends to templates: `$input`, `$context`, `$util`. */
export interface HostObject {
  /** What the template calls it. */
  readonly host: string;
  property(name: string): VelocityValue;
  call(name: string, args: readonly VelocityValue[]): VelocityValue;
  assign(name: string, value: VelocityValue): void;
}

export function isHost(value: VelocityValue): value is HostObject {
  return typeof value === 'object' && value !== null && 'host' in value;
}

/** Whether `#if` takes it for true. In Velocity 1.7 only null and false are not; an empty text is. */
export function isTrue(value: VelocityValue): boolean {
  return known(value) !== null && value !== false;
}

/** @throws UnknownValue for what nobody can tell */
export function known(value: VelocityValue): Exclude<VelocityValue, Unknown> {
  if (value instanceof Unknown) {
    throw new UnknownValue(value.reason);
  }
  return value;
}

/**
 * `==` of Velocity 1.7: numbers by value, two of one class by `equals`, others by their text; null equals only null.
 *
 * @see https://velocity.apache.org/engine/1.7/user-guide.html#set
 */
export function areEqual(left: VelocityValue, right: VelocityValue): boolean {
  for (const side of [left, right]) {
    known(side);
  }
  if (left === null || right === null) {
    return left === right;
  }
  if (typeof left === 'object' || typeof right === 'object') {
    throw new Undetermined('a list or a map is compared');
  }
  return String(left) === String(right);
}

/** The text that a value prints; unknown where Java's own notation would be needed. */
export function printed(value: VelocityValue): string | Unknown {
  if (value instanceof Unknown) {
    return value;
  }
  if (value === null) {
    return new Unknown('what API Gateway prints for a reference without a value has not been measured');
  }
  return typeof value === 'object' ? new Unknown('a list, a map or an object is printed') : String(value);
}

/**
 * JSON as a template sees it. Java prints some numbers otherwise than they are written: those are unknown.
 *
 * @throws SyntaxError for what is no JSON
 */
export function readJson(text: string): VelocityValue {
  JSON.parse(text);
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (part) =>
    part.startsWith('"') || /^(?:0|-?[1-9]\d{0,8})$/.test(part) ? part : INFINITE,
  );
  return fromJson(JSON.parse(marked));
}

/** A number that nobody means, which JavaScript reads as infinite. */
const INFINITE = '1e999';

function fromJson(json: unknown, depth = 0): VelocityValue {
  if (depth > 100) {
    throw new Undetermined('JSON nested more than 100 levels deep');
  }
  if (Array.isArray(json)) {
    return new JavaList(json.map((item) => fromJson(item, depth + 1)));
  }
  if (typeof json === 'object' && json !== null) {
    return new JavaMap(Object.entries(json).map(([name, inner]) => [name, fromJson(inner, depth + 1)] as const));
  }
  if (json === Number.POSITIVE_INFINITY) {
    return new Unknown('how a number in JSON is read');
  }
  return json as string | number | boolean | null;
}
