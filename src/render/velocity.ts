import { ALLOW_CREDENTIALS, ALLOW_ORIGIN, VARY } from '../fetch/header-names';
import { type ListedOrigin, LONGEST_LABEL, MOST_LABELS, type OriginPattern } from '../policy/origin';
import type { Header, PreflightAnswer } from '../response/answers';

/**
 * The only file that writes Velocity. What comes in was parsed before: an origin holds none of the characters that mean
 * something here, and an origin known only at deployment has its quotes taken out there. All on one line and in single
 * quotes: nothing is expanded inside those, and no engine differs about the white space that a directive leaves behind.
 */
const ORIGIN = '$corsOrigin';

/**
 * The request template of a preflight's mock integration: the status, and all headers. To an origin that is not listed it
 * says nothing but `Vary`. A request template may set headers that no response declares.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export function preflightTemplate(status: number, answer: PreflightAnswer): string {
  const { allowOrigin, allowCredentials, headers } = answer;
  const toAll = overrides(headers.filter(([name]) => name === VARY));
  const toAllowed = overrides(headers.filter(([name]) => name !== VARY));
  const allowed = (origin: string) => originHeaders(origin, allowCredentials) + toAllowed;
  const decided =
    allowOrigin.kind === 'fixed' ? allowed(text(allowOrigin.value)) : ifListed(allowOrigin.origins, allowed(ORIGIN));
  return `${toAll}${decided}${statusTemplate(status)}`;
}

/** The request template of a mock integration whose headers are mapped, or that has none. */
export function statusTemplate(status: number): string {
  return `{"statusCode":${status}}`;
}

/** What stands before a response template: it sets the origin's headers if the origin is listed, and prints nothing. */
export function allowListedOrigin(origins: readonly ListedOrigin[], allowCredentials: boolean): string {
  return ifListed(origins, originHeaders(ORIGIN, allowCredentials));
}

/**
 * What stands between a directive and a text of the user's: a reference to nothing, which prints nothing. Without it
 * `#end` and a letter behind it are one word, and a line break behind it is lost.
 */
export const END_OF_DIRECTIVE = '$!{corsEnd}';

/** A response template that hands the body on as the integration gave it. */
export const BODY_AS_IT_IS = '$!input.body';

/**
 * The Origin header is asked for by both of the names that browsers send: templates match names with their case, HTTP/2
 * has lower case, and `$input.params('Origin')` would take `?Origin=` from the query. A missing header reads the same
 * whether API Gateway gives null or '' for it: setting to null does nothing, and both are asked about. Nothing more than
 * `get` is asked of the headers, because emulators know no more.
 */
function ifListed(origins: readonly ListedOrigin[], allowed: string): string {
  return [
    `#set(${ORIGIN}=$input.params().header.get('Origin'))`,
    `#if(!${ORIGIN}||${ORIGIN}=='')#set(${ORIGIN}=$input.params().header.get('origin'))#end`,
    `#if(${origins.map(condition).join('||')})${allowed}#end`,
  ].join('');
}

function originHeaders(origin: string, allowCredentials: boolean): string {
  return override(ALLOW_ORIGIN, origin) + (allowCredentials ? override(ALLOW_CREDENTIALS, text('true')) : '');
}

function overrides(headers: readonly Header[]): string {
  return headers.map(([name, value]) => override(name, text(value))).join('');
}

function override(name: string, value: string): string {
  return `#set($context.responseOverride.header.${name}=${value})`;
}

/** Nothing is expanded in single quotes, and the policy has let none of them through. */
function text(value: string): string {
  return `'${value}'`;
}

/** The same set of origins as `originMatches`, as a condition on the Origin header. */
function condition(origin: ListedOrigin): string {
  return origin.kind === 'pattern'
    ? `${ORIGIN}.matches(${text(expression(origin))})`
    : `${ORIGIN}==${text(origin.text)}`;
}

/**
 * A regular expression for `String.matches`, which matches the whole text. Every repetition has a bound: without one,
 * Java's engine runs out of stack on a long Origin.
 */
function expression(pattern: OriginPattern): string {
  const label = `[a-z0-9_-]{1,${LONGEST_LABEL}}[.]`;
  const subdomains = { none: '', one: label, many: `(?:${label}){1,${MOST_LABELS}}` }[pattern.subdomains];
  return `${literal(pattern.scheme)}://${subdomains}${literal(pattern.host)}${port(pattern.port)}`;
}

/** Dots and pluses in a class of their own; the brackets of an IPv6 address escaped. */
function literal(text: string): string {
  return text.replace(/[.+[\]]/g, (character) =>
    character === '[' || character === ']' ? `\\${character}` : `[${character}]`,
  );
}

function port(value: OriginPattern['port']): string {
  if (value === null) {
    return '';
  }
  return value === 'any' ? ANY_PORT : `:${value}`;
}

/** No port, or 1 to 65535 without leading zeros. */
const ANY_PORT = '(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?';
