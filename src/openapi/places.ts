import { isRecord } from '../render/template-values';
import { type Edit, inlined, memberOf, type Path } from './edits';
import { type DocumentProblem, documentProblem } from './problems';

/** A value of a document, found by following the references on the way to it. */
export interface Place {
  readonly value: unknown;
  /** Where it stands in the new document. */
  readonly at: Path;
  /** Where it was found in the old one. */
  readonly found: Path;
  /** What has to be done before anything here can be changed: references on the way make room for what they refer to. */
  readonly inlining: readonly Edit[];
}

const MOST_HOPS = 50;

/** Finds its way through one document, and gathers the references that lead nowhere. */
export class Places {
  readonly problems: DocumentProblem[] = [];

  constructor(private readonly document: unknown) {}

  get root(): Place {
    return { value: this.document, at: [], found: [], inlining: [] };
  }

  /** A member of a value, behind its reference if it is one. */
  inside(place: Place, key: string): Place {
    const at = [...place.at, key];
    const member = { value: memberOf(place.value, key), at, found: [...place.found, key], inlining: place.inlining };
    return referenceOf(member.value) === undefined ? member : this.follow(member);
  }

  /** The members of a map, each behind its reference. */
  membersOf(place: Place): readonly (readonly [key: string, place: Place])[] {
    return isRecord(place.value) ? Object.keys(place.value).map((key) => [key, this.inside(place, key)] as const) : [];
  }

  /** The same value where another place looks for it: what is changed there leaves this place alone. */
  borrowed(from: Place, at: Place): Place {
    const inline: Edit = { kind: 'inline', at: at.at, from: from.found };
    return { value: from.value, at: at.at, found: from.found, inlining: [...at.inlining, inline] };
  }

  /** What a value says, behind its reference if it can be followed. */
  peek(value: unknown): unknown {
    let seen = value;
    for (let hops = 0; hops < MOST_HOPS && referenceOf(seen) !== undefined; hops++) {
      seen = pathOf(String(referenceOf(seen)))?.reduce(memberOf, this.document);
    }
    return seen;
  }

  private follow(start: Place): Place {
    let { value, found } = start;
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      const reference = referenceOf(value);
      if (reference === undefined) {
        const inline: Edit = { kind: 'inline', at: start.at, from: found };
        return { value: inlined(start.value, value), at: start.at, found, inlining: [...start.inlining, inline] };
      }
      const path = pathOf(reference);
      if (path === undefined) {
        const fix = 'put what it refers to into this document, for example with a bundler of OpenAPI documents';
        return this.refused(start, documentProblem('openapi-ref-remote', { ...shown(start, reference), fix }));
      }
      found = path;
      value = path.reduce(memberOf, this.document);
      if (value === undefined) {
        break;
      }
    }
    const fix = 'correct the reference, or write out what it refers to';
    const got = String(referenceOf(start.value));
    return this.refused(start, documentProblem('openapi-ref-broken', { ...shown(start, got), fix }));
  }

  private refused(place: Place, problem: DocumentProblem): Place {
    const known = this.problems.some(({ property }) => property === problem.property);
    if (!known) {
      this.problems.push(problem);
    }
    return { ...place, value: undefined };
  }
}

/** A place as people write it: a JSON pointer. */
export function pointerTo(path: Path): string {
  return `#${path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

function referenceOf(value: unknown): string | undefined {
  const reference = memberOf(value, '$ref');
  return typeof reference === 'string' ? reference : undefined;
}

/**
 * The way that a reference within the document points.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc6901#section-6
 */
function pathOf(reference: string): Path | undefined {
  if (!reference.startsWith('#/')) {
    return undefined;
  }
  return reference
    .slice(2)
    .split('/')
    .map((step) => decoded(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function shown(place: Place, got: string): { property: string; got: string } {
  return { property: pointerTo(place.at), got: JSON.stringify(got) };
}
