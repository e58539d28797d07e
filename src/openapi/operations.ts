import type { IntegrationKind, MethodModel, ResourceModel } from '../plan/model';
import { isIntrinsic, isRecord } from '../render/template-values';
import { memberOf } from './edits';
import { isOpen } from './operation-access';
import type { Place, Places } from './places';

/** An operation of a document, as a method of the API. */
export interface OperationModel extends MethodModel {
  readonly operation: Place;
  readonly integrationAt: Place;
}

export interface PathModel extends ResourceModel<OperationModel> {
  readonly item: Place;
}

export const INTEGRATION = 'x-amazon-apigateway-integration';

/**
 * The members of a path item that are operations, and the verbs that they stand for.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-any-method.html
 */
const VERBS: ReadonlyMap<string, string> = new Map([
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch'].map((name) => [name, name.toUpperCase()] as const),
  ['x-amazon-apigateway-any-method', 'ANY'],
]);

const KINDS: readonly IntegrationKind[] = ['MOCK', 'AWS', 'HTTP', 'AWS_PROXY', 'HTTP_PROXY'];

/** A path item, references followed, as a resource of the API. */
export function readPath(item: Place, places: Places): PathModel {
  const methods = places.membersOf(item).flatMap(([name, operation]) => {
    const verb = VERBS.get(name);
    return verb === undefined ? [] : [readOperation(verb, operation, item, places)];
  });
  return { path: pathOf(item), methods, item };
}

/** API Gateway has no resource whose path ends in a slash. */
function pathOf({ at }: Place): string {
  const path = at[at.length - 1];
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

function readOperation(verb: string, operation: Place, item: Place, places: Places): OperationModel {
  const integrationAt = integrationOf(operation, item, places);
  return {
    verb,
    operation,
    integrationAt,
    integration: kindOf(operation, integrationAt),
    open: isOpen(operation, item, places),
  };
}

/** The operation's own, or the one that its path has for all. */
function integrationOf(operation: Place, item: Place, places: Places): Place {
  const own = places.inside(operation, INTEGRATION);
  if (own.value !== undefined || isIntrinsic(operation.value)) {
    return own;
  }
  const shared = places.inside(item, INTEGRATION);
  return shared.value === undefined ? own : places.borrowed(shared, own);
}

function kindOf(operation: Place, { value }: Place): IntegrationKind {
  if (isIntrinsic(operation.value) || isIntrinsic(value)) {
    return 'UNKNOWN';
  }
  if (!isRecord(value)) {
    return 'NONE';
  }
  const type = memberOf(value, 'type');
  return KINDS.find((kind) => typeof type === 'string' && kind === type.toUpperCase()) ?? 'UNKNOWN';
}
