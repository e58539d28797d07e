import { callList, callMap, itemOf, itemsOf, positionIn, rangeOf, sizeOf } from './collections';
import { callString } from './java-string';
import type { Expression, Node, ReferenceNode, Step } from './nodes';
import { calculate } from './operators';
import { bounded, Output } from './output';
import { Undetermined } from './undetermined';
import { isHost, isTrue, JavaList, JavaMap, printed, Unknown, type VelocityValue } from './values';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const MOST_ITERATIONS = 1000;
const MOST_STEPS = 200_000;

/** Runs a template as Velocity 1.7 does, with the objects that API Gateway lends to it. */
export class Evaluator {
  private readonly variables = new Map<string, VelocityValue>();
  private steps = 0;

  constructor(private readonly lent: ReadonlyMap<string, VelocityValue>) {}

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
    for (const node of nodes) {
      this.tick();
      switch (node.kind) {
        case 'text':
          output.add(node.text);
          break;
        case 'print':
          this.print(node.reference, node.quiet, output);
          break;
        case 'set':
          this.set(node.target, this.value(node.value));
          break;
        case 'break':
          return true;
        case 'foreach':
          this.loop(node.variable, known(this.value(node.from)), node.body, output);
          break;
        case 'if': {
          const branch = node.branches.find(({ condition }) => condition === undefined || this.isMet(condition));
          if (branch !== undefined && this.run(branch.body, output)) {
            return true;
          }
        }
      }
    }
    return false;
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
    const names = [variable, 'foreach', 'velocityCount'];
    const before = names.map((name) => this.variables.get(name));
    for (const [index, item] of items.entries()) {
      this.tick();
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
    for (const [index, name] of names.entries()) {
      const value = before[index];
      if (value === undefined) {
        this.variables.delete(name);
      } else {
        this.variables.set(name, value);
      }
    }
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
      this.variables.set(target.root, value);
      return;
    }
    const owner = this.value({ ...target, steps: target.steps.slice(0, -1) });
    const name = last.kind === 'property' ? last.name : last.kind === 'index' ? known(this.value(last.index)) : null;
    if (typeof name !== 'string') {
      throw new Undetermined('#set of something that is neither a variable nor the member of a map');
    }
    if (owner instanceof JavaMap) {
      owner.put(name, value);
    } else if (isHost(owner)) {
      owner.assign(name, value);
    } else {
      throw new Undetermined(`#set of ${name} on something that is no map`);
    }
  }

  private value(expression: Expression): VelocityValue {
    this.tick();
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'reference':
        return expression.steps.reduce((value, step) => this.follow(value, step), this.root(expression.root));
      case 'interpolated': {
        const output = new Output();
        this.run(expression.nodes, output);
        return output.text;
      }
      case 'list':
        return new JavaList(expression.items.map((item) => this.value(item)));
      case 'range':
        return rangeOf(this.value(expression.from), this.value(expression.to));
      case 'map':
        return new JavaMap(expression.entries.map(([name, item]) => [name, this.value(item)] as const));
      case 'not':
        return !this.isMet(expression.operand);
      case 'operation': {
        const { operator, left, right } = expression;
        if (operator === '&&' || operator === '||') {
          return this.isMet(left) === (operator === '&&') ? this.isMet(right) : operator === '||';
        }
        return calculate(operator, this.value(left), this.value(right));
      }
    }
  }

  /** Velocity 1.7 takes a text or a number that is written out for false, whatever it is: nobody means that. */
  private isMet(condition: Expression): boolean {
    const value = this.value(condition);
    const computed = condition.kind === 'reference' || typeof value === 'boolean' || value instanceof Unknown;
    if (!computed) {
      throw new Undetermined('a condition that is neither a comparison nor a reference');
    }
    return isTrue(value);
  }

  private root(name: string): VelocityValue {
    return this.variables.get(name) ?? this.lent.get(name) ?? null;
  }

  private follow(value: VelocityValue, step: Step): VelocityValue {
    // A reference through null is null as a whole, and one through something unknown is unknown.
    if (value === null || value instanceof Unknown) {
      return value;
    }
    if (step.kind === 'property') {
      return property(value, step.name);
    }
    if (step.kind === 'index') {
      return index(value, known(this.value(step.index)));
    }
    const args = step.args.map((arg) => this.value(arg));
    if (value instanceof JavaMap) {
      return callMap(value, step.name, args);
    }
    if (value instanceof JavaList) {
      return callList(value, step.name, args);
    }
    const unknown = args.find((arg) => arg instanceof Unknown);
    if (unknown !== undefined) {
      return unknown;
    }
    if (typeof value === 'string') {
      return bounded(callString(value, step.name, args));
    }
    if (isHost(value)) {
      return value.call(step.name, args);
    }
    throw new Undetermined(`.${step.name}() of a ${typeof value} is not covered`);
  }

  private tick(): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) {
      throw new Undetermined(`the template takes more than ${MOST_STEPS} steps`);
    }
  }
}

function property(value: VelocityValue, name: string): VelocityValue {
  // Java's getters come before the keys of a map.
  if (value instanceof JavaMap && name !== 'class' && name !== 'empty') {
    return value.get(name);
  }
  if (value !== null && isHost(value)) {
    return value.property(name);
  }
  throw new Undetermined(`.${name} is not covered`);
}

function index(value: VelocityValue, at: VelocityValue): VelocityValue {
  if (value instanceof JavaMap || value instanceof JavaList) {
    return itemOf(value, at);
  }
  if (isHost(value) && typeof at === 'string') {
    return value.property(at);
  }
  throw new Undetermined('[...] on something that is neither a list nor a map');
}

function known(value: VelocityValue): VelocityValue {
  if (value instanceof Unknown) {
    throw new Undetermined(value.reason);
  }
  return value;
}
