import { isForbiddenMethod, isMethod, isSafelistedMethod, normalizeMethod } from '../../src/fetch/methods';

/** https://fetch.spec.whatwg.org/#concept-method-normalize */
test.each([
  ['get', 'GET'],
  ['Head', 'HEAD'],
  ['post', 'POST'],
  ['pUt', 'PUT'],
  ['delete', 'DELETE'],
  ['options', 'OPTIONS'],
  ['patch', 'patch'],
  ['Patch', 'Patch'],
  ['propfind', 'propfind'],
  ['gets', 'gets'],
])('%s is sent as %s', (written, sent) => {
  expect(normalizeMethod(written)).toBe(sent);
});

/** https://fetch.spec.whatwg.org/#forbidden-method */
test('CONNECT, TRACE and TRACK are forbidden in any case, and no other', () => {
  expect(['CONNECT', 'trace', 'TrAcK'].every(isForbiddenMethod)).toBe(true);
  expect(['GET', 'CONNECTED', 'TRACES', 'OPTIONS'].some(isForbiddenMethod)).toBe(false);
});

/** https://fetch.spec.whatwg.org/#cors-safelisted-method */
test('GET, HEAD and POST are safelisted as they are written here', () => {
  expect(['GET', 'HEAD', 'POST'].every(isSafelistedMethod)).toBe(true);
  expect(['get', 'PUT', 'OPTIONS', 'PATCH', '*'].some(isSafelistedMethod)).toBe(false);
});

test('a method is a token', () => {
  expect(['GET', 'M-SEARCH', '*', 'x!'].every(isMethod)).toBe(true);
  expect(['', 'GET POST', 'GET,', 'GÉT'].some(isMethod)).toBe(false);
});
