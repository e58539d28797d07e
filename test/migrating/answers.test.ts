import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorsOptions, RestApiProps } from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors } from '../../src';
import { headerValue } from '../../src/fetch/header-lines';
import { answer, successAnswers } from '../../src/verify/gateway/answer';
import { errorAnswer } from '../../src/verify/gateway/error-answers';
import type { RestApi } from '../../src/verify/gateway/model';
import { APP, anApi, aStack, mapped, OTHER, responses } from '../support/apis';
import { apiOf } from '../support/simulated';
import { Synthesised } from '../support/synthesised';
import { answered } from '../verify/gateway/an-api';

const STRANGER = 'https://evil.example';

interface Row {
  readonly options: CorsOptions;
  readonly props?: RestApiProps;
  /** What the row of the page is about, as the page writes it. */
  readonly measure: (api: RestApi) => string | null;
}

function deployed({ options, props = {} }: Row, native: boolean): RestApi {
  const stack = aStack();
  const api = anApi(stack, { ...props, ...(native ? { defaultCorsPreflightOptions: options } : {}) });
  api.root.addResource('orders').addMethod('GET', mapped('200'), responses('200'));
  if (!native) {
    new RestApiCors(stack, 'Cors', { api, ...options });
  }
  return apiOf(new Synthesised(stack).template) as RestApi;
}

function preflight(api: RestApi, origin: string) {
  const headers = [
    ['Origin', origin],
    ['Access-Control-Request-Method', 'GET'],
  ] as const;
  return answered(answer(api, { method: 'OPTIONS', path: '/orders', headers }));
}

function actual(api: RestApi, origin: string) {
  const method = api.resources.flatMap(({ methods }) => methods).find(({ verb }) => verb === 'GET');
  const request = { method: 'GET', path: '/orders', headers: [['Origin', origin]] as const };
  const [only] = method === undefined ? [] : successAnswers(api, method, request);
  if (only === undefined) throw new Error('GET has no answer');
  return answered(only.answer);
}

function error(api: RestApi, origin: string) {
  return answered(errorAnswer(api, 'THROTTLED', { method: 'GET', path: '/orders', headers: [['Origin', origin]] }));
}

const header = (name: string, of: (api: RestApi, origin: string) => ReturnType<typeof preflight>, origin = APP) => ({
  measure: (api: RestApi) => headerValue(of(api, origin).headers, name),
});

const ONE: CorsOptions = { allowOrigins: [APP] };
const TWO: CorsOptions = { allowOrigins: [APP, OTHER] };
const ORIGIN = 'Access-Control-Allow-Origin';

/** The rows of the page's table. */
const ROWS: Readonly<Record<string, Row>> = {
  'preflight of a route with GET: `Access-Control-Allow-Methods`': {
    options: ONE,
    ...header('Access-Control-Allow-Methods', preflight),
  },
  'preflight from an origin that is not among two: `Access-Control-Allow-Origin`': {
    options: TWO,
    ...header(ORIGIN, preflight, STRANGER),
  },
  'preflight, allowed `https://*.example.com`: `Access-Control-Allow-Origin`': {
    options: { allowOrigins: ['https://*.example.com'] },
    ...header(ORIGIN, preflight),
  },
  'preflight, no `maxAge`: `Access-Control-Max-Age`': { options: ONE, ...header('Access-Control-Max-Age', preflight) },
  'preflight, one origin: `Vary`': { options: ONE, ...header('Vary', preflight) },
  'preflight, `exposeHeaders`: `Access-Control-Expose-Headers`': {
    options: { ...ONE, exposeHeaders: ['ETag'] },
    ...header('Access-Control-Expose-Headers', preflight),
  },
  'preflight, binary media types `*/*`: the status': {
    options: ONE,
    props: { binaryMediaTypes: ['*/*'] },
    measure: (api) => String(preflight(api, APP).status),
  },
  'GET that API Gateway maps: `Access-Control-Allow-Origin`': { options: ONE, ...header(ORIGIN, actual) },
  'GET, two origins: `Vary`': { options: TWO, ...header('Vary', actual) },
  'GET, `exposeHeaders`: `Access-Control-Expose-Headers`': {
    options: { ...ONE, exposeHeaders: ['ETag'] },
    ...header('Access-Control-Expose-Headers', actual),
  },
  '429 of API Gateway itself: `Access-Control-Allow-Origin`': { options: ONE, ...header(ORIGIN, error) },
};

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'migrating.md'), 'utf8');
const [, table = ''] =
  /\| answer \| native CORS \| `RestApiCors` \|\n\|---\|---\|---\|\n([\s\S]*?)\n\n/.exec(page) ?? [];
const rows = table.split('\n').map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

describe('what changes in the answers', () => {
  test.each(Object.entries(ROWS))('%s', (name, row) => {
    const cell = (native: boolean) => {
      const value = row.measure(deployed(row, native));
      return value === null ? 'none' : `\`${value}\``;
    };
    const [, before, after] = rows.find(([first]) => first === name) ?? [];
    expect([before, after]).toEqual([cell(true), cell(false)]);
  });

  test('the page has these rows and no others', () => {
    expect(rows.map(([first]) => first)).toEqual(Object.keys(ROWS));
  });
});
