import { Getters, itemOf } from './collections';
import { Undetermined } from './undetermined';
import { isHost, JavaList, JavaMap, type VelocityValue } from './values';

/** `$value.name`. */
export function property(value: VelocityValue, name: string): VelocityValue {
  // Java's getters come before the keys of a map, with a capital as well.
  if (value instanceof JavaMap && !/^([Cc]lass|[Ee]mpty)$/.test(name)) {
    return value.get(name);
  }
  if (isHost(value)) {
    return value.property(name);
  }
  throw new Undetermined(`.${name} is not covered`);
}

/** `$value[at]`. */
export function index(value: VelocityValue, at: VelocityValue): VelocityValue {
  if (value instanceof JavaMap || value instanceof JavaList) {
    return itemOf(value, at);
  }
  if (isHost(value) && !(value instanceof Getters) && typeof at === 'string') {
    return value.property(at);
  }
  throw new Undetermined('[...] on something that is neither a list nor a map');
}
