import type { HeaderLines } from '../../../src/fetch/header-lines';
import { type Engine, type Exchange, judge, needsPreflight, type Verdict } from '../../../src/verify/browser';
import { allowOrigin, anAnswer, anExchange, anOpenAnswer, aRequest } from '../../support/exchanges';

const ENGINES: readonly Engine[] = ['standard', 'chromium', 'firefox', 'webkit'];

function byEngine(exchange: Exchange): readonly Verdict['verdict'][] {
  return ENGINES.map((engine) => judge(exchange, { engine }).verdict);
}

describe('Authorization under Access-Control-Allow-Headers: *', () => {
  const under = (names: string, credentials: 'omit' | 'include' = 'omit'): Exchange => ({
    request: aRequest({ headers: [['Authorization', 't']], credentials }),
    preflight: anOpenAnswer([['Access-Control-Allow-Headers', names]], 204),
    response: anOpenAnswer(),
  });

  test('beside a list that is none there is nothing to say but that', () => {
    const broken = judge(under('*, a b'));
    expect(broken).toMatchObject({ reason: 'InvalidAllowHeadersPreflightResponse', notes: [] });
  });

  test('another header under a star is no matter to anybody', () => {
    const headers: HeaderLines = [['X-A', '1']];
    const verdict = judge({ ...under('*'), request: aRequest({ headers, credentials: 'omit' }) });
    expect(verdict).toMatchObject({ verdict: 'ALLOWED', notes: [] });
  });

  test('Authorization beside another header has its note all the same', () => {
    const headers: HeaderLines = [
      ['X-A', '1'],
      ['AUTHORIZATION', 't'],
    ];
    const verdict = judge({ ...under('*'), request: aRequest({ headers, credentials: 'omit' }) });
    expect(verdict.notes).toEqual([expect.stringMatching(/^Authorization under/)]);
  });

  test('the standard refuses, all engines allow', () => {
    expect(byEngine(under('*'))).toEqual(['BLOCKED', 'ALLOWED', 'ALLOWED', 'ALLOWED']);
  });

  test('named beside the star, all allow', () => {
    expect(byEngine(under('*,authorization'))).toEqual(['ALLOWED', 'ALLOWED', 'ALLOWED', 'ALLOWED']);
  });

  test('not named and no star, all refuse', () => {
    expect(byEngine(under('x-a'))).toEqual(['BLOCKED', 'BLOCKED', 'BLOCKED', 'BLOCKED']);
  });

  test('with credentials a star is none, so all refuse', () => {
    expect(byEngine(under('*', 'include'))).toEqual(['BLOCKED', 'BLOCKED', 'BLOCKED', 'BLOCKED']);
  });

  test.each(ENGINES)('the note stands whichever engine is asked: %s', (engine) => {
    const noted = (exchange: Exchange): boolean =>
      judge(exchange, { engine }).notes.some((note) => note.startsWith('Authorization under'));
    expect([
      noted(under('*')),
      noted(under('*,authorization')),
      noted(under('x-a')),
      noted(under('*', 'include')),
    ]).toEqual([true, false, false, false]);
  });
});

describe('client hints that a script sets', () => {
  test.each([
    ['Save-Data', 'on', true],
    ['save-data', 'ON', true],
    ['Save-Data', 'off', false],
    ['Save-Data', '', false],
    ['DPR', '2', true],
    ['DPR', '1.5', true],
    ['DPR', 'abc', false],
    ['DPR', '1.', false],
    ['DPR', '.5', false],
    ['DPR', '1.5.2', false],
    ['DPR', '-1', false],
    ['Device-Memory', '0.25', true],
    ['Downlink', '10.5', true],
    ['Width', '640', true],
    ['Width', '640.5', false],
    ['Viewport-Width', '1024', true],
    ['RTT', '50', true],
    ['RTT', '5 0', false],
    ['ECT', 'slow-2g', true],
    ['ECT', '4g', true],
    ['ECT', '5g', false],
    ['DPR', '1'.repeat(128), true],
    ['DPR', '1'.repeat(129), false],
  ])('%s: %s is safelisted by Chromium: %s', (name, value, safelisted) => {
    const request = aRequest({ headers: [[name, value]] });
    expect(ENGINES.map((engine) => needsPreflight(request, engine))).toEqual([true, !safelisted, true, true]);
    const { notes } = judge(anExchange({ request }));
    expect(notes.some((note) => note.startsWith(`${name}: the standard asks for a preflight`))).toBe(safelisted);
  });

  test('a hint does not hide another header from Chromium', () => {
    const headers: HeaderLines = [
      ['DPR', '2'],
      ['X-A', '1'],
    ];
    expect(needsPreflight(aRequest({ headers }), 'chromium')).toBe(true);
  });

  test.each([
    ['Accept', 'text/html', false],
    ['Accept', '{}', true],
    ['Content-Type', 'application/json', true],
    ['X-A', '1', true],
  ])('of the rest Chromium thinks as the standard: %s: %s', (name, value, asks) => {
    expect(needsPreflight(aRequest({ headers: [[name, value]] }), 'chromium')).toBe(asks);
  });
});

