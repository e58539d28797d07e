import { type FunctionPolicy, POLICY_VARIABLE } from '../policy/function-policy';
import { originMatches } from '../policy/origin';
import { parsePattern } from './parse-pattern';

/** The policy of a function, as a handler uses it. */
export interface HandlerPolicy {
  /** `*`, or the origins that are allowed as they are. */
  readonly allowOrigins: '*' | readonly string[];
  /** `https://*.example.com` and the like. */
  readonly allowOriginPatterns: readonly string[];
  readonly allowCredentials: boolean;
  readonly exposeHeaders: readonly string[];
  /** Whether a page of this origin, the Origin header byte for byte, may read an answer. */
  allows(origin: string | undefined): boolean;
}

/**
 * The policy that `RestApiCors` put into the environment of this function; undefined where it put none, or where the text
 * is none, which is said in the log: such a function answers as it did before.
 */
export function corsPolicy(): HandlerPolicy | undefined {
  const text = process.env[POLICY_VARIABLE];
  const policy = text === undefined ? undefined : parse(text);
  if (policy === undefined) {
    console.warn(
      text === undefined
        ? `cdk-apigateway-cors: cors-policy-missing: ${POLICY_VARIABLE} is not set, so no CORS header is added. Fix: set proxyResponses of RestApiCors.`
        : `cdk-apigateway-cors: cors-policy-unreadable: ${POLICY_VARIABLE} is ${JSON.stringify(text)} and not the policy that RestApiCors writes, so no CORS header is added. Fix: deploy again.`,
    );
  }
  return policy;
}

function parse(text: string): HandlerPolicy | undefined {
  const raw = json(text);
  if (typeof raw !== 'object' || raw === null) {
    return undefined;
  }
  const { allowOrigins, allowOriginPatterns = [], allowCredentials = false, exposeHeaders = [] } = raw;
  if (
    !(allowOrigins === '*' || areTexts(allowOrigins)) ||
    !areTexts(allowOriginPatterns) ||
    typeof allowCredentials !== 'boolean' ||
    !areTexts(exposeHeaders)
  ) {
    return undefined;
  }
  const patterns = allowOriginPatterns.map(parsePattern).filter((pattern) => pattern !== undefined);
  return {
    allowOrigins,
    allowOriginPatterns,
    // No browser takes the two together, and nothing here makes them pass.
    allowCredentials: allowCredentials && allowOrigins !== '*',
    exposeHeaders,
    allows: (origin) =>
      typeof origin === 'string' &&
      (allowOrigins === '*' ||
        allowOrigins.includes(origin) ||
        patterns.some((pattern) => originMatches(pattern, origin))),
  };
}

function json(text: string): Partial<Record<keyof FunctionPolicy, unknown>> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function areTexts(list: unknown): list is readonly string[] {
  return Array.isArray(list) && list.every((item) => typeof item === 'string');
}
