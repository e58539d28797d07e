export type { CorsPolicyOptions } from './constructs/cors-policy-options';
export { type HelperResponsesOptions, ProxyResponses, type WrapResponsesOptions } from './constructs/proxy-responses';
export { RestApiCors, type RestApiCorsProps } from './constructs/rest-api-cors';
export type { RestApiCorsOptions } from './constructs/rest-api-cors-options';
export { CorsAssertions } from './testing/cors-assertions';
export type { CorsCallOptions } from './testing/cors-call-options';
export { CorsOrigin } from './testing/cors-origin';
export { CorsValidation, type CorsValidationProps } from './testing/cors-validation';
