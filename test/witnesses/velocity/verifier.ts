import { NO_OVERRIDES } from '../../../src/verify/gateway/velocity/lent-objects';
import { renderTemplate } from '../../../src/verify/gateway/velocity/velocity';
import type { Outcome, TemplateRequest } from './engine';

/** What the verifier says of a template, in the engine's terms; `open` is what it leaves undetermined. */
export function verified(template: string, request: TemplateRequest): Outcome | { readonly open: string } {
  const { header = {}, querystring = {}, path = {}, body, missing } = request;
  const map = (entries: Readonly<Record<string, string>>) => new Map(Object.entries(entries));
  const rendered = renderTemplate(template, {
    parameters: { header: map(header), querystring: map(querystring), path: map(path) },
    body,
    missing,
    overrides: NO_OVERRIDES,
    stageVariables: new Map(),
    context: new Map(),
  });
  if (rendered.kind === 'undetermined') {
    return { open: rendered.reason };
  }
  if (typeof rendered.text !== 'string') {
    return { open: rendered.text.reason };
  }
  const { headers, status } = rendered.overrides;
  const odd = [...headers.values(), status].find((value) => typeof value === 'object' && value !== null);
  if (odd !== undefined) {
    return { open: 'a list, a map or an object is sent' };
  }
  return {
    text: rendered.text,
    status: status === null ? '' : String(status),
    overrides: Object.fromEntries([...headers].map(([name, value]) => [name, String(value)])),
  };
}
