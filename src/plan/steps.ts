import { DEFAULT_TYPES } from '../render/gateway-response';
import { type GatewayResponseModel, isMappable, type MethodModel, type ResourceModel } from './model';

/** What is to be done for one resource. */
export type ResourceStep<M extends MethodModel = MethodModel> =
  /** The resource gets an OPTIONS method of ours, which allows these verbs. */
  | { readonly step: 'add-preflight'; readonly verbs: readonly string[] }
  /** The OPTIONS method is the user's: it gets the headers that it lacks. */
  | { readonly step: 'complete-preflight'; readonly method: M; readonly verbs: readonly string[] }
  /** The OPTIONS method is the user's, and its backend answers alone. */
  | { readonly step: 'leave-preflight'; readonly method: M }
  /** The method's responses get the headers of an actual answer. */
  | { readonly step: 'complete-responses'; readonly method: M }
  /** The method's backend answers alone. */
  | { readonly step: 'leave-responses'; readonly method: M };

/** What is to be done for the errors of the API. */
export type ErrorStep<G extends GatewayResponseModel = GatewayResponseModel> =
  | { readonly step: 'add-gateway-response'; readonly type: string }
  | { readonly step: 'complete-gateway-response'; readonly gatewayResponse: G };

/** Plans one resource. Routes do not depend on one another: each answers its own preflight. */
export function planResource<M extends MethodModel>(resource: ResourceModel<M>): readonly ResourceStep<M>[] {
  const { methods } = resource;
  const verbs = methods.map((method) => method.verb);
  const preflight = methods.find((method) => method.verb === 'OPTIONS');
  const steps: ResourceStep<M>[] = [
    preflight === undefined ? { step: 'add-preflight', verbs } : planOwnPreflight(preflight, verbs),
  ];
  for (const method of methods) {
    if (method !== preflight) {
      steps.push({ step: isMappable(method.integration) ? 'complete-responses' : 'leave-responses', method });
    }
  }
  return steps;
}

/**
 * Plans the errors. A type that the user customised inherits nothing, so each of those is completed; all others inherit
 * the two defaults.
 */
export function planErrors<G extends GatewayResponseModel>(gatewayResponses: readonly G[]): readonly ErrorStep<G>[] {
  const types = new Set(gatewayResponses.map((response) => response.type));
  return [
    ...DEFAULT_TYPES.filter((type) => !types.has(type)).map(
      (type): ErrorStep<G> => ({ step: 'add-gateway-response', type }),
    ),
    ...gatewayResponses.map(
      (gatewayResponse): ErrorStep<G> => ({ step: 'complete-gateway-response', gatewayResponse }),
    ),
  ];
}

function planOwnPreflight<M extends MethodModel>(method: M, verbs: readonly string[]): ResourceStep<M> {
  return isMappable(method.integration)
    ? { step: 'complete-preflight', method, verbs }
    : { step: 'leave-preflight', method };
}
