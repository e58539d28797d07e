import { prefixed } from '../render/completed-responses';
import { isRecord, type ValueMap } from '../render/template-values';

/** The keys that lead from the root of a document to a value. */
export type Path = readonly string[];

/** One change of a document. What lies on the way and is not there yet comes into being. */
export type Edit =
  | { readonly kind: 'set'; readonly at: Path; readonly value: unknown }
  /** Values behind those of a list. */
  | { readonly kind: 'append'; readonly at: Path; readonly values: readonly unknown[] }
  /** A text in front of the one that stands there. */
  | { readonly kind: 'prefix'; readonly at: Path; readonly text: string }
  /** What a reference refers to, in its place: other references to it are not to see what is added here. */
  | { readonly kind: 'inline'; readonly at: Path; readonly from: Path };

/** Looks into a value that is known only later, and changes it then. */
export type Within = (value: unknown, change: (value: unknown) => unknown) => unknown;

/**
 * The document with the changes in it. It shares all that no change concerns with the old one, which stays as it is;
 * keys keep their order, and new ones come behind them.
 *
 * @param within what to do where the value is not in plain view. Default: every value is.
 */
export function applyEdits(
  document: unknown,
  edits: Iterable<Edit>,
  within: Within = (value, change) => change(value),
): unknown {
  return rewritten(document, branchOf(edits), { document, within });
}

/** The edits by place, so that each map on the way is copied once. */
export interface Branch {
  edit: Edit | undefined;
  readonly members: Map<string, Branch>;
}

interface Work {
  readonly document: unknown;
  readonly within: Within;
}

export function branchOf(edits: Iterable<Edit>): Branch {
  const root: Branch = { edit: undefined, members: new Map() };
  for (const edit of edits) {
    let branch = root;
    for (const key of edit.at) {
      const next = branch.members.get(key) ?? { edit: undefined, members: new Map() };
      branch.members.set(key, next);
      branch = next;
    }
    branch.edit = edit;
  }
  return root;
}

function rewritten(value: unknown, { edit, members }: Branch, work: Work): unknown {
  if (edit?.kind === 'set') {
    return edit.value;
  }
  return work.within(value, (seen) => {
    switch (edit?.kind) {
      case 'prefix':
        return prefixed(edit.text, seen);
      case 'append':
        return [...(Array.isArray(seen) ? seen : []), ...edit.values];
      case 'inline':
        return target(work.document, edit.from, work.within, (referred) =>
          withMembers(inlined(seen, referred), members, work),
        );
      default:
        return withMembers(seen, members, work);
    }
  });
}

function withMembers(value: unknown, members: Branch['members'], work: Work): unknown {
  if (members.size === 0) {
    return value;
  }
  const copy = isRecord(value) ? { ...value } : {};
  for (const [key, branch] of members) {
    const member = rewritten(memberOf(value, key), branch, work);
    // A plain assignment of `__proto__` would set the prototype.
    Object.defineProperty(copy, key, { value: member, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

function target(value: unknown, [key, ...rest]: Path, within: Within, then: (value: unknown) => unknown): unknown {
  return within(value, (seen) => (key === undefined ? then(seen) : target(memberOf(seen, key), rest, within, then)));
}

/** What a reference refers to; members beside the reference stay. */
export function inlined(reference: unknown, referred: unknown): unknown {
  if (!isRecord(reference) || !isRecord(referred)) {
    return referred;
  }
  const { $ref: _, ...beside } = reference;
  return { ...referred, ...beside };
}

export function memberOf(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? (value as ValueMap)[key] : undefined;
}

/** The edits that a document does not hold, be it that something replaced what they had put there. */
export function withoutEffect(document: unknown, edits: readonly Edit[]): readonly Edit[] {
  return edits.filter((edit) => {
    const value = edit.at.reduce(memberOf, document);
    return value === undefined || !JSON.stringify(value).includes(traceOf(edit));
  });
}

/** What stands further behind in a text may be known only at deployment. */
const BEGINNING = 60;

/** What can be found of an edit in the text of the value that it changed. */
function traceOf(edit: Edit): string {
  switch (edit.kind) {
    case 'prefix':
      return JSON.stringify(edit.text.slice(0, BEGINNING)).slice(1, -1);
    case 'append':
      return JSON.stringify(edit.values).slice(1, -1);
    default:
      return '';
  }
}
