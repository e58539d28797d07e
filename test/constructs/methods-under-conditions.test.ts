import { CfnCondition, Fn } from 'aws-cdk-lib';
import type { CfnMethod, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { PreflightPlacement, RestApiCors } from '../../src';
import { anApi, aStack, cors, mock, OTHER, responses } from '../support/apis';
import { apiIn } from '../support/deployed';
import { preflightsOf } from '../support/placements';
import { Synthesised } from '../support/synthesised';

const { GREEDY } = PreflightPlacement;

/** An API with `GET /` and `PUT /a`, and a method that is there under a condition only. */
function aShop(path: string, verb: string, parts: (api: RestApi) => void) {
  const stack = aStack();
  const api = anApi(stack);
  api.root.addMethod('GET', mock(), responses('200'));
  api.root.addResource('a').addMethod('PUT', mock(), responses('200'));
  const resource = api.root.resourceForPath(path);
  resource.addMethod('PATCH', mock(), responses('200'));
  const method = resource.addMethod(verb, mock(), responses('200')).node.defaultChild as CfnMethod;
  method.cfnOptions.condition = new CfnCondition(stack, 'Sometimes', { expression: Fn.conditionEquals('a', 'b') });
  cors(api, { placement: GREEDY });
  parts(api);
  return { stack, api };
}

const exclude = (path: string) => (api: RestApi) => {
  RestApiCors.exclude(api.root.resourceForPath(path));
};

describe('where a method is under a condition that its resource is not under', () => {
  test.each(['OPTIONS', 'ANY'])(
    'no other OPTIONS method answers for an excluded resource when %s is not there',
    (verb) => {
      const { stack } = aShop('/internal', verb, exclude('/internal'));
      expect(Object.keys(preflightsOf(apiIn(stack)))).not.toContain('/{proxy+}');
      const warning = new Synthesised(stack).warnings().get('greedy-not-possible');
      expect(warning).toContain(`Shop/Api/Default/internal/${verb}/Resource`);
      expect(warning).toContain('under a condition');
    },
  );

  test('none answers for a resource with a policy of its own', () => {
    const { stack } = aShop('/internal', 'OPTIONS', (api) => {
      const resource = api.root.resourceForPath('/internal');
      new RestApiCors(api, 'Own', { api, resource, allowOrigins: [OTHER], placement: GREEDY });
    });
    expect(Object.keys(preflightsOf(apiIn(stack)))).not.toContain('/{proxy+}');
  });

  test('no method is allowed that falls through to an excluded path when it is not there', () => {
    const { stack } = aShop('/u/{id}', 'PUT', (api) => {
      api.root.resourceForPath('/u/n').addMethod('GET', mock(), responses('200'));
      api.root.resourceForPath('/{proxy+}').addMethod('PUT', mock(), responses('200'));
      exclude('/{proxy+}')(api);
    });
    expect(preflightsOf(apiIn(stack))['/u/n']).toBe('OPTIONS,GET');
  });

  test('few OPTIONS methods are enough with one policy: whoever answers allows what it would', () => {
    const { stack } = aShop('/internal', 'OPTIONS', () => {});
    expect(preflightsOf(apiIn(stack))['/{proxy+}']).toBeDefined();
    expect(new Synthesised(stack).warnings().get('greedy-not-possible')).toBeUndefined();
  });
});
