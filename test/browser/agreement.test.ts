import { judge } from '../../src/verify/browser';
import { type Standing, worst } from '../../src/verify/check/check';
import { type Call, simulate, simulateErrors } from '../../src/verify/check/simulation';
import type { Assumptions } from '../../src/verify/gateway/answers';
import { Counted } from '../fidelity/counted';
import { shownByVerdict } from '../fidelity/shown';
import { backendAnswer } from './backend';
import { CASES, type Case, titleOf } from './cases';
import { reasonsOf } from './console-forms';
import { exchangeOf, isPreflight, World } from './world';

/** What ends in the page itself, before the part of Chromium that names errors has seen it. */
const UNNAMED = ['DisallowedByMode', 'OpaqueResponse'];

let world: World;
const counts: Record<string, number> = {};
const behaviours = new Counted('browser/agreement.test.ts');

function count(what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

beforeAll(async () => {
  world = await World.start();
}, 60_000);

afterAll(async () => {
  await world?.close();
  console.log(
    `${CASES.length} calls in Chromium: ${Object.entries(counts)
      .map(([what, many]) => `${many} ${what}`)
      .join(', ')}; of each behaviour: ${behaviours}`,
  );
});

describe('Chromium and the simulator agree', () => {
  test.each(CASES.map((one, index) => [titleOf(one), one, one.id ?? String(index)] as const))(
    '%s',
    async (_title, one, id) => {
      const { call, seen } = await world.call(one, id);
      const served = world.served(id);
      const verdict = judge(exchangeOf(world.pages.origin(one.from), call, served), { engine: 'chromium' });
      expect({
        verdict: seen.read ? 'ALLOWED' : 'BLOCKED',
        names: seen.names,
        preflights: served.filter(isPreflight).length,
      }).toEqual({
        verdict: verdict.verdict,
        names: verdict.exposedHeaders,
        preflights: verdict.preflightNeeded ? 1 : 0,
      });
      if (!seen.read && seen.corsError === null) {
        count('blocked without a name');
        expect(UNNAMED).toContain(verdict.reason);
      } else {
        expect(seen.corsError).toBe(verdict.reason);
        expect(seen.printed.map((line) => reasonsOf(line))).toEqual(verdict.reason === null ? [] : [[verdict.reason]]);
      }
      behaviours.add(
        'preflight-needed',
        ...shownByVerdict(verdict.reason),
        ...(one.api === 'redirects' ? ['redirect'] : []),
      );
      count(seen.read ? 'read' : 'blocked');
      const told = await fromTemplate(one);
      count(`${told} before the call`);
      expect([verdict.verdict, 'UNDETERMINED']).toContain(told);
    },
  );
});

test('compared what docs/fidelity.md says', () => {
  expect(behaviours.differences).toEqual([]);
});

test('the templates leave few calls open', () => {
  expect(counts['UNDETERMINED before the call'] ?? 0).toBeLessThanOrEqual(9);
});

/** What the simulator says of a call that nobody has made. */
async function fromTemplate(one: Case): Promise<Standing> {
  const { api } = await world.api(one.api);
  // It knows mode "cors" only.
  if (one.mode !== undefined) return 'UNDETERMINED';
  const page = world.pages.origin('app');
  const call: Call = {
    origin: world.pages.origin(one.from),
    method: one.method,
    path: one.path,
    headers: one.headers,
    credentials: one.credentials === 'include',
    forcePreflight: one.upload,
  };
  const assumptions: Assumptions = {
    backend: ({ request }) => backendAnswer(request.method, request.path, page),
  };
  const { preflight, responses } = simulate(api, call, { engine: 'chromium', assumptions });
  const outcomes =
    one.error === undefined
      ? responses
      : simulateErrors(api, call, { engine: 'chromium' }).filter(({ label }) => label.endsWith(`${one.error}`));
  return worst([...(preflight === null ? [] : [preflight]), ...outcomes]);
}
