import { INERT_GAP, OPEN_GAP } from '../../template/value';
import type { Expression, Node, Step } from './nodes';
import { Undetermined } from './undetermined';

/** What a template calls a text in it that is known only at deployment. */
export const GAP = 'knownAtDeployment';

/** The end of a text that what follows may touch: a name behind "$" or "#", and the end of a reference. */
const UNFINISHED = /(?:[$#]!?\{?[\w.-]*|[)\]])$/;

/**
 * A template with references in place of what is known only at deployment. Such a text begins with a letter or digit and
 * has only those and ".:/-", so that between other texts it is no more than text.
 *
 * @throws Undetermined where it may be more: any text at all, or the end of a name
 */
export function fillGaps(template: string): string {
  if (template.includes(OPEN_GAP)) {
    throw new Undetermined('a part of the template is known only at deployment and may be any text');
  }
  const parts = template.split(INERT_GAP);
  if (parts.slice(0, -1).some((part) => UNFINISHED.test(part))) {
    throw new Undetermined('a name in the template is known only at deployment');
  }
  return parts.join(`\${${GAP}}`);
}

/** @throws Undetermined where a gap stands elsewhere than among what is printed */
export function refuseGapsElsewhere(nodes: readonly Node[]): void {
  for (const node of nodes) {
    switch (node.kind) {
      case 'text':
        refuseIn(node.text);
        break;
      case 'print':
        if (node.reference.root !== GAP) {
          refuseWithin(node.reference);
        }
        break;
      case 'set':
        refuseWithin(node.target);
        refuseWithin(node.value);
        break;
      case 'if':
        for (const { condition, body } of node.branches) {
          if (condition !== undefined) {
            refuseWithin(condition);
          }
          refuseGapsElsewhere(body);
        }
        break;
      case 'foreach':
        refuseIn(node.variable);
        refuseWithin(node.from);
        refuseGapsElsewhere(node.body);
    }
  }
}

function refuseWithin(expression: Expression): void {
  switch (expression.kind) {
    case 'literal':
      refuseIn(expression.value);
      break;
    case 'reference':
      refuseIn(expression.root);
      for (const step of expression.steps) {
        refuseWithinStep(step);
      }
      break;
    case 'interpolated':
      refuseGapsElsewhere(expression.nodes);
      break;
    case 'list':
      for (const item of expression.items) {
        refuseWithin(item);
      }
      break;
    case 'map':
      for (const [name, value] of expression.entries) {
        refuseIn(name);
        refuseWithin(value);
      }
      break;
    case 'range':
      refuseWithin(expression.from);
      refuseWithin(expression.to);
      break;
    case 'not':
      refuseWithin(expression.operand);
      break;
    case 'operation':
      refuseWithin(expression.left);
      refuseWithin(expression.right);
  }
}

function refuseWithinStep(step: Step): void {
  if (step.kind === 'index') {
    refuseWithin(step.index);
    return;
  }
  refuseIn(step.name);
  if (step.kind === 'method') {
    for (const arg of step.args) {
      refuseWithin(arg);
    }
  }
}

function refuseIn(value: string | number | boolean | null): void {
  if (typeof value === 'string' && value.includes(GAP)) {
    throw new Undetermined('a part of a directive or of a quoted text is known only at deployment');
  }
}
