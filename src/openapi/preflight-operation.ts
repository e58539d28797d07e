import type { CorsPolicy } from '../policy/policy';
import { mockPreflight } from '../render/mock-preflight';
import { isRecord, type ValueMap } from '../render/template-values';
import { preflightAnswer } from '../response/answers';
import { type Dialect, describedAs, headerOf } from './dialect';
import type { OpenApiDocument } from './document';
import { type Edit, memberOf } from './edits';
import { isFalse, parametersOf, VALIDATOR, VALIDATORS } from './operation-access';
import { INTEGRATION, type PathModel } from './operations';
import type { Places } from './places';

/**
 * An OPTIONS operation that answers preflights by itself. `security: []` takes away what the document asks for everywhere.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/enable-cors-for-resource-using-swagger-importer-tool.html
 */
export function preflightOperation(
  path: PathModel,
  verbs: readonly string[],
  policy: CorsPolicy,
  { places, dialect }: OpenApiDocument,
): readonly Edit[] {
  const status = policy.preflightStatus;
  const { integration, methodResponses } = mockPreflight(preflightAnswer(policy, verbs), status);
  const { type, passthroughBehavior, integrationResponses, ...rest } = integration;
  const [answer] = integrationResponses;
  const parameters = pathParameters(path, places).map((name) => dialect.pathParameter(name));
  const validator = memberOf(places.root.value, VALIDATOR) === undefined ? undefined : noValidation(places);
  const operation = {
    summary: 'CORS preflight',
    ...(parameters.length === 0 ? {} : { parameters }),
    security: [],
    ...(validator === undefined ? {} : { [VALIDATOR]: validator.name }),
    responses: Object.fromEntries(
      methodResponses.map((response) => [
        response.statusCode,
        {
          description: describedAs(response.statusCode),
          headers: headersOf(response.responseParameters ?? {}, dialect),
        },
      ]),
    ),
    [INTEGRATION]: {
      type: type.toLowerCase(),
      passthroughBehavior: passthroughBehavior.toLowerCase(),
      ...rest,
      responses: { default: answer },
    },
  };
  return [
    ...path.item.inlining,
    { kind: 'set', at: [...path.item.at, 'options'], value: operation },
    ...(validator?.edits ?? []),
  ];
}

function headersOf(targets: ValueMap, dialect: Dialect): ValueMap {
  return Object.fromEntries(Object.keys(targets).map((target) => [headerOf(target), dialect.header]));
}

/** A validator that looks at nothing, where the document's own looks at every operation: one of its own, or one more. */
function noValidation(places: Places): { name: string; edits: readonly Edit[] } {
  const validators = memberOf(places.root.value, VALIDATORS);
  const own = Object.entries(isRecord(validators) ? validators : {});
  const existing = own.find(([, validator]) => isRecord(validator) && looksAtNothing(validator));
  if (existing !== undefined) {
    return { name: existing[0], edits: [] };
  }
  let name = 'cors-preflight';
  while (own.some(([taken]) => taken === name)) {
    name += '-';
  }
  const value = { validateRequestBody: false, validateRequestParameters: false };
  return { name, edits: [{ kind: 'set', at: [VALIDATORS, name], value }] };
}

function looksAtNothing(validator: ValueMap): boolean {
  return ['validateRequestBody', 'validateRequestParameters'].every((name) => isFalse(memberOf(validator, name)));
}

/** A document has to declare the variables of its paths; those that the path declares for all operations are. */
function pathParameters({ path, item }: PathModel, places: Places): readonly string[] {
  const declared = parametersOf(item, places).filter((parameter) => parameter.in === 'path');
  return [...path.matchAll(/\{([^{}+]+)\+?\}/g)]
    .map(([, name]) => name)
    .filter((name) => !declared.some((parameter) => parameter.name === name));
}
