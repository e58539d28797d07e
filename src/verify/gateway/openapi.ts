import type { Resource } from '../template/templates';
import {
  asBoolean,
  asText,
  asTexts,
  isList,
  isMap,
  member,
  Unresolved,
  type Value,
  type ValueMap,
} from '../template/value';
import { memberText, validation } from './authorizers';
import type { Snapshot } from './deployments';
import { EVERY, headersOf, readOpenApiIntegration } from './integrations';
import type { GatewayResponse, RestMethod, RestResource, Text, Validation } from './model';
import { followed } from './openapi-references';
import { readSecurity } from './openapi-security';
import { policyDoubt } from './resource-policy';

const INTEGRATION = 'x-amazon-apigateway-integration';
const VALIDATOR = 'x-amazon-apigateway-request-validator';

export interface OpenApi {
  /** Why the document's paths may not be all. */
  readonly doubt: string | undefined;
  readonly resources: readonly RestResource[];
  readonly gatewayResponses: readonly GatewayResponse[];
  readonly binaryMediaTypes: readonly string[] | Unresolved;
  readonly apiKeySource: Text | undefined;
  /** Why its resource policy may keep somebody out. */
  readonly policyDoubt: string | undefined;
}

const VERBS: ReadonlyMap<string, string> = new Map([
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch'].map((verb) => [verb, verb.toUpperCase()] as const),
  ['x-amazon-apigateway-any-method', 'ANY'],
]);

/**
 * Reads an OpenAPI 3 or Swagger 2 document as API Gateway imports it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function readOpenApi(document: ValueMap, api: Resource, snapshot: Snapshot): OpenApi {
  const paths = member(document, 'paths');
  const responses = member(document, 'x-amazon-apigateway-gateway-responses');
  return {
    doubt: paths instanceof Unresolved ? paths.reason : undefined,
    resources: [...(isMap(paths) ? paths : [])].map(([written, item]) => {
      const path = written.length > 1 ? written.replace(/\/$/, '') : written;
      const methods = methodsOf(path, referred(item, 'a path item') ?? item, document, api, snapshot);
      return { logicalId: api.logicalId, path, methods };
    }),
    gatewayResponses: [...entriesOf(responses)].map(([type, response]) =>
      readGatewayResponse(type, response, api, snapshot),
    ),
    apiKeySource: asText(member(document, 'x-amazon-apigateway-api-key-source')),
    policyDoubt: policyDoubt(member(document, 'x-amazon-apigateway-policy')),
    binaryMediaTypes: asTexts(member(document, 'x-amazon-apigateway-binary-media-types')),
  };
}

function methodsOf(
  path: string,
  item: Value,
  document: ValueMap,
  api: Resource,
  snapshot: Snapshot,
): readonly RestMethod[] {
  if (item instanceof Unresolved) {
    // Anything may stand there: one method for all verbs of which nothing is known.
    return [readMethod('ANY', path, item, item, document, api, snapshot)];
  }
  return [...(isMap(item) ? item : [])].flatMap(([name, operation]) => {
    const verb = VERBS.get(name.toLowerCase());
    const known = VERBS.has(name) ? operation : UPPER_CASE;
    return verb === undefined ? [] : [readMethod(verb, path, known, item, document, api, snapshot)];
  });
}

/** OpenAPI has these names in lower case. */
const UPPER_CASE = new Unresolved('whether an operation is read whose name is in upper case has not been measured');

function readMethod(
  verb: string,
  path: string,
  operation: Value,
  item: Value,
  document: ValueMap,
  api: Resource,
  snapshot: Snapshot,
): RestMethod {
  const integration = integrationOf(operation, item);
  const responses = member(operation, 'responses');
  const eachResponse = isMap(responses) ? [...responses.values()] : [];
  const parts = [
    operation,
    integration,
    responses,
    ...eachResponse,
    ...eachResponse.map((one) => member(one, 'headers')),
  ];
  return {
    logicalId: api.logicalId,
    verb,
    path,
    doubt: parts.find((part) => part instanceof Unresolved)?.reason,
    // The Deployment refers to the API, and the API is complete with its body.
    deployed: snapshot.has(api),
    ...readSecurity(operation, document),
    validation: readValidation(operation, item, document),
    integration: isMap(integration) ? readOpenApiIntegration(integration) : undefined,
    methodResponses: new Map(
      [...(isMap(responses) ? responses : [])].map(([status, response]) => {
        const headers = member(response, 'headers');
        const names = isMap(headers) ? [...headers.keys()].map((name) => name.toLowerCase()) : [];
        return [status, referred(response, 'a response') ?? new Set(names)] as const;
      }),
    ),
  };
}

/** The operation's own. That of a whole path is not documented. */
function integrationOf(operation: Value, item: Value): Value | undefined {
  const own = member(operation, INTEGRATION);
  return own === undefined && member(item, INTEGRATION) !== undefined
    ? new Unresolved('whether an operation takes the integration of its path has not been measured')
    : (referred(own, 'an integration') ?? own);
}

/**
 * That a value is a reference. AWS documents those to schemas, and that one to a response at the root is not supported;
 * those to integrations are documented for HTTP APIs alone.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
function referred(value: Value | undefined, what: string): Unresolved | undefined {
  return memberText(value, '$ref') === undefined
    ? undefined
    : new Unresolved(`whether a REST API follows a reference to ${what} has not been measured`);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-request-validator.html */
function readValidation(operation: Value, item: Value, document: ValueMap): Validation {
  const name = asText(member(operation, VALIDATOR) ?? member(document, VALIDATOR));
  const validator = typeof name === 'string' ? member(member(document, `${VALIDATOR}s`), name) : name;
  const declared = new Map<string, Value>();
  const parts: (Value | undefined)[] = [];
  for (const parameters of [member(item, 'parameters'), member(operation, 'parameters')]) {
    parts.push(parameters);
    for (const parameter of isList(parameters) ? parameters : []) {
      const read = followed(parameter, document);
      const place = memberText(read, 'in') === 'query' ? 'querystring' : memberText(read, 'in');
      declared.set(`${place}.${memberText(read, 'name')}`, member(read, 'required') ?? false);
      parts.push(member(read, 'in'), member(read, 'name'));
    }
  }
  const body = asBoolean(member(validator, 'validateRequestBody')) ?? false;
  const hasBody =
    member(operation, 'requestBody') !== undefined || [...declared.keys()].some((key) => key.startsWith('body.'));
  const parameters = asBoolean(member(validator, 'validateRequestParameters')) ?? false;
  const doubt = parameters === true ? parts.find((part) => part instanceof Unresolved) : undefined;
  return validation(parameters, hasBody ? body : false, doubt ?? declared);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html */
function readGatewayResponse(type: string, value: Value, api: Resource, snapshot: Snapshot): GatewayResponse {
  const parameters = member(value, 'responseParameters');
  return {
    logicalId: api.logicalId,
    type,
    doubt: [value, parameters].find((part) => part instanceof Unresolved)?.reason,
    deployed: snapshot.has(api),
    statusCode: asText(member(value, 'statusCode')),
    headers: headersOf(parameters, 'gatewayresponse.header.'),
  };
}

/** The entries of a map; one for all of them where the map is not told. */
function entriesOf(value: Value | undefined): ValueMap {
  return isMap(value) ? value : new Map(value instanceof Unresolved ? [[EVERY, value]] : []);
}
