import type { Expression, Node, ReferenceNode, Step } from './nodes';

/**
 * The methods that change nothing, whatever they are called on: those of texts, of lists and maps, of `$input` and of
 * `$util`.
 */
const PURE: ReadonlySet<string> = new Set([
  ...['charAt', 'concat', 'endsWith', 'equals', 'equalsIgnoreCase', 'indexOf', 'isEmpty', 'lastIndexOf', 'length'],
  ...['matches', 'replace', 'replaceAll', 'replaceFirst', 'split', 'startsWith', 'substring', 'toLowerCase'],
  ...['toString', 'toUpperCase', 'trim'],
  ...['contains', 'containsKey', 'containsValue', 'entrySet', 'get', 'getKey', 'getValue', 'keySet', 'size', 'values'],
  ...['json', 'params', 'path'],
  ...['base64Decode', 'base64Encode', 'escapeJavaScript', 'parseJson', 'urlDecode', 'urlEncode'],
]);

const LENT: readonly string[] = ['context', 'input', 'stageVariables', 'util'];
/** What `#foreach` sets besides its variable. */
export const OF_LOOPS: readonly string[] = ['foreach', 'velocityCount'];

export function isPure(method: string): boolean {
  return PURE.has(method);
}

/** What a part of a template may change besides the text, if it is run at all, and as far as it is run. */
export interface Effects {
  readonly variables: readonly string[];
  /** The headers of the answer that it may override, as they are written; each once at the most. */
  readonly headers: readonly string[];
  /** The statuses that it may give the answer; one of them at the most. */
  readonly statuses: readonly number[];
}

const NOTHING: Effects = { variables: [], headers: [], statuses: [] };

/**
 * What a part of a template may change, where that can be told without running it. `undefined` where it cannot: where it
 * changes a list or a map, names a header by a value, overrides one thing twice, or leaves the loop around it.
 */
export function effectsOf(node: Node): Effects | undefined {
  switch (node.kind) {
    case 'text':
      return NOTHING;
    case 'print':
      return isHarmless(node.reference) ? NOTHING : undefined;
    case 'set':
      return isHarmless(node.value) ? effectOfSet(node.target, node.value) : undefined;
    case 'if':
      return node.branches.every(({ condition }) => condition === undefined || isHarmless(condition))
        ? eitherOf(node.branches.map(({ body }) => allOf(body)))
        : undefined;
    case 'foreach': {
      const inside = isHarmless(node.from) ? allOf(withoutBreaks(node.body)) : undefined;
      return inside === undefined || overrides(inside) || LENT.includes(node.variable)
        ? undefined
        : { ...NOTHING, variables: [...inside.variables, node.variable, ...OF_LOOPS] };
    }
    case 'break':
      return undefined;
  }
}

function effectOfSet({ root, steps }: ReferenceNode, value: Expression): Effects | undefined {
  const [first, second, third, ...more] = steps;
  if (first === undefined) {
    return LENT.includes(root) ? undefined : { ...NOTHING, variables: [root] };
  }
  if (root !== 'context' || nameOf(first) !== 'responseOverride' || second === undefined || more.length > 0) {
    return undefined;
  }
  if (nameOf(second) === 'status' && third === undefined) {
    const status = value.kind === 'literal' ? String(value.value) : '';
    return /^[1-9]\d*$/.test(status) ? { ...NOTHING, statuses: [Number(status)] } : undefined;
  }
  const header = nameOf(second) === 'header' && third !== undefined ? nameOf(third) : undefined;
  return header === undefined ? undefined : { ...NOTHING, headers: [header] };
}

/** What a step that reads a member names; nothing where a value names it, or where it calls. */
function nameOf(step: Step): string | undefined {
  if (step.kind === 'property') {
    return step.name;
  }
  const literal = step.kind === 'index' && step.index.kind === 'literal' ? step.index.value : undefined;
  return typeof literal === 'string' ? literal : undefined;
}

/** One after the other: what is overridden twice is answered with an error. */
function allOf(nodes: readonly Node[]): Effects | undefined {
  return nodes.map(effectsOf).reduce((before: Effects | undefined, next) => {
    if (before === undefined || next === undefined) {
      return undefined;
    }
    const twice =
      next.headers.some((name) => before.headers.some((other) => other.toLowerCase() === name.toLowerCase())) ||
      (before.statuses.length > 0 && next.statuses.length > 0);
    return twice ? undefined : eitherOf([before, next]);
  }, NOTHING);
}

function eitherOf(all: readonly (Effects | undefined)[]): Effects | undefined {
  const told = all.filter((effects) => effects !== undefined);
  return told.length < all.length
    ? undefined
    : {
        variables: told.flatMap(({ variables }) => variables),
        headers: [...new Set(told.flatMap(({ headers }) => headers))],
        statuses: [...new Set(told.flatMap(({ statuses }) => statuses))],
      };
}

function overrides({ headers, statuses }: Effects): boolean {
  return headers.length > 0 || statuses.length > 0;
}

/** A break leads out of the nearest loop and no further. */
function withoutBreaks(nodes: readonly Node[]): readonly Node[] {
  return nodes
    .filter(({ kind }) => kind !== 'break')
    .map((node) =>
      node.kind === 'if'
        ? { ...node, branches: node.branches.map((branch) => ({ ...branch, body: withoutBreaks(branch.body) })) }
        : node,
    );
}

function isHarmless(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
      return true;
    case 'reference':
      return expression.steps.every(isHarmlessStep);
    case 'interpolated':
      return (
        expression.nodes.every(({ kind }) => kind === 'text' || kind === 'print') && expression.nodes.every(effectsOf)
      );
    case 'list':
      return expression.items.every(isHarmless);
    case 'map':
      return expression.entries.every(([, value]) => isHarmless(value));
    case 'range':
      return isHarmless(expression.from) && isHarmless(expression.to);
    case 'not':
      return isHarmless(expression.operand);
    case 'operation':
      return isHarmless(expression.left) && isHarmless(expression.right);
  }
}

function isHarmlessStep(step: Step): boolean {
  switch (step.kind) {
    case 'property':
      return true;
    case 'index':
      return isHarmless(step.index);
    case 'method':
      return isPure(step.name) && step.args.every(isHarmless);
  }
}
