type Headers = Readonly<Record<string, unknown>> | null;

/**
 * A request that a function answers as a proxy, in version 1.0 of the payload.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#receive-event-from-load-balancer
 */
export interface ProxyEvent {
  readonly httpMethod: string;
  readonly requestContext: { readonly elb?: unknown };
  readonly headers?: Headers;
  readonly multiValueHeaders?: Headers;
}

/**
 * Whether the event is such a request: from a REST API, from an HTTP API that speaks version 1.0, or from an Application
 * Load Balancer. No other is: a function URL and version 2.0 have no `httpMethod`, a WebSocket API has none either, and
 * what an authorizer is asked has a `methodArn`.
 */
export function isProxyEvent(event: unknown): event is ProxyEvent {
  return (
    isRecord(event) &&
    typeof event.httpMethod === 'string' &&
    isRecord(event.requestContext) &&
    (event.version ?? '1.0') === '1.0' &&
    (event.methodArn ?? undefined) === undefined &&
    isHeaders(event.headers) &&
    isHeaders(event.multiValueHeaders)
  );
}

/** The Origin header; undefined where there is none, and where there are several, which no browser sends. */
export function originOf({ headers, multiValueHeaders }: ProxyEvent): string | undefined {
  const values = new Set([...valuesOf(headers, 'origin'), ...valuesOf(multiValueHeaders, 'origin')]);
  const [origin] = values;
  return values.size === 1 && typeof origin === 'string' ? origin : undefined;
}

/**
 * Whether headers go into lists. API Gateway takes both ways and merges them, so the handler's way is kept; a load balancer
 * reads one of them, that in which it asks.
 */
export function answersInLists(event: ProxyEvent, answer: Pick<ProxyEvent, 'headers' | 'multiValueHeaders'>): boolean {
  return (event.requestContext.elb ?? undefined) === undefined
    ? !isRecord(answer.headers) && isRecord(answer.multiValueHeaders)
    : !isRecord(event.headers);
}

/** Every value that a map of headers has for a name, whatever its case. */
export function valuesOf(headers: Headers | undefined, lowerCaseName: string): readonly unknown[] {
  return Object.entries(headers ?? {})
    .filter(([name, value]) => name.toLowerCase() === lowerCaseName && value !== undefined)
    .flatMap(([, value]) => value);
}

export function isHeaders(value: unknown): value is Headers | undefined {
  return value === undefined || value === null || isRecord(value);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
