import type { GatewayRequest } from './answers';
import type { RequestParameters } from './velocity/input';
import { Unknown } from './velocity/values';

/** The value of a header, whatever the case of its name; several lines are joined as HTTP says. */
export function headerOf({ headers }: Pick<GatewayRequest, 'headers'>, name: string): string | undefined {
  const lines = headers.filter(([own]) => own.toLowerCase() === name.toLowerCase());
  return lines.length === 0 ? undefined : lines.map(([, value]) => value).join(', ');
}

export function queryOf(request: GatewayRequest): ReadonlyMap<string, string | Unknown> {
  return firstOf([...new URLSearchParams(request.query ?? '')]);
}

/** The parameters of a request as mapping templates see them. */
export function parametersOf(request: GatewayRequest, path: ReadonlyMap<string, string>): RequestParameters {
  return { path, querystring: queryOf(request), header: firstOf(request.headers) };
}

/** The media type that chooses a template: none is `application/json`. */
export function mediaTypeOf(request: GatewayRequest): string {
  return headerOf(request, 'Content-Type') ?? 'application/json';
}

function firstOf(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string | Unknown> {
  const values = new Map<string, string | Unknown>();
  for (const [name, value] of pairs) {
    values.set(name, values.has(name) ? new Unknown(`which of several values of ${name} is taken`) : value);
  }
  return values;
}
