import fc from 'fast-check';
import type { HeaderLines } from '../../../src/fetch/header-lines';
import { answer } from '../../../src/verify/gateway/answer';
import { APP } from '../../support/apis';
import { appOf, templatesOf } from '../apps/assemblies';
import { aCallTo } from '../apps/calls';
import { type Backend, startBackend } from '../emulators/backend';
import { type DeployedThere, deploy } from '../emulators/emulator';
import { send } from '../emulators/requests';
import { Tally } from '../emulators/tally';
import { describeWith } from '../witnesses';
import { HTTP_LIMITATIONS, ministack } from './emulator';
import { aHttpPlan, buildHttp, type HttpPlan, statusBehind } from './http-apis';

const APIS = 20;
const CALLS = 30;
const SEED = Number(process.env.WITNESS_SEED ?? 1);

describeWith('ministack', () => {
  const tally = new Tally('ministack, HTTP APIs', HTTP_LIMITATIONS, 'witnesses/ministack/http-apis.test.ts');
  let backend: Backend;

  beforeAll(async () => {
    backend = await startBackend();
  });

  afterAll(async () => {
    await backend.stop();
    console.log(
      `${tally}\n  it hands on no header of a backend but Content-Type, so the backend is taken to send none`,
    );
  });

  async function deployed(plan: HttpPlan): Promise<DeployedThere> {
    const templates = templatesOf(appOf(buildHttp(plan, backend.url), true));
    const { status, failures, apis } = await deploy(ministack(), templates);
    expect([status, failures]).toEqual(['CREATE_COMPLETE', []]);
    const [there] = apis;
    if (there === undefined) {
      throw new Error('the app has no API');
    }
    return there;
  }

  test.each(fc.sample(aHttpPlan, { numRuns: APIS, seed: SEED }).map((plan, at) => ({ plan, at })))(
    'answers as the verifier tells: HTTP API $at',
    async ({ plan, at }) => {
      const { api, url } = await deployed(plan);
      const before = tally.disagreements.length;
      for (const request of fc.sample(aCallTo(api), { numRuns: CALLS, seed: SEED + at })) {
        const told = answer(api, request, {
          backend: ({ logicalId }) => ({ status: statusBehind(logicalId), headers: [] }),
        });
        tally.compare(api, request, told, await send(url, request));
      }
      expect(tally.disagreements.slice(before)).toEqual([]);
    },
  );

  test('at least 200 answers were compared', () => {
    expect(tally.compared).toBeGreaterThanOrEqual(200);
  });

  test('compared what docs/fidelity.md says', () => {
    expect(tally.behaviours.differences).toEqual([]);
  });

  test('still does what HTTP_LIMITATIONS says: else it is out of date', async () => {
    const { url } = await deployed({ cors: { allowOrigins: [APP] }, routes: ['PUT /other', '$default'] });
    const behindOptions = await send(url, { method: 'OPTIONS', path: '/items', headers: preflightFrom(APP) });
    expect([behindOptions.status, statusBehind('Route1')]).toEqual([204, 201]);
    const { url: shut } = await deployed({ cors: { allowOrigins: [APP] }, routes: ['GET /items'] });
    const foreign = { method: 'OPTIONS', path: '/items', headers: preflightFrom('https://evil.example') };
    expect((await send(shut, foreign)).status).toBe(403);
    const { url: open } = await deployed({ cors: { allowOrigins: ['*'] }, routes: ['GET /items'] });
    const { headers } = await send(open, { method: 'GET', path: '/items', headers: [] });
    expect(headers).toContainEqual(['Access-Control-Allow-Origin', '*']);
  });
});

function preflightFrom(origin: string): HeaderLines {
  return [
    ['Origin', origin],
    ['Access-Control-Request-Method', 'GET'],
  ];
}
