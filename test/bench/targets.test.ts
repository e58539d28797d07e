import { type BenchResult, misses, type Range, rows } from '../../bench/targets';

const TEMPLATE = { native: 1000, everyResource: 500, greedy: 500 };
const TEMPLATES = { oneOrigin: TEMPLATE, anyOrigin: TEMPLATE, threeOriginsWithCredentials: TEMPLATE };

/** A bench that reaches every target, but for what is given. */
function resultWith(greedy: number, range: Range, constructsMs = 20): BenchResult {
  const times = (size: number) => ({
    none: size,
    native: size * 2,
    everyResource: size * 1.5,
    greedy: size,
    addedRatio: { everyResource: 0.5, greedy },
    addedRatioRange: { everyResource: [0.4, 0.6] as const, greedy: range },
  });
  return {
    synth: { 300: times(300), 1000: times(1000) },
    template: { 300: TEMPLATES, 1000: TEMPLATES },
    import: { constructsMs },
    verify: { verdictsPerSecond: 50_000, check1000x10Ms: 2000 },
  };
}

function verdictOf(result: BenchResult, what: string): string | undefined {
  return rows(result).find(([name]) => name === what)?.[2];
}

const GREEDY = "synth of 300 resources: added time, of native's, GREEDY";

describe('the targets of the bench', () => {
  test.each<[number, Range, string, number]>([
    [0.05, [0.01, 0.09], 'at most 0.1: reached', 0],
    [0.08, [0.01, 0.15], 'at most 0.1: reached, not surely', 0],
    [0.14, [0.08, 0.2], 'at most 0.1: missed, not surely', 0],
    [0.2, [0.11, 0.3], 'at most 0.1: MISSED', 2],
  ])('say of a part of %d with the range %j: %s', (part, range, verdict, count) => {
    const result = resultWith(part, range);
    expect(verdictOf(result, GREEDY)).toBe(verdict);
    expect(misses(result)).toHaveLength(count);
  });

  test.each<[string, Range, readonly string[]]>([
    ['surely', [0.36, 0.6], ['synth: growth of that part from 300 resources to 1,000, EVERY_RESOURCE']],
    ['perhaps', [0.33, 0.6], []],
  ])('are missed by a part that %s grows too far with the API', (_, range, missed) => {
    const result = resultWith(0.05, [0.01, 0.09]);
    const part = (everyResource: number, everyRange: Range, size: number) => ({
      ...result.synth[size],
      addedRatio: { everyResource, greedy: 0.05 },
      addedRatioRange: { everyResource: everyRange, greedy: [0.01, 0.09] as const },
    });
    const synth = { 300: part(0.03, [0, 0.06], 300), 1000: part(0.5, range, 1000) };
    expect(misses({ ...result, synth }).map(({ name }) => name)).toEqual(missed);
  });

  test('are missed by a figure that does not scatter as soon as it is above', () => {
    const result = resultWith(0.05, [0.01, 0.09], 26);
    expect(misses(result).map(({ name }) => name)).toEqual(['import: ms on top of aws-cdk-lib/aws-apigateway']);
    expect(verdictOf(result, 'import: ms on top of aws-cdk-lib/aws-apigateway')).toBe('at most 25: MISSED');
  });
});
