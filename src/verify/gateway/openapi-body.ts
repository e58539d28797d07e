import { isObject } from '../template/json';
import type { Resource } from '../template/templates';
import { asText, isMap, member, Unresolved, type Value, type ValueMap } from '../template/value';

/** The OpenAPI document that an API is imported from, if it is. */
export type Body =
  | { readonly kind: 'document'; readonly document: ValueMap }
  | { readonly kind: 'unread'; readonly reason: string };

/**
 * The document stands in the template, or in a file in a bucket, which is known where it was read with the template.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
 */
export function bodyOf(api: Resource): Body | undefined {
  const body = api.property('Body');
  if (body !== undefined) {
    return isMap(body) ? { kind: 'document', document: body } : unread(body);
  }
  const location = api.property('BodyS3Location');
  return location === undefined ? undefined : bodyIn(location, api);
}

function bodyIn(location: Value, api: Resource): Body {
  const key = asText(member(location, 'Key'));
  const text = typeof key === 'string' ? api.stack.document.files.get(key) : undefined;
  if (text === undefined) {
    return { kind: 'unread', reason: 'the OpenAPI body is in a bucket (BodyS3Location)' };
  }
  const parsed = parse(text);
  return isObject(parsed)
    ? { kind: 'document', document: literal(parsed) as ValueMap }
    : unread(new Unresolved('its file is neither JSON nor YAML'));
}

function unread(body: Value): Body {
  const reason = body instanceof Unresolved ? body.reason : 'it is no map';
  return { kind: 'unread', reason: `the OpenAPI body cannot be read: ${reason}` };
}

/** Real documents say the same answer to OPTIONS for each of their paths; a hostile one doubles what it says. */
const MOST_ALIASES = 10_000;

/** The parser of YAML is loaded only where it is needed: most bodies are JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const yaml: typeof import('yaml') = require('yaml');
    try {
      return yaml.parse(text, { merge: true, logLevel: 'error', maxAliasCount: MOST_ALIASES });
    } catch {
      return undefined;
    }
  }
}

/** What stands in a file is what it says: nobody works out intrinsic functions there. */
function literal(json: unknown): Value {
  if (Array.isArray(json)) {
    return json.map(literal);
  }
  if (isObject(json)) {
    return new Map(Object.entries(json).map(([name, item]) => [name, literal(item)] as const));
  }
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? json : null;
}
