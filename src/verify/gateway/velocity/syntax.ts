import { Cursor } from './cursor';
import { readExpression, readReference } from './expressions';
import { fillGaps, GAP, refuseGapsElsewhere } from './gaps';
import type { Branch, Expression, Node } from './nodes';
import { Undetermined } from './undetermined';

/**
 * Reads a template as the parser of Velocity 1.7 does (compared with it in test/witnesses/velocity), or throws
 * Undetermined: for what that parser refuses, and for its rarer corners.
 *
 * @see https://velocity.apache.org/engine/1.7/vtl-reference.html
 */
export function readTemplate(text: string): readonly Node[] {
  const known = READ.get(text);
  if (known !== undefined) {
    return known;
  }
  if (text.includes(GAP)) {
    throw new Undetermined('the template has a name that is reserved here');
  }
  const nodes = readWhole(fillGaps(text), 0);
  refuseGapsElsewhere(nodes);
  // A verifier sends many requests to the same few templates.
  if (READ.size >= 200) {
    READ.clear();
  }
  READ.set(text, nodes);
  return nodes;
}

const READ = new Map<string, readonly Node[]>();

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const LONGEST_TEMPLATE = 300 * 1024;
const DEEPEST = 100;

/** Behind a closing parenthesis and behind `#else` and `#end`: white space up to the end of the line goes with it. */
const REST_OF_LINE = /(?:[ \t]*(?:\r\n|\n|\r))?/y;
const OPENING = /[ \t\r\n]*\(/y;
const SET = /[ \t]*#(?:set|\{set\}) *\(/y;

/** A dollar sign or a hash that begins nothing. Followed by other signs it may be an error. */
const LONE_SIGN = /\$(?![A-Za-z_!{$#\\.]|$)|#(?![A-Za-z_*[@{$#\\]|$)/y;
const UNKNOWN_DIRECTIVE = /#[A-Za-z_][\w@]*(?![\w@]|[ \t\r\n]*\()/y;
const DIRECTIVE =
  /#(?:set|if|elseif|else|end|foreach|break|stop|include|parse|macro|evaluate|define|literal)(?![\w@])/y;

function readWhole(text: string, depth: number): readonly Node[] {
  if (text.length > LONGEST_TEMPLATE) {
    throw new Undetermined('the template is longer than the 300 KB that API Gateway takes');
  }
  const cursor = new Cursor(text);
  const reader = new Reader(cursor, depth);
  const nodes = reader.block();
  return cursor.done ? nodes : cursor.refuse('an #end or #else too many');
}

/** A text in double quotes is read with a space behind it, which is taken away again; not so where it has a comment. */
function readQuoted(text: string, depth: number): readonly Node[] {
  const nodes = text.includes('##') ? readWhole(text, depth) : readWhole(`${text} `, depth);
  const last = nodes.at(-1);
  return !text.includes('##') && last?.kind === 'text'
    ? [...nodes.slice(0, -1), { kind: 'text', text: last.text.slice(0, -1) }]
    : nodes;
}

/**
 * What is taken for a part of the reference that it touches, or is an error there; and behind a lone sign a space can go
 * with a #set. Until some other text comes, neither a directive nor a comment in between ends that.
 */
const TAKEN_IN = {
  nothing: /(?!)/y,
  sign: /[^$#\\\r\n]*[ \t]#(?:set|\{set\})/y,
  name: /\{/y,
  path: /[[({\\\w]|##|\$(?![A-Za-z_!{])|#(?:[^A-Za-z_{*]|$)/y,
} as const;

class Reader {
  private touched: keyof typeof TAKEN_IN = 'nothing';

  constructor(
    private readonly cursor: Cursor,
    private depth: number,
  ) {}

  /** Everything up to the directive that ends the block, or to the end. */
  block(): readonly Node[] {
    if (this.depth > DEEPEST) {
      throw new Undetermined('the template is too intricate to be read here');
    }
    this.depth += 1;
    const nodes: Node[] = [];
    while (!this.cursor.done && !this.cursor.sees(/#(?:\{(?:end|else|elseif)\}|(?:end|else|elseif)(?![\w@]))/y)) {
      const text = this.text();
      const node = text === undefined ? (this.reference() ?? this.directive()) : undefined;
      nodes.push(...(node === undefined ? [] : [node]), ...(text ? [{ kind: 'text', text } as const] : []));
    }
    this.depth -= 1;
    return nodes;
  }

  /** Plain text, without the comments in it; an empty one where there is only a comment. */
  private text(): string | undefined {
    const { cursor } = this;
    if (cursor.sees(/\\+[$#]/y)) {
      return cursor.refuse('a backslash before "$" or "#"');
    }
    if (cursor.sees(TAKEN_IN[this.touched])) {
      return cursor.refuse('something that touches a reference');
    }
    if (cursor.sees(SET)) {
      return cursor.take(/[ \t]+/y) && '';
    }
    if (this.comment()) {
      return '';
    }
    const sign = this.sign();
    const found = sign ?? cursor.take(/#\[\[([\s\S]*?)\]\]#/y)?.[1] ?? cursor.take(/[^$#\\]+|\\+/y)?.[0];
    if (found !== undefined) {
      this.touched = sign === undefined ? 'nothing' : 'sign';
    }
    return found;
  }

  private comment(): boolean {
    const { cursor } = this;
    const found =
      cursor.take(/##[^\r\n]*(?:\r\n|\n|\r)/y) ?? cursor.take(/##[^\r\n$#]*$/y) ?? cursor.take(/#\*[^#]*?\*#/y);
    return found !== undefined;
  }

  /** A sign, or an unknown directive without arguments, that means nothing and is printed as it is. */
  private sign(): string | undefined {
    const { cursor } = this;
    const word = cursor.sees(UNKNOWN_DIRECTIVE) && !cursor.sees(DIRECTIVE);
    return cursor.take(word ? UNKNOWN_DIRECTIVE : LONE_SIGN)?.[0];
  }

  private reference(): Node | undefined {
    const { cursor } = this;
    const found = cursor.take(/\$(!?)(?=(\{?)[A-Za-z_])/y);
    if (found === undefined) {
      return undefined;
    }
    const [, bang, brace] = found;
    const reference = readReference(cursor, this.inner);
    if (brace === '') {
      this.touched = reference.steps.length > 0 || this.touched === 'path' ? 'path' : 'name';
    }
    return { kind: 'print', reference, quiet: bang === '!' };
  }

  private directive(): Node {
    const { cursor } = this;
    const [, inBraces, bare] = cursor.expect(/#(?:\{([a-z]+)\}|([a-z]+)(?![\w@]))/y, 'directive that is covered');
    switch (inBraces ?? bare) {
      case 'set':
        return this.set();
      case 'if':
        return this.choice();
      case 'foreach':
        return this.loop();
      case 'break':
        return { kind: 'break' };
      default:
        return cursor.refuse(`#${inBraces ?? bare}, which is not covered, before what stands`);
    }
  }

  private set(): Node {
    const { cursor } = this;
    cursor.expect(/ *\([ \t\r\n]*\$!?/y, 'reference that is set');
    const target = readReference(cursor, this.inner);
    cursor.expect(/[ \t\r\n]*=(?!=)/y, '"=" in a #set');
    const value = readExpression(cursor, this.inner);
    this.close();
    return { kind: 'set', target, value };
  }

  private choice(): Node {
    const { cursor } = this;
    const branches: Branch[] = [{ condition: this.condition(), body: this.block() }];
    while (cursor.take(/#(?:\{elseif\}|elseif(?![\w@]))/y) !== undefined) {
      branches.push({ condition: this.condition(), body: this.block() });
    }
    if (cursor.take(/#(?:\{else\}|else(?![\w@]))/y) !== undefined) {
      cursor.take(REST_OF_LINE);
      branches.push({ condition: undefined, body: this.block() });
    }
    this.end();
    return { kind: 'if', branches };
  }

  private loop(): Node {
    const { cursor } = this;
    cursor.expect(OPENING, 'parenthesis behind #foreach');
    const [, bare, inBraces] = cursor.expect(
      /[ \t\r\n]*\$!?(?:([A-Za-z_][\w-]*)|\{([A-Za-z_][\w-]*)\})[ \t\r\n]+in(?![\w-])/y,
      '"$name in" behind #foreach',
    );
    const variable = bare ?? inBraces ?? '';
    const from = readExpression(cursor, this.inner);
    this.close();
    const body = this.block();
    this.end();
    return { kind: 'foreach', variable, from, body };
  }

  private condition(): Expression {
    this.cursor.expect(OPENING, 'parenthesis behind #if');
    const condition = readExpression(this.cursor, this.inner);
    this.close();
    return condition;
  }

  private close(): void {
    this.cursor.expect(/\)/y, 'closing parenthesis');
    this.cursor.take(REST_OF_LINE);
  }

  private end(): void {
    this.cursor.expect(/#(?:\{end\}|end(?![\w@]))/y, '#end');
    this.cursor.take(REST_OF_LINE);
  }

  private readonly inner = (text: string): readonly Node[] => readQuoted(text, this.depth + 1);
}
