import { ALLOW_ORIGIN, VARY } from '../fetch/header-names';
import type { CorsAnswer } from '../response/answers';
import { namesOrigin } from './origin-decisions';
import {
  completeMapping,
  decidesOrigin,
  declared,
  METHOD_RESPONSE,
  overriddenHeaders,
  type ParameterMapping,
} from './parameters';
import { allowListedOrigin, BODY_AS_IT_IS, END_OF_DIRECTIVE } from './velocity';

/** An integration response in the terms of AWS::ApiGateway::Method, as far as it matters here. */
export interface IntegrationResponse {
  readonly statusCode: string;
  readonly contentHandling?: string;
  readonly responseParameters?: ParameterMapping;
  /** Content type -> template: a text, or an intrinsic function that makes one. */
  readonly responseTemplates?: Readonly<Record<string, unknown>>;
}

export interface MethodResponse {
  readonly statusCode: string;
  readonly responseParameters?: Readonly<Record<string, boolean>>;
}

export interface Answers {
  readonly answer: CorsAnswer;
  /** For a body that no template may touch. */
  readonly uncompared: CorsAnswer;
}

export interface ResponseContext {
  /** A mock integration has no body of its own. */
  readonly mock: boolean;
  /** The API has binary media types, so a body that no template reads yet may be bytes. */
  readonly binary: boolean;
  /** Something that the response itself does not show says already which origin may read. Default: nothing does. */
  readonly originIsTheirs?: boolean;
}

/** What became of one integration response. */
export interface CompletedResponse<R extends IntegrationResponse = IntegrationResponse> {
  readonly response: R;
  /** What stands in front of each of the user's templates now. */
  readonly prefix: string | undefined;
  /** The targets that were added, each to be declared by the method response. */
  readonly added: readonly string[];
  /** The headers that the user sets otherwise than the policy would; theirs were kept. */
  readonly kept: readonly string[];
  /** The user says which origin may read, so nothing was added about that. */
  readonly originIsTheirs: boolean;
  /** The body may be binary, so every caller gets the first origin of the list. */
  readonly uncompared: boolean;
}

/** Adds the headers of an answer to an integration response, and keeps all that the user mapped. */
export function completeResponse<R extends IntegrationResponse>(
  response: R,
  answers: Answers,
  context: ResponseContext,
): CompletedResponse<R> {
  const originIsTheirs = context.originIsTheirs === true || setsOrigin(response);
  const listed = !originIsTheirs && answers.answer.allowOrigin.kind === 'listed';
  const uncompared = listed && mayBeBinary(response, context);
  const answer = uncompared ? answers.uncompared : answers.answer;
  const { parameters, added, kept } = completeMapping(
    response.responseParameters ?? {},
    answer,
    METHOD_RESPONSE,
    originIsTheirs,
  );
  if (answer.allowOrigin.kind !== 'listed' || originIsTheirs) {
    const theirs = originIsTheirs && !kept.includes(ALLOW_ORIGIN) ? [ALLOW_ORIGIN, ...kept] : kept;
    return {
      response: { ...response, responseParameters: parameters },
      prefix: undefined,
      added,
      kept: theirs,
      originIsTheirs,
      uncompared,
    };
  }
  const prefix = allowListedOrigin(answer.allowOrigin.origins, answer.allowCredentials);
  const responseTemplates = comparing(response.responseTemplates, prefix, context);
  const contentHandling = needsText(response, context) ? { contentHandling: 'CONVERT_TO_TEXT' } : {};
  return {
    response: { ...response, ...contentHandling, responseParameters: parameters, responseTemplates },
    prefix: prefix + END_OF_DIRECTIVE,
    added: [...overriddenHeaders(answer), ...added],
    kept: overridesVary(response) ? [...kept, VARY] : kept,
    originIsTheirs,
    uncompared,
  };
}

/** Declares the headers that were added to the integration response of the same status. */
export function declareHeaders<M extends MethodResponse>(
  methodResponses: readonly M[],
  completed: readonly CompletedResponse[],
): readonly (M | MethodResponse)[] {
  const added = new Map<string, readonly string[]>();
  for (const { response, added: headers } of completed) {
    const status = String(response.statusCode);
    added.set(status, [...(added.get(status) ?? []), ...headers]);
  }
  const statuses = new Set(methodResponses.map((method) => String(method.statusCode)));
  const missing = [...added].filter(([status, headers]) => !statuses.has(status) && headers.length > 0);
  return [
    ...methodResponses.map((method) => {
      const headers = added.get(String(method.statusCode)) ?? [];
      return headers.length === 0
        ? method
        : { ...method, responseParameters: { ...declared(headers), ...method.responseParameters } };
    }),
    ...missing.map(([statusCode, headers]) => ({ statusCode, responseParameters: declared(headers) })),
  ];
}

/** Whether a status can answer a preflight. Another one is an error to a browser, whatever its headers. */
export function isSuccess(statusCode: string): boolean {
  return /^2\d\d$/.test(statusCode);
}

/** Whether the templates of a response override the header that the target names. */
export function isOverridden(templates: string, target: string): boolean {
  return templates.includes(`responseOverride.header.${target.slice(METHOD_RESPONSE.length)}`);
}

/** Whether the user says already which origin may read. A second override of one header would be a server error. */
function setsOrigin(response: IntegrationResponse): boolean {
  return (
    Object.keys(response.responseParameters ?? {}).some((target) => decidesOrigin(target, METHOD_RESPONSE)) ||
    namesOrigin(JSON.stringify(response.responseTemplates ?? {}))
  );
}

/** An override wins over a mapping, so a Vary of the user's template stays without Origin. */
function overridesVary(response: IntegrationResponse): boolean {
  return /responseoverride\.header\W*vary/i.test(JSON.stringify(response.responseTemplates ?? {}));
}

/** A template that reads bytes fails, so none may be put where there was none. A mock has no body to fail on. */
function mayBeBinary(response: IntegrationResponse, context: ResponseContext): boolean {
  return (
    !context.mock &&
    isUntemplated(response) &&
    (response.contentHandling === 'CONVERT_TO_BINARY' ||
      (context.binary && response.contentHandling !== 'CONVERT_TO_TEXT'))
  );
}

/** A template of a mock in an API with binary media types fails too, unless the answer is said to be text. */
function needsText(response: IntegrationResponse, context: ResponseContext): boolean {
  return context.mock && context.binary && isUntemplated(response) && response.contentHandling === undefined;
}

function isUntemplated(response: IntegrationResponse): boolean {
  return Object.keys(response.responseTemplates ?? {}).length === 0;
}

function comparing(
  templates: Readonly<Record<string, unknown>> | undefined,
  prefix: string,
  context: ResponseContext,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(templates ?? {});
  if (entries.length === 0) {
    return { 'application/json': context.mock ? prefix : prefix + BODY_AS_IT_IS };
  }
  const start = prefix + END_OF_DIRECTIVE;
  return Object.fromEntries(entries.map(([contentType, template]) => [contentType, prefixed(start, template)]));
}

/** A text in front of a template: of a text, or of an intrinsic function that makes one. */
export function prefixed(start: string, template: unknown): unknown {
  const own = template ?? '';
  return typeof own === 'string' ? start + own : { 'Fn::Join': ['', [start, own]] };
}
