import { Template } from 'aws-cdk-lib/assertions';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CorsAssertions } from '../../src';
import { APP, anApi, aStack, cors, mapped, OTHER, responses } from '../support/apis';
import { Synthesised } from '../support/synthesised';

/** The template of an API with two origins, without what the text says. */
function templateWithout(vary: RegExp | undefined): Template {
  const stack = aStack();
  const api: RestApi = anApi(stack);
  api.root.addResource('orders').addMethod('GET', mapped('200'), responses('200'));
  cors(api, { allowOrigins: [APP, OTHER] });
  const { template } = new Synthesised(stack);
  const text = JSON.stringify(template.toJSON());
  const json = JSON.parse(vary === undefined ? text : text.replaceAll(vary, '"method.response.header.X-$1"'));
  return Template.fromJSON(json);
}

const VARY = /"method\.response\.header\.(Vary)"/g;

test('an assertion holds without Vary, since the browser allows the answer that the route gives', () => {
  CorsAssertions.fromTemplate(templateWithout(VARY)).from(APP).canCall('GET', '/orders');
});

test('behind a cache it fails, and says what would go wrong', () => {
  const page = CorsAssertions.fromTemplate(templateWithout(VARY)).from(APP);
  expect(() => page.canCall('GET', '/orders', { behindCache: true })).toThrow(
    /^https:\/\/app\.example\.com cannot be said to be able to call GET \/orders\nALLOWED\n[\s\S]*\n {2}hazard .*no Vary: Origin/,
  );
});

test('behind a cache it holds for what the construct emits', () => {
  const assertions = CorsAssertions.fromTemplate(templateWithout(undefined));
  for (const origin of [APP, OTHER]) {
    assertions.from(origin).canCall('GET', '/orders', { behindCache: true });
  }
});
