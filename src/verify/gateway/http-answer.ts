import { Unresolved } from '../template/value';
import {
  type Answered,
  type Assumptions,
  assumedStatus,
  type By,
  deploymentNotes,
  type GatewayAnswer,
  type GatewayRequest,
  type Header,
  notTold,
  type UndeterminedHeader,
} from './answers';

import { corsHeaders } from './http-cors';
import { httpRoute } from './http-routing';
import type { Deployed, HttpApi, HttpRoute } from './model';
import { headerOf } from './requests';

const NOT_A_PREFLIGHT = 'an answer that API Gateway gives by itself: whether it has CORS headers has not been measured';

/**
 * The answer of an HTTP API. Its CORS configuration answers preflights that no route takes, and puts headers on what
 * the backends answer.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function httpAnswer(api: HttpApi, request: GatewayRequest, assumptions: Assumptions): GatewayAnswer {
  const by = { logicalId: api.logicalId, what: 'the HTTP API' };
  const { cors } = api;
  if (api.doubt !== undefined || cors instanceof Unresolved) {
    return notTold(by, api.doubt ?? String((cors as Unresolved).reason));
  }
  const found = httpRoute(api, request.method, request.path);
  if (found.kind === 'undetermined') {
    return notTold(by, found.reason);
  }
  if (found.kind === 'route') {
    return noted(routed(api, found.route, request, assumptions), found.route);
  }
  if (cors !== undefined && isPreflight(request)) {
    const what = { logicalId: api.logicalId, what: 'the CORS configuration of the HTTP API' };
    return noted(answered(204, what, corsHeaders(cors, request, 'preflight')), api);
  }
  return noted(byItself(api, 404, { logicalId: api.logicalId, what: 'the HTTP API, which has no such route' }), api);
}

function noted(
  answer: GatewayAnswer,
  part: { readonly logicalId: string; readonly deployed: Deployed },
): GatewayAnswer {
  return { ...answer, notes: [...deploymentNotes(part), ...answer.notes] };
}

/** A route that takes OPTIONS, such as `ANY` and `$default`, receives preflights, its authorizer included. */
function routed(api: HttpApi, route: HttpRoute, request: GatewayRequest, assumptions: Assumptions): GatewayAnswer {
  const by = { logicalId: route.logicalId, what: `the route ${String(route.key)}` };
  if (route.doubt !== undefined || route.authorization instanceof Unresolved) {
    return notTold(by, route.doubt ?? String((route.authorization as Unresolved).reason));
  }
  const refused = refusal(api, route, request, assumptions, by);
  if (refused !== undefined) {
    return refused;
  }
  const backend = assumptions.backend?.({ logicalId: route.logicalId, request });
  const { cors } = api;
  if (cors === undefined || cors instanceof Unresolved) {
    return backend === undefined
      ? notTold(by, 'without a CORS configuration the backend alone sends the headers')
      : {
          kind: 'answered',
          status: backend.status ?? 200,
          headers: backend.headers,
          by,
          undeterminedHeaders: [],
          notes: backend.status === undefined ? [assumedStatus(route.logicalId)] : [],
        };
  }
  if (isPreflight(request) && backend?.status === undefined) {
    return notTold(
      by,
      `the route ${String(route.key)} takes the preflight, and what its integration answers is not told`,
    );
  }
  // Once CORS is configured, the CORS headers of the backend are ignored (AWS's documentation).
  const own = (backend?.headers ?? []).filter(([name]) => !name.toLowerCase().startsWith('access-control-'));
  const added = corsHeaders(cors, request, isPreflight(request) ? 'preflight' : 'actual');
  const answer = answered(backend?.status ?? 200, by, { ...added, headers: [...own, ...added.headers] });
  return backend?.status === undefined ? { ...answer, notes: [assumedStatus(route.logicalId)] } : answer;
}

function refusal(
  api: HttpApi,
  route: HttpRoute,
  request: GatewayRequest,
  assumptions: Assumptions,
  by: By,
): GatewayAnswer | undefined {
  const what = { ...by, what: `the authorizer of ${by.what}` };
  const refuse = (status: number): Answered => ({
    ...byItself(api, status, what),
    ...(isPreflight(request) ? { fix: openFix(route) } : {}),
  });
  switch (route.authorization) {
    case 'none':
      return undefined;
    case 'jwt':
    case 'iam':
      if (headerOf(request, 'Authorization') === undefined && (request.query ?? '') === '') {
        return refuse(route.authorization === 'jwt' ? 401 : 403);
      }
      break;
    default:
      if (!(route.identity instanceof Unresolved) && route.identity.some((source) => lacks(request, source))) {
        return refuse(401);
      }
  }
  if (assumptions.authorised === undefined) {
    return notTold(what, 'what an authorizer says of a request is not in the templates');
  }
  return assumptions.authorised ? undefined : refuse(route.authorization === 'jwt' ? 401 : 403);
}

/**
 * How a preflight gets past the authorizer of a route: by a route that is more specific, or by none that takes OPTIONS.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
function openFix({ key }: HttpRoute): string {
  const [verb, path = '/{proxy+}'] = String(key).split(' ');
  return verb === 'OPTIONS'
    ? `Take the authorizer off the route "${String(key)}": a preflight carries no credentials.`
    : `Add the route "OPTIONS ${path}" without an authorizer and with an integration that answers 200 to 299, or write a route for each verb in place of "${String(key)}", so that API Gateway answers preflights by itself.`;
}

const HEADER_SOURCE = '$request.header.';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html */
function lacks(request: GatewayRequest, source: string): boolean {
  return source.startsWith(HEADER_SOURCE) && headerOf(request, source.slice(HEADER_SOURCE.length)) === undefined;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
function isPreflight(request: GatewayRequest): boolean {
  return (
    request.method === 'OPTIONS' &&
    headerOf(request, 'Origin') !== undefined &&
    headerOf(request, 'Access-Control-Request-Method') !== undefined
  );
}

function byItself(api: HttpApi, status: number, by: By): Answered {
  const undetermined = api.cors === undefined ? [] : [{ name: '*', reason: NOT_A_PREFLIGHT }];
  return answered(status, by, { headers: [], undeterminedHeaders: undetermined });
}

function answered(
  status: number,
  by: By,
  given: { readonly headers: readonly Header[]; readonly undeterminedHeaders: readonly UndeterminedHeader[] },
): Answered {
  return { kind: 'answered', status, by, ...given, notes: [] };
}
