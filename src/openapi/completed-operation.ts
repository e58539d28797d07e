import type { Completion } from '../plan/observations';
import {
  type Answers,
  type CompletedResponse,
  completeResponse,
  type IntegrationResponse,
  type ResponseContext,
} from '../render/completed-responses';
import { originDecisions } from '../render/origin-decisions';
import { isIntrinsic, isRecord, type ValueMap } from '../render/template-values';
import { type Dialect, describedAs, headerOf } from './dialect';
import type { OpenApiDocument } from './document';
import { type Edit, memberOf } from './edits';
import type { OperationModel } from './operations';
import type { Place, Places } from './places';

export interface OperationCompletion {
  readonly answers: Answers;
  readonly binary: boolean;
  /** The responses that the answers are for. */
  readonly appliesTo: (statusCode: string) => boolean;
}

export interface CompletedOperation extends Completion {
  readonly edits: readonly Edit[];
  /** An answer is made for the origin that asks, where the policy has several. */
  readonly compared: boolean;
}

/** A response of an integration and what became of it. */
interface Completed extends CompletedResponse {
  readonly place: Place;
}

/** Adds the headers of an answer to the responses of an operation, and keeps all that is there. */
export function completeOperation(
  method: OperationModel,
  completion: OperationCompletion,
  { places, dialect }: OpenApiDocument,
): CompletedOperation {
  const responses = places.inside(method.integrationAt, 'responses');
  const declared = places.inside(method.operation, 'responses');
  const all = places.membersOf(responses).map(([, place]) => place);
  if ([responses, declared, ...all].some(({ value }) => isIntrinsic(value)) || all.some(hasIntrinsic)) {
    return { ...UNREADABLE, edits: [] };
  }
  const mock = method.integration === 'MOCK';
  const decisions = decisionsIn(method, all, mock);
  const completed = all.flatMap((place) => complete(place, completion, { mock, binary: completion.binary }, decisions));
  return {
    edits: completed.flatMap((one) => [...changesOf(one), ...declarationsFor(one, declared, places, dialect)]),
    added: completed.some(({ added }) => added.length > 0),
    kept: completed.some(({ kept }) => kept.length > 0),
    keptOrigin: completed.some(({ originIsTheirs }) => originIsTheirs),
    uncompared: completed.some(({ uncompared }) => uncompared),
    compared: completed.some(({ uncompared, originIsTheirs }) => !uncompared && !originIsTheirs),
    unreadable: false,
  };
}

const UNREADABLE = {
  added: false,
  kept: false,
  keptOrigin: false,
  uncompared: false,
  compared: false,
  unreadable: true,
};

function complete(
  place: Place,
  { answers, appliesTo }: OperationCompletion,
  context: ResponseContext,
  decisions: ReadonlySet<string>,
): readonly Completed[] {
  const { value } = place;
  const statusCode = String(memberOf(value, 'statusCode'));
  if (!isRecord(value) || memberOf(value, 'statusCode') === undefined || !appliesTo(statusCode)) {
    return [];
  }
  const originIsTheirs = decisions.has(statusCode);
  return [
    { ...completeResponse({ ...asResponse(value), statusCode }, answers, { ...context, originIsTheirs }), place },
  ];
}

function asResponse(value: ValueMap): Omit<IntegrationResponse, 'statusCode'> {
  const { contentHandling, responseParameters, responseTemplates } = value;
  return {
    ...(typeof contentHandling === 'string' ? { contentHandling: contentHandling.toUpperCase() } : {}),
    ...(isRecord(responseParameters) ? { responseParameters: responseParameters as Record<string, string> } : {}),
    ...(isRecord(responseTemplates) ? { responseTemplates } : {}),
  };
}

function decisionsIn(method: OperationModel, responses: readonly Place[], mock: boolean): ReadonlySet<string> {
  return originDecisions({
    mock,
    requestTemplates: memberOf(method.integrationAt.value, 'requestTemplates'),
    responses: responses.map(({ value }) => ({
      statusCode: memberOf(value, 'statusCode'),
      responseParameters: memberOf(value, 'responseParameters'),
      responseTemplates: memberOf(value, 'responseTemplates'),
    })),
  });
}

/** What was added to the response of the integration. */
function changesOf({ place, response, prefix, added }: Completed): readonly Edit[] {
  const own = asResponse(isRecord(place.value) ? place.value : {});
  const set = (keys: readonly string[], value: unknown): Edit => ({ kind: 'set', at: [...place.at, ...keys], value });
  const templates = Object.entries(prefix === undefined ? {} : (response.responseTemplates ?? {}));
  const { contentHandling } = response;
  const edits = [
    ...(contentHandling === own.contentHandling ? [] : [set(['contentHandling'], contentHandling)]),
    ...added
      .filter((target) => response.responseParameters?.[target] !== undefined)
      .map((target) => set(['responseParameters', target], response.responseParameters?.[target])),
    ...templates.map(([contentType, template]): Edit => {
      const keys = ['responseTemplates', contentType];
      return memberOf(own.responseTemplates, contentType) === undefined
        ? set(keys, template)
        : { kind: 'prefix', at: [...place.at, ...keys], text: prefix ?? '' };
    }),
  ];
  return edits.length === 0 ? [] : [...place.inlining, ...edits];
}

/** A header that is mapped has to be declared by the response of the operation with the same status. */
function declarationsFor(
  { response, added }: Completed,
  declared: Place,
  places: Places,
  dialect: Dialect,
): readonly Edit[] {
  if (added.length === 0) {
    return [];
  }
  const own = places.inside(declared, response.statusCode);
  const headers = places.inside(own, 'headers');
  const missing = added.map(headerOf).filter((name) => memberOf(headers.value, name) === undefined);
  const edits = [
    ...(own.value === undefined ? [description(own, response.statusCode)] : []),
    ...missing.map((name): Edit => ({ kind: 'set', at: [...headers.at, name], value: dialect.header })),
  ];
  return edits.length === 0 ? [] : [...headers.inlining, ...edits];
}

/** A response has to have one. */
function description({ at }: Place, statusCode: string): Edit {
  return { kind: 'set', at: [...at, 'description'], value: describedAs(statusCode) };
}

function hasIntrinsic({ value }: Place): boolean {
  return ['statusCode', 'responseParameters', 'responseTemplates'].some((name) => isIntrinsic(memberOf(value, name)));
}
