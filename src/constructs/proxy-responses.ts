import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { AppliedBy } from '../policy/function-policy';

/**
 * Which functions return the headers by the helper.
 */
export interface HelperResponsesOptions {
  /**
   * The functions whose handlers return the headers. All others stay as they are, with the warning `proxy-responses`.
   *
   * @default - every function behind a Lambda proxy integration that follows the policy
   */
  readonly functions?: IFunction[];
}

/**
 * Which functions are not wrapped.
 */
export interface WrapResponsesOptions {
  /**
   * Functions whose handlers return the headers themselves, by the environment variable `CDK_APIGATEWAY_CORS`: they get the
   * variable and no layer. For runtimes that the layer cannot wrap, and for functions that have a wrapper already.
   *
   * @default - none
   */
  readonly helperFunctions?: IFunction[];
}

/**
 * Who puts the CORS headers on the answers of Lambda proxy integrations. API Gateway hands those on as they are, and a
 * browser that misses the headers hides the answer from the script.
 *
 * Each function gets the policy in one environment variable, `CDK_APIGATEWAY_CORS`. What a handler sets itself stays, and an
 * error that it throws is answered by API Gateway, with the headers of an error. HTTP proxy integrations always stay with
 * their backend.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html#apigateway-enable-cors-proxy
 *
 * @example
 * declare const api: apigateway.RestApi;
 *
 * new RestApiCors(this, 'Cors', {
 *   api,
 *   allowOrigins: ['https://app.example.com'],
 *   proxyResponses: ProxyResponses.wrap(),
 * });
 */
export class ProxyResponses {
  /**
   * The handlers return the headers, however they do it. A warning names the methods and says which headers.
   */
  public static readonly BY_HAND: ProxyResponses = new ProxyResponses(undefined, []);

  /**
   * The handlers return the headers by `withCors` of `cdk-apigateway-cors/lambda`, or by anything else that reads the
   * variable. The functions count as covered: that the code does it is taken at your word.
   *
   * @param options which functions do
   */
  public static helper(options: HelperResponsesOptions = {}): ProxyResponses {
    const { functions } = options;
    return functions === undefined ? new ProxyResponses('handler', []) : new ProxyResponses(undefined, functions);
  }

  /**
   * A layer wraps the handlers and adds the headers, whatever the code does. For the managed runtimes of Node.js (18 or
   * later) and Python (3.9 or later); a warning with the reason names every function that cannot be wrapped: one of another
   * runtime, an image, an imported one, one that streams, one with an `AWS_LAMBDA_EXEC_WRAPPER` of its own, and so on.
   *
   * @param options which functions are left to their code
   * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html#runtime-wrapper
   */
  public static wrap(options: WrapResponsesOptions = {}): ProxyResponses {
    return new ProxyResponses('layer', options.helperFunctions ?? []);
  }

  private constructor(
    /** @internal */ readonly _byDefault: AppliedBy | undefined,
    /** @internal */ readonly _helperFunctions: readonly IFunction[],
  ) {}
}
