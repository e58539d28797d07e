import type { HeaderLines } from '../../../src/fetch/header-lines';
import { ENGINES, isRefusal, preflightMaxAge, takeRequest } from '../../../src/verify/browser';
import { followRedirect } from '../../../src/verify/browser/redirect';
import { anAnswer, aRequest } from '../../support/exchanges';
import { A, journey, redirect } from '../../support/journeys';

describe('the headers of a request without CORS (fetch.spec.whatwg.org/#concept-headers-append)', () => {
  const kept = (headers: HeaderLines): HeaderLines | null => {
    const taken = takeRequest(aRequest({ mode: 'no-cors', headers }), ENGINES.standard);
    return isRefusal(taken) ? null : taken.headers;
  };

  test.each<[name: string, value: string]>([
    ['Accept', 'text/html'],
    ['accept-language', 'de'],
    ['Content-Language', 'de'],
    ['Content-Type', 'text/plain'],
  ])('%s: %s stays', (name, value) => {
    expect(kept([[name, value]])).toEqual([[name, value]]);
  });

  test.each<[name: string, value: string]>([
    ['Accept', '{}'],
    ['Content-Type', 'application/json'],
    ['Range', 'bytes=0-1'],
    ['X-A', '1'],
  ])('%s: %s is left out', (name, value) => {
    expect(
      kept([
        [name, value],
        ['Accept-Language', 'de'],
      ]),
    ).toEqual([['Accept-Language', 'de']]);
  });

  test('a line that spoils the ones before it is left out alone', () => {
    const long = 'a'.repeat(64);
    expect(
      kept([
        ['Accept', long],
        ['accept', 'b'.repeat(62)],
        ['ACCEPT', 'c'],
        ['Accept', '{}'],
      ]),
    ).toEqual([
      ['Accept', long],
      ['accept', 'b'.repeat(62)],
    ]);
  });

  test('of two types of a body the first stays', () => {
    const headers: HeaderLines = [
      ['Content-Type', 'text/plain'],
      ['Content-Type', 'text/plain'],
    ];
    expect(kept(headers)).toEqual(headers.slice(0, 1));
  });

  test('with CORS all are sent', () => {
    const headers: HeaderLines = [
      ['Accept', '{}'],
      ['X-A', '1'],
    ];
    expect(takeRequest(aRequest({ headers }), ENGINES.standard)).toMatchObject({ headers });
  });
});

describe('a redirect at home (fetch.spec.whatwg.org/#http-redirect-fetch)', () => {
  const WITH_PASSWORD = 'https://me@a.example/y';

  test.each([
    ['without a password', '/y'],
    ['to no URL', 'https://'],
  ])('%s is worth no note', (_name, to) => {
    expect(journey({ url: `${A}/x` }, [redirect(to)], anAnswer()).notes).toEqual([]);
  });

  test('to two places with a password is refused, and worth no note', () => {
    const hop = anAnswer(
      [
        ['Location', WITH_PASSWORD],
        ['Location', WITH_PASSWORD],
      ],
      302,
    );
    expect(journey({ url: `${A}/x` }, [hop], anAnswer())).toMatchObject({
      reason: 'InvalidRedirectLocation',
      notes: [],
    });
  });

  test.each(['same-origin', 'no-cors'] as const)('to a password is followed by all in mode %s', (mode) => {
    const verdict = journey({ url: `${A}/x`, mode }, [redirect(WITH_PASSWORD)], anAnswer());
    expect(verdict).toMatchObject({ verdict: 'ALLOWED', notes: [] });
  });

  test.each(['same-origin', 'no-cors'] as const)('to a password is followed by Chromium too in mode %s', (mode) => {
    const sent = takeRequest(aRequest({ url: `${A}/x`, origin: A, mode }), ENGINES.chromium);
    if (isRefusal(sent)) throw new Error(sent.reason);
    const leg = { sent, pageOrigin: A, urlOrigins: [A], tainting: 'basic' } as const;
    expect(followRedirect(leg, redirect(WITH_PASSWORD), ENGINES.chromium)).not.toHaveProperty('reason');
    expect(followRedirect(leg, redirect('/y'), ENGINES.chromium)).not.toHaveProperty('reason');
  });

  test('without a Location leads nowhere', () => {
    const sent = takeRequest(aRequest({ url: `${A}/x`, origin: A }), ENGINES.standard);
    if (isRefusal(sent)) throw new Error(sent.reason);
    const leg = { sent, pageOrigin: A, urlOrigins: [A], tainting: 'basic' } as const;
    expect(followRedirect(leg, anAnswer([], 302), ENGINES.standard)).toMatchObject({
      reason: 'InvalidRedirectLocation',
    });
  });
});

test('a preflight is kept as long as the standard says where no engine is named', () => {
  expect(preflightMaxAge([['Access-Control-Max-Age', '90000']])).toBe(90000);
});
