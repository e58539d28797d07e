import { MOST_REDIRECTS, redirectedMethod } from '../../src/fetch/redirects';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'post'];

describe('the method with which a redirect is followed (fetch.spec.whatwg.org/#http-redirect-fetch)', () => {
  test.each([301, 302])('is GET for a POST after a %i, and else what it was', (status) => {
    expect(METHODS.map((method) => redirectedMethod(status, method))).toEqual([
      'GET',
      'HEAD',
      'GET',
      'PUT',
      'DELETE',
      'PATCH',
      'post',
    ]);
  });

  test('is GET for all but a HEAD after a 303', () => {
    expect(METHODS.map((method) => redirectedMethod(303, method))).toEqual([
      'GET',
      'HEAD',
      'GET',
      'GET',
      'GET',
      'GET',
      'GET',
    ]);
  });

  test.each([200, 300, 304, 307, 308])('is what it was after a %i', (status) => {
    expect(METHODS.map((method) => redirectedMethod(status, method))).toEqual(METHODS);
  });

  test('is followed twenty times', () => {
    expect(MOST_REDIRECTS).toBe(20);
  });
});
