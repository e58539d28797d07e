import type { HeaderLines } from '../../src/fetch/header-lines';
import type { Reason } from '../../src/verify/browser';
import { named, verdictOf } from '../support/preflights';

const METHOD = 'MethodDisallowedByPreflightResponse';
const BAD_METHODS = 'InvalidAllowMethodsPreflightResponse';

describe('CORS-preflight fetch, the method (fetch.spec.whatwg.org/#cors-preflight-fetch)', () => {
  const cases: ReadonlyArray<
    readonly [name: string, method: string, lines: readonly string[], omit: Reason | null, include: Reason | null]
  > = [
    ['named', 'PUT', ['PUT'], null, null],
    ['named among others', 'PUT', ['GET, PUT, DELETE'], null, null],
    ['named without blanks', 'PUT', ['GET,PUT,DELETE'], null, null],
    ['named last with a comma after', 'PUT', ['GET,PUT,'], null, null],
    ['named after empty items', 'PUT', [',, ,PUT'], null, null],
    ['named with tabs around', 'PUT', ['GET,\tPUT\t,DELETE'], null, null],
    ['named in the second line', 'PUT', ['GET', 'PUT'], null, null],
    ['named in one of two lists', 'PUT', ['GET, POST', 'PUT, DELETE'], null, null],
    ['named twice', 'PUT', ['PUT, PUT'], null, null],
    ['not named', 'PUT', ['GET, POST'], METHOD, METHOD],
    ['no line', 'PUT', [], METHOD, METHOD],
    ['an empty line', 'PUT', [''], METHOD, METHOD],
    ['commas only', 'PUT', [',,,'], METHOD, METHOD],
    ['a star', 'PUT', ['*'], null, METHOD],
    ['a star among others', 'PUT', ['GET, *'], null, METHOD],
    ['a star and the name', 'PUT', ['*, PUT'], null, null],
    ['a star in the second line', 'PUT', ['GET', '*'], null, METHOD],
    ['the method * itself', '*', ['*'], null, null],
    ['in lower case in the answer', 'PUT', ['put'], METHOD, METHOD],
    ['in mixed case in the answer', 'PUT', ['Put'], METHOD, METHOD],
    ['a longer name', 'PUT', ['PUTS'], METHOD, METHOD],
    ['a shorter name', 'PUT', ['PU'], METHOD, METHOD],
    ['written put by the script', 'put', ['PUT'], null, null],
    ['written Put by the script', 'Put', ['PUT'], null, null],
    ['written delete by the script', 'delete', ['DELETE'], null, null],
    ['written delete by the script and in the answer', 'delete', ['delete'], METHOD, METHOD],
    ['written options by the script', 'options', ['OPTIONS'], null, null],
    ['PATCH named', 'PATCH', ['PATCH'], null, null],
    ['patch is not upper-cased', 'patch', ['PATCH'], METHOD, METHOD],
    ['patch named as patch', 'patch', ['patch'], null, null],
    ['Patch named as patch', 'Patch', ['patch'], METHOD, METHOD],
    ['PATCH named as patch', 'PATCH', ['patch'], METHOD, METHOD],
    ['patch under a star', 'patch', ['*'], null, METHOD],
    ['a method of its own', 'CHICKEN', ['CHICKEN'], null, null],
    ['a method of its own in another case', 'chicken', ['CHICKEN'], METHOD, METHOD],
    ['QUERY', 'QUERY', ['GET, QUERY'], null, null],
    ['PROPFIND not named', 'PROPFIND', ['GET'], METHOD, METHOD],
    ['OPTIONS is not safelisted', 'OPTIONS', ['GET'], METHOD, METHOD],
    ['a list with a blank for a comma', 'PUT', ['GET PUT'], BAD_METHODS, BAD_METHODS],
    ['a list with semicolons', 'PUT', ['GET; PUT'], BAD_METHODS, BAD_METHODS],
    ['a list in quotes', 'PUT', ['"GET,PUT"'], BAD_METHODS, BAD_METHODS],
    ["a list in API Gateway's single quotes is one of odd tokens", 'PUT', ["'GET,PUT'"], METHOD, METHOD],
    ['a single-quoted list whose inner item stands bare', 'PUT', ["'GET,PUT,POST'"], null, null],
    ['a list in brackets', 'PUT', ['[GET, PUT]'], BAD_METHODS, BAD_METHODS],
    ['a list with a slash', 'PUT', ['GET/PUT'], BAD_METHODS, BAD_METHODS],
    ['a list with a colon', 'PUT', ['PUT, a:b'], BAD_METHODS, BAD_METHODS],
    ['a list with a letter beyond ASCII', 'PUT', ['PUT, CAF\u00c9'], BAD_METHODS, BAD_METHODS],
    ['a good line and a bad one', 'PUT', ['PUT', 'a b'], BAD_METHODS, BAD_METHODS],
    ['a bad line and a star', 'PUT', ['a b', '*'], BAD_METHODS, BAD_METHODS],
    ['a line break within a list', 'PUT', ['GET,\r\nPUT'], BAD_METHODS, BAD_METHODS],
  ];

  describe.each(['omit', 'same-origin', 'include'] as const)('with credentials %s', (credentials) => {
    test.each(cases)('%s: %s under %j', (_name, method, lines, omit, include) => {
      const verdict = verdictOf({ method, credentials }, named('Access-Control-Allow-Methods', lines));
      expect(verdict.preflightNeeded).toBe(true);
      expect(verdict.reason).toBe(credentials === 'include' ? include : omit);
    });
  });

  test.each(['GET', 'HEAD', 'POST', 'get', 'head', 'Post'])('%s asks for no preflight of itself', (method) => {
    expect(verdictOf({ method }, []).preflightNeeded).toBe(false);
  });

  test.each(['GET', 'HEAD', 'POST', 'post'])('%s need not be named when a header asks for the preflight', (method) => {
    const request = { method, headers: [['X-A', '1']] as const };
    const lines: HeaderLines = [
      ['Access-Control-Allow-Methods', 'PUT'],
      ['Access-Control-Allow-Headers', 'x-a'],
    ];
    expect(verdictOf(request, lines)).toMatchObject({ verdict: 'ALLOWED', preflightNeeded: true });
  });

  test('a list that fails blocks a safelisted method too', () => {
    const lines: HeaderLines = [
      ['Access-Control-Allow-Methods', 'a b'],
      ['Access-Control-Allow-Headers', 'x-a'],
    ];
    expect(verdictOf({ headers: [['X-A', '1']] }, lines).reason).toBe(BAD_METHODS);
  });

  test.each([
    ['no line', [], null],
    ['an empty line', [''], METHOD],
    ['another method', ['GET'], METHOD],
  ] as const)(
    'a forced preflight takes the method for granted only where there is no list: %s',
    (_name, lines, reason) => {
      const request = { method: 'PUT', forcePreflight: true };
      expect(verdictOf(request, named('Access-Control-Allow-Methods', lines)).reason).toBe(reason);
    },
  );

  test('a forced preflight is sent for a plain GET and has to be passed', () => {
    expect(verdictOf({ forcePreflight: true }, [])).toMatchObject({ verdict: 'ALLOWED', preflightNeeded: true });
    expect(verdictOf({ forcePreflight: true }, [], 403).reason).toBe('PreflightInvalidStatus');
  });

  test.each([
    ['patch', 'PATCH', /write PATCH/],
    ['PUT', 'GET', /Name PUT in Access-Control-Allow-Methods/],
  ])('the advice for %s under %s fits the mistake', (method, allowed, advice) => {
    expect(verdictOf({ method }, [['Access-Control-Allow-Methods', allowed]]).fix).toMatch(advice);
  });

  test('the advice for a star beside credentials names the method', () => {
    const verdict = verdictOf({ method: 'PUT', credentials: 'include' }, [['Access-Control-Allow-Methods', '*']]);
    expect(verdict).toMatchObject({
      seen: 'Access-Control-Allow-Methods: *',
      wanted: 'Access-Control-Allow-Methods: PUT',
    });
    expect(verdict.fix).toContain('beside credentials');
  });
});
