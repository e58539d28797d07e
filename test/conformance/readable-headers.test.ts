import type { HeaderLines } from '../../src/fetch/header-lines';
import { judge, readableHeaders } from '../../src/verify/browser';
import { API, allowOrigin, anAnswer, anExchange, anOpenPreflight, aRequest, PAGE } from '../support/exchanges';

const SAFELISTED = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
];
const OTHERS = ['authorization', 'date', 'etag', 'link', 'retry-after', 'vary', 'x-amzn-requestid', 'x-request-id'];
const COOKIES = ['set-cookie', 'set-cookie2'];
const OWN = ['access-control-allow-credentials', 'access-control-allow-origin'];

/** An answer with one line of every name, upper-cased so that no test hangs on case. */
function fullAnswer(expose: readonly string[], origin = PAGE): HeaderLines {
  return [
    allowOrigin(origin),
    ['Access-Control-Allow-Credentials', 'true'],
    ...expose.map((value) => ['Access-Control-Expose-Headers', value] as const),
    ...[...SAFELISTED, ...OTHERS, ...COOKIES].map((name) => [name.toUpperCase(), '1'] as const),
  ];
}

describe('CORS filtered response (fetch.spec.whatwg.org/#concept-filtered-response-cors)', () => {
  const all = [...SAFELISTED, ...OTHERS, ...OWN, 'access-control-expose-headers'].sort();
  const with_ = (...names: string[]): string[] => [...SAFELISTED, ...names].sort();

  const cases: ReadonlyArray<readonly [name: string, expose: readonly string[], omit: string[], include: string[]]> = [
    ['nothing exposed', [], SAFELISTED, SAFELISTED],
    ['an empty list', [''], SAFELISTED, SAFELISTED],
    ['commas only', [',,'], SAFELISTED, SAFELISTED],
    ['one name', ['ETag'], with_('etag'), with_('etag')],
    ['one name in lower case', ['etag'], with_('etag'), with_('etag')],
    ['one name in upper case', ['ETAG'], with_('etag'), with_('etag')],
    ['two names', ['ETag, Link'], with_('etag', 'link'), with_('etag', 'link')],
    ['two names without blanks', ['etag,link'], with_('etag', 'link'), with_('etag', 'link')],
    ['two lines', ['ETag', 'Link'], with_('etag', 'link'), with_('etag', 'link')],
    ['empty items', [', etag,, link,'], with_('etag', 'link'), with_('etag', 'link')],
    ['a name that is not there', ['X-Absent'], SAFELISTED, SAFELISTED],
    ['a safelisted name', ['Content-Type'], SAFELISTED, SAFELISTED],
    ['the same name twice', ['ETag, etag'], with_('etag'), with_('etag')],
    ['Authorization by name', ['Authorization'], with_('authorization'), with_('authorization')],
    ['Set-Cookie by name', ['Set-Cookie'], SAFELISTED, SAFELISTED],
    ['Set-Cookie2 by name', ['Set-Cookie2, ETag'], with_('etag'), with_('etag')],
    ['a star', ['*'], all, SAFELISTED],
    ['a star with blanks', [' * '], all, SAFELISTED],
    ['a star among names', ['ETag, *'], all, with_('etag')],
    ['a star in the second line', ['ETag', '*'], all, with_('etag')],
    ['two stars', ['*, *'], all, SAFELISTED],
    ['a prefix with a star', ['x-*'], SAFELISTED, SAFELISTED],
    ['a star in double quotes', ['"*"'], SAFELISTED, SAFELISTED],
    ["a star in API Gateway's single quotes", ["'*'"], SAFELISTED, SAFELISTED],
    ['a name with a blank for a comma', ['etag link'], SAFELISTED, SAFELISTED],
    ['a good name and a bad one', ['etag, a b'], SAFELISTED, SAFELISTED],
    ['a good line and a bad one', ['etag', 'a b'], SAFELISTED, SAFELISTED],
    ['a star and a bad item', ['*, a b'], SAFELISTED, SAFELISTED],
    ['a name with a colon', ['etag:'], SAFELISTED, SAFELISTED],
  ];

  describe.each(['omit', 'same-origin', 'include'] as const)('with credentials %s', (credentials) => {
    test.each(cases)('%s: %j', (_name, expose, omit, include) => {
      const headers = fullAnswer(expose);
      const wanted = credentials === 'include' ? include : omit;
      expect(readableHeaders(headers, 'cors', credentials)).toEqual(wanted);
      const verdict = judge(anExchange({ request: aRequest({ credentials }), response: anAnswer(headers) }));
      expect([verdict.verdict, verdict.exposedHeaders]).toEqual(['ALLOWED', wanted]);
    });
  });

  test.each(SAFELISTED)('%s is readable with nothing exposed', (name) => {
    expect(readableHeaders([[name, '1']], 'cors', 'include')).toEqual([name]);
  });

  test.each([...OTHERS, ...COOKIES, 'server', 'location', 'content-encoding', 'age'])(
    '%s is not readable with nothing exposed',
    (name) => {
      expect(readableHeaders([[name, '1']], 'cors', 'omit')).toEqual([]);
    },
  );

  test('a header of two lines is told once', () => {
    const headers: HeaderLines = [
      ['Cache-Control', 'a'],
      ['cache-control', 'b'],
    ];
    expect(readableHeaders(headers, 'cors', 'omit')).toEqual(['cache-control']);
  });

  test('a list to expose on the preflight exposes nothing', () => {
    const request = aRequest({ method: 'PUT' });
    const preflight = anOpenPreflight('PUT', '', [['Access-Control-Expose-Headers', 'ETag']]);
    const response = anAnswer([allowOrigin(PAGE), ['ETag', '1']]);
    expect(judge({ request, preflight, response })).toMatchObject({ verdict: 'ALLOWED', exposedHeaders: [] });
  });
});

describe('basic and opaque filtered responses (fetch.spec.whatwg.org/#concept-filtered-response)', () => {
  test('from its own origin a script reads all but cookies', () => {
    const request = aRequest({ origin: new URL(API).origin });
    const verdict = judge(anExchange({ request, response: anAnswer(fullAnswer([])) }));
    expect(verdict.exposedHeaders).toEqual([...SAFELISTED, ...OTHERS, ...OWN].sort());
  });

  test('of an opaque answer a script reads nothing', () => {
    expect(readableHeaders(fullAnswer(['*']), 'opaque', 'omit')).toEqual([]);
  });

  test('of a blocked answer a script reads nothing', () => {
    const verdict = judge(anExchange({ response: anAnswer(fullAnswer(['*'], 'https://b.example')) }));
    expect(verdict).toMatchObject({ verdict: 'BLOCKED', exposedHeaders: [] });
  });
});
