import { Unresolved } from '../template/value';
import { deploymentNotes, type GatewayAnswer, notTold } from './answers';
import { configurationError, errorAnswer } from './error-answers';
import { byMethod, type Exchange, renderIn, requestBody } from './exchange';
import { chooseResponse, respond } from './integration-responses';
import type { Integration } from './model';
import { mediaTypeOf } from './requests';
import { essenceOf, requestTemplate, responseTemplate } from './template-choice';
import { NO_OVERRIDES } from './velocity/lent-objects';

const WHAT = 'the MOCK integration';

/**
 * A MOCK integration: the request template says a status, and the integration response for that status answers.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function mockAnswer(exchange: Exchange, integration: Integration): GatewayAnswer {
  const { api, request } = exchange;
  const undetermined = (reason: string): GatewayAnswer =>
    notTold(byMethod(exchange, WHAT), reason, deploymentNotes(exchange.method));
  const binary = isBinary(exchange);
  if (typeof binary === 'string') {
    return undetermined(binary);
  }
  const converts = integration.contentHandling;
  if (binary && converts instanceof Unresolved) {
    return undetermined(converts.reason);
  }
  if (binary && converts !== 'CONVERT_TO_TEXT') {
    return configurationError(
      api,
      request,
      'a binary request cannot be transformed without ContentHandling CONVERT_TO_TEXT',
    );
  }
  const template = requestTemplate(integration, request);
  switch (template.kind) {
    case 'undetermined':
      return undetermined(template.reason);
    case 'refused':
      return errorAnswer(api, 'UNSUPPORTED_MEDIA_TYPE', request);
    case 'passed-through':
      return request.body === undefined
        ? configurationError(api, request, `the MOCK integration has no template for ${mediaTypeOf(request)}`)
        : undetermined('the body of the request itself is taken for the template');
    case 'template':
      return template.text instanceof Unresolved
        ? undetermined(template.text.reason)
        : rendered(exchange, integration, template.text, binary);
  }
}

function rendered(exchange: Exchange, integration: Integration, template: string, binary: boolean): GatewayAnswer {
  const undetermined = (reason: string): GatewayAnswer =>
    notTold(byMethod(exchange, WHAT), reason, deploymentNotes(exchange.method));
  const result = renderIn(exchange, template, NO_OVERRIDES, requestBody(exchange));
  if (result.kind === 'undetermined') {
    return undetermined(result.reason);
  }
  if (typeof result.text !== 'string') {
    return undetermined(result.text.reason);
  }
  const status = statusIn(result.text);
  if (status === undefined) {
    return configurationError(exchange.api, exchange.request, 'the request template gives no statusCode');
  }
  if (status === 'unclear') {
    return undetermined('whether the statusCode that the request template gives is read has not been measured');
  }
  const chosen = chooseResponse(integration.responses, String(status));
  if (chosen === 'none') {
    return errorAnswer(exchange.api, 'API_CONFIGURATION_ERROR', exchange.request);
  }
  if ('reason' in chosen) {
    return undetermined(chosen.reason);
  }
  const transforms = responseTemplate(chosen, exchange.request) !== undefined;
  if (binary && transforms && chosen.contentHandling !== 'CONVERT_TO_TEXT') {
    return undetermined('a response template for a binary answer, without ContentHandling CONVERT_TO_TEXT');
  }
  return respond(exchange, chosen, { overrides: result.overrides, backend: undefined, what: WHAT });
}

/** Whether the API takes the request for binary, which its media type decides; a text says why that is open. */
function isBinary({ api, request }: Exchange): boolean | string {
  const types = api.binaryMediaTypes;
  if (types instanceof Unresolved) {
    return types.reason;
  }
  if (types.includes('*/*')) {
    return true;
  }
  const type = essenceOf(mediaTypeOf(request));
  const named = types.some((binary) => binary.toLowerCase() === type || binary.endsWith('/*'));
  return named ? `whether ${type} is binary to the MOCK integration has not been measured` : false;
}

/** API Gateway reads the template's text leniently: the CDK writes `{ statusCode: 204 }`, and that works. */
function statusIn(text: string): number | 'unclear' | undefined {
  if (!text.includes('statusCode')) {
    return undefined;
  }
  const [status, ...others] = [...text.matchAll(/\bstatusCode\b["']?\s*:\s*([^\s,}]+)/g)].map(([, found]) => found);
  const isObject = text.trimStart().startsWith('{') && isWhole(text);
  return others.length === 0 && isObject && /^[1-5]\d\d$/.test(String(status)) ? Number(status) : 'unclear';
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text.replace(/([{,]\s*)([A-Za-z_]\w*)(\s*:)/g, '$1"$2"$3').replace(/'([^'"\\]*)'/g, '"$1"'));
    return true;
  } catch {
    return false;
  }
}
