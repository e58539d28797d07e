/** A reason's name with what it means. */
export interface ReasonText {
  readonly reason: string;
  /** One line: what the browser found. */
  readonly meaning: string;
  /** Who names it: Chromium's `CorsError`, or this simulator where Chromium has no name. */
  readonly namedBy: 'chromium' | 'simulator';
  /**
   * What Chromium's console says after "blocked by CORS policy: ". Written from knowledge of its sources and not
   * measured; the wording changes between versions. `null` where none is known.
   */
  readonly console: string | null;
}

const CHECK = "Response to preflight request doesn't pass access control check: ";
const WILDCARD =
  "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.";
const MISSING = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
const MULTIPLE =
  "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.";
const INVALID = "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.";
const MISMATCH =
  "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.";
const CREDENTIALS =
  "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.";

/** Every reason that a verdict can have. Chromium's come first and in the order of its enumeration. */
export const REASONS = [
  chromium(
    'DisallowedByMode',
    'The mode of the request forbids it.',
    'Cross origin requests are not allowed by request mode.',
  ),
  chromium('InvalidResponse', 'There was no answer.', 'The response is invalid.'),
  chromium('WildcardOriginNotAllowed', 'The answer allows "*" to a request with credentials.', WILDCARD),
  chromium('MissingAllowOriginHeader', 'The answer has no Access-Control-Allow-Origin.', MISSING),
  chromium('MultipleAllowOriginValues', 'The answer names more than one origin.', MULTIPLE),
  chromium('InvalidAllowOriginValue', 'The answer names something that is no origin.', INVALID),
  chromium('AllowOriginMismatch', 'The answer names another origin.', MISMATCH),
  chromium('InvalidAllowCredentials', 'The answer does not allow credentials.', CREDENTIALS),
  chromium(
    'CorsDisabledScheme',
    'CORS works with http and https only.',
    'Cross origin requests are only supported for protocol schemes: {schemes}.',
  ),
  chromium(
    'PreflightInvalidStatus',
    'The preflight was answered with an error status.',
    `${CHECK}It does not have HTTP ok status.`,
  ),
  chromium(
    'PreflightDisallowedRedirect',
    'The preflight was answered with a redirect.',
    `${CHECK}Redirect is not allowed for a preflight request.`,
  ),
  chromium(
    'PreflightWildcardOriginNotAllowed',
    'The preflight answer allows "*" to a request with credentials.',
    CHECK + WILDCARD,
  ),
  chromium(
    'PreflightMissingAllowOriginHeader',
    'The preflight answer has no Access-Control-Allow-Origin.',
    CHECK + MISSING,
  ),
  chromium('PreflightMultipleAllowOriginValues', 'The preflight answer names more than one origin.', CHECK + MULTIPLE),
  chromium(
    'PreflightInvalidAllowOriginValue',
    'The preflight answer names something that is no origin.',
    CHECK + INVALID,
  ),
  chromium('PreflightAllowOriginMismatch', 'The preflight answer names another origin.', CHECK + MISMATCH),
  chromium('PreflightInvalidAllowCredentials', 'The preflight answer does not allow credentials.', CHECK + CREDENTIALS),
  chromium(
    'InvalidAllowMethodsPreflightResponse',
    'Access-Control-Allow-Methods is not a list of tokens.',
    'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
  ),
  chromium(
    'InvalidAllowHeadersPreflightResponse',
    'Access-Control-Allow-Headers is not a list of tokens.',
    'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
  ),
  chromium(
    'MethodDisallowedByPreflightResponse',
    'The preflight answer does not allow the method.',
    'Method {value} is not allowed by Access-Control-Allow-Methods in preflight response.',
  ),
  chromium(
    'HeaderDisallowedByPreflightResponse',
    'The preflight answer does not allow a request header.',
    'Request header field {value} is not allowed by Access-Control-Allow-Headers in preflight response.',
  ),
  chromium(
    'RedirectContainsCredentials',
    'A redirect leads to a URL with a user name or password.',
    "Redirect location '{value}' contains a username and password, which is disallowed for cross-origin requests.",
  ),
  chromium(
    'InsecureLocalNetwork',
    'A page that is not secure asked for a local address. Never given: a permission, not headers.',
    null,
  ),
  chromium(
    'InvalidLocalNetworkAccess',
    'The address space is not the one asked for. Never given: a permission, not headers.',
    null,
  ),
  chromium(
    'LocalNetworkAccessPermissionDenied',
    'The user refused access to the local network. Never given: a permission, not headers.',
    null,
  ),
  ours('ForbiddenMethod', 'No script may send CONNECT, TRACE or TRACK: a TypeError, and nothing is sent.'),
  ours('InvalidMethod', 'The method is not a token: a TypeError, and nothing is sent.'),
  ours(
    'InvalidHeader',
    'A request header has a name or value that HTTP does not allow: a TypeError, and nothing is sent.',
  ),
  ours('InvalidUrl', 'The URL is none, or has user or password in it: a TypeError, and nothing is sent.'),
  ours('OpaqueResponse', 'Sent without CORS: the script can read nothing of the answer.'),
  ours('TooManyRedirects', 'More than 20 redirects.'),
  ours('InvalidRedirectLocation', 'A redirect leads to no URL.'),
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
  message: string | null,
): ReasonText & { readonly reason: N } {
  return { reason, meaning, namedBy: 'chromium', console: message };
}

function ours<const N extends string>(reason: N, meaning: string): ReasonText & { readonly reason: N } {
  return { reason, meaning, namedBy: 'simulator', console: null };
}
