import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import type { RestApiCorsOptions } from '../../src';
import { APP, anApi, aStack, cors, mock, OTHER } from '../support/apis';
import { Synthesised } from '../support/synthesised';

const HEADER = 'gatewayresponse.header.';

function errorsOf(options: Partial<RestApiCorsOptions>): Synthesised {
  const stack = aStack();
  const api = anApi(stack);
  api.root.addMethod('GET', mock());
  cors(api, options);
  return new Synthesised(stack);
}

describe('the errors of API Gateway itself', () => {
  test('carry one origin exactly', () => {
    expect(errorsOf({ allowCredentials: true, exposeHeaders: ['X-Request-Id'] }).gatewayResponses()).toEqual(
      new Map(
        ['DEFAULT_4XX', 'DEFAULT_5XX'].map((type) => [
          type,
          {
            [`${HEADER}Access-Control-Allow-Origin`]: `'${APP}'`,
            [`${HEADER}Access-Control-Allow-Credentials`]: "'true'",
            [`${HEADER}Access-Control-Expose-Headers`]: "'X-Request-Id'",
          },
        ]),
      ),
    );
  });

  test('carry * for a public API', () => {
    expect(
      errorsOf({ allowOrigins: ['*'] })
        .gatewayResponses()
        .get('DEFAULT_4XX'),
    ).toEqual({
      [`${HEADER}Access-Control-Allow-Origin`]: "'*'",
    });
  });

  test('echo the origin for a list without credentials, with Vary and never with credentials', () => {
    expect(
      errorsOf({ allowOrigins: [APP, OTHER] })
        .gatewayResponses()
        .get('DEFAULT_5XX'),
    ).toEqual({
      [`${HEADER}Access-Control-Allow-Origin`]: 'method.request.header.Origin',
      [`${HEADER}Vary`]: "'Origin'",
    });
  });

  test('carry the first exact origin for a list with credentials, and a warning says who sees an opaque error', () => {
    const shop = errorsOf({ allowOrigins: ['https://*.example.org', APP, OTHER], allowCredentials: true });
    expect(shop.gatewayResponses().get('DEFAULT_4XX')).toEqual({
      [`${HEADER}Access-Control-Allow-Origin`]: `'${APP}'`,
      [`${HEADER}Access-Control-Allow-Credentials`]: "'true'",
    });
    expect(shop.warnings().get('errors-first-origin')).toContain('a browser reports those as CORS errors');
  });

  test('are left alone for patterns with credentials, and a warning says so', () => {
    const shop = errorsOf({ allowOrigins: ['https://*.example.org'], allowCredentials: true });
    expect(shop.gatewayResponses().size).toBe(0);
    expect(shop.warnings().has('errors-opaque')).toBe(true);
  });

  test('echo the origin with credentials only when the danger was asked for', () => {
    const shop = errorsOf({ allowOrigins: [APP, OTHER], allowCredentials: true, dangerouslyEchoOriginInErrors: true });
    expect(shop.gatewayResponses().get('DEFAULT_4XX')).toEqual({
      [`${HEADER}Access-Control-Allow-Origin`]: 'method.request.header.Origin',
      [`${HEADER}Access-Control-Allow-Credentials`]: "'true'",
      [`${HEADER}Vary`]: "'Origin'",
    });
    expect([...shop.warnings().keys()]).not.toContain('errors-first-origin');
  });

  test('complete a type that the user customised, which inherits nothing, and keep its status and template', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    api.addGatewayResponse('Unauthorized', {
      type: ResponseType.UNAUTHORIZED,
      statusCode: '418',
      responseHeaders: { 'X-Why': "'tea'" },
      templates: { 'application/json': '{"message":"no"}' },
    });
    cors(api);
    const shop = new Synthesised(stack);
    const own = shop
      .elements<Record<string, unknown>>('GatewayResponse')
      .find(({ properties }) => properties.ResponseType === 'UNAUTHORIZED');
    expect(own?.properties).toMatchObject({
      StatusCode: '418',
      ResponseTemplates: { 'application/json': '{"message":"no"}' },
      ResponseParameters: { [`${HEADER}X-Why`]: "'tea'", [`${HEADER}Access-Control-Allow-Origin`]: `'${APP}'` },
    });
    expect([...shop.gatewayResponses().keys()].sort()).toEqual(['DEFAULT_4XX', 'DEFAULT_5XX', 'UNAUTHORIZED']);
    expect(shop.warnings().get('gateway-response-completed')).toContain('UNAUTHORIZED: ');
  });

  test('never gain credentials beside an origin of the user', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    api.addGatewayResponse('Default4xx', {
      type: ResponseType.DEFAULT_4XX,
      responseHeaders: { 'access-control-allow-origin': 'method.request.header.Origin' },
    });
    cors(api, { allowCredentials: true, exposeHeaders: ['ETag'] });
    const shop = new Synthesised(stack);
    expect(shop.gatewayResponses().get('DEFAULT_4XX')).toEqual({
      [`${HEADER}access-control-allow-origin`]: 'method.request.header.Origin',
      [`${HEADER}Access-Control-Expose-Headers`]: "'ETag'",
    });
    expect(shop.warnings().get('gateway-response-kept')).toContain('DEFAULT_4XX: ');
  });
});
