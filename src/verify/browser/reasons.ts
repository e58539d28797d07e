import { blocked, notLoaded, refused, uncaught } from './console-lines';

/** A reason's name with what it means. */
export interface ReasonText {
  readonly reason: string;
  /** One line: what the browser found. */
  readonly meaning: string;
  /** Who names it: Chromium's `CorsError`, or this simulator where Chromium has no name. */
  readonly namedBy: 'chromium' | 'simulator';
  /**
   * What Chromium's console prints, with braces for what differs from call to call: one line for each way that leads
   * here. None where it prints nothing, and where no browser is asked. `npm run test:browser` provokes every line.
   */
  readonly console: readonly string[];
}

const CHECK = "Response to preflight request doesn't pass access control check: ";
const VALID = ' Have the server send the header with a valid value.';
const WILDCARD =
  "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.";
const MISSING = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
const MULTIPLE = `The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.${VALID}`;
const INVALID = `The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.${VALID}`;
const MISMATCH = `The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.${VALID}`;
const CREDENTIALS =
  "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.";

/** Every reason that a verdict can have. Chromium's come first and in the order of its enumeration. */
export const REASONS = [
  chromium(
    'DisallowedByMode',
    'The mode of the request forbids it.',
    refused('Request mode is "same-origin" but the URL\'s origin is not same as the request origin {origin}.'),
    uncaught("'{method}' is unsupported in no-cors mode."),
  ),
  chromium(
    'InvalidResponse',
    'There was no answer.',
    notLoaded('ERR_NAME_NOT_RESOLVED'),
    notLoaded('ERR_CONNECTION_REFUSED'),
    notLoaded('ERR_EMPTY_RESPONSE'),
  ),
  chromium('WildcardOriginNotAllowed', 'The answer allows "*" to a request with credentials.', blocked(WILDCARD)),
  chromium('MissingAllowOriginHeader', 'The answer has no Access-Control-Allow-Origin.', blocked(MISSING)),
  chromium('MultipleAllowOriginValues', 'The answer names more than one origin.', blocked(MULTIPLE)),
  chromium('InvalidAllowOriginValue', 'The answer names something that is no origin.', blocked(INVALID)),
  chromium('AllowOriginMismatch', 'The answer names another origin.', blocked(MISMATCH)),
  chromium('InvalidAllowCredentials', 'The answer does not allow credentials.', blocked(CREDENTIALS)),
  chromium(
    'CorsDisabledScheme',
    'CORS works with http and https only.',
    refused('URL scheme "{scheme}" is not supported.'),
    blocked('Cross origin requests are only supported for protocol schemes: {schemes}.'),
  ),
  chromium(
    'PreflightInvalidStatus',
    'The preflight was answered with an error status.',
    blocked(`${CHECK}It does not have HTTP ok status.`),
  ),
  chromium(
    'PreflightDisallowedRedirect',
    'The preflight was answered with a redirect.',
    blocked(`${CHECK}Redirect is not allowed for a preflight request.`),
  ),
  chromium(
    'PreflightWildcardOriginNotAllowed',
    'The preflight answer allows "*" to a request with credentials.',
    blocked(CHECK + WILDCARD),
  ),
  chromium(
    'PreflightMissingAllowOriginHeader',
    'The preflight answer has no Access-Control-Allow-Origin.',
    blocked(CHECK + MISSING),
  ),
  chromium(
    'PreflightMultipleAllowOriginValues',
    'The preflight answer names more than one origin.',
    blocked(CHECK + MULTIPLE),
  ),
  chromium(
    'PreflightInvalidAllowOriginValue',
    'The preflight answer names something that is no origin.',
    blocked(CHECK + INVALID),
  ),
  chromium('PreflightAllowOriginMismatch', 'The preflight answer names another origin.', blocked(CHECK + MISMATCH)),
  chromium(
    'PreflightInvalidAllowCredentials',
    'The preflight answer does not allow credentials.',
    blocked(CHECK + CREDENTIALS),
  ),
  chromium(
    'InvalidAllowMethodsPreflightResponse',
    'Access-Control-Allow-Methods is not a list of tokens.',
    blocked('Cannot parse Access-Control-Allow-Methods response header field in preflight response.'),
  ),
  chromium(
    'InvalidAllowHeadersPreflightResponse',
    'Access-Control-Allow-Headers is not a list of tokens.',
    blocked('Cannot parse Access-Control-Allow-Headers response header field in preflight response.'),
  ),
  chromium(
    'MethodDisallowedByPreflightResponse',
    'The preflight answer does not allow the method.',
    blocked('Method {method} is not allowed by Access-Control-Allow-Methods in preflight response.'),
  ),
  chromium(
    'HeaderDisallowedByPreflightResponse',
    'The preflight answer does not allow a request header.',
    blocked('Request header field {header} is not allowed by Access-Control-Allow-Headers in preflight response.'),
  ),
  chromium(
    'RedirectContainsCredentials',
    'A redirect leads to a URL with a user name or password.',
    blocked(
      "Redirect location '{value}' contains a username and password, which is disallowed for cross-origin requests.",
    ),
  ),
  chromium(
    'InsecureLocalNetwork',
    'A page that is not secure asked for a local address. Never given: a permission, not headers.',
    blocked('The request client is not a secure context and the resource is in more-private address space `{space}`.'),
  ),
  chromium(
    'InvalidLocalNetworkAccess',
    'The address space is not the one asked for. Never given: a permission, not headers.',
    blocked('Request had a target IP address space of `{space}` yet the resource is in address space `{space}`.'),
  ),
  chromium(
    'LocalNetworkAccessPermissionDenied',
    'The user refused access to the local network. Never given: a permission, not headers.',
    blocked('Permission was denied for this request to access the `{space}` address space.'),
  ),
  ours(
    'ForbiddenMethod',
    'No script may send CONNECT, TRACE or TRACK: a TypeError, and nothing is sent.',
    uncaught("'{method}' HTTP method is unsupported."),
  ),
  ours(
    'InvalidMethod',
    'The method is not a token: a TypeError, and nothing is sent.',
    uncaught("'{method}' is not a valid HTTP method."),
  ),
  ours(
    'InvalidHeader',
    'A request header has a name or value that HTTP does not allow: a TypeError, and nothing is sent.',
    uncaught('Invalid name'),
    uncaught('Invalid value'),
    uncaught("Failed to read the 'headers' property from 'RequestInit': String contains non ISO-8859-1 code point."),
  ),
  ours(
    'InvalidUrl',
    'The URL is none, or has user or password in it: a TypeError, and nothing is sent.',
    uncaught('Failed to parse URL from {url}'),
    uncaught('Request cannot be constructed from a URL that includes credentials: {url}'),
  ),
  ours('OpaqueResponse', 'Sent without CORS: the script can read nothing of the answer.'),
  ours('TooManyRedirects', 'More than 20 redirects.', notLoaded('ERR_TOO_MANY_REDIRECTS')),
  ours('InvalidRedirectLocation', 'A redirect leads to no URL.', notLoaded('ERR_INVALID_REDIRECT')),
  ours('InvalidOrigin', 'Undetermined: no browser has such an origin.'),
  ours('RelativeUrl', 'Undetermined: the URL is relative, and the page it is relative to is not known.'),
  ours('PreflightNotRecorded', 'Undetermined: the answer to a preflight that was needed is not in the exchange.'),
  ours(
    'RedirectNotFollowed',
    'Undetermined: the last answer is a redirect, and the one it leads to is not in the exchange.',
  ),
  ours('HopNotRedirect', 'Undetermined: an answer that is given as a redirect is none.'),
] as const;

/** Why a request was blocked or could not be judged. Chromium's `CorsError` names without the k, and those of the simulator. */
export type Reason = (typeof REASONS)[number]['reason'];

function chromium<const N extends string>(
  reason: N,
  meaning: string,
  ...console: readonly string[]
): ReasonText & { readonly reason: N } {
  return { reason, meaning, namedBy: 'chromium', console };
}

function ours<const N extends string>(
  reason: N,
  meaning: string,
  ...console: readonly string[]
): ReasonText & { readonly reason: N } {
  return { reason, meaning, namedBy: 'simulator', console };
}
