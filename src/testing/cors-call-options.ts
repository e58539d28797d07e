/**
 * What a script sends, and what the templates cannot tell about the answer.
 */
export interface CorsCallOptions {
  /**
   * The request headers that the script sets, by name. One that is not safelisted makes the browser ask first, by a
   * preflight, whether it may be sent.
   *
   * @default - none
   * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
   */
  readonly headers?: { [name: string]: string };

  /**
   * Whether the script calls with `credentials: 'include'`, that is with cookies. A browser then takes no `*` and wants
   * `Access-Control-Allow-Credentials: true`.
   *
   * @default false
   * @see https://fetch.spec.whatwg.org/#concept-request-credentials-mode
   */
  readonly credentials?: boolean;

  /**
   * The response headers that the backend of a proxy integration returns, by name. API Gateway hands them on as they
   * are, and no template tells them, unless its function carries the policy (`proxyResponses` of `RestApiCors`).
   *
   * @default - the headers of the policy that the function carries; without one the call is UNDETERMINED
   */
  readonly backendHeaders?: { [name: string]: string };

  /**
   * The status with which a backend answers OPTIONS, where a route hands preflights on to it: `ANY` or `$default` of an HTTP
   * API, or an OPTIONS route with an integration. A browser refuses a preflight whose status is not 200 to 299.
   *
   * @default - not known, so that a preflight that an HTTP API hands on is UNDETERMINED
   * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
   */
  readonly backendPreflightStatus?: number;

  /**
   * Whether the answer may come out of a cache: the stage's, a CDN's, the browser's own. `canCall` then fails, too, where
   * `Access-Control-Allow-Origin` depends on the origin that asks and no `Vary: Origin` says so, or a stage of the template
   * caches it by a key without the origin: a cache may hand such an answer to a page of another origin, whose browser
   * blocks it.
   *
   * @default false
   * @see https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches
   */
  readonly behindCache?: boolean;
}
