import { Unresolved } from '../template/value';
import { refusal } from './admission';
import {
  type Assumptions,
  deploymentNotes,
  type GatewayAnswer,
  type GatewayRequest,
  inCommon,
  notTold,
} from './answers';
import { type MappedAnswer, mappedAnswer, mappedAnswers, proxyAnswer } from './backend';
import { errorAnswer } from './error-answers';
import { byMethod, type Exchange } from './exchange';
import { httpAnswer } from './http-answer';
import { mockAnswer } from './mock';
import type { DeployedApi, RestApi, RestMethod } from './model';
import { route } from './routing';
import type { MissingParameter } from './velocity/input';

/** The answer that a deployed API gives to a request, as far as the templates and the assumptions tell. */
export function answer(api: DeployedApi, request: GatewayRequest, assumptions: Assumptions = {}): GatewayAnswer {
  return api.kind === 'http' ? httpAnswer(api, request, assumptions) : restAnswer(api, request, assumptions);
}

/**
 * What each integration response of a method would answer, for integrations whose backend chooses among them. Nothing
 * for a proxy, whose integration responses are ignored.
 */
export function successAnswers(
  api: RestApi,
  method: RestMethod,
  request: GatewayRequest,
  assumptions: Assumptions = {},
): readonly MappedAnswer[] {
  const { integration } = method;
  if (integration === undefined || !['AWS', 'HTTP', 'MOCK'].includes(String(integration.type))) {
    return [];
  }
  const pass = (missing: MissingParameter): readonly MappedAnswer[] => {
    const exchange = { api, method, pathParameters: new Map(), request, assumptions, missing, onMissed: () => {} };
    return mappedAnswers(exchange, integration);
  };
  const others = pass('empty');
  return pass('null').map((one, index) => {
    const other = others[index];
    return other === undefined ? one : { ...one, answer: inCommon(one.answer, other.answer, UNMEASURED) };
  });
}

const UNMEASURED = 'what a template reads where a header is missing, null or an empty text, has not been measured';

function restAnswer(api: RestApi, request: GatewayRequest, assumptions: Assumptions): GatewayAnswer {
  const by = { logicalId: api.logicalId, what: 'the REST API' };
  const doubt = api.doubt ?? api.policyDoubt;
  if (doubt !== undefined) {
    return notTold(by, doubt);
  }
  const found = route(api, request.method, request.path);
  if (found.kind === 'undetermined') {
    return notTold(by, found.reason);
  }
  // An unknown path and a wrong verb are answered alike (measured on AWS).
  if (found.kind === 'none') {
    return errorAnswer(api, 'MISSING_AUTHENTICATION_TOKEN', request);
  }
  let missed = false;
  const pass = (missing: MissingParameter): GatewayAnswer =>
    methodAnswer({
      api,
      method: found.method,
      pathParameters: found.pathParameters,
      request,
      assumptions,
      missing,
      onMissed: () => {
        missed = true;
      },
    });
  const one = pass('null');
  return missed ? inCommon(one, pass('empty'), UNMEASURED) : one;
}

function methodAnswer(exchange: Exchange): GatewayAnswer {
  const { method } = exchange;
  const by = byMethod(exchange, 'the method');
  if (method.doubt !== undefined) {
    return notTold(by, method.doubt, deploymentNotes(method));
  }
  const refused = refusal(exchange);
  if (refused !== undefined) {
    return { ...refused, notes: [...deploymentNotes(method), ...refused.notes] };
  }
  const { integration } = method;
  if (integration === undefined) {
    return notTold(by, 'the method has no integration: the deployment fails', deploymentNotes(method));
  }
  const { type, streams } = integration;
  if (type instanceof Unresolved || streams instanceof Unresolved) {
    return notTold(by, (type instanceof Unresolved ? type : (streams as Unresolved)).reason, deploymentNotes(method));
  }
  switch (type) {
    case 'MOCK':
      return integration.doubt === undefined
        ? mockAnswer(exchange, integration)
        : notTold(by, integration.doubt, deploymentNotes(method));
    case 'HTTP_PROXY':
    case 'AWS_PROXY':
      return proxyAnswer(exchange, integration);
    case 'AWS':
    case 'HTTP':
      return streams ? proxyAnswer(exchange, integration) : mappedAnswer(exchange, integration);
    default:
      return notTold(by, `the integration type ${type} is not known`, deploymentNotes(method));
  }
}
