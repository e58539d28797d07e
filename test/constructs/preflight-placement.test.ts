import { Aspects, CfnCondition, Fn, NestedStack, type Stack } from 'aws-cdk-lib';
import { CfnMethod, CfnResource, LambdaRestApi, ProxyResource, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { PreflightPlacement, RestApiCors, type RestApiCorsOptions } from '../../src';
import { answer } from '../../src/verify/gateway/answer';
import { APP, anApi, aStack, cors, mock, OTHER, proxied, responses } from '../support/apis';
import { apiIn } from '../support/deployed';
import { aDocument, aMock } from '../support/documents';
import { aFunction } from '../support/lambdas';
import { clashes, preflightsOf } from '../support/placements';
import { aSpecApi } from '../support/spec-apis';
import { Synthesised } from '../support/synthesised';

const { EVERY_RESOURCE, GREEDY } = PreflightPlacement;

/** An API with these routes, `GET /orders`, and the construct. */
function aShop(routes: readonly string[], options: Partial<RestApiCorsOptions> = {}) {
  const stack = aStack();
  const api = anApi(stack);
  addRoutes(api, routes);
  cors(api, { placement: GREEDY, ...options });
  return { stack, api };
}

function addRoutes(api: RestApi, routes: readonly string[]): void {
  for (const route of routes) {
    const [verb, path] = route.split(' ');
    api.root.resourceForPath(path).addMethod(verb, mock(), responses('200'));
  }
}

const placed = (stack: Stack) => preflightsOf(apiIn(stack));

describe('with PreflightPlacement.GREEDY', () => {
  test('two OPTIONS methods answer for all routes, those that are added later included', () => {
    const { stack, api } = aShop(['GET /', 'GET /orders', 'PUT /orders/{id}']);
    addRoutes(api, ['DELETE /orders/{id}/items', 'PATCH /users']);
    expect(placed(stack)).toEqual({ '/': 'OPTIONS,GET', '/{proxy+}': 'OPTIONS,GET,PUT,DELETE,PATCH' });
    expect(new Synthesised(stack).warnings()).toEqual(new Map());
  });

  test('no route below the root means no OPTIONS method but one', () => {
    expect(placed(aShop(['GET /']).stack)).toEqual({ '/': 'OPTIONS,GET' });
  });

  test('what EVERY_RESOURCE, the default, does is left as it is', () => {
    const every = { '/': 'OPTIONS,GET', '/orders': 'OPTIONS,GET', '/orders/{id}': 'OPTIONS,PUT' };
    const routes = ['GET /', 'GET /orders', 'PUT /orders/{id}'];
    expect(placed(aShop(routes, { placement: EVERY_RESOURCE }).stack)).toEqual(every);
    expect(placed(aShop(routes, { placement: undefined }).stack)).toEqual(every);
  });

  test('routes that an Aspect adds are answered for too', () => {
    const { stack, api } = aShop(['GET /', 'GET /orders']);
    let added = false;
    Aspects.of(stack).add({
      visit: () => {
        if (!added) {
          added = true;
          addRoutes(api, ['PUT /late', 'ANY /everything']);
        }
      },
    });
    expect(placed(stack)).toEqual({
      '/': 'OPTIONS,GET',
      '/{proxy+}': 'OPTIONS,GET,PUT',
      '/everything': 'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD',
    });
  });

  test('a variable child that an Aspect adds takes the place of ours', () => {
    const { stack, api } = aShop(['GET /', 'GET /orders', 'GET /orders/list']);
    let added = false;
    Aspects.of(stack).add({
      visit: (node) => {
        if (!added && node instanceof RestApiCors) {
          added = true;
          addRoutes(api, ['PUT /{shop}']);
        }
      },
    });
    expect(placed(stack)).toEqual({
      '/': 'OPTIONS,GET',
      '/{shop}': 'OPTIONS,GET,PUT',
      '/{shop}/{proxy+}': 'OPTIONS,GET',
    });
  });

  test.each([
    ['before', true],
    ['after', false],
  ])("a {proxy+} of the user's that is added %s the construct is used", (_, first) => {
    const stack = aStack();
    const api = anApi(stack);
    addRoutes(api, ['GET /', 'PUT /orders']);
    const add = () => api.root.addResource('{proxy+}').addMethod('POST', mock());
    if (first) add();
    cors(api, { placement: GREEDY });
    if (!first) add();
    const shop = new Synthesised(stack);
    expect(placed(stack)).toEqual({ '/': 'OPTIONS,GET', '/{proxy+}': 'OPTIONS,PUT,POST' });
    expect(shop.elements('Resource')).toHaveLength(2);
    expect(shop.warnings()).toEqual(new Map());
  });

  test('a LambdaRestApi that hands everything on has an OPTIONS method beside each ANY', () => {
    const stack = aStack();
    const api = new LambdaRestApi(stack, 'Api', { handler: aFunction(stack), cloudWatchRole: false });
    cors(api, { placement: GREEDY });
    const all = 'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD';
    expect(placed(stack)).toEqual({ '/': all, '/{proxy+}': all });
  });

  test('ANY gets an OPTIONS method beside it, which would reach its backend and authorizer', () => {
    const { stack } = aShop(['GET /', 'GET /orders', 'ANY /backend', 'PUT /backend/status']);
    expect(placed(stack)).toEqual({
      '/': 'OPTIONS,GET',
      '/backend': 'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD',
      '/{proxy+}': 'OPTIONS,GET,PUT',
    });
  });

  test("an OPTIONS method of the user's stays, and answers for its own resource alone", () => {
    const { stack } = aShop(['GET /', 'GET /orders', 'OPTIONS /mine', 'GET /mine', 'PUT /mine/{id}']);
    const { '/mine': mine, ...ours } = placed(stack);
    expect(mine).toBe('OPTIONS,GET');
    expect(ours).toEqual({ '/': 'OPTIONS,GET', '/{proxy+}': 'OPTIONS,GET,PUT' });
  });

  test("an OPTIONS method of the user's that comes late makes ours give way", () => {
    const { stack, api } = aShop(['GET /']);
    let added = false;
    Aspects.of(stack).add({
      visit: (node) => {
        if (!added && node instanceof RestApiCors) {
          added = true;
          const { restApiId, restApiRootResourceId: resourceId } = api;
          const integration = { type: 'MOCK', integrationResponses: [{ statusCode: '200' }] };
          new CfnMethod(stack, 'Late', { restApiId, resourceId, httpMethod: 'OPTIONS', integration });
        }
      },
    });
    expect(new Synthesised(stack).methods('OPTIONS').map(({ id }) => id)).toEqual(['Late']);
  });
});

test.each([
  ['a path that no resource has', 'GET', '/nothing/here'],
  ['a method that the resource does not have', 'DELETE', '/orders'],
])('%s is the 403 that it was, with the headers of an error', (_, method, path) => {
  const answers = [EVERY_RESOURCE, GREEDY].map((placement) => {
    const api = apiIn(aShop(['GET /', 'GET /orders', 'PUT /users/{id}'], { placement }).stack);
    return answer(api, { method, path, headers: [['origin', APP]] });
  });
  expect(answers[1]).toMatchObject({ status: 403 });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[1]).toMatchObject({ headers: expect.arrayContaining([['Access-Control-Allow-Origin', APP]]) });
});

