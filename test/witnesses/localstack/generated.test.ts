import fc from 'fast-check';
import { appOf, templatesOf } from '../apps/assemblies';
import { aCallTo } from '../apps/calls';
import { aPlan, build } from '../apps/family';
import { type Backend, startBackend } from '../emulators/backend';
import { deploy } from '../emulators/emulator';
import { Tally } from '../emulators/tally';
import { describeWith } from '../witnesses';
import { LIMITATIONS, localStack } from './emulator';

const APIS = 20;
const CALLS = 40;
/** The same APIs in every run: what is deployed takes too long to look for the smallest that fails. */
const SEED = Number(process.env.WITNESS_SEED ?? 1);

describeWith('localstack', () => {
  const tally = new Tally('LocalStack, generated APIs', LIMITATIONS);
  let backend: Backend;

  beforeAll(async () => {
    backend = await startBackend();
  });

  afterAll(async () => {
    await backend.stop();
    console.log(String(tally));
  });

  test.each(fc.sample(aPlan, { numRuns: APIS, seed: SEED }).map((plan, at) => ({ plan, at })))(
    'answers as the verifier tells: API $at',
    async ({ plan, at }) => {
      const templates = templatesOf(appOf(build(plan, backend.url), true));
      const { status, failures, apis } = await deploy(localStack(), templates);
      expect([status, failures]).toEqual(['CREATE_COMPLETE', []]);
      const before = tally.disagreements.length;
      for (const there of apis) {
        for (const request of fc.sample(aCallTo(there.api), { numRuns: CALLS, seed: SEED + at })) {
          await tally.ask(there, request, templates);
        }
      }
      expect(tally.disagreements.slice(before)).toEqual([]);
    },
  );

  test('at least 500 answers were compared, and few were left open', () => {
    expect(tally.compared).toBeGreaterThanOrEqual(500);
    expect(tally.open).toBeLessThan(tally.compared / 10);
  });
});