/** What is said of every exchange whose preflight was not recorded. */
const LACKING = /^A preflight was needed/;

describe('other things that Chromium does its own way', () => {
  test('it drops a User-Agent that a script sets', () => {
    const request = aRequest({ headers: [['user-agent', 'me']] });
    expect(ENGINES.map((engine) => needsPreflight(request, engine))).toEqual([true, false, true, true]);
    expect(judge(anExchange({ request })).notes.join()).toContain('Chromium drops it');
  });

  test('it joins lines of one name before it looks at the safelist', () => {
    const request = aRequest({
      headers: [
        ['Content-Type', 'text/plain'],
        ['content-type', 'text/plain'],
      ],
    });
    expect(ENGINES.map((engine) => needsPreflight(request, engine))).toEqual([false, true, false, false]);
    expect(judge(anExchange({ request })).notes.join()).toContain('Chromium joins them');
  });

  test('joined lines are as long as both, and so may be too long for the safelist', () => {
    const headers: HeaderLines = [
      ['Accept', 'a'.repeat(70)],
      ['Accept', 'b'.repeat(70)],
    ];
    expect(ENGINES.map((engine) => needsPreflight(aRequest({ headers }), engine))).toEqual([false, true, false, false]);
  });

  test('lines that stay safelisted when joined are worth no note', () => {
    const request = aRequest({
      headers: [
        ['Accept', 'text/html'],
        ['accept', 'text/plain'],
      ],
    });
    expect(ENGINES.map((engine) => needsPreflight(request, engine))).toEqual([false, false, false, false]);
    expect(judge(anExchange({ request })).notes).toEqual([]);
  });

  test('it refuses a redirect to a password even at home', () => {
    const hops = [anAnswer([['Location', 'https://me@api.example.com/y']], 302)];
    const exchange = anExchange({
      request: aRequest({ origin: 'https://api.example.com' }),
      hops,
      response: anAnswer(),
    });
    expect(byEngine(exchange)).toEqual(['ALLOWED', 'BLOCKED', 'ALLOWED', 'ALLOWED']);
    expect(judge(exchange, { engine: 'chromium' }).reason).toBe('RedirectContainsCredentials');
    expect(judge(exchange).notes.join()).toContain('Chromium does not');
  });

  test('a redirect to a password that all refuse is worth no note', () => {
    const hops = [anAnswer([allowOrigin('*'), ['Location', 'https://me@api.example.com/y']], 302)];
    const exchange = anExchange({ hops });
    expect(byEngine(exchange)).toEqual(['BLOCKED', 'BLOCKED', 'BLOCKED', 'BLOCKED']);
    expect(judge(exchange).notes).toEqual([]);
  });

  test('each of it has its note, whatever else is sent, and what all treat alike has none', () => {
    const own: HeaderLines = [['X-A', '1']];
    const headers: HeaderLines = [...own, ['User-Agent', 'me'], ['DPR', '2'], ['Width', '640']];
    const notes = (lines: HeaderLines, mode?: 'no-cors'): readonly string[] =>
      judge(anExchange({ request: aRequest({ headers: lines, mode }) })).notes.filter((note) => !LACKING.test(note));
    expect(notes(own)).toEqual([]);
    expect(notes(headers)).toEqual([expect.stringMatching(/^User-Agent: /), expect.stringMatching(/^DPR, Width: /)]);
    expect(notes(headers, 'no-cors')).toEqual([]);
  });

  test('from its own origin none of it matters, so there are no notes', () => {
    const headers: HeaderLines = [
      ['User-Agent', 'me'],
      ['DPR', '2'],
      ['Content-Type', 'text/plain'],
      ['Content-Type', 'a'],
    ];
    const request = aRequest({ origin: 'https://api.example.com', headers });
    expect(judge(anExchange({ request })).notes).toEqual([]);
  });
});
