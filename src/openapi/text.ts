import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Pair,
  type ParsedNode,
  parse,
  parseDocument,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { isRecord } from '../render/template-values';
import { type Branch, branchOf, type Edit, type Path } from './edits';
import { type DocumentProblem, documentProblem } from './problems';
import { whyOnlyAsFile } from './template-limits';
import { expandAliases } from './yaml-aliases';

/**
 * A document as a file, in YAML or in JSON, which is YAML too. Each scalar is a text, as it is written: a number with
 * more digits than JavaScript holds, or what another parser takes for a truth, comes out as it went in.
 */
export class DocumentText {
  /** @param name of the file, for people */
  static read(text: string, name: string): DocumentText | { readonly problems: readonly DocumentProblem[] } {
    const refused = (got: string) => {
      const fix = 'a file whose content is one OpenAPI document';
      return { problems: [documentProblem('openapi-syntax', { property: name, got, fix })] };
    };
    const document = parseDocument(text, { schema: 'failsafe' });
    const [error] = document.errors;
    if (error !== undefined) {
      return refused(error.message.split('\n')[0].replace(/:$/, ''));
    }
    if (!isMap(document.contents)) {
      return refused(text.trim() === '' ? 'an empty file' : 'no map');
    }
    const problem = expandAliases(document);
    return problem === undefined ? new DocumentText(document, text) : refused(problem);
  }

  private constructor(
    private readonly source: Document<ParsedNode>,
    private readonly text: string,
  ) {}

  /** The content, with a text for each scalar. */
  get content(): unknown {
    return this.source.toJS();
  }

  /** The content as values. A number with more digits than JavaScript holds comes out as another one. */
  get values(): unknown {
    return withVersionAsText(parse(this.text, { merge: true, logLevel: 'error', maxAliasCount: -1 }), this.content);
  }

  /** Why the content would not be the same in a CloudFormation template. */
  get onlyAsFile(): string | undefined {
    return whyOnlyAsFile(this.values);
  }

  /** The text with changes in it; what they do not concern keeps its order and its comments. */
  edited(edits: Iterable<Edit>): string {
    const copy: Document = this.source.clone();
    copy.contents = rewritten(copy.contents ?? undefined, branchOf(edits), this.source.contents ?? undefined);
    return copy.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
  }
}

/** The version of an API is a text, whatever it looks like: as numbers 1.10 and 1.1 are the same. */
function withVersionAsText(values: unknown, texts: unknown): unknown {
  const [info, written] = [values, texts].map((document) => (isRecord(document) ? document.info : undefined));
  return isRecord(values) && isRecord(info) && typeof info.version === 'number' && isRecord(written)
    ? { ...values, info: { ...info, version: written.version } }
    : values;
}

/**
 * @param node of the new document
 * @param source what the old document holds, for references
 */
function rewritten(node: Node | undefined, { edit, members }: Branch, source: Node | undefined): Node {
  switch (edit?.kind) {
    case 'set':
      return nodeOf(edit.value);
    case 'append':
      return appended(node, edit.values);
    case 'prefix':
      return prefixed(node, edit.text);
    case 'inline':
      return withMembers(inlined(node, nodeAt(source, edit.from)), members, source);
    default:
      return withMembers(node, members, source);
  }
}

function withMembers(node: Node | undefined, members: Branch['members'], source: Node | undefined): Node {
  const map = isMap(node) ? node : new YAMLMap();
  for (const [key, branch] of members) {
    const pair = pairOf(map, key);
    const value = rewritten(pair?.value as Node | undefined, branch, source);
    if (pair === undefined) {
      map.items.push(new Pair(textNode(key), value));
    } else {
      pair.value = value;
    }
  }
  return map;
}

/** What a reference refers to, and what stands beside the reference. */
function inlined(reference: Node | undefined, referred: Node | undefined): Node | undefined {
  const copy = referred?.clone() as Node | undefined;
  if (!isMap(reference) || !isMap(copy)) {
    return copy;
  }
  for (const beside of reference.items.filter(({ key }) => textOf(key) !== '$ref')) {
    copy.items = [...copy.items.filter(({ key }) => textOf(key) !== textOf(beside.key)), beside];
  }
  return copy;
}

function appended(node: Node | undefined, values: readonly unknown[]): Node {
  const list = isSeq(node) ? node : new YAMLSeq();
  list.items.push(...values.map(nodeOf));
  return list;
}

/** A text in front of a template; of one that is no text, which API Gateway would refuse, nothing is made. */
function prefixed(node: Node | undefined, text: string): Node {
  if (node === undefined || !isScalar(node)) {
    return node ?? textNode(text);
  }
  const scalar = textNode(text + String(node.value));
  const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
  scalar.type = isBlock ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
  return scalar;
}

function nodeAt(source: Node | undefined, path: Path): Node | undefined {
  return path.reduce<Node | undefined>((node, key) => pairOf(node, key)?.value as Node | undefined, source);
}

function pairOf(node: Node | undefined, key: string): Pair | undefined {
  return isMap(node) ? node.items.find((pair) => textOf(pair.key) === key) : undefined;
}

function textOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

/** A value that was made here, written so that JSON and every YAML parser read the same in it. */
function nodeOf(value: unknown): Node {
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map(nodeOf);
    return list;
  }
  if (isRecord(value)) {
    const map = new YAMLMap();
    map.items = Object.entries(value).map(([key, member]) => new Pair(textNode(key), nodeOf(member)));
    return map;
  }
  return typeof value === 'string' ? textNode(value) : new Scalar(String(value));
}

function textNode(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}
