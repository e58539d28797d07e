import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AspectPriority, Aspects, CfnCondition, CfnParameter, Fn, Lazy, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnApi, CfnRoute, HttpApi, HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { HttpApiCors, type HttpApiCorsOptions } from '../../src';
import { APP, aStack, OTHER } from '../support/apis';
import { addRoutes, aJwt, anHttpApi, aUrl, httpCors, SynthesisedHttp } from '../support/http-apis';

const methodsOf = (stack: Stack) => new SynthesisedHttp(stack).cors.AllowMethods;

test('the policy becomes the CORS configuration of the API', () => {
  const stack = aStack();
  const api = anHttpApi(stack);
  addRoutes(api, 'GET /orders', 'PUT /orders/{id}');
  httpCors(api, { allowOrigins: [APP, OTHER], allowCredentials: true, exposeHeaders: ['ETag'], allowHeaders: ['X-A'] });
  const shop = new SynthesisedHttp(stack);
  expect(shop.cors).toEqual({
    AllowOrigins: [APP, OTHER],
    AllowMethods: ['GET', 'PUT'],
    AllowHeaders: ['X-A'],
    ExposeHeaders: ['ETag'],
    AllowCredentials: true,
    MaxAge: 7200,
  });
  expect(shop.routes()).toHaveLength(2);
  expect([...shop.warnings().keys()]).toEqual([]);
});

describe('the methods that are allowed are those of routes', () => {
  test('that are added after the construct', () => {
    const stack = aStack();
    const api = anHttpApi(stack);
    httpCors(api);
    addRoutes(api, 'DELETE /late');
    expect(methodsOf(stack)).toEqual(['DELETE']);
  });

  test.each([true, false])('that another Aspect adds, with the stabilisation of Aspects %s', (stabilise) => {
    const stack = aStack({ postCliContext: { '@aws-cdk/core:aspectStabilization': stabilise } });
    const api = anHttpApi(stack);
    addRoutes(api, 'GET /x');
    httpCors(api);
    let done = false;
    Aspects.of(api).add(
      {
        visit: (node) => {
          if (node === api && !done) {
            done = true;
            addRoutes(api, 'PATCH /later');
          }
        },
      },
      { priority: AspectPriority.DEFAULT },
    );
    expect(methodsOf(stack)).toEqual(['GET', 'PATCH']);
  });

  test('in another stack, in a nested one, and written as L1s', () => {
    const stack = aStack();
    const api = anHttpApi(stack);
    httpCors(api);
    const other = new Stack(stack.node.root, 'Other');
    const nested = new NestedStack(stack, 'Nested');
    for (const [scope, key] of [
      [other, 'GET /a'],
      [nested, 'PUT /b'],
      [stack, 'POST /c'],
    ] as const) {
      new CfnRoute(scope, 'Route', { apiId: api.apiId, routeKey: key });
    }
    new CfnRoute(stack, 'Foreign', { apiId: 'abcdefghij', routeKey: 'DELETE /foreign' });
    expect(methodsOf(stack)).toEqual(['GET', 'PUT', 'POST']);
  });

  test('of an API that CfnInclude reads', () => {
    const stack = aStack();
    const Resources = {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'included', ProtocolType: 'HTTP' } },
      Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Api' }, RouteKey: 'PUT /x' } },
    };
    const templateFile = join(mkdtempSync(join(tmpdir(), 'cors-')), 'template.json');
    writeFileSync(templateFile, JSON.stringify({ Resources }));
    const template = new CfnInclude(stack, 'Template', { templateFile });
    HttpApiCors.forCfnApi(stack, 'Cors', template.getResource('Api') as CfnApi, { allowOrigins: [APP] });
    expect(methodsOf(stack)).toEqual(['PUT']);
  });

  test('below a Stage', () => {
    const stage = new Stage(aStack().node.root, 'Prod');
    const stack = new Stack(stage, 'Shop');
    const api = anHttpApi(stack);
    addRoutes(api, 'PUT /x');
    httpCors(api);
    expect(methodsOf(stack)).toEqual(['PUT']);
  });

  test('that is not the stage of the construct', () => {
    const across = (key: string) => {
      const app = aStack().node.root;
      const [prod, beta] = ['Prod', 'Beta'].map((id) => new Stack(new Stage(app, id), 'Shop'));
      const api = anHttpApi(prod, { defaultAuthorizer: aJwt() });
      addRoutes(api, key);
      new HttpApiCors(beta, 'Cors', { api, allowOrigins: [APP] });
      return prod;
    };
    expect(methodsOf(across('PUT /x'))).toEqual(['PUT']);
    expect(() => Template.fromStack(across('ANY /y'))).toThrow('preflight-behind-authorizer: ANY /y');
  });

  test('of an API that is imported into the app that defines it', () => {
    const stack = aStack();
    const api = anHttpApi(stack);
    const other = new Stack(stack.node.root, 'Other');
    const imported = HttpApi.fromHttpApiAttributes(other, 'Imported', { httpApiId: api.apiId });
    new HttpRoute(other, 'Route', {
      httpApi: imported,
      routeKey: HttpRouteKey.with('/x', HttpMethod.PATCH),
      integration: aUrl(),
    });
    httpCors(imported);
    expect(methodsOf(stack)).toEqual(['PATCH']);
  });
});

