import fc from 'fast-check';
import { answer } from '../../../src/verify/gateway/answer';
import { errorAnswer } from '../../../src/verify/gateway/error-answers';
import { appOf, templatesOf } from '../apps/assemblies';
import { type DeployedThere, deploy } from '../emulators/emulator';
import { send } from '../emulators/requests';
import { Tally } from '../emulators/tally';
import { describeWith } from '../witnesses';
import { ERROR_LIMITATIONS, makeValidators, ministack } from './emulator';
import { aRefusalPlan, JUDGED, OWN_STATUS, REFUSED, type RefusalPlan, refusingApi } from './refusing-api';

const APIS = 20;
const SEED = Number(process.env.WITNESS_SEED ?? 1);

describeWith('ministack', () => {
  const tally = new Tally(
    'ministack, gateway responses',
    ERROR_LIMITATIONS,
    'witnesses/ministack/gateway-responses.test.ts',
  );

  afterAll(() => {
    console.log(String(tally));
  });

  async function deployed(plan: RefusalPlan): Promise<DeployedThere> {
    const templates = templatesOf(appOf(refusingApi(plan), true));
    const { status, failures, leftOut, ids, apis } = await deploy(ministack(), templates);
    expect([status, failures, leftOut]).toEqual(['CREATE_COMPLETE', [], []]);
    await makeValidators(templates, ids);
    const [there] = apis;
    if (there === undefined) {
      throw new Error('the app has no API');
    }
    return there;
  }

  test.each(fc.sample(aRefusalPlan, { numRuns: APIS, seed: SEED }).map((plan, at) => ({ plan, at })))(
    'refuses as the verifier tells: API $at',
    async ({ plan, at }) => {
      const { api, url } = await deployed(plan);
      const before = tally.disagreements.length;
      for (const { type, request, foreseen } of [...REFUSED, ...(at % 3 === 0 ? JUDGED : [])]) {
        if (api.kind !== 'rest') {
          throw new Error('the API is none of REST');
        }
        const told = errorAnswer(api, type, request);
        if (foreseen) {
          expect(answer(api, request)).toEqual({ ...told, notes: expect.anything() });
        }
        tally.compare(api, request, told, await send(url, request));
      }
      expect(tally.disagreements.slice(before)).toEqual([]);
    },
  );

  test('at least 400 answers were compared, and few were left open', () => {
    expect(tally.compared).toBeGreaterThanOrEqual(400);
    expect(tally.open).toBeLessThan(tally.compared / 10);
  });

  test('compared what docs/fidelity.md says', () => {
    expect(tally.behaviours.differences).toEqual([]);
  });

  test('still keeps the status of a type that inherits: else ERROR_LIMITATIONS is out of date', async () => {
    const { url } = await deployed({
      policy: undefined,
      own: { DEFAULT_4XX: { status: OWN_STATUS, headers: {} } },
    });
    expect((await send(url, { method: 'GET', path: '/nowhere', headers: [] })).status).toBe(403);
  });
});
