import { normalizeMethod } from '../../fetch/methods';
import { type BrowserRequest, type Engine, preflightRequestFor } from '../browser';
import { answer, successAnswers } from '../gateway/answer';
import type { Assumptions, GatewayAnswer, GatewayRequest } from '../gateway/answers';
import { errorAnswer, GATEWAY_RESPONSE_TYPES } from '../gateway/error-answers';
import type { DeployedApi } from '../gateway/model';
import { route } from '../gateway/routing';
import { mayBeCached } from '../gateway/stage-cache';
import { hazardOf } from './hazards';
import { type Judged, judgePreflight, judgeResponse } from './judged';

/** A call that a script makes. */
export interface Call {
  /** The origin of the page. */
  readonly origin: string;
  readonly method: string;
  /** Without the stage: `/orders/1`. */
  readonly path: string;
  /** What the script sets. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it calls with `credentials: 'include'`. */
  readonly credentials?: boolean;
  /** Whether a preflight is looked at even where the browser would not send one. */
  readonly forcePreflight?: boolean;
}

export interface SimulationOptions {
  readonly assumptions?: Assumptions;
  /** @default 'standard' */
  readonly engine?: Engine;
}

/** One answer that the call may get. */
export interface Outcome extends Judged {
  /** What the answer is: `preflight`, `200`, `401 UNAUTHORIZED`. */
  readonly label: string;
  /** What can go wrong although the browser allows it; null where nothing was found. */
  readonly hazard: string | null;
}

/** Everything that a call may get. */
export interface Simulation {
  /** None where the browser sends none. */
  readonly preflight: Outcome | null;
  /** The answers that the route itself may give: one for each integration response. */
  readonly responses: readonly Outcome[];
}

/** Where the API is taken to be. Any origin but the caller's would do: every call is to another origin. */
const API_URL = 'https://api.execute-api.invalid';

/** What a browser decides on the answers of an API to one call. */
export function simulate(api: DeployedApi, call: Call, options: SimulationOptions = {}): Simulation {
  return {
    preflight: simulatePreflight(api, call, options),
    responses: simulateResponses(api, call, options),
  };
}

/**
 * What a browser decides on the answers that the route itself gives.
 *
 * @param strangers what the same call from an origin that nobody has would get, answer by answer, where it is known already
 */
export function simulateResponses(
  api: DeployedApi,
  call: Call,
  options: SimulationOptions = {},
  strangers: readonly LabelledAnswer[] = answersToStranger(api, call, options),
): readonly Outcome[] {
  const { engine = 'standard', assumptions = {} } = options;
  const request = browserRequest(call);
  const cached = mayBeCached(api, call.method, call.path);
  return actualAnswers(api, gatewayRequest(call), assumptions).map(({ label, answer: one }, index) => ({
    label,
    hazard: hazardOf(one, strangers[index].answer, cached),
    ...judgeResponse(request, one, engine),
  }));
}

/** The answers to the same call from an origin that nobody has: they show whether an answer depends on who asks. */
export function answersToStranger(
  api: DeployedApi,
  call: Omit<Call, 'origin'>,
  { assumptions = {} }: SimulationOptions,
): readonly LabelledAnswer[] {
  return actualAnswers(api, gatewayRequest({ ...call, origin: STRANGER }), assumptions);
}

/** What a browser decides on the answer to the preflight of a call; null where it sends none. */
export function simulatePreflight(api: DeployedApi, call: Call, options: SimulationOptions = {}): Outcome | null {
  const { engine = 'standard', assumptions = {} } = options;
  const request = browserRequest(call);
  const preflight = preflightRequestFor(request, engine);
  if (preflight === null) {
    return null;
  }
  const { method, headers } = preflight;
  const one = answer(api, { method, path: call.path, headers }, assumptions);
  return { label: 'preflight', hazard: null, ...judgePreflight(request, preflight, one, engine) };
}

/** What a browser decides on the errors that API Gateway answers by itself; none are known of an HTTP API. */
export function simulateErrors(api: DeployedApi, call: Call, options: SimulationOptions = {}): readonly Outcome[] {
  if (api.kind === 'http') {
    return [];
  }
  const { engine = 'standard' } = options;
  const request = browserRequest(call);
  return GATEWAY_RESPONSE_TYPES.map((type) => {
    const judged = judgeResponse(request, errorAnswer(api, type, gatewayRequest(call)), engine);
    return { label: judged.status === null ? type : `${judged.status} ${type}`, hazard: null, ...judged };
  });
}

const STRANGER = 'https://stranger.invalid';

export interface LabelledAnswer {
  readonly label: string;
  readonly answer: GatewayAnswer;
}

/**
 * The answers of the route. For an integration whose backend chooses among integration responses, all of them: a script
 * must be able to read each.
 */
function actualAnswers(api: DeployedApi, request: GatewayRequest, assumptions: Assumptions): readonly LabelledAnswer[] {
  const chosen = chosenAnswers(api, request, assumptions);
  if (chosen.length > 0) {
    return chosen;
  }
  const authorised: Assumptions = { authorised: true, apiKeyValid: true, ...assumptions };
  const one = answer(api, withCredentials(request), authorised);
  return [{ label: one.kind === 'answered' ? String(one.status) : 'answer', answer: one }];
}

/** None where a doubt comes before the integration: about the API, its resource policy or the method as a whole. */
function chosenAnswers(api: DeployedApi, request: GatewayRequest, assumptions: Assumptions): readonly LabelledAnswer[] {
  if (api.kind === 'http') {
    return [];
  }
  const found = route(api, request.method, request.path);
  if (found.kind !== 'method' || found.method.integration?.type === 'MOCK') {
    return [];
  }
  const doubt = api.doubt ?? api.policyDoubt ?? found.method.doubt;
  const answers = doubt === undefined ? successAnswers(api, found.method, request, assumptions) : [];
  return answers.map(({ statusCode, answer: one }) => ({ label: statusCode ?? 'answer', answer: one }));
}

/** A request that an authorizer has something to look at. */
function withCredentials(request: GatewayRequest): GatewayRequest {
  const has = (name: string) => request.headers.some(([own]) => own.toLowerCase() === name);
  return {
    ...request,
    headers: [
      ...request.headers,
      ...(has('authorization') ? [] : [['Authorization', 'assumed'] as const]),
      ...(has('x-api-key') ? [] : [['x-api-key', 'assumed'] as const]),
    ],
  };
}

function browserRequest(call: Call): BrowserRequest {
  return {
    origin: call.origin,
    method: call.method,
    url: API_URL + call.path,
    headers: Object.entries(call.headers ?? {}),
    credentials: call.credentials ? 'include' : 'same-origin',
    ...(call.forcePreflight ? { forcePreflight: true } : {}),
  };
}

/** API Gateway sees the Origin header as browsers write it over HTTP/1.1; its case must not matter to a right template. */
function gatewayRequest(call: Call): GatewayRequest {
  return {
    method: normalizeMethod(call.method),
    path: call.path,
    headers: [['Origin', call.origin], ...Object.entries(call.headers ?? {})],
  };
}
