import type { HeaderLine, HeaderLines } from '../../src/fetch/header-lines';
import { type Answer, type BrowserRequest, type Hop, judge, type Reason, type Verdict } from '../../src/verify/browser';
import { allowOrigin, anAnswer, anOpenPreflight, aRequest } from '../support/exchanges';

const A = 'https://a.example';
const B = 'https://b.example';
const C = 'https://c.example';

function redirect(location: string, allow: string | null = '*', status = 302): Hop {
  const headers: HeaderLine[] = [['Location', location]];
  return anAnswer(allow === null ? headers : [allowOrigin(allow), ...headers], status);
}

function journey(
  request: Partial<BrowserRequest>,
  hops: readonly Hop[],
  response: Answer | null,
  preflight: Answer | null = null,
): Verdict {
  return judge({ request: aRequest({ origin: A, ...request }), hops, preflight, response });
}

describe('tainting and the origin told (fetch.spec.whatwg.org/#concept-request-tainted-origin)', () => {
  /** From a page of A through the URLs given; `told` is what the last answer has to allow, null when nothing. */
  const chains: ReadonlyArray<readonly [urls: readonly string[], told: string | null]> = [
    [[A], null],
    [[A, A], null],
    [[A, A, A], null],
    [[B], A],
    [[B, B], A],
    [[B, B, B], A],
    [[A, B], A],
    [[A, A, B], A],
    [[A, B, B], A],
    [[B, A], 'null'],
    [[B, C], 'null'],
    [[A, B, C], 'null'],
    [[A, B, A], 'null'],
    [[B, A, A], 'null'],
    [[B, C, C], 'null'],
    [[B, C, B], 'null'],
    [[B, B, C], 'null'],
    [[A, B, B, A], 'null'],
    [[B, 'https://b.example:8443'], 'null'],
    [[B, 'http://b.example'], 'null'],
    [[A, 'https://a.example:8443'], A],
    [[A, 'http://a.example'], A],
    [[B, 'https://www.b.example'], 'null'],
  ];

  test.each(chains)('%j: the last server is told %s', (urls, told) => {
    const hops = urls.slice(1).map((url) => redirect(`${url}/x`));
    const request = { url: `${urls[0]}/x` };
    const answers = [A, B, C, 'null'].map((allowed) => journey(request, hops, anAnswer([allowOrigin(allowed)])));
    const readable = [A, B, C, 'null'].filter((_allowed, index) => answers[index]?.verdict === 'ALLOWED');
    expect(readable).toEqual(told === null ? [A, B, C, 'null'] : [told]);
  });

  test.each(chains)('%j: a star lets every chain through', (urls, told) => {
    const hops = urls.slice(1).map((url) => redirect(`${url}/x`));
    const verdict = journey({ url: `${urls[0]}/x` }, hops, anAnswer([allowOrigin('*'), ['ETag', '1']]));
    expect(verdict.verdict).toBe('ALLOWED');
    expect(verdict.exposedHeaders.includes('etag')).toBe(told === null);
  });

  test.each(chains)('%j: the last preflight is asked in the name of %s', (urls, told) => {
    const allow = anOpenPreflight('PUT', '', []).headers.filter(([name]) => name === 'Access-Control-Allow-Methods');
    const preflight = anAnswer([allowOrigin('*'), ...allow], 204);
    const hops = urls.slice(1).map((url) => ({ ...redirect(`${url}/x`, '*', 307), preflight }));
    const verdict = journey({ url: `${urls[0]}/x`, method: 'PUT' }, hops, anAnswer([allowOrigin('*')]), preflight);
    expect(verdict.verdict).toBe('ALLOWED');
    const origin = verdict.preflightRequest?.headers.find(([name]) => name === 'Origin');
    expect(origin).toEqual(told === null ? undefined : ['Origin', told]);
    expect(verdict.preflightRequest?.url).toBe(told === null ? undefined : `${urls.at(-1)}/x`);
  });

  test('with credentials a tainted chain passes only where null is allowed by name', () => {
    const open: HeaderLine = ['Access-Control-Allow-Credentials', 'true'];
    const hop: Hop = { status: 302, headers: [allowOrigin(A), open, ['Location', `${C}/x`]] };
    const request = { url: `${B}/x`, credentials: 'include' } as const;
    expect(journey(request, [hop], anAnswer([allowOrigin('null'), open])).verdict).toBe('ALLOWED');
    expect(journey(request, [hop], anAnswer([allowOrigin(A), open])).reason).toBe('AllowOriginMismatch');
    expect(journey(request, [hop], anAnswer([allowOrigin('*'), open])).reason).toBe('WildcardOriginNotAllowed');
  });

  test('an opaque page stays opaque', () => {
    const verdict = journey(
      { origin: 'null', url: `${B}/x` },
      [redirect(`${B}/y`, 'null')],
      anAnswer([allowOrigin('null')]),
    );
    expect(verdict.verdict).toBe('ALLOWED');
  });
});

