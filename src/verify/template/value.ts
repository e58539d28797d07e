/** A value of a template once its intrinsic functions are worked out as far as the templates tell. */
export type Value = string | number | boolean | null | Reference | Unresolved | ValueList | ValueMap;

export type ValueList = readonly Value[];
export type ValueMap = ReadonlyMap<string, Value>;

/** Points at a resource of one of the stacks: what `Ref` (no attribute) or `Fn::GetAtt` gives. */
export class Reference {
  readonly stack: string;
  readonly logicalId: string;
  readonly attribute: string | undefined;

  constructor(stack: string, logicalId: string, attribute?: string) {
    this.stack = stack;
    this.logicalId = logicalId;
    this.attribute = attribute;
  }

  /** The same for two references to one resource, whatever the attribute. */
  get key(): string {
    return resourceKey(this.stack, this.logicalId);
  }
}

/** Stands in the rest of a text for something unknown that begins with a letter or digit and has only those and `.:/-`. */
export const INERT_GAP = '\ue000';
/** Stands there for something unknown that may be any text. */
export const OPEN_GAP = '\ue001';

export function isNothingButGaps(rest: string): boolean {
  return rest !== '' && [...rest].every((character) => character === INERT_GAP || character === OPEN_GAP);
}

/** A value that the templates do not tell, and why. */
export class Unresolved {
  readonly reason: string;
  /** For a text of which parts are known: those, with gaps between. */
  readonly rest: string | undefined;
  /** The resources whose names and ids these are. */
  readonly references: readonly Reference[];

  constructor(reason: string, rest?: string, references: readonly Reference[] = []) {
    this.reason = reason;
    this.rest = rest;
    this.references = references;
  }

  /** The same of a value that is not this text, but hangs on it. */
  get cause(): Unresolved {
    return this.rest === undefined ? this : new Unresolved(this.reason);
  }
}

export function resourceKey(stack: string, logicalId: string): string {
  return `${stack}\n${logicalId}`;
}

export function isList(value: Value | undefined): value is ValueList {
  return Array.isArray(value);
}

export function isMap(value: Value | undefined): value is ValueMap {
  return value instanceof Map;
}

/** A member of a map; what is unresolved stays so, and anything else has no members. */
export function member(value: Value | undefined, name: string): Value | undefined {
  if (value instanceof Unresolved) {
    return value;
  }
  return isMap(value) ? value.get(name) : undefined;
}

/** A value read as text: numbers and booleans are texts to CloudFormation too. */
export function asText(value: Value | undefined): string | Unresolved | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (value instanceof Reference) {
    return new Unresolved(`${nameOf(value)} is known only once it is deployed`, OPEN_GAP, [value]);
  }
  return value instanceof Unresolved
    ? value
    : new Unresolved(`a text was expected, not ${isMap(value) ? 'a map' : 'a list'}`);
}

/** A value read as a truth: CloudFormation takes `true` and `"true"` alike. */
export function asBoolean(value: Value | undefined): boolean | Unresolved | undefined {
  const text = asText(value);
  if (text === undefined || text instanceof Unresolved) {
    return text;
  }
  const lower = text.toLowerCase();
  return lower === 'true'
    ? true
    : lower === 'false'
      ? false
      : new Unresolved(`true or false was expected, not "${text}"`);
}

/** A list of texts; one bare text counts as a list of one. Unresolved as soon as one item is. */
export function asTexts(value: Value | undefined): readonly string[] | Unresolved {
  const texts: string[] = [];
  for (const item of isList(value) ? value : [value]) {
    const text = asText(item);
    if (text instanceof Unresolved) {
      return text;
    }
    if (text !== undefined) {
      texts.push(text);
    }
  }
  return texts;
}

function nameOf(reference: Reference): string {
  return reference.attribute === undefined
    ? `the id of ${reference.logicalId}`
    : `${reference.attribute} of ${reference.logicalId}`;
}
