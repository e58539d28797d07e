import fc from 'fast-check';
import type { PlacedResource } from '../../src/plan/preflight-places';

/** A resource of a generated tree. */
export type TreeResource = PlacedResource<string>;

const VARIABLES = ['{v}', '{g+}'];
const VERBS = [['GET'], ['GET', 'PUT'], ['ANY'], ['OPTIONS', 'GET'], []];

interface Draft {
  readonly below: number;
  readonly part: string;
  readonly verbs: readonly string[];
  /** What begins there, if anything does. */
  readonly claim: string | undefined;
  readonly condition: boolean;
}

export interface Generated {
  readonly most: number;
  /** The literals that paths are made of. More of them make more resources that only their names tell apart. */
  readonly literals?: readonly string[];
  /** What may begin at a resource: another policy, one that shares nothing (`alone`), none at all (`excluded`). */
  readonly claims?: readonly string[];
  /** Resources under a CloudFormation condition. */
  readonly conditions?: boolean;
}

/** Trees as API Gateway takes them: one variable child at most, and nothing below a greedy one. */
export function routeTrees({
  most,
  literals = ['a', 'b'],
  claims = [],
  conditions = false,
}: Generated): fc.Arbitrary<readonly TreeResource[]> {
  const draft: fc.Arbitrary<Draft> = fc.record({
    below: fc.nat(),
    part: fc.constantFrom(...literals, ...VARIABLES),
    verbs: fc.oneof({ weight: 3, arbitrary: fc.constant(['GET']) }, fc.constantFrom(...VERBS)),
    claim: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constantFrom(undefined, ...claims)),
    condition: conditions ? fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.boolean()) : fc.constant(false),
  });
  return fc
    .tuple(fc.constantFrom(...VERBS), fc.array(draft, { maxLength: most }))
    .map(([verbs, drafts]) => grow(verbs, drafts));
}

function grow(verbs: readonly string[], drafts: readonly Draft[]): readonly TreeResource[] {
  const resources: TreeResource[] = [{ segments: [], verbs, ...claimed('one', []), condition: undefined }];
  for (const { below, part, verbs: own, claim, condition } of drafts) {
    const parent = resources[below % resources.length];
    const segments = [...parent.segments, part];
    const isFree = resources.every((one) => !isSamePlace(one.segments, segments));
    if (isFree && !parent.segments.at(-1)?.endsWith('+}')) {
      const { area, shares } = claim === undefined ? parent : claimed(claim, segments);
      resources.push({
        segments,
        verbs: own,
        area,
        shares,
        condition: parent.condition ?? (condition ? 'C' : undefined),
      });
    }
  }
  return resources;
}

/** Each policy begins at one resource. */
function claimed(claim: string, segments: readonly string[]): Pick<TreeResource, 'area' | 'shares'> {
  const area = claim === 'excluded' ? undefined : `${claim} of /${segments.join('/')}`;
  return { area, shares: claim !== 'alone' };
}

function isSamePlace(one: readonly string[], other: readonly string[]): boolean {
  const placed = (segments: readonly string[]) =>
    segments.map((part) => (part.startsWith('{') ? '{}' : part)).join('/');
  return one.length === other.length && placed(one) === placed(other);
}
