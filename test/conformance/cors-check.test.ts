import type { HeaderLines } from '../../src/fetch/header-lines';
import { corsCheck, judge, type Refusal } from '../../src/verify/browser';
import { allowOrigin, anAnswer, anExchange, anOpenPreflight, aRequest, PAGE } from '../support/exchanges';

/** The standard has only pass and failure; the reason is Chromium's word for the failure. */
type Outcome = 'pass' | Refusal['reason'];

const MISSING = 'MissingAllowOriginHeader';
const WILDCARD = 'WildcardOriginNotAllowed';
const MULTIPLE = 'MultipleAllowOriginValues';
const INVALID = 'InvalidAllowOriginValue';
const MISMATCH = 'AllowOriginMismatch';
const CREDENTIALS = 'InvalidAllowCredentials';

interface OriginCase {
  readonly name: string;
  readonly origin?: string;
  readonly lines: readonly string[];
  /** Without credentials. */
  readonly omit: Outcome;
  /** With credentials, `Access-Control-Allow-Credentials: true` given. */
  readonly include: Outcome;
}

function both(name: string, lines: readonly string[], outcome: Outcome, origin?: string): OriginCase {
  return { name, lines, omit: outcome, include: outcome, origin };
}

const ORIGIN_CASES: readonly OriginCase[] = [
  both('no line at all', [], MISSING),
  both('the origin itself', [PAGE], 'pass'),
  { name: 'a star', lines: ['*'], omit: 'pass', include: WILDCARD },
  { name: 'a star with blanks around', lines: [' *\t'], omit: 'pass', include: WILDCARD },
  both('a star in quotes', ['"*"'], INVALID),
  both("a star in API Gateway's single quotes", ["'*'"], INVALID),
  both('two stars in one value', ['**'], INVALID),
  both('a star in two lines', ['*', '*'], MULTIPLE),
  both('a star and the origin', ['*', PAGE], MULTIPLE),
  both('the origin in two lines', [PAGE, PAGE], MULTIPLE),
  both('the origin twice in one line', [`${PAGE}, ${PAGE}`], MULTIPLE),
  both('two origins with a comma', [`${PAGE},https://b.example`], MULTIPLE),
  both('two origins with a blank', [`${PAGE} https://b.example`], MULTIPLE),
  both('the origin and an empty line', [PAGE, ''], MULTIPLE),
  both('an empty line and the origin', ['', PAGE], MULTIPLE),
  both('the origin and a comma', [`${PAGE},`], MULTIPLE),
  both('an empty value', [''], INVALID),
  both('blanks only', ['  '], INVALID),
  both('another host', ['https://b.example'], MISMATCH),
  both('a sub-domain', ['https://www.app.example.com'], MISMATCH),
  both('the parent domain', ['https://example.com'], MISMATCH),
  both('the same host with http', ['http://app.example.com'], MISMATCH),
  both('another port', [`${PAGE}:8443`], MISMATCH),
  both('the default port written out', [`${PAGE}:443`], MISMATCH),
  both('a trailing slash', [`${PAGE}/`], MISMATCH),
  both('a path', [`${PAGE}/shop`], MISMATCH),
  both('a query', [`${PAGE}?a`], MISMATCH),
  both('a fragment', [`${PAGE}#a`], MISMATCH),
  both('a user', ['https://me@app.example.com'], MISMATCH),
  both('an upper-case host', ['https://APP.example.com'], MISMATCH),
  both('an upper-case scheme', ['HTTPS://app.example.com'], MISMATCH),
  both('a trailing dot', [`${PAGE}.`], MISMATCH),
  both('the host alone', ['app.example.com'], INVALID),
  both('the host and a port, which reads as a scheme', ['localhost:3000'], MISMATCH),
  both('a scheme-relative origin', ['//app.example.com'], INVALID),
  both('a wildcard sub-domain', ['https://*.example.com'], MISMATCH),
  both('a bare wildcard sub-domain', ['*.example.com'], INVALID),
  both('a template that was not filled in', ['$input.params().header.Origin'], INVALID),
  both('a regular expression', ['^https:$'], INVALID),
  both('the word undefined', ['undefined'], INVALID),
  both('null to a page that has an origin', ['null'], MISMATCH),
  both('blanks before the origin', [`  ${PAGE}`], 'pass'),
  both('blanks after the origin', [`${PAGE} \t`], 'pass'),
  both('line breaks around the origin', [`\r\n${PAGE}\r\n`], 'pass'),
  both('a form feed after the origin, which is no HTTP white space', [`${PAGE}\f`], MISMATCH),
  both('null to an opaque origin', ['null'], 'pass', 'null'),
  both('Null to an opaque origin', ['Null'], INVALID, 'null'),
  both('NULL to an opaque origin', ['NULL'], INVALID, 'null'),
  both('null with blanks to an opaque origin', [' null '], 'pass', 'null'),
  both('null twice to an opaque origin', ['null', 'null'], MULTIPLE, 'null'),
  { name: 'a star to an opaque origin', origin: 'null', lines: ['*'], omit: 'pass', include: WILDCARD },
  both('an origin to an opaque one', [PAGE], MISMATCH, 'null'),
  both('nothing to an opaque origin', [], MISSING, 'null'),
  both('the port that the page has', ['http://localhost:3000'], 'pass', 'http://localhost:3000'),
  both('another port than the page has', ['http://localhost:3001'], MISMATCH, 'http://localhost:3000'),
  both('no port to a page that has one', ['http://localhost'], MISMATCH, 'http://localhost:3000'),
  both('the loopback address to localhost', ['http://127.0.0.1:3000'], MISMATCH, 'http://localhost:3000'),
  both('an IPv6 origin', ['http://[::1]:3000'], 'pass', 'http://[::1]:3000'),
  both('an IPv6 origin written long', ['http://[0:0:0:0:0:0:0:1]:3000'], MISMATCH, 'http://[::1]:3000'),
  both('an origin in punycode', ['https://xn--mnchen-3ya.example'], 'pass', 'https://xn--mnchen-3ya.example'),
  both(
    'an origin in letters to one in punycode',
    ['https://münchen.example'],
    MISMATCH,
    'https://xn--mnchen-3ya.example',
  ),
  both("an extension's origin", ['chrome-extension://abcdef'], 'pass', 'chrome-extension://abcdef'),
  both("an app's origin", ['capacitor://localhost'], 'pass', 'capacitor://localhost'),
];

