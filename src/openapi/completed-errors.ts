import type { GatewayResponseModel } from '../plan/model';
import type { Notice } from '../plan/observations';
import { planErrors } from '../plan/steps';
import { completeGatewayResponse } from '../render/gateway-response';
import type { ParameterMapping } from '../render/parameters';
import { isIntrinsic, isRecord } from '../render/template-values';
import type { CorsAnswer } from '../response/answers';
import type { Edit } from './edits';
import type { Place, Places } from './places';

const GATEWAY_RESPONSES = 'x-amazon-apigateway-gateway-responses';

export interface CompletedErrors {
  readonly edits: readonly Edit[];
  readonly notices: readonly Notice[];
}

interface DocumentedResponse extends GatewayResponseModel {
  readonly place: Place;
}

/**
 * Adds the headers of an error to the gateway responses of a document, and the defaults that nobody has written.
 *
 * @param beside gateway responses that the API has and the document has not
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html
 */
export function completeErrors(
  answer: CorsAnswer,
  beside: readonly GatewayResponseModel[],
  places: Places,
): CompletedErrors {
  const all = places.inside(places.root, GATEWAY_RESPONSES);
  if (isIntrinsic(all.value)) {
    return { edits: [], notices: [{ id: 'response-unreadable', subject: GATEWAY_RESPONSES }] };
  }
  const documented = places.membersOf(all).map(([type, place]): DocumentedResponse => ({ type, place }));
  const steps = planErrors<GatewayResponseModel>([...documented, ...beside]);
  const completed = steps.map((step): CompletedErrors => {
    if (step.step === 'add-gateway-response') {
      const { parameters } = completeGatewayResponse({}, answer);
      return { edits: added({ ...all, at: [...all.at, step.type] }, parameters), notices: [] };
    }
    const own = documented.find((response) => response === step.gatewayResponse);
    return own === undefined ? { edits: [], notices: [] } : complete(own, answer, places);
  });
  return { edits: completed.flatMap(({ edits }) => edits), notices: completed.flatMap(({ notices }) => notices) };
}

function complete({ type, place }: DocumentedResponse, answer: CorsAnswer, places: Places): CompletedErrors {
  const parameters = places.inside(place, 'responseParameters');
  if (isIntrinsic(place.value) || isIntrinsic(parameters.value)) {
    return { edits: [], notices: [{ id: 'response-unreadable', subject: type }] };
  }
  const own = isRecord(parameters.value) ? (parameters.value as ParameterMapping) : {};
  const completed = completeGatewayResponse(own, answer);
  const additions = Object.fromEntries(completed.added.map((target) => [target, completed.parameters[target]]));
  return {
    edits: added(place, additions),
    notices: [
      ...(completed.added.length === 0 ? [] : [{ id: 'gateway-response-completed', subject: type } as const]),
      ...(completed.kept.length === 0 ? [] : [{ id: 'gateway-response-kept', subject: type } as const]),
    ],
  };
}

function added(place: Place, parameters: ParameterMapping): readonly Edit[] {
  const edits = Object.entries(parameters).map(
    ([target, value]): Edit => ({ kind: 'set', at: [...place.at, 'responseParameters', target], value }),
  );
  return edits.length === 0 ? [] : [...place.inlining, ...edits];
}
