import { httpCorsConfiguration } from '../../src/render/http-cors';
import { deployTime } from '../support/deploy-time';
import { aPolicy } from '../support/policies';

const http = (input: Parameters<typeof aPolicy>[0]) => aPolicy(input, { api: 'http', deployTime });

test('a policy says everything that an HTTP API can be told', () => {
  const policy = http({
    allowOrigins: ['https://app.example.com', 'http://localhost:3000'],
    allowMethods: ['GET', 'PUT'],
    allowHeaders: ['Content-Type', 'X-Shop'],
    exposeHeaders: ['ETag'],
    allowCredentials: true,
    maxAge: 600,
  });
  expect(httpCorsConfiguration(policy, ['DELETE'])).toEqual({
    allowOrigins: ['https://app.example.com', 'http://localhost:3000'],
    allowMethods: ['GET', 'PUT'],
    allowHeaders: ['Content-Type', 'X-Shop'],
    exposeHeaders: ['ETag'],
    allowCredentials: true,
    maxAge: 600,
  });
});

test('what is empty is left out, and everybody is a star', () => {
  const policy = http({ allowOrigins: ['*'], allowHeaders: [], maxAge: 0 });
  expect(httpCorsConfiguration(policy, [])).toEqual({ allowOrigins: ['*'], maxAge: 0 });
});

test('an origin that is known only at deployment stands as it is emitted', () => {
  expect(httpCorsConfiguration(http({ allowOrigins: ['known-late'] }), []).allowOrigins).toEqual(['known-late']);
});

describe('the methods', () => {
  const methods = (verbs: string[], input: Parameters<typeof aPolicy>[0] = {}) =>
    httpCorsConfiguration(http(input), verbs).allowMethods;

  test('are those of the routes, each once, and no OPTIONS that nobody has', () => {
    expect(methods(['PUT', 'GET', 'PUT'])).toEqual(['GET', 'PUT']);
  });

  test('are the seven verbs where a route has them all: a star is only a name beside credentials', () => {
    expect(methods(['GET', 'ANY'])).toEqual(['OPTIONS', 'GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD']);
  });

  test('are a star only where the policy says so', () => {
    expect(methods(['GET'], { allowMethods: ['*'] })).toEqual(['*']);
    expect(methods(['GET'], { allowMethods: ['ANY'] })).toHaveLength(7);
  });
});
