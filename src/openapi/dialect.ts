import { METHOD_RESPONSE } from '../render/parameters';

/** How the versions of OpenAPI differ where something is added. */
export interface Dialect {
  /** The declaration of a header in a response. */
  readonly header: Readonly<Record<string, unknown>>;
  pathParameter(name: string): Readonly<Record<string, unknown>>;
  optionalHeader(name: string): Readonly<Record<string, unknown>>;
}

const TEXT = { type: 'string' };

/** @see https://spec.openapis.org/oas/v2.0.html#header-object */
const SWAGGER_2: Dialect = {
  header: TEXT,
  pathParameter: (name) => ({ name, in: 'path', required: true, ...TEXT }),
  optionalHeader: (name) => ({ name, in: 'header', required: false, ...TEXT }),
};

/** @see https://spec.openapis.org/oas/v3.1.0.html#header-object */
const OPENAPI_3: Dialect = {
  header: { schema: TEXT },
  pathParameter: (name) => ({ name, in: 'path', required: true, schema: TEXT }),
  optionalHeader: (name) => ({ name, in: 'header', required: false, schema: TEXT }),
};

/** The dialect of a document that says `swagger: "2.0"` or `openapi: 3.x`; none of another. */
export function dialectOf(swagger: unknown, openapi: unknown): Dialect | undefined {
  if (swagger !== undefined) {
    return Number(swagger) === 2 ? SWAGGER_2 : undefined;
  }
  return /^3(\.\d|$)/.test(String(openapi)) ? OPENAPI_3 : undefined;
}

/** The description of a response that has none, as API Gateway's own exports have it. */
export function describedAs(statusCode: string): string {
  return `${statusCode} response`;
}

/** The header that a mapping to a method response names. */
export function headerOf(target: string): string {
  return target.slice(METHOD_RESPONSE.length);
}
