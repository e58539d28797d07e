import {
  type Alias,
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml';

/** A document of a few lines can stand for a billion nodes. */
const MOST_NODES = 100_000;

/**
 * Writes out what a document says by aliases (`*name`) and merge keys (`<<`): a node that stands in two places could not
 * be changed in one of them. Says why where it cannot be done.
 *
 * @see https://yaml.org/type/merge.html
 */
export function expandAliases(document: Document<ParsedNode>): string | undefined {
  const anchors = new Map<string, Node>();
  let copied = 0;
  let problem: string | undefined;
  visit(document, {
    Value(_key, node) {
      if (node.anchor !== undefined) {
        anchors.set(node.anchor, node);
      }
    },
    Alias(_key, alias, path) {
      const anchored = anchors.get(alias.source);
      copied += anchored === undefined ? 0 : nodesIn(anchored);
      problem = problemOf(alias, anchored, path, copied);
      return problem === undefined ? (anchored?.clone() as Node) : visit.BREAK;
    },
  });
  if (copied > 0 && problem === undefined) {
    visit(document, {
      Node(_key, node) {
        delete (node as Scalar).anchor;
        if (isMap(node)) {
          mergeInto(node);
        }
      },
    });
  }
  return problem;
}

function problemOf(
  { source }: Alias,
  anchored: Node | undefined,
  path: readonly unknown[],
  copied: number,
): string | undefined {
  if (anchored === undefined || path.includes(anchored)) {
    return `*${source} stands for ${anchored === undefined ? 'nothing' : 'what it stands in'}`;
  }
  return copied > MOST_NODES ? `aliases that stand for more than ${MOST_NODES} nodes` : undefined;
}

function nodesIn(node: Node): number {
  let count = 0;
  visit(node, {
    Node() {
      count += 1;
    },
  });
  return count;
}

/** Puts what is merged into a map in the place of its merge key; its own members come first. */
function mergeInto(map: YAMLMap): void {
  for (let index = mergeKey(map); index !== -1; index = mergeKey(map)) {
    const [merge] = map.items.splice(index, 1);
    const sources = isSeq(merge?.value) ? merge.value.items : [merge?.value];
    const merged: Pair[] = [];
    for (const pair of sources.flatMap((source) => (isMap(source) ? source.items : []))) {
      if (![...map.items, ...merged].some((own) => keyOf(own) === keyOf(pair) && keyOf(pair) !== MERGE)) {
        merged.push(pair);
      }
    }
    map.items.splice(index, 0, ...merged);
  }
}

const MERGE = '<<';

function mergeKey(map: YAMLMap): number {
  return map.items.findIndex(({ key }) => isScalar(key) && key.value === MERGE && key.type === Scalar.PLAIN);
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}
