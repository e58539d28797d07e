import { declaringOrigin, isKeyedByOrigin, keyedByOrigin } from '../render/cache-key';
import { isIntrinsic, isRecord, type ValueMap } from '../render/template-values';
import type { OpenApiDocument } from './document';
import { type Edit, memberOf } from './edits';
import { parametersOf } from './operation-access';
import type { OperationModel, PathModel } from './operations';
import type { Places } from './places';

const HEADER = 'method.request.header.';
const KEYS = 'cacheKeyParameters';

/** What tells the requests of an operation apart in the cache of a stage: the parameters that it declares, and its keys. */
interface CacheKey {
  readonly parameters: ValueMap;
  readonly keys: readonly string[];
}

/** Whether the cache key of an operation tells origins apart. */
export function isCachedByOrigin(path: PathModel, method: OperationModel, { places }: OpenApiDocument): boolean {
  const key = keyOf(path, method, places);
  return key !== undefined && isKeyedByOrigin(key.parameters, key.keys);
}

/** Puts the Origin header into the cache key of an operation, unless CloudFormation alone knows what is in it. */
export function keyByOrigin(
  path: PathModel,
  method: OperationModel,
  { places, dialect }: OpenApiDocument,
): readonly Edit[] {
  const key = keyOf(path, method, places);
  if (key === undefined) {
    return [];
  }
  const { operation, integrationAt } = method;
  const declared = Object.keys(declaringOrigin(key.parameters)).filter((name) => !(name in key.parameters));
  const parameters = declared.map((name) => dialect.optionalHeader(name.slice(HEADER.length)));
  const keys = keyedByOrigin(key.keys).slice(key.keys.length);
  return [
    ...operation.inlining,
    ...append([...operation.at, 'parameters'], parameters),
    ...integrationAt.inlining,
    ...append([...integrationAt.at, KEYS], keys),
  ];
}

function append(at: Edit['at'], values: readonly unknown[]): readonly Edit[] {
  return values.length === 0 ? [] : [{ kind: 'append', at, values }];
}

function keyOf(
  { item }: PathModel,
  { operation, integrationAt }: OperationModel,
  places: Places,
): CacheKey | undefined {
  const keys = memberOf(integrationAt.value, KEYS) ?? [];
  const lists = [keys, memberOf(operation.value, 'parameters') ?? [], memberOf(item.value, 'parameters') ?? []];
  if (!isRecord(integrationAt.value) || isIntrinsic(integrationAt.value) || !lists.every(Array.isArray)) {
    return undefined;
  }
  const headers = [...parametersOf(item, places), ...parametersOf(operation, places)].filter(
    (parameter) => parameter.in === 'header',
  );
  return {
    parameters: Object.fromEntries(headers.map(({ name, required }) => [`${HEADER}${name}`, required])),
    keys: keys as readonly string[],
  };
}
