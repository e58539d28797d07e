import { ALLOW_CREDENTIALS, ALLOW_ORIGIN } from '../fetch/header-names';
import { isRecord } from './template-values';

/** An integration as far as it can say which origin may read. */
export interface DecidingIntegration {
  readonly mock: boolean;
  readonly requestTemplates: unknown;
  readonly responses: readonly DecidingResponse[];
}

export interface DecidingResponse {
  readonly statusCode: unknown;
  readonly responseParameters: unknown;
  readonly responseTemplates: unknown;
}

/** The statuses whose responses say already which origin may read, by a mapping or in a template. */
export function originDecisions({ mock, requestTemplates, responses }: DecidingIntegration): ReadonlySet<string> {
  const deciding = responses.filter(
    ({ responseParameters, responseTemplates }) =>
      namesOrigin(JSON.stringify([responseParameters ?? {}, responseTemplates ?? {}])) || isOpaque(responseTemplates),
  );
  // An override in the request template of a mock holds for whichever response is chosen.
  const overridden = mock && (namesOrigin(JSON.stringify(requestTemplates ?? {})) || isOpaque(requestTemplates));
  return new Set((overridden ? responses : deciding).map(({ statusCode }) => String(statusCode)));
}

/** Whether a text, a template above all, has to do with which origin may read. */
export function namesOrigin(text: string): boolean {
  const lower = text.toLowerCase();
  return [ALLOW_ORIGIN, ALLOW_CREDENTIALS].some((name) => lower.includes(name.toLowerCase()));
}

/** A template of which no letter can be read could say anything. */
function isOpaque(templates: unknown): boolean {
  return (
    isRecord(templates) &&
    Object.values(templates).some(
      (template) => isRecord(template) && !('Fn::Join' in template || 'Fn::Sub' in template),
    )
  );
}
