import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CorsAssertions } from '../../src';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, proxied, responses } from '../support/apis';
import { addRoutes, aJwt, anAnswer, anHttpApi, httpCors } from '../support/http-apis';

function shop(): Stack {
  const stack = aStack();
  const api = anApi(stack);
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', mapped('200', '404'), responses('200', '404'));
  orders.addResource('{id}').addMethod('PUT', mock(), responses('200'));
  api.root.addResource('proxied').addMethod('GET', proxied());
  cors(api, { allowOrigins: [APP, OTHER], allowCredentials: true });
  return stack;
}

const assertions = CorsAssertions.fromTemplate(Template.fromStack(shop()));
const json = { headers: { 'content-type': 'application/json' }, credentials: true };

describe('canCall', () => {
  test('passes for what the policy allows, by the route or by a path', () => {
    assertions.from(APP).canCall('PUT', '/orders/{id}', json);
    assertions.from(OTHER).canCall('PUT', '/orders/42', json);
    assertions.from(APP).canCall('GET', '/orders');
  });

  test("fails with the browser's own name, what was seen, what was wanted, the resource and the fix", () => {
    expect(() => assertions.from('https://evil.example').canCall('PUT', '/orders/{id}', json)).toThrow(
      /^https:\/\/evil\.example cannot be said to be able to call PUT \/orders\/\{id\}\nBLOCKED PreflightMissingAllowOriginHeader\n {2}answer +preflight \(204\), by .*OPTIONS \/orders\/\{id\} \[ApiordersidOPTIONS[0-9A-F]{8}\]\n(.*\n)* {2}wanted +.*\n {2}step +.*cors-preflight-fetch\)\n {2}fix +/,
    );
  });

  test('fails for a header that the policy does not list, and names it', () => {
    const headers = { 'x-unknown': '1' };
    expect(() => assertions.from(APP).canCall('GET', '/orders', { headers })).toThrow(
      /HeaderDisallowedByPreflightResponse[\s\S]*x-unknown/,
    );
  });

  test('fails for a proxy whose backend is not known, and holds once its headers are stated', () => {
    expect(() => assertions.from(APP).canCall('GET', '/proxied')).toThrow(
      /UNDETERMINED[\s\S]*a proxy integration sends what its backend answers/,
    );
    assertions.from(APP).canCall('GET', '/proxied', { backendHeaders: { 'access-control-allow-origin': APP } });
    assertions
      .from(APP)
      .cannotCall('GET', '/proxied', { backendHeaders: { 'access-control-allow-origin': '*' }, credentials: true });
  });

  test('holds on an HTTP API, with a preflight that API Gateway answers or that a backend is stated to answer', () => {
    const stack = aStack();
    const api = anHttpApi(stack, { defaultAuthorizer: aJwt() });
    addRoutes(api, 'PUT /orders/{id}', 'ANY /admin');
    httpCors(api, { allowCredentials: true, preflightIntegration: anAnswer(stack) });
    const page = CorsAssertions.fromTemplate(Template.fromStack(stack)).from(APP);
    page.canCall('PUT', '/orders/42', json);
    expect(() => page.canCall('PATCH', '/admin', json)).toThrow(
      /UNDETERMINED[\s\S]*OPTIONS \/admin takes the preflight/,
    );
    page.canCall('PATCH', '/admin', { ...json, backendPreflightStatus: 204 });
    page.cannotCall('PATCH', '/admin', { ...json, backendPreflightStatus: 404 });
    expect(() => page.canCall('GET', '/nowhere')).toThrow(/^unknown-route: /);
  });

  test('names the routes that there are where there is no such route', () => {
    expect(() => assertions.from(APP).canCall('GET', '/nowhere')).toThrow(
      /^unknown-route: .*GET \/nowhere.*Routes: GET \/orders, PUT \/orders\/\{id\}, GET \/proxied$/,
    );
  });
});

describe('cannotCall', () => {
  test('passes for a foreign page, with and without a preflight', () => {
    assertions.from('https://evil.example').cannotCall('PUT', '/orders/{id}', json);
    assertions.from('https://evil.example').cannotCall('GET', '/orders');
    assertions.from('null').cannotCall('GET', '/orders');
  });

  test('fails for what is allowed, and for what cannot be told', () => {
    expect(() => assertions.from(APP).cannotCall('GET', '/orders')).toThrow(
      /cannot be said to be unable to call GET \/orders\nALLOWED/,
    );
    expect(() => assertions.from('https://evil.example').cannotCall('GET', '/proxied')).toThrow('UNDETERMINED');
  });
});

describe('a template without an API', () => {
  test('is refused', () => {
    const stack = aStack();
    new Queue(stack, 'Queue');
    expect(() => CorsAssertions.fromTemplate(Template.fromStack(stack))).toThrow(/^no-api: /);
  });
});
