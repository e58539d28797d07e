import type { Stack } from 'aws-cdk-lib';
import { CfnMethod, MockIntegration, type Resource } from 'aws-cdk-lib/aws-apigateway';
import { CorsAssertions, RestApiCors } from '../../src';
import { APP, anApi, aStack, mapped, proxied, responses } from '../support/apis';
import { type Integration, Synthesised } from '../support/synthesised';
import { differenceOf, isPreflight, preflightsOf } from './difference';

const HEADERS = ['Origin', 'Methods', 'Headers'].map((name) => `method.response.header.Access-Control-Allow-${name}`);

/** What a tutorial writes for OPTIONS. */
const BY_HAND = {
  integration: new MockIntegration({
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    integrationResponses: [
      { statusCode: '200', responseParameters: Object.fromEntries(HEADERS.map((header) => [header, "'*'"])) },
    ],
  }),
  options: {
    methodResponses: [
      { statusCode: '200', responseParameters: Object.fromEntries(HEADERS.map((header) => [header, true])) },
    ],
  },
};

type Options = (orders: Resource, stack: Stack) => void;

const none: Options = () => {};
const byMethod: Options = (orders) => {
  orders.addMethod('OPTIONS', BY_HAND.integration, BY_HAND.options);
};
const byL1: Options = (orders, stack) => {
  new CfnMethod(stack, 'OrdersOptions', {
    restApiId: orders.api.restApiId,
    resourceId: orders.resourceId,
    httpMethod: 'OPTIONS',
    authorizationType: 'NONE',
    integration: { type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode":200}' } },
    methodResponses: [{ statusCode: '200' }],
  });
};

function shop(options: Options, ours: boolean): Synthesised {
  const stack = aStack();
  const api = anApi(stack);
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', mapped('200'), responses('200'));
  options(orders, stack);
  if (ours) {
    new RestApiCors(stack, 'Cors', { api, resource: orders, allowOrigins: [APP] });
  }
  return new Synthesised(stack);
}

describe('OPTIONS methods that were written by hand', () => {
  test('by addMethod are replaced in place where they are taken out', () => {
    const [before, after] = [shop(byMethod, false).template, shop(none, true).template];
    expect(preflightsOf(after)).toEqual(preflightsOf(before));
    expect(preflightsOf(after)).toHaveLength(1);
  });

  test('by addMethod are kept where they stay, and a warning says that they decide', () => {
    const kept = shop(byMethod, true);
    const { ResponseParameters } = kept.method('OPTIONS', 'orders').Integration.IntegrationResponses?.[0] ?? {};
    expect(ResponseParameters?.['method.response.header.Access-Control-Allow-Origin']).toBe("'*'");
    expect([...kept.warnings().keys()]).toContain('options-own-origin');
  });

  test('as an L1 of another id are deleted, and others created beside them', () => {
    const { created, deleted } = differenceOf(shop(byL1, false).template, shop(none, true).template);
    expect([created.filter(isPreflight).length, deleted.filter(isPreflight).length]).toEqual([1, 1]);
  });

  test('as an L1 of another id are kept where they stay: none is created', () => {
    const kept = shop(byL1, true);
    expect(preflightsOf(kept.template)).toEqual(preflightsOf(shop(byL1, false).template));
    expect([...kept.warnings().keys()]).not.toContain('options-own-origin');
  });
});

describe('a function that answers OPTIONS by itself', () => {
  const behindProxy = (ours: boolean) => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addProxy({ defaultIntegration: proxied() });
    if (ours) {
      new RestApiCors(stack, 'Cors', { api, allowOrigins: [APP] });
    }
    return new Synthesised(stack);
  };
  const put = (ours: boolean, backendHeaders?: Record<string, string>) =>
    CorsAssertions.fromTemplate(behindProxy(ours).template)
      .from(APP)
      .canCall('PUT', '/orders', { headers: { 'content-type': 'application/json' }, backendHeaders });

  test('is not asked any more', () => {
    const { Type } = behindProxy(true).method('OPTIONS', 'proxy').Integration as Integration;
    expect(Type).toBe('MOCK');
    expect(behindProxy(false).methods('OPTIONS')).toEqual([]);
  });

  test('still has to return the headers of its answers, and a warning names them', () => {
    expect(behindProxy(true).warnings().get('proxy-responses')).toContain(`Access-Control-Allow-Origin: ${APP}`);
    expect(() => put(true, {})).toThrow('MissingAllowOriginHeader');
    put(true, { 'access-control-allow-origin': APP });
  });
});
