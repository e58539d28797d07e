import { Unresolved } from '../template/value';
import type { GatewayRequest } from './answers';
import type { Integration, IntegrationResponse, Text } from './model';
import { headerOf, mediaTypeOf } from './requests';

/** What is done with the body of a request on its way to the integration. */
export type RequestTemplate =
  | { readonly kind: 'template'; readonly text: Text }
  | { readonly kind: 'passed-through' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'undetermined'; readonly reason: string };

/**
 * Chooses the request template by the Content-Type, and where none fits does what the passthrough behaviour says.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export function requestTemplate(integration: Integration, request: GatewayRequest): RequestTemplate {
  const type = mediaTypeOf(request);
  const { requestTemplates, passthroughBehavior } = integration;
  const exact = requestTemplates.get(type);
  if (exact !== undefined) {
    return { kind: 'template', text: exact };
  }
  const essence = essenceOf(type);
  if ([...requestTemplates.keys()].some((key) => essenceOf(key) === essence || key === '$default')) {
    return {
      kind: 'undetermined',
      reason: `which template is chosen for the Content-Type ${type} has not been measured`,
    };
  }
  if (passthroughBehavior instanceof Unresolved) {
    return { kind: 'undetermined', reason: passthroughBehavior.reason };
  }
  switch (passthroughBehavior) {
    case 'NEVER':
      return { kind: 'refused' };
    case 'WHEN_NO_TEMPLATES':
      return { kind: requestTemplates.size > 0 ? 'refused' : 'passed-through' };
    case 'WHEN_NO_MATCH':
      return { kind: 'passed-through' };
    default:
      return { kind: 'undetermined', reason: `the passthrough behaviour ${passthroughBehavior} is not known` };
  }
}

/**
 * Chooses the response template: by the Accept header, or the one for JSON, or the first.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function responseTemplate(response: IntegrationResponse, request: GatewayRequest): Text | undefined {
  const { templates } = response;
  const [first] = templates.values();
  return templates.get(headerOf(request, 'Accept') ?? '') ?? templates.get('application/json') ?? first;
}

/** A media type without its parameters. */
export function essenceOf(type: string): string {
  return type.replace(/;.*/s, '').trim().toLowerCase();
}
