import type { HttpRouteIntegration } from 'aws-cdk-lib/aws-apigatewayv2';
import type { CorsPolicyOptions } from '../cors-policy-options';

/**
 * Who may call an HTTP API from a page in a browser, and how.
 *
 * An HTTP API compares whole origins, of http and https: a pattern, another scheme or a `maxAge` beyond a day is refused
 * when the construct is made. One list of methods is for the whole API.
 */
export interface HttpApiCorsOptions extends CorsPolicyOptions {
  /**
   * What answers OPTIONS requests in place of the routes that would take them: those of `ANY` and `$default`.
   *
   * An HTTP API answers the preflights that no route takes by itself. A route of `ANY` or `$default` takes them too, its
   * authorizer included, which refuses them, since a preflight carries no credentials: the browser then never sends the
   * request. With an integration, each such route gets an OPTIONS route beside it that is open to everybody. The
   * integration has to answer with a status of 200 to 299, and nothing else; API Gateway adds the headers. It should not be
   * the backend of the API, which would be reached without its authorizer.
   *
   * Not needed where every route has a method of its own.
   *
   * @example
   * declare const api: apigatewayv2.HttpApi;
   *
   * const answer = new lambda.Function(this, 'Preflight', {
   *   runtime: lambda.Runtime.NODEJS_22_X,
   *   handler: 'index.handler',
   *   code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 204 });'),
   * });
   * new HttpApiCors(this, 'Cors', {
   *   api,
   *   allowOrigins: ['https://app.example.com'],
   *   preflightIntegration: new apigatewayv2_integrations.HttpLambdaIntegration('Preflight', answer),
   * });
   *
   * @default - none; a route of ANY or $default whose authorizer refuses preflights is an error at synthesis, and others are a warning
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
   */
  readonly preflightIntegration?: HttpRouteIntegration;
}
