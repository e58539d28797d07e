type Headers = Readonly<Record<string, unknown>> | null;

/**
 * What a request says about the headers of its answer. It is read before the handler has the event, which the handler may
 * change.
 */
export interface ProxyRequest {
  /** The Origin header; undefined where there is none, and where there are several, which no browser sends. */
  readonly origin: string | undefined;
  /** The one map of the answer that is read; undefined where both are, and merged. */
  readonly reads: 'headers' | 'multiValueHeaders' | undefined;
}

/**
 * The request that an event is, in version 1.0 of the payload: from a REST API, from an HTTP API that speaks version 1.0,
 * or from an Application Load Balancer. Undefined for any other event: a function URL and version 2.0 have no
 * `httpMethod`, a WebSocket API has none either, and what an authorizer is asked has a `methodArn`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#receive-event-from-load-balancer
 */
export function readRequest(event: unknown): ProxyRequest | undefined {
  return isProxyEvent(event) ? { origin: originOf(event), reads: mapThatIsRead(event) } : undefined;
}

interface ProxyEvent {
  readonly requestContext: { readonly elb?: unknown };
  readonly headers?: Headers;
  readonly multiValueHeaders?: Headers;
}

function isProxyEvent(event: unknown): event is ProxyEvent {
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

function originOf({ headers, multiValueHeaders }: ProxyEvent): string | undefined {
  const values = new Set([...valuesOf(headers, 'origin'), ...valuesOf(multiValueHeaders, 'origin')]);
  const [origin] = values;
  return values.size === 1 && typeof origin === 'string' ? origin : undefined;
}

/** API Gateway takes both maps and merges them; a load balancer reads the one in which it asks. */
function mapThatIsRead({ requestContext, headers }: ProxyEvent): ProxyRequest['reads'] {
  const fromApiGateway = (requestContext.elb ?? undefined) === undefined;
  return fromApiGateway ? undefined : isRecord(headers) ? 'headers' : 'multiValueHeaders';
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
