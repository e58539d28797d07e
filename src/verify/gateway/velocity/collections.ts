import { Undetermined } from './undetermined';
import { type HostObject, JavaList, JavaMap, known, type VelocityValue } from './values';

/** The methods of java.util.List that a template may call. */
export function callList(list: JavaList, method: string, args: readonly VelocityValue[]): VelocityValue {
  const [first] = args;
  refuseStale(list);
  switch (`${method}/${args.length}`) {
    case 'size/0':
      return list.items.length;
    case 'isEmpty/0':
      return list.items.length === 0;
    case 'get/1':
      return itemOf(list, first ?? null);
    case 'contains/1':
      return contains(list, known(first ?? null));
    case 'add/1':
      if (list.of !== undefined) {
        throw new Undetermined('something is added to the keys, values or entries of a map');
      }
      list.items.push(first ?? null);
      return true;
    default:
      throw new Undetermined(`.${method}() of a list, with ${args.length} arguments, is not covered`);
  }
}

/** The methods of java.util.Map that a template may call. */
export function callMap(map: JavaMap, method: string, args: readonly VelocityValue[]): VelocityValue {
  const [key, value] = args;
  switch (`${method}/${args.length}`) {
    case 'get/1':
      return map.get(keyOf(key));
    case 'containsKey/1':
      return map.certainEntries.has(keyOf(key));
    case 'put/2':
      return map.put(keyOf(key), value ?? null);
    case 'keySet/0':
      return new JavaList([...map.certainEntries.keys()], map);
    case 'values/0':
      return new JavaList([...map.certainEntries.values()], map);
    case 'entrySet/0':
      return new JavaList(
        [...map.certainEntries].map(([name, inner]) => entryOf(name, inner)),
        map,
      );
    case 'size/0':
      return map.certainEntries.size;
    case 'isEmpty/0':
      return map.certainEntries.size === 0;
    default:
      throw new Undetermined(`.${method}() of a map, with ${args.length} arguments, is not covered`);
  }
}

/** `$list[0]`, `$map['k']` and `$map.k`. */
export function itemOf(collection: JavaList | JavaMap, index: VelocityValue): VelocityValue {
  if (collection instanceof JavaMap) {
    return collection.get(keyOf(index));
  }
  const at = known(index);
  const item = typeof at === 'number' && collection.of === undefined ? collection.items[at] : undefined;
  if (item === undefined) {
    throw new Undetermined('a list is asked for an item that it does not have');
  }
  return item;
}

/** What `#foreach` goes through; nothing for null. */
export function itemsOf(value: VelocityValue): readonly VelocityValue[] {
  if (value instanceof JavaList) {
    refuseStale(value);
    return [...value.items];
  }
  if (value instanceof JavaMap) {
    return [...value.certainEntries.values()];
  }
  if (value === null) {
    return [];
  }
  throw new Undetermined('#foreach goes through something that is neither a list nor a map');
}

/** How many items there are. Java fails where it changes while `#foreach` goes through them. */
export function sizeOf(value: VelocityValue): number {
  return value instanceof JavaList
    ? (value.of?.entries.size ?? value.items.length)
    : value instanceof JavaMap
      ? value.entries.size
      : 0;
}

/** `$foreach`, inside a loop. */
export function positionIn(index: number, size: number): HostObject {
  return new Getters(
    '$foreach',
    new Map<string, VelocityValue>([
      ['index', index],
      ['count', index + 1],
      ['hasNext', index + 1 < size],
      ['first', index === 0],
      ['last', index + 1 === size],
    ]),
  );
}

/** `[1..3]`. */
export function rangeOf(first: VelocityValue, last: VelocityValue): JavaList {
  const [from, to] = [known(first), known(last)];
  if (typeof from !== 'number' || typeof to !== 'number' || Math.abs(to - from) >= 1000) {
    throw new Undetermined('a range without numbers at its ends, or a very long one');
  }
  return new JavaList(
    Array.from({ length: Math.abs(to - from) + 1 }, (_item, at) => (from < to ? from + at : from - at)),
  );
}

function contains(list: JavaList, wanted: VelocityValue): boolean {
  if (typeof wanted === 'object' && wanted !== null) {
    throw new Undetermined('a list or a map is looked for in a list');
  }
  return list.items.map(known).includes(wanted);
}

/** The keys, values or entries of a map that has changed since: Java shows them as they are now. */
function refuseStale(list: JavaList): void {
  if (list.items.length !== sizeOf(list)) {
    throw new Undetermined('a map has changed since its keys, values or entries were taken');
  }
}

function entryOf(key: string, value: VelocityValue): HostObject {
  return new Getters(
    'an entry of a map',
    new Map([
      ['key', key],
      ['value', value],
    ]),
  );
}

/** An object of Java of which no more than this is covered: it is no map, though it reads as one. */
export class Getters implements HostObject {
  constructor(
    readonly host: string,
    private readonly values: ReadonlyMap<string, VelocityValue>,
  ) {}

  property(name: string): VelocityValue {
    const value = this.values.get(name);
    if (value === undefined) {
      throw new Undetermined(`.${name} of ${this.host} is not covered`);
    }
    return value;
  }

  call(method: string, args: readonly VelocityValue[]): VelocityValue {
    const name = [...this.values.keys()].find((key) => method === `get${key[0]?.toUpperCase()}${key.slice(1)}`);
    if (name === undefined || args.length > 0) {
      throw new Undetermined(`.${method}() of ${this.host} is not covered`);
    }
    return this.property(name);
  }

  assign(name: string): void {
    throw new Undetermined(`.${name} of ${this.host} is set`);
  }
}

function keyOf(value: VelocityValue | undefined): string {
  const key = known(value ?? null);
  if (typeof key !== 'string') {
    throw new Undetermined('the key of a map is not a text');
  }
  return key;
}
