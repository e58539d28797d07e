import { simulate } from '../../src/verify';
import { APP, aStack, OTHER } from '../support/apis';
import { addRoutes, aJwt, anAnswer, anHttpApi, httpCors, SynthesisedHttp } from '../support/http-apis';
import { theApi } from '../support/simulated';

interface Element {
  readonly Type: string;
  readonly Properties: Record<string, unknown> & { CorsConfiguration?: Record<string, unknown> };
}

type Resources = Record<string, Element>;

const CALL = {
  origin: APP,
  method: 'PUT',
  path: '/orders/1',
  headers: { 'content-type': 'application/json' },
  credentials: true,
};

/** A template that is right for the call: an ANY route behind a JWT authorizer, with its OPTIONS route. */
function right(): Resources {
  const stack = aStack();
  const api = anHttpApi(stack, { defaultAuthorizer: aJwt() });
  addRoutes(api, 'ANY /orders/{id}');
  const policy = { allowOrigins: [APP, OTHER], allowCredentials: true, allowMethods: ['PUT'] };
  httpCors(api, { ...policy, preflightIntegration: anAnswer(stack) });
  return new SynthesisedHttp(stack).template.toJSON().Resources;
}

function element(resources: Resources, type: string, key?: string): Element {
  const found = Object.values(resources).find(
    ({ Type, Properties }) =>
      Type === `AWS::ApiGatewayV2::${type}` && (key === undefined || Properties.RouteKey === key),
  );
  if (found === undefined) {
    throw new Error(`no ${type} ${key}`);
  }
  return found;
}

function cors(resources: Resources): Record<string, unknown> {
  return element(resources, 'Api').Properties.CorsConfiguration ?? {};
}

function verdictsOn(resources: Resources): readonly string[] {
  const assumptions = { authorised: true, backend: () => ({ status: 204, headers: [] }) };
  const { preflight, responses } = simulate(theApi({ Resources: resources }), CALL, { assumptions });
  return [...(preflight === null ? [] : [preflight]), ...responses].map(
    ({ verdict }) => verdict.reason ?? verdict.verdict,
  );
}

test('a template that nobody broke is allowed', () => {
  expect(verdictsOn(right())).toEqual(['ALLOWED', 'ALLOWED']);
});

const OPTIONS = 'OPTIONS /orders/{id}';

test.each<[string, (resources: Resources) => void, readonly string[]]>([
  [
    'the OPTIONS route is gone',
    (resources) => {
      element(resources, 'Route', OPTIONS).Properties.RouteKey = 'POST /elsewhere';
    },
    ['PreflightInvalidStatus', 'ALLOWED'],
  ],
  [
    'the OPTIONS route has the authorizer too',
    (resources) => {
      element(resources, 'Route', OPTIONS).Properties.AuthorizationType = 'JWT';
    },
    ['PreflightInvalidStatus', 'ALLOWED'],
  ],
  [
    'the OPTIONS route is for other paths',
    (resources) => {
      element(resources, 'Route', OPTIONS).Properties.RouteKey = 'OPTIONS /{proxy+}';
    },
    ['PreflightInvalidStatus', 'ALLOWED'],
  ],
  [
    'the origin is not listed',
    (resources) => {
      cors(resources).AllowOrigins = [OTHER];
    },
    ['UNDETERMINED', 'UNDETERMINED'],
  ],
  [
    'the origins are a star, which no credentials go with',
    (resources) => {
      cors(resources).AllowOrigins = ['*'];
    },
    ['PreflightWildcardOriginNotAllowed', 'WildcardOriginNotAllowed'],
  ],
  [
    'the credentials are not allowed',
    (resources) => {
      cors(resources).AllowCredentials = false;
    },
    ['PreflightInvalidAllowCredentials', 'InvalidAllowCredentials'],
  ],
  [
    'the method is not listed',
    (resources) => {
      cors(resources).AllowMethods = ['DELETE'];
    },
    ['MethodDisallowedByPreflightResponse', 'ALLOWED'],
  ],
  [
    'the header is not listed',
    (resources) => {
      delete cors(resources).AllowHeaders;
    },
    ['HeaderDisallowedByPreflightResponse', 'ALLOWED'],
  ],
  [
    'there is no configuration, and the backend says nothing',
    (resources) => {
      delete element(resources, 'Api').Properties.CorsConfiguration;
    },
    ['PreflightMissingAllowOriginHeader', 'MissingAllowOriginHeader'],
  ],
  [
    'nothing is deployed automatically',
    (resources) => {
      element(resources, 'Stage').Properties.AutoDeploy = false;
    },
    ['UNDETERMINED', 'UNDETERMINED'],
  ],
])('the verifier objects when %s', (_, sabotage, expected) => {
  const resources = right();
  sabotage(resources);
  expect(verdictsOn(resources)).toEqual(expected);
});
