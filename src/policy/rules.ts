/**
 * The catalogue of what is wrong, or risky, in a CORS policy: one stable id for each rule, used alike in errors,
 * acknowledgeable warnings, verdicts and docs/rules.md. `why` says what a browser or API Gateway would do.
 */
export const RULES = {
  // allowOrigins
  'origins-empty': error('no origin is allowed, so a browser refuses every answer'),
  'origins-unresolved-list': error(
    'the items of a list that is known only at deployment cannot be told apart at synth, and one header cannot carry two origins',
  ),
  'origins-not-a-list': error(
    'a list of texts is expected; a value of the context or of the environment is often one text',
  ),
  'origin-not-text': error('a text is expected; a variable of the environment or of the context may be unset'),
  'origin-dynamic-reference': error(
    'CloudFormation puts the value in after everything else, so a quote or a star in it could not be taken out, and it could allow every origin',
  ),
  'wildcard-with-credentials': error(
    'a browser refuses Access-Control-Allow-Origin: * on a request that carries cookies, and any other way to allow everybody lets every site read the data of your users',
  ),
  'wildcard-mixed': error('* allows every origin already, so the other entries say something that does not hold'),
  'origin-null': error('a sandboxed iframe on any site has the origin null, so allowing it allows everybody'),
  'origin-file-scheme': error(
    'pages of this scheme have the origin null, which any site can take on with a sandboxed iframe',
  ),
  'origin-missing-scheme': error('an origin is scheme://host[:port], and a browser compares it byte for byte'),
  'origin-multiple': error('Access-Control-Allow-Origin holds one origin; a browser refuses a list in it'),
  'origin-whitespace': error('a browser sends an origin without white space, so this never matches'),
  'origin-unsafe-character': error(
    'no origin contains this character, and in a mapping template it could end the quoted text and allow every origin',
  ),
  'origin-userinfo': error('a browser leaves user and password out of an origin, so this never matches'),
  'origin-path': error('a browser compares the Origin header byte for byte, and an origin has no path'),
  'origin-trailing-slash': error(
    'a browser compares the Origin header byte for byte, and an origin has no trailing slash',
  ),
  'origin-query': error('a browser compares the Origin header byte for byte, and an origin has no query'),
  'origin-fragment': error('a browser compares the Origin header byte for byte, and an origin has no fragment'),
  'origin-uppercase': error('a browser sends scheme and host in lower case, so this never matches'),
  'origin-default-port': error("a browser leaves the scheme's default port out of an origin, so this never matches"),
  'origin-port-invalid': error('a port is 1 to 65535 without leading zeros; a browser never sends this one'),
  'origin-host-invalid': error('a browser never sends an origin with this host'),
  'origin-trailing-dot': error('for a browser a host with a trailing dot is a different host'),
  'origin-unicode': error('a browser sends an international domain name in its xn-- form, so this never matches'),
  'origin-punycode-invalid': error('this xn-- label does not decode to a domain name, so a browser never sends it'),
  'origin-ip-noncanonical': error('a browser sends an IP address in its one canonical form, so this never matches'),
  'origin-wildcard-placement': error(
    'a wildcard may stand for whole labels in front of a domain (*. for one, **. for one or more) of an http or https origin, or for the port; anywhere else it would take in sites of strangers',
  ),
  'origin-public-suffix': depends(
    'anybody can register a name under this public suffix, so strangers would be allowed',
  ),
  'origin-spans-public-suffix': depends(
    'public suffixes lie below this domain, so anybody can register a name that the pattern allows',
  ),
  'origin-insecure': depends(
    'whoever is on the network path can put a script on a page served over http, and that script may then call the API',
  ),
  'origin-localhost': warning(
    'any program on the machine of a user can serve pages at this origin and use their session',
  ),
  'origin-custom-scheme': warning('whoever can register the scheme on the device of a user can send this origin'),
  'origin-unresolved-token': warning(
    'the origin is known only at deployment, so nothing in it could be checked; it is sent or compared as it turns out, without the quotes and stars that could open the API',
  ),
  'origin-duplicate': warning('the origin is in the list twice'),
  'origin-redundant': warning('a pattern of the list allows this origin already'),

  // allowMethods
  'methods-empty': error(
    'without a method in Access-Control-Allow-Methods a browser refuses every call that needs a preflight',
  ),
  'method-invalid': error(
    'a browser refuses the whole Access-Control-Allow-Methods header when an item is not a method',
  ),
  'method-forbidden': error('fetch() throws a TypeError for this method, so no browser can send it'),
  'method-case': error(
    'a browser upper-cases DELETE, GET, HEAD, OPTIONS, POST and PUT only; every other method is compared as it is',
  ),
  'method-normalized': warning('a browser sends this method in upper case, so the policy does too'),
  'method-any-mixed': error(
    'ANY (or *) stands for all methods already, so the other entries say something that does not hold',
  ),
  'method-wildcard-with-credentials': error(
    'on a request with credentials a browser takes * in Access-Control-Allow-Methods as a method called "*"',
  ),

  // allowHeaders and exposeHeaders
  'header-invalid': error('a browser refuses the whole header when an item is not a header name'),
  'header-unsafe-character': error(
    'the character is legal in a header name, and in API Gateway it would end the quoted value or start a template expression',
  ),
  'header-forbidden': warning('scripts cannot set this request header, so allowing it has no effect; it is left out'),
  'header-response-only': error('a server sends this header; a script has no use for it in a request'),
  'header-wildcard-with-credentials': error(
    'on a request with credentials a browser takes * in Access-Control-Allow-Headers as a header called "*"',
  ),
  'authorization-not-covered': warning(
    'in the standard * does not cover Authorization, which has to be named; some browsers let it pass today',
  ),
  'private-network-obsolete': warning('browsers have given up Private Network Access headers; the entry is left out'),
  'expose-forbidden': error('no script can read this header, whatever the server says'),
  'expose-request-only': error('this header is part of the CORS protocol itself and no script reads it from an answer'),
  'expose-wildcard-with-credentials': error(
    'on a request with credentials a browser takes * in Access-Control-Expose-Headers as a header called "*"',
  ),

  // limits of API Gateway
  'origins-too-many': error(
    'the mapping template that compares the origins would be longer than the 300 KB that API Gateway takes',
  ),
  'header-value-too-long': error(
    'API Gateway takes 10,240 bytes of header values in all, and the deployment fails beyond',
  ),

  // what an HTTP API cannot be told
  'http-api-origin-pattern': error(
    'an HTTP API compares origins byte for byte and knows no wildcard for a part of one, so this never matches',
  ),
  'http-api-origin-scheme': error('an HTTP API takes http and https origins only, and the deployment fails on others'),
  'http-api-max-age': error('an HTTP API takes 86400 seconds at the most, and the deployment fails beyond'),

  // maxAge, statusCode, the rest
  'max-age-negative': error(
    'Access-Control-Max-Age is a number of seconds; the standard reads anything else as 5 seconds',
  ),
  'max-age-not-integer': error(
    'Access-Control-Max-Age is a whole number of seconds; the standard reads anything else as 5 seconds',
  ),
  'max-age-too-large': warning(
    'browsers cap the time that a preflight is cached: Safari at 600 s, Chromium at 7200 s, Firefox at 86400 s',
  ),
  'preflight-status-not-ok': error(
    'a browser refuses a preflight answer whose status is not 200 to 299, whatever its headers',
  ),
  'value-unresolved-token': error(
    'the value is known only at deployment, so it cannot be checked before it reaches a header',
  ),
  'danger-without-effect': warning('the property opens something that this policy does not contain'),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

/** `depends`: an error where the request may carry credentials, a warning elsewhere. */
export type RuleSeverity = 'error' | 'warning' | 'depends';

export interface Rule {
  readonly severity: RuleSeverity;
  readonly why: string;
}

function error(why: string): Rule {
  return { severity: 'error', why };
}

function warning(why: string): Rule {
  return { severity: 'warning', why };
}

function depends(why: string): Rule {
  return { severity: 'depends', why };
}
