import { Unresolved } from '../template/value';
import {
  type Answered,
  type By,
  deploymentNotes,
  type GatewayAnswer,
  type GatewayRequest,
  type Header,
  inCommon,
  notTold,
  type UndeterminedHeader,
} from './answers';
import { EVERY } from './integrations';
import { readStatic } from './mapping-expressions';
import type { GatewayResponse, RestApi } from './model';
import { parametersOf } from './requests';

/**
 * The status of every type of gateway response, where nobody has set another.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const STATUSES = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_BODY: 400,
  BAD_REQUEST_PARAMETERS: 400,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  QUOTA_EXCEEDED: 429,
  REQUEST_TOO_LARGE: 413,
  RESOURCE_NOT_FOUND: 404,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WAF_FILTERED: 403,
} as const;

export type GatewayResponseType = keyof typeof STATUSES;

export const GATEWAY_RESPONSE_TYPES: readonly GatewayResponseType[] = Object.keys(STATUSES) as GatewayResponseType[];

/**
 * What API Gateway answers by itself. A type that is customised has only its own headers; one that is not inherits
 * those of DEFAULT_4XX or DEFAULT_5XX (measured on AWS).
 */
export function errorAnswer(api: RestApi, type: GatewayResponseType, request: GatewayRequest): GatewayAnswer {
  const fallback = STATUSES[type] < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const own = api.gatewayResponses.get(type);
  const inherited = api.gatewayResponses.get(fallback);
  const answer = answerWith(api, type, STATUSES[type], own ?? inherited, request);
  if (type === 'REQUEST_TOO_LARGE' && (own ?? inherited) !== undefined) {
    return notTold(answer.by, 'this gateway response cannot be customised, and what it inherits has not been measured');
  }
  if (own !== undefined && own.statusCode === undefined && inherited?.statusCode !== undefined) {
    return notTold(answer.by, `whether the status of ${fallback} holds for a customised ${type} has not been measured`);
  }
  return answer;
}

/**
 * What API Gateway answers where its configuration fails it. Which of its types of error that is has not been measured
 * for every failure, so only what they have in common is told.
 */
export function configurationError(api: RestApi, request: GatewayRequest, why: string): GatewayAnswer {
  const answer = inCommon(
    errorAnswer(api, 'API_CONFIGURATION_ERROR', request),
    answerWith(api, 'DEFAULT_5XX', 500, api.gatewayResponses.get('DEFAULT_5XX'), request),
    'which gateway response this failure gives has not been measured',
  );
  return { ...answer, by: { ...answer.by, what: `${answer.by.what}, because ${why}` } };
}

function answerWith(
  api: RestApi,
  type: string,
  builtIn: number,
  used: GatewayResponse | undefined,
  request: GatewayRequest,
): GatewayAnswer {
  const by = describe(api, type, used);
  const doubt = api.doubt ?? api.gatewayResponses.get(EVERY)?.doubt ?? used?.doubt;
  const status = used?.statusCode ?? String(builtIn);
  if (doubt !== undefined || status instanceof Unresolved) {
    return notTold(by, doubt ?? (status as Unresolved).reason);
  }
  if (!/^\d{3}$/.test(status)) {
    return notTold(by, `the status "${status}" is none`);
  }
  const notes = used === undefined ? [] : deploymentNotes(used);
  return { kind: 'answered', status: Number(status), by, ...headersFrom(used, request), notes };
}

function describe(api: RestApi, type: string, used: GatewayResponse | undefined): By {
  if (used === undefined) {
    return { logicalId: api.logicalId, what: `the built-in gateway response ${type}` };
  }
  const name = used.type === type ? type : `${used.type} for ${type}`;
  return { logicalId: used.logicalId, what: `the gateway response ${name}` };
}

function headersFrom(
  response: GatewayResponse | undefined,
  request: GatewayRequest,
): Pick<Answered, 'headers' | 'undeterminedHeaders'> {
  const headers: Header[] = [];
  const undeterminedHeaders: UndeterminedHeader[] = [];
  for (const [name, expression] of response?.headers ?? []) {
    const value = expression instanceof Unresolved ? expression : mapped(expression, request);
    if (value instanceof Unresolved) {
      undeterminedHeaders.push({ name, reason: value.reason });
    } else {
      headers.push([name, value]);
    }
  }
  return { headers, undeterminedHeaders };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html */
function mapped(expression: string, request: GatewayRequest): string | Unresolved {
  const source = /^method\.request\.(header|querystring)\.(.+)$/.exec(expression);
  if (source === null) {
    return readStatic(expression);
  }
  const [, place, name = ''] = source;
  const parameters = parametersOf(request, new Map());
  const value = (place === 'header' ? parameters.header : parameters.querystring).get(name);
  if (typeof value === 'string' && value !== '') {
    return value;
  }
  return new Unresolved(
    value === undefined || value === ''
      ? `what ${expression} gives where the request has no ${name}, in that case of letters, has not been measured`
      : value.reason,
  );
}