describe('subtrees with policies of their own', () => {
  const shopWith = (placement: PreflightPlacement | undefined) => {
    const { stack, api } = aShop([
      'GET /',
      'GET /orders',
      'PUT /public',
      'PUT /public/items',
      'PUT /public/items/{id}',
    ]);
    const resource = api.root.resourceForPath('/public');
    new RestApiCors(stack, 'Public', { api, resource, allowOrigins: ['*'], placement });
    return stack;
  };

  test('have few OPTIONS methods of their own', () => {
    expect(placed(shopWith(GREEDY))).toEqual({
      '/': 'OPTIONS,GET',
      '/{proxy+}': 'OPTIONS,GET',
      '/public': 'OPTIONS,PUT',
      '/public/{proxy+}': 'OPTIONS,PUT',
    });
  });

  test('have one on every resource where they ask for that', () => {
    expect(placed(shopWith(EVERY_RESOURCE))).toEqual({
      '/': 'OPTIONS,GET',
      '/{proxy+}': 'OPTIONS,GET',
      '/public': 'OPTIONS,PUT',
      '/public/items': 'OPTIONS,PUT',
      '/public/items/{id}': 'OPTIONS,PUT',
    });
  });

  test('are answered by the policy that is theirs, and by no other', () => {
    const api = apiIn(shopWith(GREEDY));
    expect(preflightsOf(api, OTHER)['/public/{proxy+}']).toBe('OPTIONS,PUT');
  });

  test('that are excluded stay without CORS: no greedy child answers for them', () => {
    const { stack, api } = aShop(['GET /', 'GET /a', 'GET /b', 'GET /c', 'GET /internal', 'GET /internal/jobs/{id}']);
    RestApiCors.exclude(api.root.resourceForPath('/internal'));
    expect(placed(stack)).toEqual({
      '/': 'OPTIONS,GET',
      '/{proxy+}': 'OPTIONS,GET',
      '/internal': '403',
      '/internal/{proxy+}': '403',
    });
    expect(new Synthesised(stack).warnings()).toEqual(new Map());
  });

  test('that are excluded get no method of another resource allowed by the variable path that takes their preflights', () => {
    const { stack, api } = aShop(['GET /', 'GET /users/{id}', 'PUT /users/list', 'PUT /users/admin']);
    RestApiCors.exclude(api.root.resourceForPath('/users/admin'));
    expect(placed(stack)).toMatchObject({ '/users/{id}': 'OPTIONS,GET', '/users/list': 'OPTIONS,PUT' });
  });

  test('that are excluded leave a page what falls from them to a greedy path', () => {
    const { stack, api } = aShop(['GET /', 'GET /a', 'GET /b/{proxy+}', 'PUT /b/a']);
    RestApiCors.exclude(api.root.resourceForPath('/b/a'));
    const given = answer(apiIn(stack), { method: 'OPTIONS', path: '/b/a', headers: [['origin', APP]] });
    expect(given).toMatchObject({ headers: expect.arrayContaining([['Access-Control-Allow-Methods', 'OPTIONS,GET']]) });
  });

  test('are not given a refusal where an OPTIONS method on each of the others costs less', () => {
    const { stack, api } = aShop(['GET /', 'GET /a', 'GET /internal', 'GET /private']);
    RestApiCors.exclude(api.root.resourceForPath('/internal'));
    RestApiCors.exclude(api.root.resourceForPath('/private'));
    expect(placed(stack)).toEqual({ '/': 'OPTIONS,GET', '/a': 'OPTIONS,GET' });
  });
});