test('a list of methods leaves out what it says, and the routes that it prevents are named', () => {
  const stack = aStack();
  const api = anHttpApi(stack);
  addRoutes(api, 'GET /x', 'DELETE /x');
  httpCors(api, { allowMethods: ['PUT'] });
  const shop = new SynthesisedHttp(stack);
  expect(shop.cors.AllowMethods).toEqual(['PUT']);
  expect(shop.warnings().get('method-not-allowed')).toMatch(/^DELETE \/x: /);
});

test('an API without a route in the app is told of, unless the methods are listed', () => {
  const warnings = (options: Partial<HttpApiCorsOptions>) => {
    const stack = aStack();
    httpCors(anHttpApi(stack), options);
    return [...new SynthesisedHttp(stack).warnings().keys()];
  };
  expect(warnings({})).toEqual(['http-no-routes']);
  expect(warnings({ allowMethods: ['PUT'] })).toEqual([]);
});

test('a route whose key is known only at deployment is named', () => {
  const stack = aStack();
  const api = anHttpApi(stack);
  new CfnRoute(stack, 'Route', { apiId: api.apiId, routeKey: new CfnParameter(stack, 'Key').valueAsString });
  httpCors(api);
  expect(new SynthesisedHttp(stack).warnings().get('http-route-unreadable')).toMatch(/^Shop\/Route: /);
});

test('an API under a condition is given its CORS with it', () => {
  const stack = aStack();
  const api = anHttpApi(stack);
  const condition = new CfnCondition(stack, 'Only', { expression: Fn.conditionEquals('a', 'a') });
  (api.node.defaultChild as CfnApi).cfnOptions.condition = condition;
  addRoutes(api, 'GET /x');
  new CfnRoute(stack, 'Own', { apiId: api.apiId, routeKey: 'OPTIONS /x' });
  httpCors(api);
  const warnings = new SynthesisedHttp(stack).warnings();
  expect(warnings.get('conditional')).toMatch(/^OPTIONS \/x: /);
});

describe('an origin that is known only at deployment', () => {
  test('is compared whole: the stars that it may hold are taken out', () => {
    const stack = aStack();
    const api = anHttpApi(stack);
    addRoutes(api, 'GET /x');
    httpCors(api, { allowOrigins: [new CfnParameter(stack, 'Page').valueAsString], allowCredentials: true });
    const shop = new SynthesisedHttp(stack);
    expect(shop.cors.AllowOrigins).toEqual([{ 'Fn::Join': ['', { 'Fn::Split': ['*', { Ref: 'Page' }] }] }]);
    expect([...shop.warnings().keys()]).toEqual(['origin-unresolved-token']);
  });

  test('cannot have a star written into it', () => {
    const stack = aStack();
    const page = new CfnParameter(stack, 'Page').valueAsString;
    expect(() => httpCors(anHttpApi(stack), { allowOrigins: [`https://*.${page}`] })).toThrow(
      /origin-wildcard-placement[\s\S]*fix: list the origins$/,
    );
  });
});

