import { PreflightPlacement } from '../../src';
import { simulatePreflight } from '../../src/verify/check/simulation';
import { APP, anApi, aStack, cors, mock } from '../support/apis';
import { theApi } from '../support/simulated';
import { Synthesised } from '../support/synthesised';

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

/** What a browser makes of the preflight for PUT /orders/1 when somebody has changed the few OPTIONS methods. */
function verdictWhen(change: (resources: Resources) => void): string | undefined {
  const stack = aStack();
  const api = anApi(stack);
  api.root.resourceForPath('/orders/{id}').addMethod('PUT', mock());
  api.root.addResource('users').addMethod('GET', mock());
  cors(api, { placement: PreflightPlacement.GREEDY });
  const template = new Synthesised(stack).template.toJSON() as { Resources: Resources };
  change(template.Resources);
  const call = { origin: APP, method: 'PUT', path: '/orders/1' };
  const { verdict } = simulatePreflight(theApi(template), call) ?? {};
  return verdict?.verdict;
}

const idOf = (resources: Resources, pattern: RegExp) => Object.keys(resources).find((id) => pattern.test(id)) ?? '';

describe('few OPTIONS methods', () => {
  test('are right as they are', () => {
    expect(verdictWhen(() => {})).toBe('ALLOWED');
  });

  test.each<[string, (resources: Resources) => void]>([
    ['is taken out', (all) => delete all[idOf(all, /proxyOPTIONS/)]],
    [
      'stands on another resource',
      (all) => {
        all[idOf(all, /proxyOPTIONS/)].Properties.ResourceId = { Ref: idOf(all, /^Apiusers(?!GET)/) };
      },
    ],
    [
      'has another verb',
      (all) => {
        all[idOf(all, /proxyOPTIONS/)].Properties.HttpMethod = 'GET';
      },
    ],
    [
      'has a {proxy+} with one segment',
      (all) => {
        all[idOf(all, /^Apiproxy(?!OPTIONS)/)].Properties.PathPart = '{proxy}';
      },
    ],
    [
      'is taken by an ANY',
      (all) => {
        const { Properties } = all[idOf(all, /ordersidPUT/)];
        all.Any = { Type: 'AWS::ApiGateway::Method', Properties: { ...Properties, HttpMethod: 'ANY' } };
      },
    ],
  ])('are objected to by the verifier when the one for all %s', (_, change) => {
    expect(verdictWhen(change)).toMatch(/BLOCKED|UNDETERMINED/);
  });
});
