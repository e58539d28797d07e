import type { Answered, GatewayRequest } from '../../src/verify/gateway/answers';
import type { GatewayResponseType } from '../../src/verify/gateway/error-answers';
import type { DeployedApi, HttpApi, RestApi, RestMethod } from '../../src/verify/gateway/model';
import { bySpecificity, matchPath, segmentsOf } from '../../src/verify/gateway/paths';
import { headerOf } from '../../src/verify/gateway/requests';
import { route } from '../../src/verify/gateway/routing';
import { BROWSER } from './browser';

/** The behaviours that an answer shows, of which all was compared or the status alone. */
export function shownBy(
  api: DeployedApi,
  request: GatewayRequest,
  told: Answered,
  compared: 'all' | 'status',
): readonly string[] {
  return api.kind === 'http' ? shownByHttp(api, request, told) : shownByRest(api, request, told, compared);
}

/** The behaviours that a verdict shows; the reason is null where the page reads the answer. */
export function shownByVerdict(reason: string | null): readonly string[] {
  return BROWSER.filter(({ id, reasons }) =>
    reason === null ? id === 'readable-answer' : reasons.includes(reason),
  ).map(({ id }) => id);
}

function shownByRest(
  api: RestApi,
  request: GatewayRequest,
  told: Answered,
  compared: 'all' | 'status',
): readonly string[] {
  const found = route(api, request.method, request.path);
  const type = /gateway response (?:DEFAULT_\dXX for )?([A-Z0-9_]+)/.exec(told.by.what)?.[1];
  if (type !== undefined) {
    return [
      refusalBy(type as GatewayResponseType, found.kind),
      ...(compared === 'all' ? ['gateway-response', ...mapping(api, type, told)] : []),
    ];
  }
  if (found.kind !== 'method') {
    return [];
  }
  return [
    'rest-route',
    'template',
    ...(passesOver(api, request, found.method) ? ['rest-fallthrough'] : []),
    ...integrationOf(found.method, told),
  ];
}

function refusalBy(type: GatewayResponseType, found: ReturnType<typeof route>['kind']): string {
  if (type === 'UNSUPPORTED_MEDIA_TYPE') {
    return 'passthrough';
  }
  return type === 'MISSING_AUTHENTICATION_TOKEN' && found === 'none' ? 'rest-no-route' : 'admission';
}

/** Whether a header of the error repeats something of the request. */
function mapping(api: RestApi, type: string, told: Answered): readonly string[] {
  const fallback = told.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const used = api.gatewayResponses.get(type) ?? api.gatewayResponses.get(fallback);
  const repeats = [...(used?.headers ?? [])].some(
    ([name, expression]) =>
      String(expression).startsWith('method.request.') && told.headers.some(([other]) => other === name),
  );
  return repeats ? ['gateway-response-mapping'] : [];
}

/** Whether a resource fits the path better than the one that answers, and lacks the verb. */
function passesOver(api: RestApi, request: GatewayRequest, method: RestMethod): boolean {
  const segments = segmentsOf(request.path);
  const matches = api.resources.flatMap((resource) => {
    const match = typeof resource.path === 'string' ? matchPath(segmentsOf(resource.path), segments) : undefined;
    return match === undefined ? [] : [{ match, own: resource.methods.includes(method) }];
  });
  const answering = matches.find(({ own }) => own);
  return answering !== undefined && matches.some(({ match }) => bySpecificity(match, answering.match) < 0);
}

function integrationOf(method: RestMethod, told: Answered): readonly string[] {
  const compares = told.headers.some(([name]) => name.toLowerCase() === 'vary') ? ['emitted-template'] : [];
  switch (method.integration?.type) {
    case 'MOCK':
      return ['mock', ...compares];
    case 'HTTP':
    case 'AWS':
      return ['mapped-answer', ...compares];
    case 'HTTP_PROXY':
    case 'AWS_PROXY':
      return ['proxy-answer'];
    default:
      return [];
  }
}

function shownByHttp(api: HttpApi, request: GatewayRequest, told: Answered): readonly string[] {
  if (told.by.what.startsWith('the CORS configuration')) {
    return ['http-preflight', 'http-template'];
  }
  const hasCors = api.cors !== undefined && told.by.what.startsWith('the route');
  return [
    'http-route',
    'http-template',
    ...(hasCors && headerOf(request, 'Origin') !== undefined ? ['http-actual-answer'] : []),
  ];
}
