import type { HeaderLine, HeaderLines } from '../fetch/header-lines';
import { answer, successAnswers } from '../verify/gateway/answer';
import type { Answered, Assumptions, BackendAnswer, GatewayAnswer, GatewayRequest } from '../verify/gateway/answers';
import { errorAnswer, type GatewayResponseType } from '../verify/gateway/error-answers';
import type { DeployedApi } from '../verify/gateway/model';
import { route } from '../verify/gateway/routing';
import { readTarget, type Target } from './serve-target';
import { forward } from './upstream';

/** A request as it came in, with the lines of its header as they were sent. */
export interface Received {
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderLines;
  readonly body: Buffer | undefined;
}

/** What is sent back. */
export interface Reply {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Buffer | string;
  /** Who answers: a part of the template, the upstream, or `serve` itself. */
  readonly by: string;
  /** Whether `serve` answers in place of an API whose answer is not known. */
  readonly own?: true;
}

/** Says in an answer that it is not wholly the deployed API's. */
export const SERVE_HEADER = 'x-cors-serve';

const NO_UPSTREAM = 'no upstream was given: start serve with --upstream <url>';

/** The developer who tries a page has the credentials that are asked for. */
const OPEN: Assumptions = { authorised: true, apiKeyValid: true };

/** The answer of the deployed API to a request, or what stands in for it where the templates do not tell. */
export async function replyTo(api: DeployedApi, received: Received, upstream: URL | undefined): Promise<Reply> {
  const target = readTarget(api, received.target);
  if (target === undefined) {
    return plain(400, 'bad request', 'the target of the request is neither a path nor a URL');
  }
  const request = gatewayRequest(received, target);
  const assumptions: Assumptions = target.stage === undefined ? OPEN : { ...OPEN, context: { stage: target.stage } };
  let asksBackend = false;
  const alone = answer(api, request, {
    ...assumptions,
    backend: () => {
      asksBackend = true;
      return undefined;
    },
  });
  if (!asksBackend) {
    return replyWith(alone, request);
  }
  if (upstream === undefined) {
    return withoutBackend(api, request, assumptions);
  }
  const path = target.path + (target.query === undefined ? '' : `?${target.query}`);
  const got = await forward(upstream, { ...received, path });
  if ('failure' in got) {
    return gatewayError(api, request, got.failure, got.why);
  }
  const backend: BackendAnswer = { status: got.status, headers: got.headers, body: got.body.toString() };
  const told = answer(api, request, { ...assumptions, backend: () => backend });
  const reply = replyWith(told, request);
  // Bytes that no template has touched are handed on as they came, text or not, and their type as well.
  const untouched = told.kind === 'answered' && (told.body === backend.body || api.kind === 'http');
  return untouched && !reply.own ? { ...reply, headers: told.headers, body: got.body } : reply;
}

/** The answer to a body that is too large: API Gateway's, with its headers where they are known. */
export function tooLarge(api: DeployedApi, received: Received): Reply {
  const target = readTarget(api, received.target) ?? { path: '/', query: undefined, stage: undefined };
  return gatewayError(api, gatewayRequest(received, target), 'REQUEST_TOO_LARGE', 'the body is larger than 1 MB', 413);
}

/** An answer of the server itself, which has no CORS headers. */
export function plain(status: number, value: string, why: string): Reply {
  const headers: HeaderLine[] = [
    ['Content-Type', 'text/plain; charset=utf-8'],
    [SERVE_HEADER, value],
  ];
  return { status, headers, body: `${why}\n`, by: `serve: ${why}`, own: true };
}

function gatewayRequest({ method, headers, body }: Received, { path, query }: Target): GatewayRequest {
  return {
    method,
    path,
    headers,
    ...(query === undefined ? {} : { query }),
    ...(body === undefined ? {} : { body: body.toString() }),
  };
}

function replyWith(told: GatewayAnswer, request: GatewayRequest): Reply {
  const doubt = doubtOf(told, request);
  if (told.kind === 'undetermined' || doubt !== undefined) {
    return plain(501, 'undetermined', `not known of ${told.by.what} (${told.by.logicalId}): ${doubt ?? ''}`);
  }
  const { status, headers, by } = told;
  const body = told.body ?? (status >= 400 ? JSON.stringify({ message: by.what }) : '');
  return { status, headers: typed(headers, body), body, by: `${by.what} (${by.logicalId})` };
}

/** Why the answer cannot be given. What is not known of headers is of no matter to a client that is no page. */
function doubtOf(told: GatewayAnswer, request: GatewayRequest): string | undefined {
  if (told.kind === 'undetermined') {
    return told.reason;
  }
  if (told.status < 200) {
    return `${told.status} is not the status of a final answer`;
  }
  const asks = request.headers.some(([name]) => name.toLowerCase() === 'origin');
  const open = told.undeterminedHeaders.find(({ name }) => name === '*' || /^access-control-/i.test(name));
  return asks && open !== undefined ? `${open.name}: ${open.reason}` : undefined;
}

/** API Gateway takes its own answers for JSON where nothing else is said. */
function typed(headers: HeaderLines, body: string): HeaderLines {
  const has = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return has || body === '' ? headers : [...headers, ['Content-Type', 'application/json']];
}

/** A proxy cannot be answered for; an integration that API Gateway maps has headers of its own, which can be tried. */
function withoutBackend(api: DeployedApi, request: GatewayRequest, assumptions: Assumptions): Reply {
  const found = api.kind === 'rest' ? route(api, request.method, request.path) : undefined;
  const answers =
    api.kind === 'rest' && found?.kind === 'method' && found.method.integration?.streams !== true
      ? successAnswers(api, found.method, request, assumptions)
      : [];
  const assumed = answers.find(({ selectionPattern }) => selectionPattern === undefined) ?? answers[0];
  if (assumed === undefined) {
    return gatewayError(api, request, 'INTEGRATION_FAILURE', NO_UPSTREAM, 502);
  }
  const reply = replyWith(assumed.answer, request);
  return reply.own
    ? reply
    : { ...reply, headers: [...typed(reply.headers, '{}'), [SERVE_HEADER, 'assumed']], body: '{}' };
}

/** An error of API Gateway's own, with its headers where they are known, and the reason for a body. */
function gatewayError(
  api: DeployedApi,
  request: GatewayRequest,
  type: GatewayResponseType,
  why: string,
  status?: number,
): Reply {
  const told = api.kind === 'rest' ? errorAnswer(api, type, request) : httpError(api, request, status ?? 503);
  const known: Answered | undefined =
    told.kind === 'answered' && doubtOf(told, request) === undefined ? told : undefined;
  const headers = known?.headers.filter(([name]) => name.toLowerCase() !== 'content-type') ?? [];
  const reply = plain(status ?? known?.status ?? 504, type, why);
  return { ...reply, headers: [...headers, ...reply.headers], by: `${told.by.what} (${told.by.logicalId}): ${why}` };
}

/** An HTTP API puts its CORS headers on a failure of the integration as on any answer of it. */
function httpError(api: DeployedApi, request: GatewayRequest, status: number): GatewayAnswer {
  return answer(api, request, { ...OPEN, backend: () => ({ status, headers: [] }) });
}
