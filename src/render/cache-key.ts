/**
 * Both spellings: clients send the name in lower case over HTTP/2, and whether API Gateway finds a parameter whatever its
 * case has not been confirmed.
 */
const ORIGIN = ['method.request.header.Origin', 'method.request.header.origin'];

/** Parameters of a method's requests, each with whether a request needs it. */
type RequestParameters = Readonly<Record<string, unknown>>;

/**
 * The parameters with the Origin header among them, which a request may do without: what is to be a cache key has to be
 * declared. What is there stays.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export function declaringOrigin(own: RequestParameters): RequestParameters {
  return { ...Object.fromEntries(ORIGIN.map((name) => [name, false])), ...own };
}

/** The cache keys of a method with the Origin header among them. */
export function keyedByOrigin(own: readonly string[]): readonly string[] {
  return [...own, ...ORIGIN.filter((name) => !own.includes(name))];
}

/** Whether a cache with these keys tells requests from different origins apart; a user may have named one spelling. */
export function isKeyedByOrigin(parameters: RequestParameters, keys: readonly string[]): boolean {
  return ORIGIN.some((name) => name in parameters && keys.includes(name));
}
