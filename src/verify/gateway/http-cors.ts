import {
  ALLOW_CREDENTIALS,
  ALLOW_HEADERS,
  ALLOW_METHODS,
  ALLOW_ORIGIN,
  EXPOSE_HEADERS,
  MAX_AGE,
  VARY,
} from '../../fetch/header-names';
import { Unresolved } from '../template/value';
import type { GatewayRequest, Header, UndeterminedHeader } from './answers';
import type { HttpCors } from './model';
import { headerOf } from './requests';

export interface CorsHeaders {
  readonly headers: readonly Header[];
  readonly undeterminedHeaders: readonly UndeterminedHeader[];
}

/**
 * The headers that an HTTP API's CORS configuration gives. None for a request without an Origin (AWS's documentation).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function corsHeaders(cors: HttpCors, request: GatewayRequest, answerTo: 'preflight' | 'actual'): CorsHeaders {
  const origin = headerOf(request, 'Origin');
  if (origin === undefined) {
    return { headers: [], undeterminedHeaders: [] };
  }
  const allowOrigin = originValue(cors.allowOrigins, origin);
  if (allowOrigin instanceof Unresolved) {
    // What a caller who is not allowed is sent at all has not been measured, so that no header is beyond doubt.
    return { headers: [], undeterminedHeaders: [{ name: '*', reason: allowOrigin.reason }] };
  }
  const values: readonly (readonly [string, string | Unresolved | undefined])[] = [
    [ALLOW_ORIGIN, allowOrigin],
    [ALLOW_CREDENTIALS, credentialsValue(cors.allowCredentials)],
    ...(answerTo === 'preflight'
      ? ([
          [ALLOW_METHODS, listValue(cors.allowMethods)],
          [ALLOW_HEADERS, listValue(cors.allowHeaders)],
          [MAX_AGE, cors.maxAge],
        ] as const)
      : []),
    [EXPOSE_HEADERS, listValue(cors.exposeHeaders)],
  ];
  return {
    headers: values.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
    undeterminedHeaders: [
      ...values.flatMap(([name, value]) => (value instanceof Unresolved ? [{ name, reason: value.reason }] : [])),
      { name: VARY, reason: 'whether an HTTP API sends Vary has not been measured' },
    ],
  };
}

function originValue(allowed: readonly string[] | Unresolved, origin: string): string | Unresolved {
  if (allowed instanceof Unresolved) {
    return allowed;
  }
  if (allowed.includes('*')) {
    return allowed.length === 1
      ? '*'
      : new Unresolved('what an HTTP API makes of "*" among origins has not been measured');
  }
  if (allowed.includes(origin)) {
    return origin;
  }
  return new Unresolved(
    allowed.some((entry) => entry.includes('*'))
      ? 'what an HTTP API sends for an origin that only a wildcard allows has not been measured'
      : 'what an HTTP API sends to an origin that is not allowed has not been measured',
  );
}

function credentialsValue(allow: boolean | Unresolved): string | Unresolved | undefined {
  return typeof allow === 'boolean' ? (allow ? 'true' : undefined) : allow;
}

/** Whether a wildcard is sent as it is or written out has not been measured. */
function listValue(list: readonly string[] | Unresolved): string | Unresolved | undefined {
  if (list instanceof Unresolved || list.length === 0) {
    return list instanceof Unresolved ? list : undefined;
  }
  return list.includes('*')
    ? new Unresolved('what an HTTP API sends for "*" in a list has not been measured')
    : list.join(',');
}
