export type { CorsPolicyOptions } from './constructs/cors-policy-options';
export { RestApiCors, type RestApiCorsProps } from './constructs/rest-api-cors';
