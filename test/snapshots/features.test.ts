import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { PreflightPlacement, type RestApiCorsOptions } from '../../src';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, proxied, responses } from '../support/apis';
import { Synthesised } from '../support/synthesised';

function shopWith(options: Partial<RestApiCorsOptions>): Synthesised {
  const stack = aStack();
  const api = anApi(stack);
  api.root.addMethod('GET', mapped('200'), responses('200'));
  cors(api, options);
  return new Synthesised(stack);
}

describe('what is emitted for', () => {
  test('a preflight, one origin', () => {
    expect(shopWith({}).method('OPTIONS', 'Api')).toMatchSnapshot();
  });

  test('a preflight, a list with a pattern, and credentials', () => {
    const allowOrigins = [APP, 'https://*.preview.example.com', 'http://localhost:*'];
    expect(shopWith({ allowOrigins, allowCredentials: true }).method('OPTIONS', 'Api')).toMatchSnapshot();
  });

  test('a real response, one origin', () => {
    expect(shopWith({ allowCredentials: true, exposeHeaders: ['ETag'] }).method('GET', 'Api')).toMatchSnapshot();
  });

  test('a real response, a list', () => {
    expect(shopWith({ allowOrigins: [APP, OTHER] }).method('GET', 'Api')).toMatchSnapshot();
  });

  test.each<[string, Partial<RestApiCorsOptions>]>([
    ['one origin', {}],
    ['everybody', { allowOrigins: ['*'] }],
    ['a list', { allowOrigins: [APP, OTHER] }],
    ['a list with credentials', { allowOrigins: [APP, OTHER], allowCredentials: true }],
  ])('errors, %s', (_, options) => {
    expect(Object.fromEntries(shopWith(options).gatewayResponses())).toMatchSnapshot();
  });

  test('few preflights for many routes, which follow a list', () => {
    const stack = aStack();
    const api = anApi(stack);
    for (const path of ['/orders', '/orders/{id}', '/users']) {
      api.root.resourceForPath(path).addMethod('GET', mock());
    }
    cors(api, { allowOrigins: [APP, OTHER], placement: PreflightPlacement.GREEDY });
    const { Resources } = new Synthesised(stack).template.toJSON();
    const added = Object.entries(Resources).filter(([id]) => /OPTIONS|proxy/.test(id));
    expect(Object.fromEntries(added)).toMatchSnapshot();
  });

  test("the user's own OPTIONS and gateway response", () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('OPTIONS', mock(), responses('200'));
    api.addGatewayResponse('Unauthorized', { type: ResponseType.UNAUTHORIZED, templates: { 'text/plain': 'no' } });
    cors(api);
    const shop = new Synthesised(stack);
    expect(shop.method('OPTIONS', 'Api')).toMatchSnapshot();
    expect(shop.gatewayResponses().get('UNAUTHORIZED')).toMatchSnapshot();
  });

  test('the warnings of an API with proxies, a list and credentials', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addProxy().addMethod('POST', proxied());
    cors(api, { allowOrigins: [APP, 'http://localhost:3000'], allowCredentials: true });
    expect(Object.fromEntries(new Synthesised(stack).warnings())).toMatchSnapshot();
  });
});