describe('CORS check, Access-Control-Allow-Origin (fetch.spec.whatwg.org/#concept-cors-check)', () => {
  const rows = ORIGIN_CASES.flatMap((row) => [
    { ...row, credentials: 'omit' as const, outcome: row.omit },
    { ...row, credentials: 'same-origin' as const, outcome: row.omit },
    { ...row, credentials: 'include' as const, outcome: row.include },
  ]);

  test.each(rows)(
    'with credentials $credentials, $name: $outcome',
    ({ origin = PAGE, lines, credentials, outcome }) => {
      const headers: HeaderLines = [...lines.map(allowOrigin), ['Access-Control-Allow-Credentials', 'true']];
      expect(corsCheck({ origin, credentials }, headers)?.reason ?? 'pass').toBe(outcome);
      const verdict = judge(anExchange({ request: aRequest({ origin, credentials }), response: anAnswer(headers) }));
      expect([verdict.verdict, verdict.reason]).toEqual(outcome === 'pass' ? ['ALLOWED', null] : ['BLOCKED', outcome]);
    },
  );

  test.each(rows)('a preflight with credentials $credentials, $name: the same with its prefix', (row) => {
    const { origin = PAGE, lines, credentials, outcome } = row;
    const headers: HeaderLines = [
      ...lines.map(allowOrigin),
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Allow-Methods', 'PUT'],
    ];
    const open: HeaderLines = [allowOrigin(origin), ['Access-Control-Allow-Credentials', 'true']];
    const request = aRequest({ origin, credentials, method: 'PUT' });
    const { verdict, reason } = judge({ request, preflight: anAnswer(headers, 204), response: anAnswer(open) });
    expect([verdict, reason]).toEqual(outcome === 'pass' ? ['ALLOWED', null] : ['BLOCKED', `Preflight${outcome}`]);
  });
});