describe('each answer on the way is checked (fetch.spec.whatwg.org/#concept-http-fetch)', () => {
  test.each([301, 302, 303, 307, 308])('a redirect with status %i has to pass the CORS check', (status) => {
    const last = anAnswer([allowOrigin('*')]);
    expect(journey({ url: `${B}/x` }, [redirect(`${B}/y`, null, status)], last).reason).toBe(
      'MissingAllowOriginHeader',
    );
    expect(journey({ url: `${B}/x` }, [redirect(`${B}/y`, C, status)], last).reason).toBe('AllowOriginMismatch');
    expect(journey({ url: `${B}/x` }, [redirect(`${B}/y`, A, status)], last).verdict).toBe('ALLOWED');
  });

  test('a redirect from the page to itself needs no header', () => {
    expect(journey({ url: `${A}/x` }, [redirect(`${A}/y`, null)], anAnswer()).verdict).toBe('ALLOWED');
  });

  test('a redirect from the page to another server needs a header there only', () => {
    const hops = [redirect(`${B}/y`, null)];
    expect(journey({ url: `${A}/x` }, hops, anAnswer([allowOrigin(A)])).verdict).toBe('ALLOWED');
    expect(journey({ url: `${A}/x` }, hops, anAnswer()).reason).toBe('MissingAllowOriginHeader');
  });

  test('a journey that comes home is still checked', () => {
    expect(journey({ url: `${B}/x` }, [redirect(`${A}/y`)], anAnswer()).reason).toBe('MissingAllowOriginHeader');
  });

  test('the preflight of the second server is checked like the first', () => {
    const first = anOpenPreflight('PUT', '');
    const good: Answer = anAnswer([allowOrigin(A), ['Access-Control-Allow-Methods', 'PUT']], 204);
    const hop: Hop = { ...redirect(`${B}/y`, A, 307), preflight: good };
    const request = { url: `${B}/x`, method: 'PUT' };
    expect(journey(request, [hop], anAnswer([allowOrigin(A)]), good).verdict).toBe('ALLOWED');
    expect(journey(request, [hop], anAnswer([allowOrigin(A)]), anAnswer([], 204)).reason).toBe(
      'PreflightMissingAllowOriginHeader',
    );
    expect(journey(request, [{ ...hop, preflight: first }], anAnswer([allowOrigin(A)]), good).reason).toBe(
      'PreflightAllowOriginMismatch',
    );
  });
});

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

describe('redirects that are not followed (fetch.spec.whatwg.org/#http-redirect-fetch)', () => {
  const rows: ReadonlyArray<readonly [name: string, from: string, to: string, reason: Reason | null]> = [
    ['a user elsewhere', A, 'https://me@b.example/', 'RedirectContainsCredentials'],
    ['a user and a password elsewhere', A, 'https://me:pw@b.example/', 'RedirectContainsCredentials'],
    ['a password alone elsewhere', A, 'https://:pw@b.example/', 'RedirectContainsCredentials'],
    ['a user at home', A, 'https://me@a.example/', null],
    ['an empty user', B, 'https://@b.example/', null],
    ['an empty user and password', B, 'https://:@b.example/', null],
    ['a user, from elsewhere to elsewhere', B, 'https://me@b.example/', 'RedirectContainsCredentials'],
    ['a user, from elsewhere home', B, 'https://me@a.example/', 'RedirectContainsCredentials'],
    ['data:', B, 'data:text/plain,x', 'CorsDisabledScheme'],
    ['data: from home', A, 'data:text/plain,x', 'CorsDisabledScheme'],
    ['ftp:', B, 'ftp://b.example/x', 'CorsDisabledScheme'],
    ['mailto:', B, 'mailto:me@b.example', 'CorsDisabledScheme'],
    ['about:blank', B, 'about:blank', 'CorsDisabledScheme'],
    ['no host', B, 'https://', 'InvalidRedirectLocation'],
    ['a port out of range', B, 'https://b.example:99999/', 'InvalidRedirectLocation'],
    ['a relative path', B, '../y?z#q', null],
    ['a scheme-relative URL', B, '//b.example/y', null],
    ['an empty Location, which is the URL itself', B, '', null],
    ['a fragment', B, '#top', null],
  ];

  test.each(rows)('%s: from %s to %s', (_name, from, to, reason) => {
    const verdict = journey({ url: `${from}/x` }, [redirect(to)], anAnswer([allowOrigin('*')]));
    expect(verdict.reason).toBe(reason);
  });

  test.each(rows.filter(([, , , reason]) => reason !== null))(
    'also when it is the last answer seen: %s',
    (_name, from, to, reason) => {
      expect(journey({ url: `${from}/x` }, [], redirect(to)).reason).toBe(reason);
    },
  );

  test('two Locations are none', () => {
    const hop: Hop = anAnswer([allowOrigin('*'), ['Location', '/y'], ['Location', '/y']], 302);
    expect(journey({ url: `${B}/x` }, [hop], anAnswer([allowOrigin('*')])).reason).toBe('InvalidRedirectLocation');
  });

  test.each([
    [0, 'ALLOWED', null],
    [1, 'ALLOWED', null],
    [19, 'ALLOWED', null],
    [20, 'ALLOWED', null],
    [21, 'BLOCKED', 'TooManyRedirects'],
    [40, 'BLOCKED', 'TooManyRedirects'],
  ])('after %i redirects: %s', (count, verdict, reason) => {
    const hops = Array.from({ length: count }, () => redirect(`${B}/x`));
    expect(journey({ url: `${B}/x` }, hops, anAnswer([allowOrigin('*')]))).toMatchObject({ verdict, reason });
  });

  test('the CORS check of a redirect comes before its Location', () => {
    expect(journey({ url: `${B}/x` }, [redirect('https://me@b.example/', null)], anAnswer()).reason).toBe(
      'MissingAllowOriginHeader',
    );
  });
});

