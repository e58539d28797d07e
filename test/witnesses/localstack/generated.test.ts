import fc from 'fast-check';
import { APP } from '../../support/apis';
import { appOf, templatesOf } from '../apps/assemblies';
import { aCallTo } from '../apps/calls';
import { type ApiPlan, aPlan, build, type IntegrationPlan } from '../apps/family';
import { type Backend, startBackend } from '../emulators/backend';
import { deploy } from '../emulators/emulator';
import { Tally } from '../emulators/tally';
import { describeWith } from '../witnesses';
import { LIMITATIONS, localStack } from './emulator';

const APIS = 20;
const CALLS = 40;
/** The same APIs in every run: what is deployed takes too long to look for the smallest that fails. */
const SEED = Number(process.env.WITNESS_SEED ?? 1);

const answering = (status: string): IntegrationPlan => ({
  kind: 'mock',
  status,
  template: undefined,
  override: undefined,
  strict: false,
  keyed: false,
});

/** Resources that lack the verb of a call, beside and below others that have it; each method answers in its own way. */
const LACKING: ApiPlan = {
  policy: undefined,
  binary: false,
  nodes: [
    { parent: -1, part: '', methods: { GET: answering('200') } },
    { parent: 0, part: 'a', methods: { POST: answering('201') } },
    { parent: 1, part: 'b', methods: { PUT: answering('202'), OPTIONS: answering('203') } },
    { parent: 1, part: '{proxy+}', methods: { DELETE: answering('205') } },
    { parent: 0, part: 'c', methods: {} },
    { parent: 4, part: 'd', methods: { GET: answering('206') } },
    { parent: 4, part: '{id6}', methods: { PUT: answering('207'), GET: answering('208') } },
    { parent: 6, part: 'b', methods: { POST: answering('209') } },
    { parent: 0, part: '{proxy+}', methods: { GET: answering('210'), OPTIONS: answering('211') } },
  ],
};

describeWith('localstack', () => {
  const tally = new Tally('LocalStack, generated APIs', LIMITATIONS, 'witnesses/localstack/generated.test.ts');
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

  test('answers as the verifier tells where resources lack a verb that others have', async () => {
    const templates = templatesOf(appOf(build(LACKING, backend.url), true));
    const { status, failures, apis } = await deploy(localStack(), templates);
    expect([status, failures]).toEqual(['CREATE_COMPLETE', []]);
    const before = tally.disagreements.length;
    for (const there of apis) {
      for (const path of [
        '/',
        '/a',
        '/a/b',
        '/a/z',
        '/a/b/z',
        '/c',
        '/c/d',
        '/c/d/b',
        '/c/1',
        '/c/1/b',
        '/x',
        '/x/y',
      ]) {
        for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
          await tally.ask(there, { method, path, headers: [['Origin', APP]] }, templates);
        }
      }
    }
    expect(tally.disagreements.slice(before)).toEqual([]);
  });

  test('at least 500 answers were compared, and few were left open', () => {
    expect(tally.compared).toBeGreaterThanOrEqual(500);
    expect(tally.open).toBeLessThan(tally.compared / 10);
  });

  test('compared what docs/fidelity.md says', () => {
    expect(tally.behaviours.differences).toEqual([]);
  });
});
