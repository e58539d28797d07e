import { App, AspectPriority, Aspects, ConstructSelector, Mixins, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnMethod, CfnRestApi, RestApi, type RestApiProps } from 'aws-cdk-lib/aws-apigateway';
import { CfnApi, CfnRoute, HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { ApiCorsMixin, type ApiCorsMixinProps, HttpApiCors, RestApiCors } from '../../src';
import { checkApis } from '../../src/verify';
import { APP, mapped, OTHER, responses } from '../support/apis';
import { aDocument, anOperation } from '../support/documents';
import { addRoutes, aJwt } from '../support/http-apis';
import { apiOf } from '../support/simulated';
import { aSpecApi } from '../support/spec-apis';
import { warningsOf } from '../support/warnings';

const policy = (props: Partial<ApiCorsMixinProps> = {}) => new ApiCorsMixin({ allowOrigins: [APP], ...props });

function anApp(stabilise = true): App {
  return new App({
    analyticsReporting: false,
    postCliContext: { '@aws-cdk/core:aspectStabilization': stabilise },
  });
}

function rest(scope: Construct, id = 'Rest', props: RestApiProps = {}): RestApi {
  const api = new RestApi(scope, id, { cloudWatchRole: false, ...props });
  api.root.addResource('orders').addMethod('PUT', mapped('200'), responses('200'));
  return api;
}

function http(scope: Construct, id = 'Http'): HttpApi {
  const api = new HttpApi(scope, id);
  addRoutes(api, 'PUT /orders');
  return api;
}

/** What a page of each origin can do with the one API of a stack. */
function standings(stack: Stack): readonly string[] {
  return checkApis([apiOf(Template.fromStack(stack))], { origins: [APP, OTHER], credentials: false }).map(
    ({ standing }) => standing,
  );
}

const REACHED = ['ALLOWED', 'BLOCKED'];
const REACHED_HTTP = ['ALLOWED', 'UNDETERMINED'];

describe.each([
  ['with', true],
  ['without', false],
])('the policy reaches, %s the stabilisation of Aspects,', (_, stabilise) => {
  const stacks = () => {
    const app = anApp(stabilise);
    return { app, one: new Stack(app, 'One'), other: new Stack(app, 'Other') };
  };

  test('every REST API and HTTP API of the app', () => {
    const { app, one, other } = stacks();
    rest(one);
    http(other);
    Mixins.of(app).apply(policy());
    expect([standings(one), standings(other)]).toEqual([REACHED, REACHED_HTTP]);
  });

  test('routes and APIs that come later', () => {
    const { app, one, other } = stacks();
    const api = rest(one);
    Mixins.of(app).apply(policy());
    api.root.addResource('late').addMethod('PUT', mapped('200'), responses('200'));
    http(other);
    expect([standings(one), standings(other)]).toEqual([[...REACHED, ...REACHED].sort(), REACHED_HTTP]);
  });

  test('APIs that another Aspect makes', () => {
    const { app, one, other } = stacks();
    rest(one);
    Mixins.of(app).apply(policy());
    Aspects.of(other).add(
      {
        visit: (node) => {
          if (node === other && other.node.tryFindChild('Http') === undefined) {
            http(other);
            const api = new CfnRestApi(other, 'Rest', { name: 'late' });
            new CfnMethod(other, 'Method', {
              httpMethod: 'PUT',
              restApiId: api.ref,
              resourceId: api.attrRootResourceId,
              integration: { type: 'HTTP', integrationResponses: [{ statusCode: '200' }] },
            });
          }
        },
      },
      { priority: AspectPriority.DEFAULT },
    );
    const template = Template.fromStack(other);
    template.hasResourceProperties('AWS::ApiGateway::Method', { HttpMethod: 'OPTIONS' });
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: Match.objectLike({ AllowMethods: ['PUT'] }),
    });
  });

  test('APIs below Stages, those of a Stage that it was applied to later too', () => {
    const app = anApp(stabilise);
    const [prod, late] = ['Prod', 'Late'].map((id) => new Stage(app, id));
    const [first, second] = [prod, late].map((stage) => new Stack(stage, 'Shop'));
    rest(first);
    Mixins.of(app, ConstructSelector.byPath('Prod/**')).apply(policy());
    Mixins.of(late).apply(policy());
    http(second);
    expect([standings(first), standings(second)]).toEqual([REACHED, REACHED_HTTP]);
  });

  test('APIs that are imported from an OpenAPI document', () => {
    const { app, one } = stacks();
    Mixins.of(app).apply(policy());
    aSpecApi(one, aDocument({ '/orders': { put: anOperation() } }));
    expect(standings(one)).toEqual(REACHED);
  });

  test('APIs that are written as L1s, and those in nested stacks', () => {
    const { app, one } = stacks();
    const nested = new NestedStack(one, 'Nested');
    const api = new CfnApi(nested, 'Api', { name: 'shop', protocolType: 'HTTP' });
    new CfnRoute(nested, 'Route', { apiId: api.ref, routeKey: 'PUT /orders' });
    Mixins.of(app).apply(policy());
    Template.fromStack(nested).hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: Match.objectLike({ AllowOrigins: [APP], AllowMethods: ['PUT'] }),
    });
  });
});

