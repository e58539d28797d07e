import { App, AspectPriority, Aspects, CfnCondition, Duration, Fn, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  CfnApi,
  CfnApiGatewayManagedOverrides,
  CfnRoute,
  type HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { HttpApiCors, type HttpApiCorsOptions } from '../../src';
import { simulate } from '../../src/verify';
import { APP, aStack } from '../support/apis';
import { addRoutes, aFunction, aJwt, anAnswer, anHttpApi, aUrl, httpCors, SynthesisedHttp } from '../support/http-apis';
import { apiOf } from '../support/simulated';

/** An API whose routes have the authorizer. */
function guarded(
  authorizer: (stack: Stack) => IHttpRouteAuthorizer,
  keys: readonly string[],
  options: (api: HttpApi) => Partial<HttpApiCorsOptions> = () => ({}),
) {
  const stack = aStack();
  const api = anHttpApi(stack, { defaultAuthorizer: authorizer(stack), defaultAuthorizationScopes: ['shop'] });
  addRoutes(api, ...keys);
  httpCors(api, options(api));
  return stack;
}

/** What a browser decides on the preflight of a PUT, with an integration that answers 204. */
function preflightOf(shop: SynthesisedHttp, path: string) {
  const assumptions = { authorised: true, backend: () => ({ status: 204, headers: [] }) };
  return simulate(apiOf(shop.template), { origin: APP, method: 'PUT', path }, { assumptions }).preflight?.verdict;
}

describe('a route that would refuse every preflight', () => {
  test.each<[string, (stack: Stack) => IHttpRouteAuthorizer]>([
    ['a JWT authorizer', aJwt],
    ['IAM', () => new HttpIamAuthorizer()],
    ['an authorizer function that wants a header', lambdaAuthorizer(['$request.header.Authorization'])],
  ])('by %s fails the synthesis, with the reason and both ways out', (_, authorizer) => {
    const stack = guarded(authorizer, ['ANY /x', 'GET /y']);
    expect(() => Template.fromStack(stack)).toThrow(
      /\[Shop\/Cors\] preflight-behind-authorizer: ANY \/x of the API Shop\/Api\/Resource take OPTIONS requests too[\s\S]*Fix: preflightIntegration[\s\S]*or a route for each method/,
    );
  });

  test('is blocked in the eyes of the verifier too', () => {
    const stack = aStack();
    const api = anHttpApi(stack, { defaultAuthorizer: aJwt(), corsPreflight: { allowOrigins: [APP] } });
    addRoutes(api, 'ANY /x');
    expect(preflightOf(new SynthesisedHttp(stack), '/x')).toMatchObject({
      verdict: 'BLOCKED',
      reason: 'PreflightInvalidStatus',
    });
  });

  test('by $default, or as the one route that a target makes, fails it as well', () => {
    const stack = aStack();
    const api = anHttpApi(stack, { defaultAuthorizer: aJwt(), defaultIntegration: aUrl() });
    httpCors(api);
    expect(() => Template.fromStack(stack)).toThrow('preflight-behind-authorizer: $default of the API');

    const other = aStack();
    const quick = new CfnApi(other, 'Api', { name: 'quick', protocolType: 'HTTP', target: 'https://backend.example' });
    new CfnApiGatewayManagedOverrides(other, 'Overrides', {
      apiId: quick.ref,
      route: { authorizationType: 'AWS_IAM' },
    });
    HttpApiCors.forCfnApi(other, 'Cors', quick, { allowOrigins: [APP] });
    expect(() => Template.fromStack(other)).toThrow('preflight-behind-authorizer: $default of the API');
  });

  test('fails nothing where its authorizer is taken away by an override', () => {
    const stack = guarded(aJwt, ['ANY /x']);
    for (const route of stack.node.findAll().filter((one) => one instanceof CfnRoute)) {
      route.addPropertyOverride('AuthorizationType', 'NONE');
    }
    expect([...new SynthesisedHttp(stack).warnings().keys()]).toEqual(['http-preflight-by-integration']);
  });

  test('and is an OPTIONS route by the will of its owner is only told of', () => {
    const stack = guarded(aJwt, ['OPTIONS /x', 'GET /x']);
    expect([...new SynthesisedHttp(stack).warnings()].join()).toMatch(/http-preflight-refused,OPTIONS \/x: /);
  });
});

describe('an integration for preflights', () => {
  const cured = (...keys: string[]) =>
    new SynthesisedHttp(guarded(aJwt, keys, (api) => ({ preflightIntegration: anAnswer(api.stack) })));

  test('gets an open OPTIONS route beside each route that would take them', () => {
    const shop = cured('ANY /x', 'ANY /y/{id}', 'PUT /z');
    expect(shop.routeKeys('OPTIONS')).toEqual(['OPTIONS /x', 'OPTIONS /y/{id}']);
    for (const route of shop.routes('OPTIONS')) {
      expect(route).toMatchObject({ AuthorizationType: 'NONE' });
      expect(route.AuthorizationScopes).toBeUndefined();
    }
    expect(new Set(shop.routes('OPTIONS').map(({ Target }) => JSON.stringify(Target))).size).toBe(1);
    shop.template.resourceCountIs('AWS::Lambda::Permission', 2);
    expect([...shop.warnings().keys()]).toEqual([]);
  });

  test('makes browsers able to call each of them', () => {
    const shop = cured('ANY /x', 'ANY /y/{id}', 'ANY /w/{proxy+}', 'PUT /z');
    for (const path of ['/x', '/y/1', '/w/a/b', '/z']) {
      expect({ path, verdict: preflightOf(shop, path)?.verdict }).toEqual({ path, verdict: 'ALLOWED' });
    }
  });

  test('takes the place of $default everywhere, the root included', () => {
    const stack = aStack();
    const api = anHttpApi(stack, { defaultAuthorizer: aJwt(), defaultIntegration: aUrl() });
    addRoutes(api, 'GET /x');
    httpCors(api, { preflightIntegration: anAnswer(stack) });
    const shop = new SynthesisedHttp(stack);
    expect(shop.routeKeys('OPTIONS')).toEqual(['OPTIONS /{proxy+}', 'OPTIONS /']);
    expect(['/', '/x', '/a/b'].map((path) => preflightOf(shop, path)?.verdict)).toEqual(Array(3).fill('ALLOWED'));
  });

  test.each([
    ['Api', 'Api'],
    ['Api', 'Routes'],
    ['Routes', 'Routes'],
    ['Routes', 'Api'],
  ])(
    'in the stack %s, where HttpApiCors stands in %s, makes the stacks wait for each other in one way only',
    (answers, stands) => {
      const app = new App({ analyticsReporting: false });
      const stacks = { Api: new Stack(app, 'Api'), Routes: new Stack(app, 'Routes') };
      const httpApi = anHttpApi(stacks.Api);
      new HttpRoute(stacks.Routes, 'Any', {
        httpApi,
        routeKey: HttpRouteKey.with('/x', HttpMethod.ANY),
        integration: new HttpLambdaIntegration('Backend', aFunction(stacks.Routes, 'Backend')),
        authorizer: aJwt(),
      });
      new HttpApiCors(stacks[stands as keyof typeof stacks], 'Cors', {
        api: httpApi,
        allowOrigins: [APP],
        preflightIntegration: anAnswer(stacks[answers as keyof typeof stacks]),
      });
      const made = new SynthesisedHttp(stacks.Routes);
      expect(made.routeKeys('OPTIONS')).toEqual(['OPTIONS /x']);
      expect(made.routes('OPTIONS')).toMatchObject([{ AuthorizationType: 'NONE' }]);
    },
  );

  test('is one for the routes of two stacks, in that of the API', () => {
    const app = new App({ analyticsReporting: false });
    const [stack, other] = [new Stack(app, 'Api'), new Stack(app, 'Routes')];
    const httpApi = anHttpApi(stack, { defaultAuthorizer: aJwt() });
    const routeKey = HttpRouteKey.with('/y', HttpMethod.ANY);
    new HttpRoute(other, 'Any', { httpApi, routeKey, integration: aUrl() });
    addRoutes(httpApi, 'ANY /x');
    httpCors(httpApi, { preflightIntegration: anAnswer(stack) });
    const [made, beside] = [new SynthesisedHttp(stack), new SynthesisedHttp(other)];
    expect([made, beside].map((one) => one.routeKeys('OPTIONS'))).toEqual([['OPTIONS /x'], ['OPTIONS /y']]);
    expect([made, beside].map((one) => one.v2('Integration').length)).toEqual([2, 1]);
  });

  test('leaves an OPTIONS route that is there already alone', () => {
    const stack = aStack();
    const api = anHttpApi(stack, { defaultAuthorizer: aJwt() });
    addRoutes(api, 'ANY /x', 'ANY /y/{id}');
    const own = { integration: aUrl(), authorizer: new HttpNoneAuthorizer() };
    api.addRoutes({ path: '/y/{name}', methods: [HttpMethod.OPTIONS], ...own });
    httpCors(api, { preflightIntegration: anAnswer(stack) });
    const shop = new SynthesisedHttp(stack);
    expect(shop.routeKeys('OPTIONS')).toEqual(['OPTIONS /y/{name}', 'OPTIONS /x']);
    expect(shop.warnings().get('http-preflight-by-integration')).toMatch(/^OPTIONS \/y\/\{name\}: /);
  });

  test('makes room for an OPTIONS route that another Aspect adds, and keeps answering for the others', () => {
    const stack = guarded(aJwt, ['ANY /x', 'ANY /y'], (api) => ({ preflightIntegration: anAnswer(api.stack) }));
    let done = false;
    Aspects.of(stack).add(
      {
        visit: (node) => {
          const { apiId } = (node.node.tryFindChild('Api') as HttpApi | undefined) ?? {};
          if (apiId !== undefined && !done) {
            done = true;
            new CfnRoute(stack, 'Own', { apiId, routeKey: 'OPTIONS /x' });
          }
        },
      },
      { priority: AspectPriority.DEFAULT },
    );
    const shop = new SynthesisedHttp(stack);
    expect([...shop.routeKeys('OPTIONS')].sort()).toEqual(['OPTIONS /x', 'OPTIONS /y']);
    const [{ Target }] = shop.routes('OPTIONS').filter(({ RouteKey }) => RouteKey === 'OPTIONS /y');
    const [, [, { Ref: integration }]] = (Target as { 'Fn::Join': [string, [string, { Ref: string }]] })['Fn::Join'];
    expect(shop.v2('Integration').map(({ id }) => id)).toContain(integration);
  });

  test('shares the condition of the API with all that comes with it', () => {
    const stack = aStack();
    const api = anHttpApi(stack);
    addRoutes(api, 'ANY /x');
    const condition = new CfnCondition(stack, 'Only', { expression: Fn.conditionEquals('a', 'a') });
    (api.node.defaultChild as CfnApi).cfnOptions.condition = condition;
    httpCors(api, { preflightIntegration: anAnswer(stack) });
    const { Resources } = new SynthesisedHttp(stack).template.toJSON();
    const ours = Object.entries<{ Condition?: string }>(Resources).filter(([id]) => id.includes('CorsPreflight'));
    expect(ours.map(([, { Condition }]) => Condition)).toEqual(['Only', 'Only', 'Only']);
  });

  test('that nobody needs is told of', () => {
    expect([...cured('GET /x').warnings().keys()]).toEqual(['http-integration-unused']);
  });
});

describe('a route that takes preflights and may answer them', () => {
  test('is named: its integration has to', () => {
    const stack = aStack();
    const api = anHttpApi(stack, { defaultIntegration: aUrl() });
    addRoutes(api, 'ANY /x', 'GET /y');
    httpCors(api);
    const shop = new SynthesisedHttp(stack);
    expect(shop.warnings().get('http-preflight-by-integration')).toMatch(/^\$default, ANY \/x: /);
    expect(preflightOf(shop, '/y')?.verdict).toBe('ALLOWED');
  });

  test('and whose authorizer is asked first is named with that', () => {
    const shop = new SynthesisedHttp(guarded(lambdaAuthorizer([]), ['ANY /x']));
    expect(shop.warnings().get('http-preflight-by-authorizer')).toMatch(/^ANY \/x: /);
  });

  test('and whose authorizer cannot be seen is not called refused', () => {
    const stack = aStack();
    const api = anHttpApi(stack);
    const authorization = { authorizationType: 'JWT', authorizerId: 'abc123' };
    new CfnRoute(stack, 'Route', { apiId: api.apiId, routeKey: 'ANY /x', ...authorization });
    httpCors(api);
    expect([...new SynthesisedHttp(stack).warnings().keys()]).toEqual(['http-preflight-by-authorizer']);
  });
});

function lambdaAuthorizer(identitySource: string[]): (stack: Stack) => IHttpRouteAuthorizer {
  return (stack) =>
    new HttpLambdaAuthorizer('Authorizer', aFunction(stack, 'Authorizer'), {
      identitySource,
      resultsCacheTtl: Duration.seconds(0),
    });
}
