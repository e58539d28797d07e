import { methodsAmong } from '../policy/parse-methods';
import type { CorsPolicy } from '../policy/policy';

/** The CORS configuration of an HTTP API, in the terms of AWS::ApiGatewayV2::Api. */
export interface HttpCorsConfiguration {
  readonly allowOrigins: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly allowCredentials?: true;
  readonly maxAge: number;
}

/**
 * Renders a policy for an HTTP API, which answers preflights by itself and puts the headers on what its integrations
 * answer.
 *
 * @param policy one that was parsed for an HTTP API
 * @param verbs the methods of all routes: an HTTP API has one list for the whole of it
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigatewayv2-api-cors.html
 */
export function httpCorsConfiguration(policy: CorsPolicy, verbs: Iterable<string>): HttpCorsConfiguration {
  const { origins, methods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = policy;
  const allowMethods = methods === 'of-the-resource' ? methodsAmong(verbs) : methods;
  return {
    allowOrigins: origins === 'any' ? ['*'] : origins.map(({ text }) => text),
    ...(allowMethods.length === 0 ? {} : { allowMethods }),
    ...(allowHeaders.length === 0 ? {} : { allowHeaders }),
    ...(exposeHeaders.length === 0 ? {} : { exposeHeaders }),
    ...(allowCredentials ? { allowCredentials } : {}),
    maxAge,
  };
}
