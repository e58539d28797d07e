import type { HeaderLines } from '../../src/fetch/header-lines';
import { judge, preflightMaxAge } from '../../src/verify/browser';
import { anExchange, anOpenPreflight, aRequest } from '../support/exchanges';

type Seconds = readonly [standard: number, chromium: number, firefox: number, webkit: number];

const DEFAULT: Seconds = [5, 5, 5, 5];
const INVALID: Seconds = [5, 5, 0, 5];
const NEGATIVE: Seconds = [5, 0, 0, 0];
const NEVER: Seconds = [0, 0, 0, 0];

const CASES: ReadonlyArray<readonly [name: string, lines: readonly string[], seconds: Seconds]> = [
  ['no line', [], DEFAULT],
  ['an empty value', [''], DEFAULT],
  ['blanks only', [' \t '], DEFAULT],
  ['zero', ['0'], NEVER],
  ['zeros', ['000'], NEVER],
  ['one', ['1'], [1, 1, 1, 1]],
  ['five', ['5'], [5, 5, 5, 5]],
  ['leading zeros', ['0060'], [60, 60, 60, 60]],
  ['blanks around', [' 60 '], [60, 60, 60, 60]],
  ['one below the cap of Safari', ['599'], [599, 599, 599, 599]],
  ['the cap of Safari', ['600'], [600, 600, 600, 600]],
  ['one above the cap of Safari', ['601'], [601, 601, 601, 600]],
  ['the cap of Chromium', ['7200'], [7200, 7200, 7200, 600]],
  ['one above the cap of Chromium', ['7201'], [7201, 7200, 7201, 600]],
  ['the cap of Firefox', ['86400'], [86400, 7200, 86400, 600]],
  ['one above the cap of Firefox', ['86401'], [86401, 7200, 86400, 600]],
  ['a year', ['31536000'], [31536000, 7200, 86400, 600]],
  ['more digits than a number holds', ['9'.repeat(17)], [Number.MAX_SAFE_INTEGER, 7200, 86400, 600]],
  ['minus one', ['-1'], NEGATIVE],
  ['a large negative', ['-86400'], NEGATIVE],
  ['a minus alone', ['-'], INVALID],
  ['a fraction', ['60.5'], INVALID],
  ['a whole fraction', ['60.0'], INVALID],
  ['an exponent', ['1e3'], INVALID],
  ['a hexadecimal', ['0x3c'], INVALID],
  ['a unit', ['60s'], INVALID],
  ['a word', ['never'], INVALID],
  ['double quotes', ['"60"'], INVALID],
  ["API Gateway's single quotes", ["'60'"], INVALID],
  ['a blank within', ['6 0'], INVALID],
  ['a thousands comma', ['7,200'], INVALID],
  ['two values', ['60, 60'], INVALID],
  ['two lines', ['60', '60'], INVALID],
  ['two empty lines', ['', ''], INVALID],
  ['a line and an empty one', ['60', ''], INVALID],
  ['digits of another script', ['\u0666\u0660'], INVALID],
  ['a superscript digit, which is one byte', ['6\u00b2'], INVALID],
];

describe('Access-Control-Max-Age (fetch.spec.whatwg.org/#http-access-control-max-age)', () => {
  const ENGINES = ['standard', 'chromium', 'firefox', 'webkit'] as const;
  const rows = CASES.flatMap(([name, lines, seconds]) =>
    ENGINES.map((engine, index) => ({ name, lines, engine, expected: seconds[index] ?? Number.NaN })),
  );

  test.each(rows)('$engine, $name: $lines is $expected s', ({ lines, engine, expected }) => {
    const headers: HeaderLines = lines.map((value) => ['access-control-max-age', value] as const);
    expect(preflightMaxAge(headers, engine)).toBe(expected);
    const preflight = anOpenPreflight('PUT', '', headers);
    const verdict = judge(anExchange({ request: aRequest({ method: 'PUT' }), preflight }), { engine });
    expect([verdict.verdict, verdict.cacheSeconds]).toEqual(['ALLOWED', expected]);
  });

  test.each(CASES)('a note tells when engines differ: %s', (_name, lines, seconds) => {
    const headers: HeaderLines = lines.map((value) => ['Access-Control-Max-Age', value] as const);
    const request = aRequest({ method: 'PUT' });
    const { notes } = judge(anExchange({ request, preflight: anOpenPreflight('PUT', '', headers) }));
    const differ = new Set(seconds).size > 1;
    const [standard, chromium, firefox, webkit] = seconds;
    const wanted = `the standard ${standard} s, Chromium ${chromium} s, Firefox ${firefox} s, Safari ${webkit} s`;
    expect(notes.map((note) => note.includes(wanted))).toEqual(differ ? [true] : []);
  });

  test('without a preflight nothing is cached, whatever the answer says', () => {
    const headers: HeaderLines = [
      ['Access-Control-Allow-Origin', '*'],
      ['Access-Control-Max-Age', '600'],
    ];
    expect(judge(anExchange({ response: { status: 200, headers } })).cacheSeconds).toBe(0);
  });

  test('the Max-Age of the actual answer counts for nothing', () => {
    const response = {
      status: 200,
      headers: [
        ['Access-Control-Allow-Origin', '*'],
        ['Access-Control-Max-Age', '600'],
      ],
    } as const;
    const request = aRequest({ method: 'PUT' });
    expect(judge({ request, preflight: anOpenPreflight('PUT', ''), response }).cacheSeconds).toBe(5);
  });
});
