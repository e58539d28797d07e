import { Evaluator } from './evaluator';
import { GAP } from './gaps';
import { Input, type MissingParameter, type RequestParameters } from './input';
import { Context, type Overrides, StageVariables } from './lent-objects';
import { readTemplate } from './syntax';
import { Undetermined } from './undetermined';
import { UtilObject } from './util-object';
import { Unknown, type VelocityValue } from './values';

/** All that a mapping template can see. */
export interface TemplateInput {
  readonly parameters: RequestParameters;
  readonly body: string | Unknown;
  /** How a parameter that the request lacks is read. */
  readonly missing: MissingParameter;
  /** What an earlier template of the same request has overridden. */
  readonly overrides: Overrides;
  readonly stageVariables: ReadonlyMap<string, string>;
  /** What the caller knows of `$context`, such as `stage`. */
  readonly context: ReadonlyMap<string, string>;
}

export type Rendered =
  | {
      readonly kind: 'rendered';
      /** Unknown where the template prints something that is. */
      readonly text: string | Unknown;
      readonly overrides: Overrides;
      /** Whether a missing parameter was read, so that the other reading may render otherwise. */
      readonly missed: boolean;
    }
  | { readonly kind: 'undetermined'; readonly reason: string; readonly missed: boolean };

/**
 * Renders a mapping template as API Gateway does, or says why it cannot be known. The engine shows the behaviour of
 * Velocity 1.7 (measured on AWS).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function renderTemplate(template: string, given: TemplateInput): Rendered {
  const input = new Input(given.parameters, given.body, given.missing);
  const context = new Context(given.context, given.overrides);
  try {
    const evaluator = new Evaluator(
      new Map<string, VelocityValue>([
        ['input', input],
        ['context', context],
        ['util', new UtilObject()],
        ['stageVariables', new StageVariables(given.stageVariables)],
        [GAP, new Unknown('a part of the template is known only at deployment')],
      ]),
      context,
    );
    const text = evaluator.render(readTemplate(template));
    return { kind: 'rendered', text, overrides: context.overrides, missed: input.missed };
  } catch (error) {
    if (error instanceof Undetermined) {
      return { kind: 'undetermined', reason: error.reason, missed: input.missed };
    }
    // A chain of operators is as deep as it is long, and only the call stack bounds it.
    if (error instanceof RangeError) {
      return { kind: 'undetermined', reason: 'the template is too intricate to be read here', missed: input.missed };
    }
    throw error;
  }
}
