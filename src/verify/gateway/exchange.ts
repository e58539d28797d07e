import type { Assumptions, BackendAnswer, By, GatewayRequest } from './answers';
import type { RestApi, RestMethod } from './model';
import { parametersOf } from './requests';
import type { MissingParameter } from './velocity/input';
import type { Overrides } from './velocity/lent-objects';
import { Unknown } from './velocity/values';
import { type Rendered, renderTemplate } from './velocity/velocity';

/** One request on its way through one method of a REST API. */
export interface Exchange {
  readonly api: RestApi;
  readonly method: RestMethod;
  readonly pathParameters: ReadonlyMap<string, string>;
  readonly request: GatewayRequest;
  readonly assumptions: Assumptions;
  /** The reading of missing parameters that this pass takes. */
  readonly missing: MissingParameter;
  /** Called where the other reading could give another answer. */
  readonly onMissed: () => void;
}

export function byMethod({ method }: Exchange, what: string): By {
  const path = typeof method.path === 'string' ? method.path : 'a path that is not told';
  return { logicalId: method.logicalId, what: `${what} of ${method.verb} ${path}` };
}

/** What the backend answers, where the caller says. */
export function backendOf({ assumptions, method, request }: Exchange): BackendAnswer | undefined {
  return assumptions.backend?.({ logicalId: method.logicalId, request });
}

/** Renders a mapping template within the exchange. */
export function renderIn(exchange: Exchange, template: string, overrides: Overrides, body: string | Unknown): Rendered {
  const rendered = renderTemplate(template, {
    parameters: parametersOf(exchange.request, exchange.pathParameters),
    body,
    missing: exchange.missing,
    overrides,
    stageVariables: new Map(Object.entries(exchange.assumptions.stageVariables ?? {})),
    context: new Map(Object.entries(exchange.assumptions.context ?? {})),
  });
  if (rendered.missed) {
    exchange.onMissed();
  }
  return rendered;
}

/** The body that a request template sees. */
export function requestBody({ request }: Exchange): string | Unknown {
  return request.body ?? new Unknown('what $input gives for a request without a body has not been measured');
}
