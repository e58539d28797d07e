import type { CorsPolicyOptions } from './cors-policy-options';
import type { PreflightPlacement } from './preflight-placement';
import type { ProxyResponses } from './proxy-responses';

/**
 * Who may call a REST API from a page in a browser, and how.
 */
export interface RestApiCorsOptions extends CorsPolicyOptions {
  /**
   * Where the OPTIONS methods go that answer preflights: one on every resource, or as few as answer every preflight, for
   * APIs of some hundred resources. A browser is told the same of a call that it may make.
   *
   * @default PreflightPlacement.EVERY_RESOURCE
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
   */
  readonly placement?: PreflightPlacement;

  /**
   * The HTTP status of the answer to a preflight. A browser refuses a preflight whose status is not 200 to 299.
   *
   * @default 204
   * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
   */
  readonly statusCode?: number;

  /**
   * Makes the cache of a stage keep the answers for different origins apart: the Origin header becomes an optional
   * parameter of each method whose answer depends on the origin, and a part of its cache key.
   *
   * A stage that caches knows only the parameters that are declared as keys. Without this it may hand the answer that
   * allows one origin to a page of another, whose browser blocks it; a warning names such methods. With it the cache holds
   * an answer for each origin that asks, whether it is allowed or not. Your own parameters and keys stay, requests without
   * an Origin header are served as before, and preflights, which a stage caches only if it is told to, are left alone.
   *
   * It has no effect with one origin or `*`, where every answer is the same.
   *
   * @default false - with a warning for each method that a stage may cache
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
   */
  readonly addOriginToCacheKeys?: boolean;

  /**
   * Allows a pattern that spans a public suffix (`https://*.github.io`) together with `allowCredentials`.
   *
   * Dangerous: anybody can register a name there and call the API with the session of your users.
   *
   * @default false - such a pattern is refused
   * @see https://publicsuffix.org
   */
  readonly dangerouslyAllowPublicSuffixSubdomains?: boolean;

  /**
   * Echoes whatever origin asks, with credentials, in the errors that API Gateway itself answers (401, 403, 429, 5xx).
   *
   * A gateway response cannot compare origins. With several origins and without `allowCredentials` these errors echo the
   * origin that asks, without credentials, as `*` would. With `allowCredentials` they carry the first exact origin of the
   * list, and on pages of the other origins a browser reports them as CORS errors.
   *
   * Dangerous: with the echo, every site can read these errors as the user who visits it.
   *
   * @default false - with `allowCredentials` the first exact origin of the list
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
   */
  readonly dangerouslyEchoOriginInErrors?: boolean;

  /**
   * Who puts the headers on the answers of Lambda proxy integrations: a layer that wraps the handlers
   * (`ProxyResponses.wrap()`), the handlers by a helper (`ProxyResponses.helper()`), or the handlers however they do it.
   *
   * API Gateway hands these answers on as they are. A browser hides an answer without the headers from the script.
   *
   * @default ProxyResponses.BY_HAND - a warning names the methods and says which headers their backend has to return
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html#apigateway-enable-cors-proxy
   */
  readonly proxyResponses?: ProxyResponses;
}