describe('an API that cannot be given its CORS is refused', () => {
  test('when the policy says what an HTTP API cannot be told, with everything else that is wrong', () => {
    expect(() =>
      httpCors(anHttpApi(aStack()), {
        allowOrigins: ['https://*.example.com', 'https://x.example/'],
        exposeHeaders: ['é'],
      }),
    ).toThrow(
      /^Shop\/Cors: 3 problems in the CORS policy\n {2}http-api-origin-pattern[\s\S]*origin-trailing-slash[\s\S]*header-invalid/,
    );
  });

  test('when it is defined outside the app', () => {
    const imported = HttpApi.fromHttpApiAttributes(aStack(), 'Imported', { httpApiId: 'abcdefghij' });
    expect(() => httpCors(imported)).toThrow(
      /^Shop\/Cors: http-api-imported: the API Shop\/Imported is defined outside this app[\s\S]*Fix: use HttpApiCors in the app/,
    );
  });

  test('when it has an HttpApiCors already, by whichever construct', () => {
    const stack = aStack();
    const api = anHttpApi(stack);
    httpCors(api);
    const imported = HttpApi.fromHttpApiAttributes(stack, 'Imported', { httpApiId: api.apiId });
    expect(() => new HttpApiCors(stack, 'Second', { api: imported, allowOrigins: [APP] })).toThrow(
      /^Shop\/Second: cors-already-applied: the API Shop\/Api\/Resource has an HttpApiCors already \(Shop\/Cors\)/,
    );
  });

  test('when it is an OpenAPI document, with what to write into that', () => {
    const stack = aStack();
    const api = new CfnApi(stack, 'Api', { body: { openapi: '3.0.1' } });
    const options = { allowOrigins: [APP], allowMethods: ['GET'], allowHeaders: [] };
    expect(() => HttpApiCors.forCfnApi(stack, 'Cors', api, options)).toThrow(
      `Shop/Cors: http-api-document: the API Shop/Api is defined by an OpenAPI document`,
    );
    expect(() => HttpApiCors.forCfnApi(stack, 'Cors2', api, options)).toThrow(
      `"x-amazon-apigateway-cors": {"allowOrigins":["${APP}"],"allowMethods":["GET"],"maxAge":7200}.`,
    );
  });

  test('when it is a WebSocket API', () => {
    const stack = aStack();
    const api = new CfnApi(stack, 'Api', { name: 'chat', protocolType: 'WEBSOCKET' });
    expect(() => HttpApiCors.forCfnApi(stack, 'Cors', api, { allowOrigins: [APP] })).toThrow(
      /http-api-websocket[\s\S]*\$connect/,
    );
  });

  test('when it has a CORS configuration of its own', () => {
    const stack = aStack();
    const api = anHttpApi(stack, { corsPreflight: { allowOrigins: [OTHER] } });
    expect(() => httpCors(api)).toThrow(/^Shop\/Cors: cors-configuration-exists: the API Shop\/Api\/Resource has/);
  });

  test.each<[string, (cfn: CfnApi) => void]>([
    [
      'a configuration',
      (cfn) => {
        cfn.corsConfiguration = { allowOrigins: [OTHER] };
      },
    ],
    ['a property override', (cfn) => cfn.addPropertyOverride('CorsConfiguration.AllowOrigins', [OTHER])],
    [
      'a document',
      (cfn) => {
        cfn.body = {};
      },
    ],
  ])('when %s comes after the construct, at synthesis', (_, change) => {
    const stack = aStack();
    const api = anHttpApi(stack);
    httpCors(api);
    change(api.node.defaultChild as CfnApi);
    expect(() => Template.fromStack(stack)).toThrow(/\[Shop\/Cors\] (cors-configuration-exists|http-api-document): /);
    const { corsConfiguration = {} } = api.node.defaultChild as CfnApi;
    expect(JSON.stringify(corsConfiguration)).not.toContain(APP);
  });
});

describe('what comes later', () => {
  test('and changes the configuration is told of', () => {
    const stack = aStack();
    const api = anHttpApi(stack);
    addRoutes(api, 'GET /x');
    httpCors(api);
    Aspects.of(api).add(
      {
        visit: (node) => {
          if (node instanceof CfnApi) {
            node.addPropertyOverride('CorsConfiguration.AllowOrigins', ['*']);
          }
        },
      },
      { priority: AspectPriority.DEFAULT },
    );
    const shop = new SynthesisedHttp(stack);
    expect(shop.cors.AllowOrigins).toEqual(['*']);
    expect([...shop.warnings().keys()]).toEqual(['http-cors-changed']);
  });

  test('and writes a configuration of its own keeps that, also when routes come after it', () => {
    const stack = aStack();
    const api = anHttpApi(stack);
    addRoutes(api, 'GET /x');
    httpCors(api);
    let done = false;
    Aspects.of(api).add(
      {
        visit: (node) => {
          if (node instanceof CfnApi && !done) {
            done = true;
            node.corsConfiguration = { allowOrigins: [OTHER] };
            addRoutes(api, 'PUT /late');
          }
        },
      },
      { priority: AspectPriority.DEFAULT },
    );
    const shop = new SynthesisedHttp(stack);
    expect(shop.cors).toEqual({ AllowOrigins: [OTHER] });
    expect([...shop.warnings().keys()]).toEqual(['http-cors-changed']);
  });

  test('can still settle a value that the construct does not need', () => {
    const stack = aStack();
    const api = anHttpApi(stack);
    const cfn = api.node.defaultChild as CfnApi;
    let description = 'early';
    cfn.description = Lazy.string({ produce: () => description });
    httpCors(api);
    description = 'late';
    new SynthesisedHttp(stack).template.hasResourceProperties('AWS::ApiGatewayV2::Api', { Description: 'late' });
  });
});

test('allows() says what the policy says', () => {
  const cors = httpCors(anHttpApi(aStack()), { allowOrigins: [APP] });
  expect([APP, OTHER].map((origin) => cors.allows(origin))).toEqual([true, false]);
});
