import type { HeaderLines } from '../../src/fetch/header-lines';
import type { Hop } from '../../src/verify/browser';
import { allowOrigin, anAnswer } from '../support/exchanges';
import { A, B, C, journey, redirect } from '../support/journeys';

describe('what changes on the way (fetch.spec.whatwg.org/#http-redirect-fetch)', () => {
  /** Shows what a redirect did to the method by asking which preflight comes next. */
  function methodAfter(status: number, method: string): string {
    const preflight = anAnswer([allowOrigin('*'), ['Access-Control-Allow-Methods', '*']], 204);
    const hop: Hop = { ...redirect(`${B}/y`, '*', status), preflight };
    const last = anAnswer([allowOrigin('*')]);
    const request = { url: `${B}/x`, method, forcePreflight: true };
    const asked = journey(request, [hop], last, preflight).preflightRequest?.headers ?? [];
    return asked.find(([name]) => name === 'Access-Control-Request-Method')?.[1] ?? 'none';
  }

  test.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
    [301, 'PUT', 'PUT'],
    [302, 'PUT', 'PUT'],
    [303, 'PUT', 'GET'],
    [307, 'PUT', 'PUT'],
    [308, 'PUT', 'PUT'],
    [301, 'GET', 'GET'],
    [303, 'GET', 'GET'],
    [301, 'HEAD', 'HEAD'],
    [303, 'HEAD', 'HEAD'],
    [301, 'DELETE', 'DELETE'],
    [303, 'DELETE', 'GET'],
    [302, 'patch', 'patch'],
    [303, 'patch', 'GET'],
    [301, 'post', 'GET'],
    [308, 'PATCH', 'PATCH'],
  ])('status %i turns %s into %s', (status, method, after) => {
    expect(methodAfter(status, method)).toBe(after);
  });

  const namesAfter = (headers: HeaderLines, status: number, method: string, to: string): string => {
    const preflight = anAnswer(
      [allowOrigin('*'), ['Access-Control-Allow-Methods', '*'], ['Access-Control-Allow-Headers', '*, authorization']],
      204,
    );
    const hop: Hop = { ...redirect(to, '*', status), preflight };
    const request = { url: `${B}/x`, method, headers, forcePreflight: true };
    const asked = journey(request, [hop], anAnswer([allowOrigin('*')]), preflight).preflightRequest?.headers ?? [];
    return asked.find(([name]) => name === 'Access-Control-Request-Headers')?.[1] ?? 'none';
  };

  test.each([
    ['content-type', 301, 'POST', 'none'],
    ['Content-Type', 303, 'PUT', 'none'],
    ['content-encoding', 302, 'POST', 'none'],
    ['content-language', 302, 'POST', 'none'],
    ['content-location', 303, 'DELETE', 'none'],
    ['content-type', 307, 'POST', 'content-type'],
    ['content-type', 308, 'PUT', 'content-type'],
    ['content-type', 301, 'PUT', 'content-type'],
    ['content-disposition', 303, 'PUT', 'content-disposition'],
    ['x-a', 303, 'PUT', 'x-a'],
  ])('a header %s after %i of %s: %s is asked for', (name, status, method, asked) => {
    expect(namesAfter([[name, '{}']], status, method, `${B}/y`)).toBe(asked);
  });

  test.each([
    ['to the same origin', `${B}/y`, 'authorization'],
    ['by a path', '/y', 'authorization'],
    ['to another host', `${C}/y`, 'none'],
    ['to another port', 'https://b.example:8443/y', 'none'],
    ['to another scheme', 'http://b.example/y', 'none'],
    ['home', `${A}/y`, 'none'],
  ])('Authorization on a redirect %s', (_name, to, asked) => {
    expect(namesAfter([['Authorization', 't']], 307, 'GET', to)).toBe(asked);
  });

  test('Authorization that a redirect dropped does not come back', () => {
    const preflight = anAnswer([allowOrigin('*'), ['Access-Control-Allow-Headers', 'authorization']], 204);
    const hops: readonly Hop[] = [{ ...redirect(`${C}/x`), preflight }, redirect(`${B}/y`)];
    const request = { url: `${B}/x`, headers: [['Authorization', 't']] as const };
    const verdict = journey(request, hops, anAnswer([allowOrigin('*')]));
    expect(verdict).toMatchObject({ verdict: 'ALLOWED', preflightRequest: { url: `${B}/x` } });
  });
});
