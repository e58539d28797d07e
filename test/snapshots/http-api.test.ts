import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { checkApis } from '../../src/verify/check/check';
import { APP, aStack, OTHER } from '../support/apis';
import { addRoutes, aJwt, anAnswer, anHttpApi, aUrl, httpCors, SynthesisedHttp } from '../support/http-apis';
import { apiOf } from '../support/simulated';

/** An HTTP API with a route of each kind: for one method, for all behind an authorizer, and $default. */
function shop(): SynthesisedHttp {
  const stack = aStack();
  const api = anHttpApi(stack, { defaultIntegration: aUrl() });
  addRoutes(api, 'GET /orders', 'PUT /orders/{id}');
  api.addRoutes({ path: '/admin', methods: [HttpMethod.ANY], integration: aUrl(), authorizer: aJwt() });
  httpCors(api, {
    allowOrigins: [APP, OTHER],
    allowCredentials: true,
    exposeHeaders: ['ETag'],
    preflightIntegration: anAnswer(stack),
  });
  return new SynthesisedHttp(stack);
}

describe('what is emitted for an HTTP API:', () => {
  const made = shop();

  test('the configuration', () => {
    expect(made.cors).toMatchSnapshot();
  });

  test('the OPTIONS routes', () => {
    expect(made.routes('OPTIONS')).toMatchSnapshot();
  });

  test('what a browser can do with it, where the integration of the preflights answers 204', () => {
    const answers = made
      .v2<{ RouteKey: string }>('Route')
      .filter(({ properties }) => properties.RouteKey.startsWith('OPTIONS'));
    const backend = ({ logicalId }: { logicalId: string }) =>
      answers.some(({ id }) => id === logicalId) ? { status: 204, headers: [] } : undefined;
    const table = checkApis([apiOf(made.template)], {
      origins: [APP, 'https://evil.example'],
      credentials: true,
      assumptions: { backend },
    });
    expect(
      table.map(({ standing, verb, path, origin }) => `${standing} ${verb} ${path} from ${origin}`),
    ).toMatchSnapshot();
  });
});
