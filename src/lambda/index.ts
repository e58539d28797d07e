/** What a function behind a proxy integration imports: `cdk-apigateway-cors/lambda`. Without a dependency, and without the CDK. */
export { corsPolicy, type HandlerPolicy } from './handler-policy';
export { withCors } from './with-cors';
