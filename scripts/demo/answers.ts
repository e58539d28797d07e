import type { Integration, IntegrationResponse, Properties } from './api';
import { evaluate } from './velocity';

/** What a browser gets: the status, and the headers by their names in lower case. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** Whether the same goes to every origin, listed or not. */
  readonly binary: boolean;
}

/** Whether the backend answers, and API Gateway adds nothing. */
export function isProxy(integration: Integration): boolean {
  return integration.Type.endsWith('_PROXY');
}

/** The answer of a mock integration to a preflight. */
export function answerPreflight(integration: Integration, origin: string): Answer {
  // A preflight has no Content-Type, and API Gateway takes this template then.
  const request = evaluate(integration.RequestTemplates?.['application/json'] ?? '', { Origin: origin });
  const { statusCode } = JSON.parse(request.text) as { statusCode: number };
  const responses = integration.IntegrationResponses ?? [];
  const response =
    responses.find(({ SelectionPattern }) => SelectionPattern && new RegExp(SelectionPattern).test(`${statusCode}`)) ??
    responses.find(({ SelectionPattern }) => !SelectionPattern);
  if (response === undefined) {
    return { status: 500, headers: new Map(), binary: false };
  }
  const answer = answerRequest(response, origin);
  return { ...answer, headers: new Map([...lowerCased(request.headers), ...answer.headers]) };
}

/** The answer that one integration response makes. */
export function answerRequest(response: IntegrationResponse, origin: string): Answer {
  const template = Object.values(response.ResponseTemplates ?? {})[0];
  const overrides = template === undefined ? {} : evaluate(template, { Origin: origin }).headers;
  return {
    status: Number(response.StatusCode),
    headers: new Map([...mapped(response.ResponseParameters, origin), ...lowerCased(overrides)]),
    binary: template === undefined && response.ContentHandling === 'CONVERT_TO_BINARY',
  };
}

/** The headers of an error of API Gateway itself. */
export function answerError(gatewayResponse: Properties, origin: string): ReadonlyMap<string, string> {
  return mapped(gatewayResponse.ResponseParameters, origin);
}

function mapped(parameters: Readonly<Record<string, string>> = {}, origin: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [target, source] of Object.entries(parameters)) {
    const fixed = /^'(.*)'$/.exec(String(source))?.[1];
    const value = fixed ?? (source === 'method.request.header.Origin' ? origin : `<${source}>`);
    headers.set(target.slice(target.indexOf('.header.') + '.header.'.length).toLowerCase(), value);
  }
  return headers;
}

function lowerCased(headers: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
}
