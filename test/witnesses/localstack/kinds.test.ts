import { App } from 'aws-cdk-lib';
import fc from 'fast-check';
import { OrdersStack } from '../../../examples/orders/orders-stack';
import { APP } from '../../support/apis';
import { appOf, pointedAt, type SynthesisedTemplate, templatesOf } from '../apps/assemblies';
import { aCallTo } from '../apps/calls';
import { KINDS } from '../apps/kinds';
import { type Backend, startBackend } from '../emulators/backend';
import { type DeployedThere, deploy } from '../emulators/emulator';
import { send } from '../emulators/requests';
import { Tally } from '../emulators/tally';
import { describeWith } from '../witnesses';
import { LIMITATIONS, localStack } from './emulator';

const CALLS = 25;

describeWith('localstack', () => {
  const tally = new Tally('LocalStack, an API of each kind and the example', LIMITATIONS);
  const notMade: string[] = [];
  let backend: Backend;

  beforeAll(async () => {
    backend = await startBackend();
  });

  afterAll(async () => {
    await backend.stop();
    console.log(
      `${tally}\n  not deployed, because LocalStack has no such thing here: ${[...new Set(notMade)].join(', ')}`,
    );
  });

  async function deployed(synthesised: readonly SynthesisedTemplate[]): Promise<{
    readonly there: DeployedThere;
    readonly templates: readonly SynthesisedTemplate[];
  }> {
    const templates = pointedAt(synthesised, `${backend.url}/status/200`);
    const { status, failures, leftOut, apis } = await deploy(localStack(), templates);
    expect([status, failures]).toEqual(['CREATE_COMPLETE', []]);
    notMade.push(...leftOut);
    const [there] = apis;
    if (there === undefined) {
      throw new Error('the app has no API');
    }
    return { there, templates };
  }

  async function compare(synthesised: readonly SynthesisedTemplate[], calls: number): Promise<void> {
    const { there, templates } = await deployed(synthesised);
    const before = tally.disagreements.length;
    for (const request of fc.sample(aCallTo(there.api), { numRuns: calls, seed: 1 })) {
      await tally.ask(there, request, templates);
    }
    expect(tally.disagreements.slice(before)).toEqual([]);
  }

  test.each(Object.entries(KINDS))('answers as the verifier tells: %s', async (_name, kind) => {
    await compare(templatesOf(appOf(kind, true)), CALLS);
  });

  test('answers as the verifier tells: the example', async () => {
    const app = new App();
    new OrdersStack(app, 'Orders');
    await compare(templatesOf(app), 4 * CALLS);
  });

  test('still sends no headers of gateway responses: else LIMITATIONS is out of date', async () => {
    const { there } = await deployed(templatesOf(appOf(KINDS['one origin'] ?? fail, true)));
    const { status, headers } = await send(there.url, { method: 'GET', path: '/nowhere', headers: [['Origin', APP]] });
    expect(status).toBe(403);
    expect(headers.filter(([name]) => /^access-control-/i.test(name))).toEqual([]);
  });

  test('still passes over the binary media type */*: else LIMITATIONS is out of date', async () => {
    const { there } = await deployed(templatesOf(appOf(KINDS['binary media types'] ?? fail, true)));
    expect((await send(there.url, { method: 'GET', path: '/items', headers: [] })).status).toBe(200);
  });

  test('still asks no authorizer: else LIMITATIONS is out of date', async () => {
    const { there } = await deployed(templatesOf(appOf(KINDS['proxies, keys and IAM'] ?? fail, true)));
    expect((await send(there.url, { method: 'PUT', path: '/signed', headers: [] })).status).toBe(200);
  });
});

function fail(): never {
  throw new Error('there is no such kind any more');
}