describe('modes on the way (fetch.spec.whatwg.org/#concept-main-fetch)', () => {
  test.each([
    ['same-origin', [A, A], 'ALLOWED', null],
    ['same-origin', [A, B], 'BLOCKED', 'DisallowedByMode'],
    ['same-origin', [A, A, C], 'BLOCKED', 'DisallowedByMode'],
    ['no-cors', [A, A], 'ALLOWED', null],
    ['no-cors', [A, B], 'BLOCKED', 'OpaqueResponse'],
    ['no-cors', [B, A], 'BLOCKED', 'OpaqueResponse'],
    ['no-cors', [B, C], 'BLOCKED', 'OpaqueResponse'],
  ] as const)('mode %s through %j: %s %s', (mode, urls, verdict, reason) => {
    const hops = urls.slice(1).map((url) => redirect(`${url}/x`, null));
    expect(journey({ url: `${urls[0]}/x`, mode }, hops, anAnswer())).toMatchObject({ verdict, reason });
  });

  test('without CORS a password in a Location is no matter', () => {
    const verdict = journey({ url: `${B}/x`, mode: 'no-cors' }, [redirect('https://me@c.example/', null)], anAnswer());
    expect(verdict.reason).toBe('OpaqueResponse');
  });
});

describe('an exchange that ends on the way', () => {
  test('the last answer is a redirect that would be followed', () => {
    const verdict = journey({ url: `${B}/x` }, [], redirect(`${C}/y`));
    expect(verdict).toMatchObject({ verdict: 'UNDETERMINED', reason: 'RedirectNotFollowed', exposedHeaders: [] });
    expect(verdict.wanted).toContain(`${C}/y`);
  });

  test('the last answer is a redirect without CORS headers', () => {
    expect(journey({ url: `${B}/x` }, [], redirect(`${C}/y`, null)).reason).toBe('MissingAllowOriginHeader');
  });

  test('the last answer leads where the mode forbids', () => {
    expect(journey({ url: `${A}/x`, mode: 'same-origin' }, [], redirect(`${C}/y`)).reason).toBe('DisallowedByMode');
  });

  test.each([200, 204, 300, 304, 305, 306, 309, 404, 500])(
    'status %i is no redirect, though given as one',
    (status) => {
      const verdict = journey({ url: `${B}/x` }, [redirect('/y', '*', status)], anAnswer([allowOrigin('*')]));
      expect(verdict).toMatchObject({ verdict: 'UNDETERMINED', reason: 'HopNotRedirect' });
    },
  );

  test.each([301, 302, 303, 307, 308])('status %i without a Location is a plain answer', (status) => {
    const answer = anAnswer([allowOrigin('*')], status);
    expect(journey({ url: `${B}/x` }, [], answer).verdict).toBe('ALLOWED');
    expect(journey({ url: `${B}/x` }, [answer], answer).reason).toBe('HopNotRedirect');
  });

  test('no answer after a redirect', () => {
    expect(journey({ url: `${B}/x` }, [redirect('/y')], null)).toMatchObject({
      verdict: 'BLOCKED',
      reason: 'InvalidResponse',
    });
  });

  test('a preflight of a redirect that was left out makes the whole undetermined', () => {
    const good = anAnswer([allowOrigin('*'), ['Access-Control-Allow-Methods', 'PUT']], 204);
    const verdict = journey(
      { url: `${B}/x`, method: 'PUT' },
      [redirect('/y', '*', 307)],
      anAnswer([allowOrigin('*')]),
      good,
    );
    expect(verdict).toMatchObject({ verdict: 'UNDETERMINED', reason: 'PreflightNotRecorded' });
  });
});