describe('the policy stays where it was applied', () => {
  test('to one stack, to one construct, or to one API', () => {
    const app = anApp();
    const stacks = ['One', 'Two', 'Three', 'Four'].map((id) => new Stack(app, id));
    Mixins.of(stacks[0]).apply(policy());
    rest(stacks[0]);
    const wrapper = new Construct(stacks[1], 'Wrapper');
    rest(wrapper);
    wrapper.with(policy());
    http(stacks[2]).with(policy());
    rest(stacks[3]);
    expect(stacks.map(standings)).toEqual([REACHED, REACHED, REACHED_HTTP, ['BLOCKED', 'BLOCKED']]);
  });

  test('and supports nothing but APIs and what they come below', () => {
    const stack = new Stack(anApp(), 'Shop');
    const socket = new CfnApi(stack, 'Socket', { name: 'chat', protocolType: 'WEBSOCKET' });
    const imported = RestApi.fromRestApiId(stack, 'Imported', 'abc');
    const supported = [stack.node.root, stack, rest(stack).node.defaultChild as CfnRestApi];
    expect(supported.map((one) => policy().supports(one))).toEqual([true, true, true]);
    expect([socket, imported, new Construct(stack, 'Any')].map((one) => policy().supports(one))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('an API keeps', () => {
  test.each([
    ['before', true],
    ['after', false],
  ])('the policy that a construct for it alone has, made %s the mixin was applied', (_, before) => {
    const app = anApp();
    const [one, other] = ['One', 'Other'].map((id) => new Stack(app, id));
    const [api, httpApi] = [rest(one), http(other)];
    const own = () => {
      new RestApiCors(one, 'Cors', { api, allowOrigins: [OTHER] });
      new HttpApiCors(other, 'Cors', { api: httpApi, allowOrigins: [OTHER] });
    };
    if (before) {
      own();
    }
    Mixins.of(app).apply(policy());
    if (!before) {
      own();
    }
    expect([standings(one), standings(other)]).toEqual([
      ['BLOCKED', 'ALLOWED'],
      ['UNDETERMINED', 'ALLOWED'],
    ]);
    expect(Annotations.fromStack(one).findWarning('*', Match.anyValue())).toEqual([]);
  });

  test('the policy of a subtree, and what is excluded', () => {
    const stack = new Stack(anApp(), 'Shop');
    const api = rest(stack);
    const [own, none] = ['own', 'none'].map((path) => api.root.addResource(path));
    for (const resource of [own, none]) {
      resource.addMethod('PUT', mapped('200'), responses('200'));
    }
    new RestApiCors(stack, 'Own', { api, resource: own, allowOrigins: [OTHER] });
    RestApiCors.exclude(none);
    Mixins.of(stack).apply(policy());
    const table = checkApis([apiOf(Template.fromStack(stack))], { origins: [APP, OTHER] });
    expect(table.map(({ path, origin, standing }) => `${path} ${origin} ${standing}`).sort()).toEqual(
      [
        `/none ${APP} BLOCKED`,
        `/none ${OTHER} BLOCKED`,
        `/orders ${APP} ALLOWED`,
        `/orders ${OTHER} BLOCKED`,
        `/own ${APP} BLOCKED`,
        `/own ${OTHER} ALLOWED`,
      ].sort(),
    );
  });

  test('what it is excluded from as a whole', () => {
    const stack = new Stack(anApp(), 'Shop');
    RestApiCors.exclude(rest(stack).root);
    Mixins.of(stack).apply(policy());
    expect(standings(stack)).toEqual(['BLOCKED', 'BLOCKED']);
  });

  test.each([
    ['states its CORS', { 'x-amazon-apigateway-cors': { allowOrigins: [OTHER] } }],
    ['states none', {}],
  ])('the OpenAPI document of an HTTP API that %s, and a warning names it', (_, cors) => {
    const stack = new Stack(anApp(), 'Shop');
    const body = { openapi: '3.0.1', info: { title: 'Http', version: '1' }, paths: {}, ...cors };
    new CfnApi(stack, 'Http', { body });
    Mixins.of(stack).apply(policy());
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGatewayV2::Api', {
      Body: body,
      CorsConfiguration: Match.absent(),
    });
    expect(warningsOf(stack).get('http-document-kept')).toMatch(
      /^Shop\/Http: these HTTP APIs are defined by an OpenAPI/,
    );
  });

  test('the CORS configuration that an HTTP API says itself, and a warning names it', () => {
    const stack = new Stack(anApp(), 'Shop');
    new HttpApi(stack, 'Http', { corsPreflight: { allowOrigins: [OTHER] } });
    Mixins.of(stack).apply(policy());
    const [warning] = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
    expect(warning.entry.data).toMatch(
      /^Shop\/Http\/Resource: these HTTP APIs say already[\s\S]*ack: cdk-apigateway-cors:http-cors-kept/,
    );
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: { AllowOrigins: [OTHER] },
    });
  });
});

describe('an error', () => {
  test('in the policy comes when it is applied, and names the API', () => {
    const stack = new Stack(anApp(), 'Shop');
    rest(stack);
    expect(() => Mixins.of(stack).apply(policy({ allowOrigins: ['https://app.example.com/'] }))).toThrow(
      /^Shop\/Rest\/Resource: 1 problem in the CORS policy\n {2}origin-trailing-slash/,
    );
  });

  test('that only an HTTP API makes of it names that API and its way out', () => {
    const stack = new Stack(anApp(), 'Shop');
    rest(stack);
    http(stack);
    Mixins.of(stack).apply(policy({ allowOrigins: ['https://*.example.com'] }));
    expect(() => Template.fromStack(stack)).toThrow(
      /^Shop\/Http\/CorsMixin: 1 problem in the CORS policy\n {2}http-api-origin-pattern[\s\S]*HTTP API Shop\/Http\/Resource\. An HttpApiCors for that API alone/,
    );
  });

  test('is not made by an HTTP API that has a policy of its own', () => {
    const stack = new Stack(anApp(), 'Shop');
    Mixins.of(stack).apply(policy({ allowOrigins: ['https://*.example.com'] }));
    new HttpApiCors(stack, 'Cors', { api: http(stack), allowOrigins: [APP] });
    expect(standings(stack)).toEqual(REACHED_HTTP);
  });

  test('is a route of an HTTP API that refuses every preflight', () => {
    const stack = new Stack(anApp(), 'Shop');
    const api = new HttpApi(stack, 'Http', { defaultAuthorizer: aJwt() });
    addRoutes(api, 'ANY /x');
    Mixins.of(stack).apply(policy());
    expect(() => Template.fromStack(stack)).toThrow('[Shop/Http/CorsMixin] preflight-behind-authorizer: ANY /x');
  });

  test('is none where a mixin was applied nearer to the API than another: that one counts alone', () => {
    const app = anApp();
    const [one, other, late] = ['One', 'Other', 'Late'].map((id) => new Stack(app, id));
    rest(one);
    rest(other);
    Mixins.of(other).apply(policy({ allowOrigins: [OTHER] }));
    Mixins.of(late).apply(policy({ allowOrigins: [OTHER] }));
    Mixins.of(app).apply(policy());
    rest(late);
    expect([one, other, late].map(standings)).toEqual([
      ['ALLOWED', 'BLOCKED'],
      ['BLOCKED', 'ALLOWED'],
      ['BLOCKED', 'ALLOWED'],
    ]);
  });

  test('is a second mixin with a policy for the same API, unless that has its own', () => {
    const stack = new Stack(anApp(), 'Shop');
    const api = rest(stack);
    Mixins.of(stack).apply(policy(), policy({ allowOrigins: [OTHER] }));
    expect(() => Template.fromStack(stack)).toThrow(/^Shop\/Rest\/Resource: cors-already-applied: [\s\S]*2 mixins/);
    new RestApiCors(stack, 'Cors', { api, allowOrigins: [APP] });
    expect(standings(stack)).toEqual(REACHED);
  });

  test('is none when one mixin is applied twice', () => {
    const app = anApp();
    const stack = new Stack(app, 'Shop');
    rest(stack);
    const one = policy();
    Mixins.of(app).apply(one);
    stack.with(one);
    expect(standings(stack)).toEqual(REACHED);
  });
});
