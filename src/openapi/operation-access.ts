import { memberOf } from './edits';
import type { Place, Places } from './places';

/** The name by which a document, or an operation, chooses one of its request validators. */
export const VALIDATOR = 'x-amazon-apigateway-request-validator';
export const VALIDATORS = 'x-amazon-apigateway-request-validators';

/** A parameter of an operation, as far as it matters who may call. */
interface Parameter {
  readonly name: unknown;
  readonly in: unknown;
  readonly required: boolean;
}

/**
 * Whether a request without credentials, key and parameters gets as far as the integration: a preflight has none. The
 * document's own `security` holds for every operation that has none.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function isOpen(operation: Place, item: Place, places: Places): boolean {
  const security = memberOf(operation.value, 'security') ?? memberOf(places.root.value, 'security');
  const auth = memberOf(memberOf(operation.value, 'x-amazon-apigateway-auth'), 'type');
  return (
    asksForNothing(security) &&
    (auth === undefined || auth === 'NONE') &&
    !(validatesParameters(operation, places) && requires(operation, item, places))
  );
}

/** The parameters that a path has for each of its operations. */
export function parametersOf(holder: Place, places: Places): readonly Parameter[] {
  const listed = memberOf(holder.value, 'parameters');
  return (Array.isArray(listed) ? listed : []).map((parameter: unknown) => {
    const value = places.peek(parameter);
    return {
      name: memberOf(value, 'name'),
      in: memberOf(value, 'in'),
      required: isTrue(memberOf(value, 'required')),
    };
  });
}

/** A file is read as texts, an object of the app holds values. */
export function isTrue(value: unknown): boolean {
  return String(value) === 'true';
}

export function isFalse(value: unknown): boolean {
  return value === undefined || String(value) === 'false';
}

function asksForNothing(security: unknown): boolean {
  return (
    security === undefined ||
    (Array.isArray(security) &&
      security.every((one) => typeof one === 'object' && one !== null && Object.keys(one).length === 0))
  );
}

function validatesParameters(operation: Place, places: Places): boolean {
  const { value: document } = places.root;
  const name = memberOf(operation.value, VALIDATOR) ?? memberOf(document, VALIDATOR);
  const validator = typeof name === 'string' ? memberOf(memberOf(document, VALIDATORS), name) : undefined;
  return isTrue(memberOf(validator, 'validateRequestParameters'));
}

/** A parameter of the operation replaces that of the path with the same name and place. */
function requires(operation: Place, item: Place, places: Places): boolean {
  const effective = new Map<string, Parameter>();
  for (const parameter of [...parametersOf(item, places), ...parametersOf(operation, places)]) {
    effective.set(JSON.stringify([parameter.name, parameter.in]), parameter);
  }
  return [...effective.values()].some(
    ({ in: place, required }) => required && (place === 'header' || place === 'query'),
  );
}
