import { CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnMethod, Resource } from 'aws-cdk-lib/aws-apigateway';
import { anApi, aStack, cors, mock } from '../support/apis';
import { Synthesised } from '../support/synthesised';

describe('on a resource that is defined outside the app', () => {
  const stackWith = (order: readonly string[]) => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    for (const verb of order) {
      new CfnMethod(stack, verb, {
        httpMethod: verb,
        restApiId: api.restApiId,
        resourceId: 'abc123',
        integration: { type: 'HTTP_PROXY' },
      });
    }
    cors(api);
    return new Synthesised(stack).methods('OPTIONS').find(({ properties }) => properties.ResourceId === 'abc123');
  };

  test('the OPTIONS is the same whichever L1 method is made first, or later', () => {
    const ids = [['GET', 'PUT'], ['PUT', 'GET'], ['PUT'], ['DELETE', 'GET']].map((order) => stackWith(order)?.id);
    expect(ids[0]).toMatch(/^CorsPreflight[0-9a-f]{8}OPTIONS/);
    expect(new Set(ids).size).toBe(1);
  });

  test('the OPTIONS has the condition that all of its methods share, and none where they differ', () => {
    const conditionWith = (...conditional: string[]) => {
      const stack = aStack();
      const api = anApi(stack);
      api.root.addMethod('GET', mock());
      const condition = new CfnCondition(stack, 'Make', { expression: Fn.conditionEquals('a', 'b') });
      for (const httpMethod of ['GET', 'PUT']) {
        const integration = { type: 'HTTP_PROXY' };
        const props = { httpMethod, restApiId: api.restApiId, resourceId: 'abc123', integration };
        const method = new CfnMethod(stack, httpMethod, props);
        method.cfnOptions.condition = conditional.includes(httpMethod) ? condition : undefined;
      }
      cors(api);
      const resources: Record<string, { readonly Condition?: string }> = new Synthesised(stack).template.toJSON()
        .Resources;
      return Object.entries(resources).find(([id]) => id.startsWith('CorsPreflight'))?.[1].Condition;
    };
    expect([conditionWith('GET', 'PUT'), conditionWith('GET'), conditionWith('PUT')]).toEqual([
      'Make',
      undefined,
      undefined,
    ]);
  });

  test('the OPTIONS hangs from the same import of it, whichever of two is used first', () => {
    const idWith = (names: readonly string[]) => {
      const stack = aStack();
      const api = anApi(stack);
      api.root.addMethod('GET', mock());
      for (const name of names) {
        const resource = { restApi: api, resourceId: 'abc123', path: '/orders' };
        Resource.fromResourceAttributes(stack, name, resource).addMethod(name.toUpperCase(), mock());
      }
      cors(api);
      return new Synthesised(stack).methods('OPTIONS').find(({ properties }) => properties.ResourceId === 'abc123')?.id;
    };
    expect(idWith(['Get', 'Put'])).toMatch(/^GetOPTIONS/);
    expect(idWith(['Put', 'Get'])).toBe(idWith(['Get', 'Put']));
  });
});
