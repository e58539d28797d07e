import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import fc from 'fast-check';
import { checkApis } from '../../src/verify';
import { APP, anApi, aStack, cors, mapped, OTHER, responses } from '../support/apis';
import { apiOf } from '../support/simulated';
import { Synthesised } from '../support/synthesised';

const VERBS = ['GET', 'POST', 'ANY'];
const aSetting = fc.record({
  resourcePath: fc.constantFrom('/*', '/~1orders', '/~1orders~1{id}', '/'),
  httpMethod: fc.constantFrom('*', 'GET', 'POST', 'PUT'),
  cachingEnabled: fc.constantFrom(true, false, undefined),
});
/** One setting for each place, as CloudFormation takes them. */
const someSettings = fc.uniqueArray(aSetting, {
  maxLength: 5,
  selector: ({ resourcePath, httpMethod }) => `${resourcePath} ${httpMethod}`,
});

test('the construct warns of exactly the methods that the verifier finds endangered by the cache of a stage', () => {
  const seen = { endangered: 0, safe: 0 };
  fc.assert(
    fc.property(someSettings, fc.boolean(), (methodSettings, cacheClusterEnabled) => {
      const stack = aStack();
      const api = anApi(stack, { deploy: true });
      const orders = api.root.addResource('orders');
      orders.addMethod('GET', mapped('200'), responses('200'));
      orders.addMethod('POST', mapped('200'), responses('200'));
      orders.addResource('{id}').addMethod('ANY', mapped('200'), responses('200'));
      new CfnStage(stack, 'Cached', {
        restApiId: api.restApiId,
        deploymentId: api.latestDeployment?.deploymentId,
        stageName: 'cached',
        cacheClusterEnabled,
        methodSettings,
      });
      cors(api, { allowOrigins: [APP, OTHER] });
      const shop = new Synthesised(stack);
      const warning = shop.warnings().get('cached-by-stage') ?? '';
      const warned = [...warning.matchAll(/(\w+ \S+) \(stage/g)].map(([, name]) => name);
      const endangered = checkApis([apiOf(shop.template)], { origins: [APP] })
        .filter(({ responses: answers }) => answers.some(({ hazard }) => hazard !== null))
        .map(({ verb, path }) => (path.endsWith('{id}') ? `ANY ${path}` : `${verb} ${path}`));
      expect(warned.sort()).toEqual([...new Set(endangered)].sort());
      seen.endangered += warned.length;
      seen.safe += VERBS.length - warned.length;
    }),
    { numRuns: 100 },
  );
  expect(Math.min(seen.endangered, seen.safe)).toBeGreaterThan(20);
});
