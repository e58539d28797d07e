import { member, Unresolved, type Value, type ValueMap } from '../template/value';
import { memberText } from './authorizers';

const MOST_HOPS = 20;

/**
 * What a `$ref` within the document refers to; the bound is for those that go in a circle.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc6901#section-6
 */
export function followed(value: Value, document: ValueMap): Value {
  let at: Value = value;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const target = memberText(at, '$ref');
    if (target === undefined) {
      return at;
    }
    const steps = target.startsWith('#/') ? target.slice(2).split('/') : [target];
    at =
      steps.reduce<Value | undefined>((inner, step) => member(inner, unescaped(step)), document) ??
      new Unresolved(`${target} is not in the document`);
  }
  return new Unresolved('references in the document go in a circle');
}

/** A step of a JSON pointer in the fragment of a URL, which has its own escapes around those of the pointer. */
function unescaped(step: string): string {
  const plain = (text: string): string => text.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return plain(decodeURIComponent(step));
  } catch {
    return plain(step);
  }
}
