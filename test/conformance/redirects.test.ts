import type { Hop, Reason } from '../../src/verify/browser';
import { allowOrigin, anAnswer } from '../support/exchanges';
import { A, B, C, journey, redirect } from '../support/journeys';

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