describe('what cannot be seen as a whole gets an OPTIONS method on every resource, and a warning', () => {
  test('an API that is defined outside the app', () => {
    const stack = aStack();
    const attributes = { restApiId: 'abc', rootResourceId: 'def' };
    const api = RestApi.fromRestApiAttributes(stack, 'Api', attributes);
    api.root.addResource('orders').addMethod('GET', mock());
    cors(api, { placement: GREEDY });
    const shop = new Synthesised(stack);
    expect(shop.methods('OPTIONS')).toHaveLength(1);
    expect(shop.elements('Resource')).toHaveLength(1);
    expect(shop.warnings().get('greedy-not-possible')).toContain('Shop/Api: an OPTIONS method that answers for many');
  });

  test('an API that is read from an OpenAPI document', () => {
    const stack = aStack();
    const api = aSpecApi(stack, aDocument({ '/orders': { get: aMock() } }));
    api.root.addResource('beside').addMethod('GET', mock());
    new RestApiCors(stack, 'Cors', { api, allowOrigins: [APP], placement: GREEDY });
    const shop = new Synthesised(stack);
    expect(shop.methods('OPTIONS').map(({ id }) => id)).toEqual([expect.stringContaining('beside')]);
    expect(shop.warnings().get('greedy-not-possible')).toContain('Shop/Api');
  });

  test('a resource whose place nobody tells', () => {
    const { stack, api } = aShop(['GET /', 'GET /orders']);
    const integration = { type: 'MOCK' };
    new CfnMethod(stack, 'Lost', { restApiId: api.restApiId, resourceId: 'abc', httpMethod: 'PUT', integration });
    const shop = new Synthesised(stack);
    expect(shop.methods('OPTIONS')).toHaveLength(3);
    expect(shop.warnings().get('greedy-not-possible')).toContain('Shop/Lost');
  });

  test('a path part that is known only at deployment', () => {
    const { stack, api } = aShop(['GET /', 'GET /orders']);
    const { restApiId, restApiRootResourceId: parentId } = api;
    new CfnResource(stack, 'Part', { restApiId, parentId, pathPart: Fn.importValue('part') });
    expect(new Synthesised(stack).warnings().get('greedy-not-possible')).toContain('Shop/Part');
  });
});

