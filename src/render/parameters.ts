import { ALLOW_CREDENTIALS, ALLOW_ORIGIN, VARY } from '../fetch/header-names';
import type { CorsAnswer } from '../response/answers';

/** Response parameters as API Gateway takes them: where the value goes -> where it comes from. */
export type ParameterMapping = Readonly<Record<string, string>>;

/** A header of a method's response. https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html */
export const METHOD_RESPONSE = 'method.response.header.';

/** A header of a gateway response. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html */
export const GATEWAY_RESPONSE = 'gatewayresponse.header.';

const REQUEST_ORIGIN = 'method.request.header.Origin';

/** The headers of an answer that can be mapped. An origin that depends on the request is a template's work. */
export function mappedHeaders(answer: CorsAnswer, target: string): ParameterMapping {
  const source = originSource(answer);
  return {
    ...(source === undefined ? {} : { [target + ALLOW_ORIGIN]: source }),
    ...(source !== undefined && answer.allowCredentials ? { [target + ALLOW_CREDENTIALS]: quoted('true') } : {}),
    ...Object.fromEntries(answer.headers.map(([name, value]) => [target + name, quoted(value)])),
  };
}

/** What a mapping became when the headers of an answer were added to it. */
export interface CompletedMapping {
  readonly parameters: ParameterMapping;
  /** The targets that were added or, for Vary, added to. */
  readonly added: readonly string[];
  /** The headers that the user maps otherwise than the answer would; theirs were kept. */
  readonly kept: readonly string[];
}

/**
 * Adds the headers of an answer to a mapping and keeps all that is there. Which origin may read, and whether with
 * credentials, is one decision: where the user made it, or a part of it, the whole of it is theirs.
 */
export function completeMapping(
  own: ParameterMapping,
  answer: CorsAnswer,
  target: string,
  originIsTheirs: boolean,
): CompletedMapping {
  const parameters: Record<string, string> = { ...own };
  const added: string[] = [];
  const kept: string[] = [];
  for (const [wanted, value] of Object.entries(mappedHeaders(answer, target))) {
    const name = Object.keys(own).find((each) => each.toLowerCase() === wanted.toLowerCase()) ?? wanted;
    const header = wanted.slice(target.length);
    const theirs = originIsTheirs && decidesOrigin(wanted, target);
    const completed = theirs ? undefined : completedValue(own[name], header, value);
    if (completed !== undefined) {
      parameters[name] = completed;
      added.push(name);
    } else if (own[name] !== value) {
      kept.push(header);
    }
  }
  return { parameters, added, kept };
}

/** Whether the target is a header that says which origin may read. */
export function decidesOrigin(name: string, target: string): boolean {
  return [ALLOW_ORIGIN, ALLOW_CREDENTIALS].some((header) => name.toLowerCase() === (target + header).toLowerCase());
}

/** The targets that a template sets and no mapping. */
export function overriddenHeaders(answer: CorsAnswer): readonly string[] {
  if (answer.allowOrigin.kind !== 'listed') {
    return [];
  }
  const names = answer.allowCredentials ? [ALLOW_ORIGIN, ALLOW_CREDENTIALS] : [ALLOW_ORIGIN];
  return names.map((name) => METHOD_RESPONSE + name);
}

/** A mapped header has to be declared, or the deployment fails; one that a template sets is declared for its readers. */
export function declared(targets: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(targets.map((target) => [target, true]));
}

function originSource({ allowOrigin }: CorsAnswer): string | undefined {
  if (allowOrigin.kind === 'fixed') {
    return quoted(allowOrigin.value);
  }
  return allowOrigin.kind === 'echoed' ? REQUEST_ORIGIN : undefined;
}

/** What a header is mapped to with the answer in it; undefined where the user's own mapping stays as it is. */
function completedValue(own: string | undefined, header: string, value: string): string | undefined {
  if (own === undefined) {
    return value;
  }
  return header === VARY ? varyByOrigin(own) : undefined;
}

/**
 * The user's own mapping of Vary with `Origin` in it: a shared cache that is not told would hand one origin's answer to
 * another. Undefined where the value is known only when the answer is made; the same where there is nothing to add.
 *
 * @see https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches
 */
function varyByOrigin(own: string): string | undefined {
  const value = /^'(.*)'$/s.exec(own)?.[1];
  if (value === undefined) {
    return undefined;
  }
  const names = value.split(',').map((name) => name.trim().toLowerCase());
  return names.includes('origin') || names.includes('*')
    ? own
    : quoted(value.trim() === '' ? 'Origin' : `${value}, Origin`);
}

/** A static value. The policy has let no quote through. */
function quoted(value: string): string {
  return `'${value}'`;
}
