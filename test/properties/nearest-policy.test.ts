import type { IResource } from 'aws-cdk-lib/aws-apigateway';
import fc from 'fast-check';
import { RestApiCors } from '../../src';
import { worst } from '../../src/verify';
import { type Call, simulatePreflight, simulateResponses } from '../../src/verify/check/simulation';
import { anApi, aStack, mapped, mock, responses } from '../support/apis';
import { apiOf } from '../support/simulated';
import { Synthesised } from '../support/synthesised';

const SHARED = 'https://shared.example.com';
const own = (node: number) => `https://node-${node}.example.com`;

/** What is asked for a node of the tree: a policy of its own, for one origin or for two, or no CORS. */
type Mark = 'one' | 'two' | 'excluded' | undefined;

interface Node {
  readonly parent: number;
  readonly part: string;
  readonly verbs: readonly string[];
  readonly mark: Mark;
}

const PARTS = ['a', 'b', 'c', '{id}', '{proxy+}'];
const aNode = fc.record({
  parent: fc.nat(9),
  part: fc.constantFrom(...PARTS),
  verbs: fc.subarray(['GET', 'PUT', 'POST']),
  mark: fc.constantFrom<Mark>('one', 'two', 'excluded', undefined, undefined, undefined),
});

/** A tree that API Gateway takes: one variable below a node at most, nothing below a greedy one, no part twice. */
const aTree: fc.Arbitrary<readonly Node[]> = fc
  .tuple(fc.constantFrom<Mark>('one', 'two', undefined), fc.array(aNode, { minLength: 4, maxLength: 10 }))
  .map(([root, nodes]) => {
    const tree: Node[] = [{ parent: -1, part: '', verbs: ['GET'], mark: root }];
    for (const { parent: wish, ...node } of nodes) {
      const parent = wish % tree.length;
      const siblings = tree.filter((one) => one.parent === parent).map(({ part }) => part);
      const taken = siblings.includes(node.part) || (isVariable(node.part) && siblings.some(isVariable));
      if (!taken && tree[parent].part !== '{proxy+}') {
        tree.push({ parent, ...node });
      }
    }
    return tree;
  });

const isVariable = (part: string) => part.startsWith('{');

/** The oracle: the node whose mark holds here, in the words of the user and by no code of the library. */
function holder(tree: readonly Node[], index: number): number | undefined {
  return tree[index].mark !== undefined ? index : index === 0 ? undefined : holder(tree, tree[index].parent);
}

function policyOf(tree: readonly Node[], index: number): number | undefined {
  const found = holder(tree, index);
  return found === undefined || tree[found].mark === 'excluded' ? undefined : found;
}

function allows(tree: readonly Node[], policy: number | undefined, origin: string): boolean {
  return policy !== undefined && (origin === own(policy) || (origin === SHARED && tree[policy].mark === 'two'));
}

function pathOf(tree: readonly Node[], index: number): string {
  const path = (node: number): string => (node === 0 ? '' : `${path(tree[node].parent)}/${tree[node].part}`);
  return path(index) || '/';
}

/** Whether requests to a path match another one with variables in it. */
function matches(pattern: string, path: string): boolean {
  const source = pattern.replace(/\{proxy\+\}/g, '.+').replace(/\{id\}/g, '[^/]+');
  return pattern !== path && new RegExp(`^${source}$`).test(path);
}

/** Whether a greedy variable and a path of other variables both match: nobody has measured which of them is taken. */
function isOpen(tree: readonly Node[], path: string): boolean {
  const patterns = tree.map((_, index) => pathOf(tree, index)).filter((one) => one === path || matches(one, path));
  const greedy = patterns.filter((one) => one.endsWith('{proxy+}'));
  return greedy.length > 0 && patterns.some((one) => one.includes('{id}') && !greedy.includes(one));
}

/** Builds the tree; half of the routes are there before anybody asks for CORS, and who asks first is left to chance. */
function build(tree: readonly Node[], order: readonly number[]) {
  const stack = aStack();
  const api = anApi(stack);
  const resources: IResource[] = [api.root];
  for (const { parent, part } of tree.slice(1)) {
    resources.push(resources[parent].addResource(part));
  }
  const addRoutes = (index: number) => {
    for (const verb of tree[index].verbs) {
      resources[index].addMethod(verb, verb === 'GET' ? mock() : mapped('200'), responses('200'));
    }
  };
  const early = tree.map((_, index) => index).filter((index) => index % 2 === 0);
  early.forEach(addRoutes);
  for (const index of [...order].filter((one) => one < tree.length)) {
    const { mark } = tree[index];
    if (mark === 'excluded') {
      RestApiCors.exclude(resources[index]);
    } else if (mark !== undefined) {
      const allowOrigins = mark === 'two' ? [own(index), SHARED] : [own(index)];
      const resource = index === 0 ? undefined : resources[index];
      new RestApiCors(stack, `Cors${index}`, { api, resource, allowOrigins });
    }
  }
  tree.forEach((_, index) => {
    if (!early.includes(index)) addRoutes(index);
  });
  return new Synthesised(stack);
}

/** The paths that warnings are about. */
function namedIn(warnings = ''): readonly string[] {
  return [...warnings.matchAll(/(\S+) \(by /g)].map(([, path]) => path);
}

const anOrder = fc.shuffledSubarray(
  Array.from({ length: 12 }, (_, index) => index),
  { minLength: 12 },
);

describe('in an API with several policies', () => {
  test('each preflight and each answer follows the nearest one up the tree, whichever was constructed first', () => {
    const seen = { allowed: 0, blocked: 0, excluded: 0, caught: 0 };
    fc.assert(
      fc.property(aTree, anOrder, (tree, order) => {
        const shop = build(tree, order);
        const api = apiOf(shop.template);
        const answering = tree
          .map((_, index) => index)
          .filter((index) => policyOf(tree, index) !== undefined)
          .map((index) => pathOf(tree, index));
        const warned = namedIn(shop.warnings().get('preflight-elsewhere'));
        tree.forEach(({ verbs }, index) => {
          const policy = policyOf(tree, index);
          const path = pathOf(tree, index);
          const caught = policy === undefined && answering.some((pattern) => matches(pattern, path));
          expect([path, warned.includes(path)]).toEqual([path, caught && verbs.length > 0]);
          for (const method of verbs) {
            for (const origin of [SHARED, ...tree.map((_, node) => own(node))]) {
              const call: Call = { origin, method, path: path.replace(/[{}+]/g, ''), forcePreflight: true };
              const preflight = simulatePreflight(api, call);
              const expected = allows(tree, policy, origin) ? 'ALLOWED' : 'BLOCKED';
              const verdict = preflight?.verdict.verdict;
              const expectations = isOpen(tree, path) ? [expected, 'UNDETERMINED'] : [expected];
              expect(expectations).toContain(worst(simulateResponses(api, call)));
              if (policy !== undefined) {
                expect(expectations).toContain(verdict);
              } else if (!caught) {
                expect([path, origin, verdict]).not.toEqual([path, origin, 'ALLOWED']);
              }
              seen[
                caught ? 'caught' : policy === undefined ? 'excluded' : expected === 'ALLOWED' ? 'allowed' : 'blocked'
              ] += 1;
            }
          }
        });
      }),
      { numRuns: 40 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });
});
