import type { CorsAnswer } from '../response/answers';
import {
  type CompletedMapping,
  completeMapping,
  decidesOrigin,
  GATEWAY_RESPONSE,
  type ParameterMapping,
} from './parameters';

/** Every type that has none of its own inherits one of these. */
export const DEFAULT_TYPES: readonly string[] = ['DEFAULT_4XX', 'DEFAULT_5XX'];

/**
 * Adds the headers of an error answer to a gateway response.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function completeGatewayResponse(own: ParameterMapping, answer: CorsAnswer): CompletedMapping {
  const originIsTheirs = Object.keys(own).some((name) => decidesOrigin(name, GATEWAY_RESPONSE));
  return completeMapping(own, answer, GATEWAY_RESPONSE, originIsTheirs);
}
