import fc from 'fast-check';
import { PreflightPlacement } from '../../src';
import { type DeployedApi, type Standing, worst } from '../../src/verify';
import { type Call, simulatePreflight, simulateResponses } from '../../src/verify/check/simulation';
import { appOf, areasOf, clashes, originOf } from '../support/placements';
import { pathsFor } from '../support/preflight-oracle';
import { type Generated, routeTrees, type TreeResource } from '../support/route-trees';
import { apiOf } from '../support/simulated';
import { Synthesised } from '../support/synthesised';

const { EVERY_RESOURCE, GREEDY } = PreflightPlacement;
const CLAIMS = ['another', 'alone', 'excluded'];
const VERBS = ['GET', 'PUT', 'DELETE'];

/** What a page is told of a call: by the preflight, and by the answers. */
interface Told {
  readonly preflight: Standing;
  readonly answers: readonly string[];
}

function told(api: DeployedApi, call: Call): Told {
  const preflight = simulatePreflight(api, { ...call, forcePreflight: true });
  const answers = simulateResponses(api, call).map(
    ({ label, verdict, status }) => `${status} ${label} ${verdict.verdict}`,
  );
  return { preflight: preflight === null ? 'ALLOWED' : worst([preflight]), answers };
}

function synthesised(resources: readonly TreeResource[], placement: PreflightPlacement): Synthesised {
  return new Synthesised(appOf(resources, placement));
}

/** Trees with a method at least, without which the CDK makes no API. */
function someRoutes(generated: Generated): fc.Arbitrary<readonly TreeResource[]> {
  return routeTrees(generated).filter((resources) => resources.some(({ verbs }) => verbs.length > 0));
}

/** Every verb on every path that means something in the tree, and on some that mean nothing, from each origin. */
function callsTo(resources: readonly TreeResource[]): readonly Call[] {
  const origins = [...areasOf(resources).map((area) => originOf(resources, area)), 'https://evil.example'];
  return pathsFor(resources).flatMap((path) =>
    VERBS.flatMap((method) => origins.map((origin) => ({ origin, method, path: `/${path.join('/')}` }))),
  );
}

describe('an app whose OPTIONS methods are few', () => {
  test.each<[string, Generated]>([
    ['one policy', { most: 8 }],
    ['several policies', { most: 7, claims: CLAIMS }],
  ])(
    'tells a browser of each call what one with an OPTIONS method on every resource does: %s',
    (_, generated) => {
      const seen = { allowed: 0, blocked: 0, fewer: 0 };
      fc.assert(
        fc.property(someRoutes(generated), (resources) => {
          const [every, few] = [EVERY_RESOURCE, GREEDY].map((placement) => synthesised(resources, placement));
          const [before, now] = [apiOf(every.template), apiOf(few.template)];
          for (const call of callsTo(resources)) {
            const [was, is] = [told(before, call), told(now, call)];
            expect([call, is.answers]).toEqual([call, was.answers]);
            // What a policy keeps out may be caught by a variable path, or refused: no page reads its answers either way.
            if (was.preflight === 'ALLOWED' && !is.answers.every((one) => one.endsWith(' BLOCKED'))) {
              expect([call, is.preflight]).toEqual([call, 'ALLOWED']);
            }
            if (is.preflight === 'ALLOWED' && was.preflight === 'BLOCKED') {
              // A verb that the resource does not have: nothing is there, or a `{proxy+}` that lets the page read it.
              // Whether one takes what its parent lacks, nobody has measured.
              const nothing = is.answers.every((one) => one.startsWith('403 '));
              const read = is.answers.every((one) => / (ALLOWED|UNDETERMINED)$/.test(one));
              expect([call, nothing || read]).toEqual([call, true]);
            }
            seen[is.preflight === 'ALLOWED' ? 'allowed' : 'blocked'] += 1;
          }
          seen.fewer += every.methods('OPTIONS').length - few.methods('OPTIONS').length;
        }),
        { numRuns: 15 },
      );
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(1);
    },
    240_000,
  );

  test('takes no variable child in while there is another one, when the placement is changed', () => {
    let changed = 0;
    fc.assert(
      fc.property(someRoutes({ most: 8, claims: CLAIMS }), (resources) => {
        const [every, few] = [EVERY_RESOURCE, GREEDY].map((placement) => synthesised(resources, placement).template);
        expect([clashes(every, few), clashes(few, every)]).toEqual([[], []]);
        changed += Number(Object.keys(few.findResources('AWS::ApiGateway::Resource')).length > resources.length - 1);
      }),
      { numRuns: 20 },
    );
    expect(changed).toBeGreaterThan(1);
  }, 120_000);

  test('takes none in while there is another one, when routes come, go or get other verbs', () => {
    let changed = 0;
    const some = someRoutes({ most: 8 }).chain((resources) =>
      fc.record({ resources: fc.constant(resources), kept: fc.subarray([...resources]) }),
    );
    fc.assert(
      fc.property(some, ({ resources, kept }) => {
        const fewer = resources.filter((one) => kept.includes(one) || kept.some((other) => isAbove(one, other)));
        fc.pre(fewer.some(({ verbs }) => verbs.length > 0));
        const [all, rest] = [resources, fewer].map((one) => synthesised(one, GREEDY));
        const clashing = [clashes(all.template, rest.template), clashes(rest.template, all.template)];
        if (clashing.some((parents) => parents.length > 0)) {
          expect(all.warnings().get('greedy-beside-variable')).toBeDefined();
        }
        changed += Number(fewer.length < resources.length);
      }),
      { numRuns: 35 },
    );
    expect(changed).toBeGreaterThan(1);
  }, 120_000);
});

function isAbove({ segments: above }: TreeResource, { segments }: TreeResource): boolean {
  return above.length <= segments.length && above.every((part, index) => part === segments[index]);
}
