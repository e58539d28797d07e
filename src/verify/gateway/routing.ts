import { Unresolved } from '../template/value';
import type { RestApi, RestMethod, RestResource } from './model';
import { bySpecificity, isClearlyBefore, matchPath, type PathMatch, pathDoubt, segmentsOf } from './paths';

export type Route =
  | { readonly kind: 'method'; readonly method: RestMethod; readonly pathParameters: ReadonlyMap<string, string> }
  | { readonly kind: 'none' }
  | { readonly kind: 'undetermined'; readonly reason: string };

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html#setup-method-add-http-method */
const VERBS: readonly string[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/**
 * The method that answers a verb on a path. API Gateway matches pairs of resource and verb, the most specific resource
 * first; a resource that has neither the verb nor ANY is passed over (measured on AWS).
 */
export function route(api: RestApi, verb: string, path: string): Route {
  const doubt =
    pathDoubt(path) ?? (VERBS.includes(verb) ? undefined : `the method ${verb} is none that API Gateway has`);
  if (doubt !== undefined) {
    return { kind: 'undetermined', reason: doubt };
  }
  const segments = segmentsOf(path);
  const candidates = candidatesFor(api, verb, segments).sort((one, other) => bySpecificity(one.match, other.match));
  const [first, ...others] = candidates;
  if (first !== undefined) {
    const rival = others.find((other) => !isClearlyBefore(first.match, other.match));
    if (rival !== undefined) {
      return undetermined(
        `which of ${first.method.logicalId} and ${rival.method.logicalId} is more specific has not been measured`,
      );
    }
    if (first.match.ranks.every((rank) => rank === 2)) {
      return chosen(first);
    }
  }
  const unplaced = unplacedReason(api, verb);
  if (unplaced !== undefined) {
    return undetermined(`a resource of the API has a path that is not told: ${unplaced}`);
  }
  if (encodedRival(api, verb, segments)) {
    return undetermined('whether a percent-encoded segment matches a literal has not been measured');
  }
  return first === undefined ? nothing(api, verb, segments) : chosen(first);
}

interface Candidate {
  readonly method: RestMethod;
  readonly match: PathMatch;
}

function candidatesFor(api: RestApi, verb: string, segments: readonly string[]): Candidate[] {
  const candidates: Candidate[] = [];
  const { literal, variable } = indexOf(api);
  for (const { resource, own } of [...(literal.get(segments[0] ?? '') ?? []), ...variable]) {
    const match = matchPath(own, segments);
    const method = methodFor(resource.methods, verb);
    if (match !== undefined && method !== undefined) {
      candidates.push({ method, match });
    }
  }
  return candidates;
}

interface Indexed {
  readonly resource: RestResource;
  /** The segments of its path. */
  readonly own: readonly string[];
}

/** The resources of an API by the first segment of their path, so that a request is not held against all of them. */
interface RouteIndex {
  readonly literal: ReadonlyMap<string, readonly Indexed[]>;
  /** Those whose first segment is a variable. */
  readonly variable: readonly Indexed[];
  readonly unplaced: readonly Unplaced[];
}

/** A resource of which nobody can tell where it is. */
interface Unplaced {
  readonly reason: string;
  readonly methods: readonly RestMethod[];
}

const INDEXES = new WeakMap<RestApi, RouteIndex>();

function indexOf(api: RestApi): RouteIndex {
  const known = INDEXES.get(api);
  if (known !== undefined) {
    return known;
  }
  const literal = new Map<string, Indexed[]>();
  const variable: Indexed[] = [];
  const unplaced: Unplaced[] = [];
  for (const resource of api.resources) {
    if (resource.path instanceof Unresolved) {
      unplaced.push({ reason: resource.path.reason, methods: resource.methods });
    } else {
      const own = segmentsOf(resource.path);
      const [first = ''] = own;
      const group = first.startsWith('{') ? variable : (literal.get(first) ?? []);
      group.push({ resource, own });
      if (group !== variable) {
        literal.set(first, group);
      }
    }
  }
  const index = { literal, variable, unplaced };
  INDEXES.set(api, index);
  return index;
}

/** The verb itself comes before ANY, within one resource only. */
function methodFor(methods: readonly RestMethod[], verb: string): RestMethod | undefined {
  return methods.find((method) => method.verb === verb) ?? methods.find((method) => method.verb === 'ANY');
}

function chosen({ method, match }: Candidate): Route {
  return { kind: 'method', method, pathParameters: match.parameters };
}

/** A greedy variable does not match its own parent, it is said; nobody has published a measurement. */
function nothing(api: RestApi, verb: string, segments: readonly string[]): Route {
  const below = candidatesFor(api, verb, [...segments, 'x']);
  const greedy = below.find(({ match }) => match.ranks.at(-1) === 0);
  return greedy === undefined
    ? { kind: 'none' }
    : undetermined(`whether ${String(greedy.method.path)} matches its own parent has not been measured`);
}

function unplacedReason(api: RestApi, verb: string): string | undefined {
  return indexOf(api).unplaced.find(({ methods }) => methodFor(methods, verb) !== undefined)?.reason;
}

function encodedRival(api: RestApi, verb: string, segments: readonly string[]): boolean {
  const plain = segments.map((segment) => {
    try {
      return decodeURIComponent(segment);
    } catch {
      return segment;
    }
  });
  if (plain.every((segment, index) => segment === segments[index])) {
    return false;
  }
  const best = (candidates: Candidate[]): RestMethod | undefined =>
    candidates.sort((one, other) => bySpecificity(one.match, other.match))[0]?.method;
  return best(candidatesFor(api, verb, plain)) !== best(candidatesFor(api, verb, segments));
}

function undetermined(reason: string): Route {
  return { kind: 'undetermined', reason };
}
