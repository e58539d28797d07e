import { asBoolean, asText, asTexts, isList, isMap, member, Unresolved, type Value } from '../template/value';
import type { Integration, IntegrationResponse, Text } from './model';

/**
 * Reads an integration from an AWS::ApiGateway::Method.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integration.html
 */
export function readIntegration(value: Value): Integration {
  const responses = member(value, 'IntegrationResponses');
  const read = (isList(responses) ? responses : []).map((response) =>
    readResponse((name) => member(response, name), asText(member(response, 'SelectionPattern'))),
  );
  return common((name) => member(value, name), read, responses);
}

/**
 * Reads an `x-amazon-apigateway-integration`: the same properties in camel case, the responses by pattern.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function readOpenApiIntegration(value: Value): Integration {
  const at: Property = (name) => member(value, `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
  const responses = member(value, 'responses');
  const read = [...(isMap(responses) ? responses : [])].map(([pattern, response]) =>
    readResponse(
      (name) => member(response, `${name.charAt(0).toLowerCase()}${name.slice(1)}`),
      pattern === 'default' ? undefined : pattern,
    ),
  );
  return common(at, read, responses);
}

/** The texts of a map, by key; what a map does not hold as texts stays unresolved. */
export function textsOf(value: Value | undefined): ReadonlyMap<string, Text> {
  const texts = new Map<string, Text>();
  for (const [name, item] of isMap(value) ? value : []) {
    const text = asText(item);
    if (text !== undefined) {
      texts.set(name, text);
    }
  }
  return texts;
}

/** Response headers out of a `ResponseParameters` map, whose keys begin with the given prefix. */
export function headersOf(value: Value | undefined, prefix: string): ReadonlyMap<string, Text> {
  const headers = new Map<string, Text>();
  for (const [name, text] of textsOf(value)) {
    if (name.startsWith(prefix)) {
      headers.set(name.slice(prefix.length), text);
    }
  }
  return headers;
}

type Property = (name: string) => Value | undefined;

function common(at: Property, responses: readonly IntegrationResponse[], written: Value | undefined): Integration {
  const type = asText(at('Type')) ?? new Unresolved('the integration has no type');
  const mode = asText(at('ResponseTransferMode'));
  const doubts = [written, at('RequestTemplates'), ...(isList(written) ? written : [])];
  return {
    type: typeof type === 'string' ? type.toUpperCase() : type,
    uri: asText(at('Uri')),
    functionPolicy: undefined,
    passthroughBehavior: upper(asText(at('PassthroughBehavior'))) ?? 'WHEN_NO_MATCH',
    contentHandling: asText(at('ContentHandling')),
    streams: mode instanceof Unresolved ? mode : mode === 'STREAM',
    cacheKeys: asTexts(at('CacheKeyParameters')),
    requestTemplates: textsOf(at('RequestTemplates')),
    responses,
    doubt: doubts.find((part) => part instanceof Unresolved)?.reason,
  };
}

function readResponse(at: Property, selectionPattern: Text | undefined): IntegrationResponse {
  return {
    statusCode: asText(at('StatusCode')) ?? new Unresolved('the integration response has no status'),
    selectionPattern: selectionPattern === '' ? undefined : selectionPattern,
    contentHandling: asText(at('ContentHandling')),
    headers: unresolvedAll(at('ResponseParameters')) ?? headersOf(at('ResponseParameters'), 'method.response.header.'),
    templates: unresolvedAll(at('ResponseTemplates')) ?? textsOf(at('ResponseTemplates')),
  };
}

/** A map that is unresolved as a whole is one of which every entry is. */
function unresolvedAll(value: Value | undefined): ReadonlyMap<string, Text> | undefined {
  return value instanceof Unresolved ? new Map([[EVERY, value]]) : undefined;
}

/** The key under which a map of headers or templates says that nothing of it can be told. */
export const EVERY = '*';

function upper(text: Text | undefined): Text | undefined {
  return typeof text === 'string' ? text.toUpperCase() : text;
}

export function booleanOr(value: Value | undefined, otherwise: boolean): boolean | Unresolved {
  return asBoolean(value) ?? otherwise;
}