describe('what is added', () => {
  test('stands in the stack of the resource that it hangs from, and answers for nested stacks', () => {
    const { stack, api } = aShop(['GET /', 'GET /orders']);
    const nested = new NestedStack(stack, 'Nested');
    const { restApiId, restApiRootResourceId: rootResourceId } = api;
    const there = RestApi.fromRestApiAttributes(nested, 'There', { restApiId, rootResourceId });
    there.root.addResource('nested').addMethod('PATCH', mock(), responses('200'));
    expect(placed(stack)).toEqual({ '/': 'OPTIONS,GET', '/{proxy+}': 'OPTIONS,GET,PATCH' });
    expect(new Synthesised(nested).methods('OPTIONS')).toEqual([]);
  });

  test('shares the condition of the resource that it hangs from, and outlives no resource that it answers for', () => {
    const { stack, api } = aShop(['GET /', 'GET /a', 'PUT /a/b', 'PUT /a/c']);
    const condition = new CfnCondition(stack, 'Wanted', { expression: Fn.conditionEquals('a', 'b') });
    const part = api.root.resourceForPath('/a');
    for (const element of part.node.findAll()) {
      if (element instanceof CfnMethod || element instanceof CfnResource) {
        element.cfnOptions.condition = condition;
      }
    }
    const { Resources } = new Synthesised(stack).template.toJSON();
    const conditions = Object.entries<{ Type: string; Condition?: string }>(Resources)
      .filter(([id]) => /OPTIONS|proxy/.test(id))
      .map(([id, { Condition }]) => [id.replace(/[0-9A-F]{8}$/, ''), Condition]);
    expect(conditions).toEqual([
      ['ApiOPTIONS', undefined],
      ['Apiproxy', undefined],
      ['ApiproxyOPTIONS', undefined],
    ]);
  });

  test('is awaited by the deployment, and changes its logical id', () => {
    const idOf = (placement: PreflightPlacement) => {
      const shop = new Synthesised(aShop(['GET /', 'GET /a', 'GET /b'], { placement }).stack);
      const { id, dependsOn } = shop.deployment;
      const added = shop.methods('OPTIONS').map((method) => method.id);
      expect(dependsOn).toEqual(expect.arrayContaining(added));
      return id;
    };
    expect(idOf(GREEDY)).not.toBe(idOf(EVERY_RESOURCE));
  });

  test('is the element that addProxy makes, so that a {proxy+} of the user takes it over', () => {
    const routes = ['GET /', 'GET /orders', 'GET /users'];
    const ours = aShop(routes);
    const theirs = aShop(routes);
    theirs.api.root.addProxy({ defaultIntegration: proxied() });
    const [before, after] = [ours, theirs].map(({ stack }) => new Synthesised(stack).template);
    expect([clashes(before, after), clashes(after, before)]).toEqual([[], []]);
    expect(new Synthesised(theirs.stack).warnings().has('greedy-beside-variable')).toBe(false);
  });

  test('meets no other variable child when the placement is switched, in either direction', () => {
    const routes = ['GET /', 'GET /orders', 'GET /orders/{id}', 'GET /orders/list', 'GET /{shop}/x', 'ANY /any/{id}'];
    const [every, few] = [EVERY_RESOURCE, GREEDY].map(
      (placement) => new Synthesised(aShop(routes, { placement }).stack).template,
    );
    expect([clashes(every, few), clashes(few, every)]).toEqual([[], []]);
  });

  test('keeps its logical ids when routes are added, moved and removed', () => {
    const idsFor = (routes: readonly string[]) => {
      const shop = new Synthesised(aShop(['GET /', ...routes]).stack);
      return [...shop.elements('Resource'), ...shop.methods('OPTIONS')]
        .map(({ id }) => id)
        .filter((id) => /proxy|OPTIONS/.test(id));
    };
    const ids = idsFor(['GET /orders']);
    expect(ids).toHaveLength(3);
    expect(idsFor(['GET /orders', 'PUT /orders/{id}', 'GET /users'])).toEqual(ids);
    expect(idsFor(['GET /shop/orders', 'PUT /shop/orders/{id}'])).toEqual(ids);
  });

  test.each([
    ['a variable child', 'PUT /{id}'],
    ['a greedy child of another name', 'PUT /{path+}'],
  ])('is missed with a warning where %s may take its place in an update', (_, route) => {
    const { stack } = aShop(['GET /', 'GET /orders', 'GET /orders/list', route]);
    expect(new Synthesised(stack).warnings().get('greedy-beside-variable')).toContain(`/ (${route.split(' ')[1]}): `);
  });

  test('is missed with a warning where a {proxy+} is another element than ours would be', () => {
    const { stack, api } = aShop(['GET /', 'GET /orders']);
    new ProxyResource(stack, 'Proxy', { parent: api.root, anyMethod: false }).addMethod('GET', mock());
    expect(new Synthesised(stack).warnings().get('greedy-beside-variable')).toContain('/ (/{proxy+}): ');
  });
});