describe('CORS check, Access-Control-Allow-Credentials (fetch.spec.whatwg.org/#http-access-control-allow-credentials)', () => {
  const values: ReadonlyArray<readonly [name: string, lines: readonly string[], passes: boolean]> = [
    ['true', ['true'], true],
    ['true with blanks around', [' true\t'], true],
    ['true with line breaks around', ['\r\ntrue\n'], true],
    ['no line', [], false],
    ['an empty value', [''], false],
    ['True', ['True'], false],
    ['TRUE', ['TRUE'], false],
    ['false', ['false'], false],
    ['1', ['1'], false],
    ['yes', ['yes'], false],
    ['a star', ['*'], false],
    ['true in quotes', ['"true"'], false],
    ["true in API Gateway's single quotes", ["'true'"], false],
    ['true twice in one line', ['true,true'], false],
    ['true in two lines', ['true', 'true'], false],
    ['true and an empty line', ['true', ''], false],
    ['true and a comma', ['true,'], false],
    ['true and a semicolon', ['true;'], false],
    ['true with a no-break space', ['true\u00a0'], false],
  ];

  test.each(values)('with credentials, %s', (_name, lines, passes) => {
    const headers: HeaderLines = [
      allowOrigin(PAGE),
      ...lines.map((value) => ['access-control-allow-credentials', value] as const),
    ];
    const refusal = corsCheck({ origin: PAGE, credentials: 'include' }, headers);
    expect(refusal?.reason ?? 'pass').toBe(passes ? 'pass' : CREDENTIALS);
  });

  test.each(values)('a preflight with credentials, %s', (_name, lines, passes) => {
    const preflight = anAnswer(
      [
        allowOrigin(PAGE),
        ['Access-Control-Allow-Methods', 'PUT'],
        ...lines.map((value) => ['Access-Control-Allow-Credentials', value] as const),
      ],
      204,
    );
    const request = aRequest({ method: 'PUT', credentials: 'include' });
    expect(judge(anExchange({ request, preflight })).reason).toBe(passes ? null : `Preflight${CREDENTIALS}`);
  });

  test.each(values)('without credentials it is not looked at: %s', (_name, lines) => {
    const headers: HeaderLines = [
      allowOrigin(PAGE),
      ...lines.map((value) => ['Access-Control-Allow-Credentials', value] as const),
    ];
    expect(corsCheck({ origin: PAGE, credentials: 'omit' }, headers)).toBeNull();
    expect(corsCheck({ origin: PAGE, credentials: 'same-origin' }, headers)).toBeNull();
  });

  test('an origin that fails is told before credentials that fail', () => {
    const refusal = corsCheck({ origin: PAGE, credentials: 'include' }, [allowOrigin('https://b.example')]);
    expect(refusal?.reason).toBe(MISMATCH);
  });
});

describe('CORS check, the rest of the answer', () => {
  const statuses = [200, 201, 204, 206, 304, 400, 401, 403, 404, 405, 413, 415, 429, 500, 502, 503, 504];

  test.each(statuses)('an actual answer with status %i and the headers is readable', (status) => {
    expect(judge(anExchange({ response: anAnswer([allowOrigin('*')], status) })).verdict).toBe('ALLOWED');
  });

  test.each(statuses)('an actual answer with status %i and no headers is not readable', (status) => {
    expect(judge(anExchange({ response: anAnswer([], status) })).reason).toBe(MISSING);
  });

  test.each(['access-control-allow-origin', 'ACCESS-CONTROL-ALLOW-ORIGIN', 'aCCESS-cONTROL-aLLOW-oRIGIN'])(
    'the header may be called %s',
    (name) => {
      expect(corsCheck({ origin: PAGE, credentials: 'omit' }, [[name, PAGE]])).toBeNull();
    },
  );

  test.each([
    'Access-Control-Allow-Origins',
    'Allow-Origin',
    'Access_Control_Allow_Origin',
    'Access-Control-Allow-Origin ',
  ])('the header may not be called "%s"', (name) => {
    expect(corsCheck({ origin: PAGE, credentials: 'omit' }, [[name, PAGE]])?.reason).toBe(MISSING);
  });

  test.each([
    ['https://api.example.com', null],
    ['http://api.example.com', MISSING],
    ['https://api.example.com:8443', MISSING],
    ['https://v2.api.example.com', MISSING],
    ['https://example.com', MISSING],
    ['null', MISSING],
  ])('a page of %s that asks https://api.example.com without any header: %s', (origin, reason) => {
    expect(judge(anExchange({ request: aRequest({ origin }), response: anAnswer() })).reason).toBe(reason);
  });

  test('a good preflight does not make up for a missing header on the answer', () => {
    const request = aRequest({ method: 'PUT' });
    const verdict = judge({ request, preflight: anOpenPreflight('PUT', ''), response: anAnswer() });
    expect(verdict).toMatchObject({ verdict: 'BLOCKED', reason: MISSING, preflightNeeded: true, cacheSeconds: 5 });
  });

  test.each([
    [MISSING, [], null, `Access-Control-Allow-Origin: ${PAGE}`],
    [WILDCARD, ['*'], 'Access-Control-Allow-Origin: *', `Access-Control-Allow-Origin: ${PAGE}`],
    [
      MISMATCH,
      ['https://b.example'],
      'Access-Control-Allow-Origin: https://b.example',
      `Access-Control-Allow-Origin: ${PAGE}`,
    ],
    [CREDENTIALS, [PAGE], null, 'Access-Control-Allow-Credentials: true'],
  ] as const)('%s tells what was seen and what was wanted', (reason, lines, seen, wanted) => {
    const refusal = corsCheck({ origin: PAGE, credentials: 'include' }, lines.map(allowOrigin));
    expect(refusal).toMatchObject({ reason, seen, wanted });
    expect(refusal?.step).toContain('https://fetch.spec.whatwg.org/#concept-cors-check');
    expect(refusal?.fix).toContain(wanted);
  });
});
