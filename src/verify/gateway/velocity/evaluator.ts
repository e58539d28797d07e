import { callList, callMap, itemsOf, positionIn, rangeOf, sizeOf } from './collections';
import { effectsOf, isPure, OF_LOOPS } from './effects';
import { Effort } from './effort';
import { callString } from './java-string';
import type { Context } from './lent-objects';
import { index, property } from './members';
import type { Expression, Node, ReferenceNode, Step } from './nodes';
import { calculate } from './operators';
import { Output } from './output';
import { Undetermined, UnknownValue } from './undetermined';
import { isHost, isTrue, JavaList, JavaMap, known, printed, Unknown, type VelocityValue } from './values';
import { Variables } from './variables';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const MOST_ITERATIONS = 1000;

/** Runs a template as Velocity 1.7 does, with the objects that API Gateway lends to it. */
export class Evaluator {
  private readonly variables = new Variables();
  private readonly effort = new Effort();
  /** Whether something unknown may be a list or map that is known by another name. */
  private hasAliases = false;

  constructor(
    private readonly lent: ReadonlyMap<string, VelocityValue>,
    private readonly context: Context,
  ) {}

  /** The text that the nodes print; unknown when a part of it is. */
  render(nodes: readonly Node[]): string | Unknown {
    const output = new Output();
    if (this.run(nodes, output)) {
      throw new Undetermined('#break outside #foreach');
    }
    return output.text;
  }

  /** Whether a `#break` was met. */
  private run(nodes: readonly Node[], output: Output): boolean {
    return nodes.some((node) => this.attempt(node, output));
  }

  /**
   * Goes on behind a part that hangs on something unknown, the body of an answer above all, where it can be told what
   * that part may change: that is unknown then, and all else is not.
   */
  private attempt(node: Node, output: Output): boolean {
    this.effort.step();
    try {
      return this.execute(node, output);
    } catch (error) {
      if (!(error instanceof UnknownValue) || !this.passOver(node, new Unknown(error.reason))) {
        throw error;
      }
      output.add(new Unknown(error.reason));
      return false;
    }
  }

  /** Whether all that the part may change is known, and unknown from now on. */
  private passOver(node: Node, unknown: Unknown): boolean {
    const effects = effectsOf(node);
    if (effects === undefined || !this.context.mayOverride(effects, unknown)) {
      return false;
    }
    for (const variable of effects.variables) {
      this.variables.set(variable, unknown);
    }
    this.hasAliases = true;
    return true;
  }

  private execute(node: Node, output: Output): boolean {
    switch (node.kind) {
      case 'text':
        output.add(node.text);
        return false;
      case 'print':
        this.print(node.reference, node.quiet, output);
        return false;
      case 'set':
        this.set(node.target, this.value(node.value));
        return false;
      case 'break':
        return true;
      case 'foreach':
        this.loop(node.variable, known(this.value(node.from)), node.body, output);
        return false;
      case 'if': {
        const branch = node.branches.find(({ condition }) => condition === undefined || this.isMet(condition));
        return branch !== undefined && this.run(branch.body, output);
      }
    }
  }

  private print(reference: ReferenceNode, quiet: boolean, output: Output): void {
    const value = this.value(reference);
    output.add(value === null && quiet ? '' : printed(value));
  }

  private loop(variable: string, from: VelocityValue, body: readonly Node[], output: Output): void {
    const items = itemsOf(from);
    if (items.length > MOST_ITERATIONS) {
      throw new Undetermined(`#foreach goes round more than ${MOST_ITERATIONS} times`);
    }
    const bringBack = this.variables.keep([variable, ...OF_LOOPS]);
    for (const [index, item] of items.entries()) {
      this.effort.step();
      this.variables.set(variable, item);
      this.variables.set('velocityCount', index + 1);
      this.variables.set('foreach', positionIn(index, items.length));
      if (this.run(body, output)) {
        break;
      }
      if (sizeOf(from) !== items.length) {
        throw new Undetermined('what #foreach goes through changes on the way');
      }
    }
    bringBack();
  }

