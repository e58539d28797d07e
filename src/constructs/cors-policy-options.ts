import type { Duration } from 'aws-cdk-lib';

/**
 * Who may call an API from a page in a browser, and how: what REST APIs and HTTP APIs have in common.
 */
export interface CorsPolicyOptions {
  /**
   * The origins whose pages may call the API: scheme, host and port, as in `location.origin`, compared byte for byte.
   * Each entry is one of these:
   *
   * - `https://app.example.com`, `http://localhost:3000`: exactly this origin.
   * - `https://*.example.com`: exactly one label in front, as in a TLS certificate; not `https://example.com` itself.
   * - `https://**.example.com`: one label or more.
   * - `http://localhost:*`: any port, or none.
   * - `*`: every origin. Alone, and without `allowCredentials`.
   * - a CDK token, such as `https://${distribution.distributionDomainName}`: exactly what it turns out to be at deployment.
   *
   * An HTTP API compares whole origins, of http and https: patterns and other schemes are refused there.
   *
   * A browser that misses its page's origin in `Access-Control-Allow-Origin` hides the answer from the script. On a REST
   * API, with one origin (or `*`) every answer that API Gateway makes carries it; with several, or a pattern, a preflight or
   * response carries the origin that asks if it is allowed, and nothing otherwise; errors of API Gateway itself cannot
   * compare origins, see `dangerouslyEchoOriginInErrors`.
   *
   * Anything else is refused when the construct is made, with the reason and the corrected value: a path, a trailing
   * slash, upper case, a default port, `null`, a wildcard elsewhere, and so on (see docs/rules.md).
   *
   * @see https://fetch.spec.whatwg.org/#http-access-control-allow-origin
   */
  readonly allowOrigins: string[];

  /**
   * The methods that pages may use, in upper case; `['ANY']` stands for all seven of API Gateway, and `['*']`, without
   * `allowCredentials`, for any.
   *
   * A browser refuses to send a request whose method is not in the preflight's `Access-Control-Allow-Methods` (GET, HEAD
   * and POST pass always). A method that is listed and that the resource does not have is answered by an error, as
   * before: the header is advice to browsers, not access control.
   *
   * @default - for each resource of a REST API the methods that it has, and OPTIONS; for an HTTP API, which has one list, those of all its routes
   * @see https://fetch.spec.whatwg.org/#http-access-control-allow-methods
   */
  readonly allowMethods?: string[];

  /**
   * The request headers that scripts may set beyond the safelisted ones (Accept, Accept-Language, Content-Language, and
   * the Content-Type of a form or of plain text); `['*']` for any, without `allowCredentials`.
   *
   * A browser refuses to send a request with a header that is not in the preflight's `Access-Control-Allow-Headers`.
   * With `[]` the preflight has no such header, and scripts may set the safelisted ones only.
   *
   * @default Cors.DEFAULT_HEADERS of aws-apigateway: Content-Type, X-Amz-Date, Authorization, X-Api-Key, X-Amz-Security-Token, X-Amz-User-Agent
   * @see https://fetch.spec.whatwg.org/#http-access-control-allow-headers
   */
  readonly allowHeaders?: string[];

  /**
   * The response headers that scripts may read beyond the safelisted ones; `['*']` for any, without `allowCredentials`.
   *
   * A browser looks for it on actual responses and on errors. A header that is not named is missing from
   * `response.headers`.
   *
   * @default - none; scripts then read Cache-Control, Content-Language, Content-Length, Content-Type, Expires, Last-Modified and Pragma
   * @see https://fetch.spec.whatwg.org/#http-access-control-expose-headers
   */
  readonly exposeHeaders?: string[];

  /**
   * Whether pages may call with `credentials: 'include'`, that is with cookies, client certificates or the
   * Authorization header that the browser itself holds. A token that the script sets in a header is not meant.
   *
   * A browser hides the answer to such a request unless it carries `Access-Control-Allow-Credentials: true` and names
   * the origin; `*` is refused, here as well.
   *
   * @default false
   * @see https://fetch.spec.whatwg.org/#http-access-control-allow-credentials
   */
  readonly allowCredentials?: boolean;

  /**
   * How long a browser may use the answer to a preflight again, in whole seconds. `Duration.seconds(0)` is sent as 0,
   * so that each call asks again.
   *
   * Browsers cap it: Safari at 600 seconds, Chromium at 7200, Firefox at 86400. An HTTP API takes no more than 86400.
   *
   * @default Duration.hours(2)
   * @see https://fetch.spec.whatwg.org/#http-access-control-max-age
   */
  readonly maxAge?: Duration;

  /**
   * Allows origins over plain http (other than those of the machine itself) together with `allowCredentials`.
   *
   * Dangerous: whoever is on the network path of a user can put a script on such a page and call the API with the user's
   * session.
   *
   * @default false - such an origin is refused
   */
  readonly dangerouslyAllowInsecureOrigins?: boolean;
}
