import { isNothingButGaps, Unresolved } from '../template/value';
import { assumedStatus, type BackendAnswer, deploymentNotes, type GatewayAnswer, type Note, notTold } from './answers';
import { errorAnswer } from './error-answers';
import { backendOf, byMethod, type Exchange, renderIn, requestBody } from './exchange';
import { functionAnswer } from './function-answer';
import { chooseResponse, respond } from './integration-responses';
import type { Integration } from './model';
import { requestTemplate } from './template-choice';
import { NO_OVERRIDES, type Overrides } from './velocity/lent-objects';

/**
 * A proxy integration hands the backend's answer on as it is. Its IntegrationResponses are accepted and ignored
 * (measured on AWS), so that only the backend can send CORS headers.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export function proxyAnswer(exchange: Exchange, integration: Integration): GatewayAnswer {
  const by = byMethod(exchange, `the backend behind the ${String(integration.type)} integration`);
  const notes = [...deploymentNotes(exchange.method), ...ignoredMappings(exchange, integration)];
  const backend = backendOf(exchange);
  if (backend === undefined) {
    return functionOrNobody(exchange, integration, notes);
  }
  const { status, headers, body } = backend;
  return {
    kind: 'answered',
    status: status ?? 200,
    headers,
    ...(body === undefined ? {} : { body }),
    by,
    undeterminedHeaders: [],
    notes: status === undefined ? [...notes, assumedStatus(exchange.method.logicalId)] : notes,
  };
}

/** What is told without asking the backend: the answer of a function that carries a policy. */
function functionOrNobody(exchange: Exchange, integration: Integration, notes: readonly Note[]): GatewayAnswer {
  const { functionPolicy: policy } = integration;
  if (policy !== undefined && !(policy instanceof Unresolved)) {
    return functionAnswer(exchange, policy, notes);
  }
  const by = byMethod(exchange, `the backend behind the ${String(integration.type)} integration`);
  const why = policy === undefined ? '' : `; ${policy.reason}`;
  return notTold(by, `a proxy integration sends what its backend answers, headers and all${why}`, notes);
}

/** An AWS or HTTP integration: the backend's answer chooses an integration response, which makes the answer. */
export function mappedAnswer(exchange: Exchange, integration: Integration): GatewayAnswer {
  const what = `the ${String(integration.type)} integration`;
  const request = requestOverrides(exchange, integration, what);
  if ('kind' in request) {
    return request;
  }
  const backend = backendOf(exchange);
  const chosen = chooseResponse(integration.responses, backend === undefined ? undefined : matchedText(backend));
  if (chosen === 'none') {
    return errorAnswer(exchange.api, 'API_CONFIGURATION_ERROR', exchange.request);
  }
  return 'reason' in chosen
    ? notTold(byMethod(exchange, what), chosen.reason, deploymentNotes(exchange.method))
    : respond(exchange, chosen, { overrides: request, backend, what });
}

/** The answer of every integration response of an AWS or HTTP integration, whichever the backend will choose. */
export function mappedAnswers(exchange: Exchange, integration: Integration): readonly MappedAnswer[] {
  const what = `the ${String(integration.type)} integration`;
  const request = requestOverrides(exchange, integration, what);
  return integration.responses.map((response) => ({
    statusCode: response.statusCode instanceof Unresolved ? undefined : response.statusCode,
    selectionPattern: response.selectionPattern instanceof Unresolved ? undefined : response.selectionPattern,
    answer: 'kind' in request ? request : respond(exchange, response, { overrides: request, backend: undefined, what }),
  }));
}

export interface MappedAnswer {
  readonly statusCode: string | undefined;
  /** None for the default. */
  readonly selectionPattern: string | undefined;
  readonly answer: GatewayAnswer;
}

/** What the request template overrides in the answer, or the answer that the request gets instead. */
function requestOverrides(exchange: Exchange, integration: Integration, what: string): Overrides | GatewayAnswer {
  const undetermined = (reason: string): GatewayAnswer =>
    notTold(byMethod(exchange, what), reason, deploymentNotes(exchange.method));
  if (integration.doubt !== undefined) {
    return undetermined(integration.doubt);
  }
  const template = requestTemplate(integration, exchange.request);
  if (template.kind === 'refused') {
    return errorAnswer(exchange.api, 'UNSUPPORTED_MEDIA_TYPE', exchange.request);
  }
  if (template.kind !== 'template') {
    return template.kind === 'undetermined' ? undetermined(template.reason) : NO_OVERRIDES;
  }
  const text = template.text instanceof Unresolved ? template.text.rest : template.text;
  // Names and ids in a template override nothing. One that is known nowhere may be any template.
  if (text !== undefined && !text.includes('responseOverride') && !isNothingButGaps(text)) {
    return NO_OVERRIDES;
  }
  if (template.text instanceof Unresolved) {
    return undetermined(template.text.reason);
  }
  const result = renderIn(exchange, template.text, NO_OVERRIDES, requestBody(exchange));
  return result.kind === 'undetermined' ? undetermined(result.reason) : result.overrides;
}

/** A function's error message, or else the status of an HTTP backend or an AWS service. */
function matchedText({ errorMessage, status }: BackendAnswer): string {
  return errorMessage ?? String(status ?? 200);
}

function ignoredMappings({ method }: Exchange, integration: Integration): readonly Note[] {
  const mapped = integration.responses.some((response) => response.headers.size > 0);
  const text = 'a proxy integration ignores the headers that its integration responses map';
  return mapped ? [{ id: 'ignored-mapping', logicalId: method.logicalId, text }] : [];
}
