import type { ListedOrigin } from './origin';
import { parseOrigin } from './parse-origin';
import type { Findings } from './problem';

/** The kind of API that has to carry a policy out. */
export type ApiKind = 'rest' | 'http';

/** What an HTTP API takes for every origin of a scheme. */
const EVERY_ORIGIN_OF_A_SCHEME = /^https?:\/\/\*$/;

/**
 * Parses one entry of `allowOrigins` for an HTTP API, which compares whole origins; null where it cannot hold it, after
 * every reason was reported.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function parseHttpApiOrigin(raw: string, property: string, findings: Findings): ListedOrigin | null {
  if (EVERY_ORIGIN_OF_A_SCHEME.test(raw)) {
    const fix = '["*"] for a public API, or list the origins';
    findings.add('origin-wildcard-placement', { property, got: raw, fix });
    return null;
  }
  if (raw.includes('*')) {
    const fix = 'list the origins that it stands for, or use a REST API, where RestApiCors compares patterns';
    findings.add('http-api-origin-pattern', { property, got: raw, fix });
    return null;
  }
  const origin = parseOrigin(raw, property, findings);
  if (origin !== null && !/^https?:/.test(origin.text)) {
    const fix = 'serve the page from an http or https origin, or use a REST API, where RestApiCors takes any scheme';
    findings.add('http-api-origin-scheme', { property, got: raw, fix });
    return null;
  }
  return origin;
}
