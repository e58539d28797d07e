import { pathTo, routesOf } from '../../../src/verify/check/routes';
import { aMock, anApi, aTemplate, theHttpApi, theRestApi } from '../gateway/an-api';

const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

describe('the routes of a REST API', () => {
  test('are the methods that scripts call, with ANY as the verbs that no method of its own has', () => {
    const api = anApi({
      '/orders': { GET: aMock(), PUT: aMock(), OPTIONS: aMock() },
      '/orders/{id}': { ANY: aMock(), PUT: aMock(), OPTIONS: aMock() },
    });
    expect(routesOf(api).map(({ path, verb, method }) => `${verb} ${path} by ${method?.logicalId}`)).toEqual([
      'GET /orders by GETorders',
      'PUT /orders by PUTorders',
      'PUT /orders/{id} by PUTordersid',
      ...VERBS.filter((verb) => verb !== 'PUT').map((verb) => `${verb} /orders/{id} by ANYordersid`),
    ]);
  });

  test('are none where the path is not told', () => {
    const template = aTemplate({ '/orders': { GET: aMock() }, '/users': { GET: aMock() } }) as {
      Resources: Record<string, { Properties: Record<string, unknown> }>;
    };
    const resource = Object.values(template.Resources).find(({ Properties }) => Properties.PathPart === 'orders');
    if (resource !== undefined) resource.Properties.PathPart = { 'Fn::ImportValue': 'path' };
    expect(routesOf(theRestApi(template)).map(({ path }) => path)).toEqual(['/users']);
  });
});

describe('the routes of an HTTP API', () => {
  const routes = (...keys: unknown[]) => {
    const ApiId = { Ref: 'Api' };
    const elements = keys.map((RouteKey, index) => [
      `Route${index}`,
      { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId, RouteKey } },
    ]);
    const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } };
    return routesOf(theHttpApi({ Resources: { Api, ...Object.fromEntries(elements) } }));
  };

  test('are those that scripts call, with ANY as the verbs of scripts', () => {
    expect(routes('GET /orders', 'OPTIONS /orders', 'ANY /{proxy+}')).toEqual([
      { path: '/orders', verb: 'GET' },
      ...VERBS.map((verb) => ({ path: '/{proxy+}', verb })),
    ]);
  });

  test('are those of every path where one takes what no other does', () => {
    expect(routes('$default')).toEqual(VERBS.map((verb) => ({ path: '/{proxy+}', verb })));
  });

  test.each([
    ['a key that is not told', { 'Fn::ImportValue': 'key' }],
    ['no key of HTTP', '$connect'],
  ])('are none for %s', (_, key) => {
    expect(routes(key, 'GET /orders')).toEqual([{ path: '/orders', verb: 'GET' }]);
  });
});

test.each([
  ['/orders', '/orders'],
  ['/orders/{id}', '/orders/id'],
  ['/{proxy+}', '/proxy'],
  ['/{shop}/orders/{id}/{rest+}', '/shop/orders/id/rest'],
])('a request to %s can be to %s', (route, path) => {
  expect(pathTo(route)).toBe(path);
});