  /** Setting to null is not done at all: the old value stays (Velocity 1.7, `directive.set.null.allowed = false`). */
  private set(target: ReferenceNode, value: VelocityValue): void {
    if (value === null) {
      return;
    }
    const last = target.steps.at(-1);
    if (last === undefined) {
      if (this.lent.has(target.root)) {
        throw new Undetermined(`$${target.root} is set`);
      }
      this.noteAlias(this.variables.get(target.root), value);
      this.variables.set(target.root, value);
      return;
    }
    const owner = this.value({ ...target, steps: target.steps.slice(0, -1) });
    const name = last.kind === 'property' ? last.name : last.kind === 'index' ? known(this.value(last.index)) : null;
    if (typeof name !== 'string') {
      throw new Undetermined('#set of something that is neither a variable nor the member of a map');
    }
    if (owner instanceof JavaMap) {
      this.noteAlias(owner.entries.get(name), value);
      owner.assign(name, value);
    } else if (isHost(owner)) {
      owner.assign(name, value);
    } else {
      throw new Undetermined(`#set of ${name} on something that is no map`);
    }
  }

  /** What is set to something that may be null may still be what it was. */
  private noteAlias(before: VelocityValue | undefined, value: VelocityValue): void {
    this.hasAliases ||= value instanceof Unknown && typeof before === 'object' && before !== null;
  }

  private value(expression: Expression): VelocityValue {
    this.effort.step();
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'reference':
        return expression.steps.reduce((value, step) => this.follow(value, step), this.root(expression.root));
      case 'interpolated': {
        const output = new Output();
        this.run(expression.nodes, output);
        return this.effort.made(output.text);
      }
      case 'list':
        return new JavaList(expression.items.map((item) => this.value(item)));
      case 'range':
        return this.effort.made(rangeOf(this.value(expression.from), this.value(expression.to)));
      case 'map':
        return new JavaMap(expression.entries.map(([name, item]) => [name, this.value(item)] as const));
      case 'not':
        return !this.isMet(expression.operand);
      case 'operation': {
        const { operator, left, right } = expression;
        if (operator === '&&' || operator === '||') {
          return this.isMet(left) === (operator === '&&') ? this.isMet(right) : operator === '||';
        }
        return this.effort.made(calculate(operator, this.value(left), this.value(right)));
      }
    }
  }

  /** Velocity 1.7 takes a text or a number that is written out for false, whatever it is: nobody means that. */
  private isMet(condition: Expression): boolean {
    const value = this.value(condition);
    if (condition.kind !== 'reference' && typeof value !== 'boolean' && !(value instanceof Unknown)) {
      throw new Undetermined('a condition that is neither a comparison nor a reference');
    }
    return isTrue(value);
  }

  private root(name: string): VelocityValue {
    return this.variables.get(name) ?? this.lent.get(name) ?? null;
  }

  private follow(value: VelocityValue, step: Step): VelocityValue {
    // A reference through null is null as a whole, and one through something unknown is unknown.
    if (value === null) {
      return value;
    }
    if (value instanceof Unknown) {
      return this.followUnknown(value, step);
    }
    if (step.kind === 'property') {
      return property(value, step.name);
    }
    if (step.kind === 'index') {
      return index(value, known(this.value(step.index)));
    }
    const args = step.args.map((arg) => this.value(arg));
    for (const arg of args) {
      this.effort.through(arg);
    }
    if (value instanceof JavaMap) {
      return this.effort.made(callMap(value, step.name, args));
    }
    if (value instanceof JavaList) {
      return callList(value, step.name, args);
    }
    const unknown = args.find((arg) => arg instanceof Unknown);
    if (unknown !== undefined) {
      return unknown;
    }
    if (typeof value === 'string') {
      this.effort.through(value);
      return this.effort.made(callString(value, step.name, args));
    }
    if (isHost(value)) {
      return this.effort.made(value.call(step.name, args));
    }
    throw new Undetermined(`.${step.name}() of a ${typeof value} is not covered`);
  }

  /** A method that changes what it is called on, or keeps what it is given, must not be passed by unseen. */
  private followUnknown(value: Unknown, step: Step): Unknown {
    if (step.kind === 'method' && !isPure(step.name)) {
      const keeps = step.args.map((arg) => this.value(arg)).some((arg) => typeof arg === 'object' && arg !== null);
      if (this.hasAliases || keeps) {
        throw new Undetermined(`.${step.name}() is called on something unknown`);
      }
    }
    return value;
  }
}
