/** The environment variable that carries a policy to a function. */
export const POLICY_VARIABLE = 'CDK_APIGATEWAY_CORS';

/** Who puts the headers on what the handler returns: the layer that wraps it, or the handler itself. */
export type AppliedBy = 'layer' | 'handler';

/**
 * A policy as it stands, in JSON, in the environment of a function: what an actual answer depends on, and no more. All
 * variables of a function together have 4 KB. What is not said is not allowed.
 */
export interface FunctionPolicy {
  readonly appliedBy: AppliedBy;
  /**
   * `*` for every origin, else the origins that are compared as they are. A text that is known only at deployment stands
   * in the list alone, so that whatever it turns out to be, it is neither a pattern nor every origin.
   */
  readonly allowOrigins: '*' | readonly string[];
  /** `https://*.example.com` and the like. */
  readonly allowOriginPatterns?: readonly string[];
  readonly allowCredentials?: true;
  readonly exposeHeaders?: readonly string[];
}
