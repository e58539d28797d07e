import type { Deployed } from './model';

export type Header = readonly [name: string, value: string];

/** A request as it reaches API Gateway: behind the domain and the stage, with names in the case that the client sent. */
export interface GatewayRequest {
  readonly method: string;
  /** Without the stage, such as `/pets/1`. */
  readonly path: string;
  /** Without the question mark. */
  readonly query?: string;
  readonly headers: readonly Header[];
  readonly body?: string;
}

/** What the templates cannot tell of the world around the API. */
export interface Assumptions {
  /** Whether the authorizer, of whatever kind, lets the request through. Not asked where no credentials are sent. */
  readonly authorised?: boolean;
  /** Whether a key in `x-api-key` is a good one. */
  readonly apiKeyValid?: boolean;
  /** What the backend behind a method answers; nothing where it is not known. */
  readonly backend?: (call: BackendCall) => BackendAnswer | undefined;
  readonly stageVariables?: Readonly<Record<string, string>>;
  /** Members of `$context`, such as `stage`. */
  readonly context?: Readonly<Record<string, string>>;
}

export interface BackendCall {
  /** Of the method, or of the route. */
  readonly logicalId: string;
  readonly request: GatewayRequest;
}

export interface BackendAnswer {
  readonly status?: number;
  readonly headers: readonly Header[];
  readonly body?: string;
  /** What a function that is not behind a proxy integration failed with. */
  readonly errorMessage?: string;
}

/** The part of the template that gives an answer. */
export interface By {
  readonly logicalId: string;
  readonly what: string;
}

/** What is worth knowing of an answer besides what it is. */
export const NOTE_IDS = [
  'may-not-be-deployed',
  'no-deployment',
  'undeclared-header',
  'ignored-mapping',
  'assumed-status',
  'by-the-function',
] as const;

export interface Note {
  readonly id: (typeof NOTE_IDS)[number];
  readonly logicalId: string;
  readonly text: string;
}

export interface UndeterminedHeader {
  /** A header name, or `*` where no header can be ruled out. */
  readonly name: string;
  readonly reason: string;
}

export type GatewayAnswer = Answered | NotTold;

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** What the status may be instead, where the body of the backend decides. */
  readonly otherStatuses?: readonly number[];
  /** The headers that the configuration gives; API Gateway adds others that have nothing to do with CORS. */
  readonly headers: readonly Header[];
  /** Only where it is known. */
  readonly body?: string;
  readonly by: By;
  /** What mends the template where no header of the answer could. */
  readonly fix?: string;
  readonly undeterminedHeaders: readonly UndeterminedHeader[];
  readonly notes: readonly Note[];
}

export interface NotTold {
  readonly kind: 'undetermined';
  readonly reason: string;
  readonly by: By;
  readonly notes: readonly Note[];
}

export function notTold(by: By, reason: string, notes: readonly Note[] = []): NotTold {
  return { kind: 'undetermined', reason, by, notes };
}

/**
 * What two readings of the same thing have in common. Headers that they do not share are undetermined, and so is the
 * whole answer where they differ in more.
 */
export function inCommon(one: GatewayAnswer, other: GatewayAnswer, why: string): GatewayAnswer {
  if (one.kind === 'undetermined' || other.kind === 'undetermined') {
    return one.kind === 'undetermined' ? one : other;
  }
  const [statuses, others] = [one, other].map(({ status, otherStatuses = [] }) => [status, ...otherStatuses].join());
  if (statuses !== others) {
    return notTold(one.by, `${why}: the answer is ${statuses} or ${others}`, one.notes);
  }
  const [alone, otherAlone] = [unshared(one.headers, other.headers), unshared(other.headers, one.headers)];
  const differing = new Set([...alone, ...otherAlone].map(([name]) => name.toLowerCase()));
  const told = new Set(
    [...one.undeterminedHeaders, ...other.undeterminedHeaders].map(({ name }) => name.toLowerCase()),
  );
  const { body, ...rest } = one;
  return {
    ...rest,
    ...(body === other.body && body !== undefined ? { body } : {}),
    headers: one.headers.filter(([name]) => !differing.has(name.toLowerCase())),
    undeterminedHeaders: [
      ...one.undeterminedHeaders,
      ...other.undeterminedHeaders.filter(({ name }) => !one.undeterminedHeaders.some((known) => known.name === name)),
      ...[...differing].filter((name) => !told.has(name)).map((name) => ({ name, reason: why })),
    ],
  };
}

/** What to say of a part that the deployed API may lack. */
export function deploymentNotes(part: { readonly logicalId: string; readonly deployed: Deployed }): readonly Note[] {
  const { logicalId, deployed } = part;
  switch (deployed) {
    case 'included':
      return [];
    case 'may-be-missing':
      return [{ id: 'may-not-be-deployed', logicalId, text: `no Deployment of the API depends on ${logicalId}` }];
    case 'no-deployment':
      return [{ id: 'no-deployment', logicalId, text: 'the templates have no Deployment of the API' }];
  }
}

export function assumedStatus(logicalId: string): Note {
  return { id: 'assumed-status', logicalId, text: 'the status of the backend is not known and taken for 200' };
}

function unshared(headers: readonly Header[], others: readonly Header[]): readonly Header[] {
  return headers.filter(
    ([name, value]) => !others.some((other) => other[0].toLowerCase() === name.toLowerCase() && other[1] === value),
  );
}
