import { preflightMaxAge } from '../../src/verify/browser';
import { Counted } from '../fidelity/counted';
import type { Case } from './cases';
import { isPreflight, World } from './world';

const behaviours = new Counted('browser/preflight-cache.test.ts');
let world: World;

beforeAll(async () => {
  world = await World.start();
}, 60_000);

afterAll(() => world?.close());

/** APIs whose answer to OPTIONS differs in Access-Control-Max-Age only, and what a second call at once finds in the cache. */
const AGES: readonly (readonly [api: string, age: string | null, asksAgain: boolean])[] = [
  ['max age 600', '600', false],
  ['max age 100000', '100000', false],
  ['nothing', null, false],
  ['max age abc', 'abc', false],
  ['max age 0', '0', true],
  ['max age -1', '-1', true],
];

function aCall(api: string, over: Partial<Case> = {}): Case {
  return { api, from: 'app', method: 'PUT', path: '/items', headers: { 'x-mine': '1' }, ...over };
}

/** How many preflights calls to one URL send, one after the other. */
async function preflights(id: string, ...calls: readonly Case[]): Promise<number> {
  for (const call of calls) {
    expect((await world.call(call, id)).seen.read).toBe(true);
    behaviours.add('max-age');
  }
  return world.served(id).filter(isPreflight).length;
}

test.each(AGES)('%s: asked again as the simulator says', async (api, age, asksAgain) => {
  const headers = age === null ? [] : [['Access-Control-Max-Age', age] as const];
  expect(preflightMaxAge(headers, 'chromium') === 0).toBe(asksAgain);
  expect(await preflights(`age-${age}`, aCall(api), aCall(api))).toBe(asksAgain ? 2 : 1);
});

test('a second is over when it is over', async () => {
  const call = aCall('max age 1');
  expect(await preflights('second', call, call)).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(await preflights('second', call)).toBe(2);
});

test('what is kept holds for the URL and the credentials mode that it was asked for', async () => {
  const api = 'max age 600';
  expect(await preflights('mode', aCall(api), aCall(api, { credentials: 'include' }), aCall(api))).toBe(2);
  expect(await preflights('one-url', aCall(api))).toBe(1);
  expect(await preflights('another-url', aCall(api))).toBe(1);
});

test('compared what docs/fidelity.md says', () => {
  expect(behaviours.differences).toEqual([]);
});
