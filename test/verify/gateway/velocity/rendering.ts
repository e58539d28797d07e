import type { MissingParameter } from '../../../../src/verify/gateway/velocity/input';
import { NO_OVERRIDES, type Overrides } from '../../../../src/verify/gateway/velocity/lent-objects';
import { Unknown } from '../../../../src/verify/gateway/velocity/values';
import { type Rendered, renderTemplate } from '../../../../src/verify/gateway/velocity/velocity';

export interface Given {
  readonly header?: Readonly<Record<string, string | Unknown>>;
  readonly querystring?: Readonly<Record<string, string>>;
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: string | Unknown;
  readonly missing?: MissingParameter;
  readonly overrides?: Overrides;
}

export const UNKNOWN_BODY: Given = { body: new Unknown('the body') };

export function render(
  template: string,
  { header = {}, querystring = {}, path = {}, body = '', missing = 'null', overrides = NO_OVERRIDES }: Given = {},
): Rendered {
  const parameters = {
    header: new Map(Object.entries(header)),
    querystring: new Map(Object.entries(querystring)),
    path: new Map(Object.entries(path)),
  };
  return renderTemplate(template, {
    parameters,
    body,
    missing,
    overrides,
    stageVariables: new Map([['color', 'red']]),
    context: new Map([['stage', 'prod']]),
  });
}

export function text(template: string, given?: Given): string {
  const result = render(template, given);
  if (result.kind === 'undetermined' || typeof result.text !== 'string') {
    throw new Error(result.kind === 'undetermined' ? result.reason : 'the text is unknown');
  }
  return result.text;
}

export function headers(template: string, given?: Given): Readonly<Record<string, unknown>> {
  const result = render(template, given);
  if (result.kind === 'undetermined') {
    throw new Error(result.reason);
  }
  return Object.fromEntries(result.overrides.headers);
}

/** Why the template cannot be rendered at all. */
export function reason(template: string, given?: Given): string | undefined {
  const result = render(template, given);
  return result.kind === 'undetermined' ? result.reason : undefined;
}

/** Why what the template prints is not known, whether it can be rendered or not. */
export function doubt(template: string, given?: Given): string | undefined {
  const result = render(template, given);
  return result.kind === 'undetermined'
    ? result.reason
    : result.text instanceof Unknown
      ? result.text.reason
      : undefined;
}
