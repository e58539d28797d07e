import { ALL_METHODS, methodsOfResource } from '../../src/policy/parse-methods';
import { deployTime } from '../support/deploy-time';
import { allowing, aPolicy } from '../support/policies';

describe('a parsed policy', () => {
  test('allows any origin only where * is the whole list', () => {
    expect(allowing('*').origins).toBe('any');
    expect(allowing('*').allows('null')).toBe(true);
  });

  test('allows each origin of its list, and no other', () => {
    const policy = allowing('https://a.example.com', 'https://*.example.org');
    expect(policy.allows('https://a.example.com')).toBe(true);
    expect(policy.allows('https://b.example.org')).toBe(true);
    expect(policy.allows('https://b.example.com')).toBe(false);
  });

  test('has a sole origin where one is listed and it is no pattern', () => {
    expect(allowing('https://a.example.com').soleOrigin).toBe('https://a.example.com');
    expect(allowing('https://a.example.com', 'https://a.example.com').soleOrigin).toBe('https://a.example.com');
    expect(allowing('https://*.example.com').soleOrigin).toBeUndefined();
    expect(allowing('*').soleOrigin).toBeUndefined();
    expect(allowing('https://a.example.com', 'https://b.example.com').soleOrigin).toBeUndefined();
  });

  test('has answers that depend on the origin where more than one origin may ask', () => {
    expect(allowing('*').answerDependsOnOrigin).toBe(false);
    expect(allowing('https://a.example.com').answerDependsOnOrigin).toBe(false);
    expect(allowing('https://a.example.com:*').answerDependsOnOrigin).toBe(true);
  });

  test('takes the first origin that is no pattern where only one can stand', () => {
    expect(allowing('https://*.example.com', 'https://b.example.com').firstExactOrigin).toBe('https://b.example.com');
    expect(allowing('https://*.example.com').firstExactOrigin).toBeUndefined();
    expect(allowing('*').firstExactOrigin).toBeUndefined();
  });

  test('does not know an origin that is known only at deployment, and treats it as one exact origin', () => {
    const policy = aPolicy({ allowOrigins: ['known-later'] }, { deployTime });
    expect(policy.allows('known-later')).toBe(false);
    expect(policy.soleOrigin).toBe('known-later');
  });

  test('keeps a header name as it was first written, once whatever its case, and drops what has no effect', () => {
    const policy = aPolicy({
      allowHeaders: ['X-Shop', 'x-shop', 'Cookie', 'Access-Control-Request-Private-Network'],
      exposeHeaders: ['etag', 'ETag'],
    });
    expect(policy.allowHeaders).toEqual(['X-Shop']);
    expect(policy.exposeHeaders).toEqual(['etag']);
  });

  test('writes methods as browsers send them, each once', () => {
    expect(aPolicy({ allowMethods: ['get', 'GET', 'PROPFIND'] }).methods).toEqual(['GET', 'PROPFIND']);
    expect(aPolicy({ allowMethods: ['ANY'], allowCredentials: true }).methods).toEqual(ALL_METHODS);
    expect(aPolicy({ allowMethods: ['*'] }).methods).toEqual(['*']);
    expect(aPolicy().methods).toBe('of-the-resource');
  });

  test('has a status of 204, a max age of two hours and no credentials unless it says otherwise', () => {
    expect(aPolicy()).toMatchObject({ preflightStatus: 204, maxAge: 7200, allowCredentials: false });
    expect(aPolicy({ maxAge: 0 }).maxAge).toBe(0);
  });
});

describe('a preflight is refused for the list of methods', () => {
  test.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])('where %s is not in it', (verb) => {
    expect(aPolicy({ allowMethods: ['GET', 'OPTIONS'] }).lacksMethod(verb)).toBe(true);
    expect(aPolicy({ allowMethods: ['GET', verb] }).lacksMethod(verb)).toBe(false);
  });

  test.each(['GET', 'HEAD', 'POST'])('never where a script calls with %s, which needs no preflight', (verb) => {
    expect(aPolicy({ allowMethods: ['PUT'] }).lacksMethod(verb)).toBe(false);
  });

  test.each(['OPTIONS', 'ANY'])('never for %s, which is the preflight itself or all verbs at once', (verb) => {
    expect(aPolicy({ allowMethods: ['PUT'] }).lacksMethod(verb)).toBe(false);
  });

  test('never where all methods are allowed, or those of each resource', () => {
    expect(aPolicy({ allowMethods: ['*'] }).lacksMethod('PUT')).toBe(false);
    expect(aPolicy().lacksMethod('PUT')).toBe(false);
  });
});

test('a resource answers the verbs it has and OPTIONS, in a fixed order, and all of them for ANY', () => {
  expect(methodsOfResource(['POST', 'GET'])).toEqual(['OPTIONS', 'GET', 'POST']);
  expect(methodsOfResource(['GET', 'ANY'])).toEqual(ALL_METHODS);
  expect(methodsOfResource([])).toEqual(['OPTIONS']);
});
