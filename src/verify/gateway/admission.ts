import { Unresolved } from '../template/value';
import { type GatewayAnswer, notTold } from './answers';
import { errorAnswer } from './error-answers';
import { byMethod, type Exchange } from './exchange';
import { headerOf, queryOf } from './requests';

/**
 * What stands between a request and its integration: the authorizer, the API key, the validator. Nothing where the
 * request gets through.
 */
export function refusal(exchange: Exchange): GatewayAnswer | undefined {
  return authorizerRefusal(exchange) ?? apiKeyRefusal(exchange) ?? validatorRefusal(exchange);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html */
function authorizerRefusal(exchange: Exchange): GatewayAnswer | undefined {
  const { api, method, request, assumptions } = exchange;
  const { authorization } = method;
  const by = byMethod(exchange, 'the authorizer');
  switch (authorization.kind) {
    case 'none':
      return undefined;
    case 'unresolved':
      return notTold(by, authorization.reason);
    case 'iam': {
      const signed = headerOf(request, 'Authorization') !== undefined || queryOf(request).has('X-Amz-Signature');
      return signed ? judged(exchange, 'ACCESS_DENIED') : errorAnswer(api, 'MISSING_AUTHENTICATION_TOKEN', request);
    }
    default: {
      const { identity } = authorization;
      if (identity instanceof Unresolved) {
        return notTold(by, identity.reason);
      }
      const missing = identity.some((source) => isMissing(source, exchange));
      if (missing && (authorization.kind !== 'request' || authorization.caches)) {
        return errorAnswer(api, 'UNAUTHORIZED', request);
      }
      if (missing && assumptions.authorised === undefined) {
        // With a cache that is a 401 (AWS's documentation); without, the function may be asked all the same.
        return notTold(
          by,
          'whether an authorizer without a cache is asked where an identity source is missing has not been measured',
        );
      }
      return judged(exchange, authorization.kind === 'cognito' ? 'UNAUTHORIZED' : 'ACCESS_DENIED');
    }
  }
}

/** The judgement of an authorizer that has credentials to look at, which only the caller can tell. */
function judged(exchange: Exchange, refusedAs: 'UNAUTHORIZED' | 'ACCESS_DENIED'): GatewayAnswer | undefined {
  const { authorised } = exchange.assumptions;
  if (authorised === undefined) {
    return notTold(
      byMethod(exchange, 'the authorizer'),
      'what an authorizer says of credentials is not in the templates',
    );
  }
  return authorised ? undefined : errorAnswer(exchange.api, refusedAs, exchange.request);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-restapi.html */
function apiKeyRefusal(exchange: Exchange): GatewayAnswer | undefined {
  const { api, method, request, assumptions } = exchange;
  if (method.apiKeyRequired instanceof Unresolved) {
    return notTold(byMethod(exchange, 'the API key'), method.apiKeyRequired.reason);
  }
  if (!method.apiKeyRequired) {
    return undefined;
  }
  if (api.apiKeySource !== 'HEADER') {
    const { apiKeySource: source } = api;
    const reason = source instanceof Unresolved ? source.reason : 'the API key comes from the authorizer';
    return notTold(byMethod(exchange, 'the API key'), reason);
  }
  if (headerOf(request, 'X-Api-Key') === undefined || assumptions.apiKeyValid === false) {
    return errorAnswer(api, 'INVALID_API_KEY', request);
  }
  return assumptions.apiKeyValid
    ? undefined
    : notTold(byMethod(exchange, 'the API key'), 'whether an API key is a good one is not in the templates');
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html */
function validatorRefusal(exchange: Exchange): GatewayAnswer | undefined {
  const { api, method, request } = exchange;
  if (method.validation.required.some((source) => isMissing(source, exchange))) {
    return errorAnswer(api, 'BAD_REQUEST_PARAMETERS', request);
  }
  const { doubt } = method.validation;
  return doubt === undefined ? undefined : notTold(byMethod(exchange, 'the request validator'), doubt);
}

/** Whether the request lacks a parameter such as `header.Authorization`; a blank one is as good as missing. */
function isMissing(source: string, { request }: Exchange): boolean {
  const dot = source.indexOf('.');
  const name = source.slice(dot + 1);
  switch (source.slice(0, dot)) {
    case 'header':
      return (headerOf(request, name) ?? '').trim() === '';
    case 'querystring': {
      const value = queryOf(request).get(name) ?? '';
      return typeof value === 'string' && value.trim() === '';
    }
    default:
      return false;
  }
}
