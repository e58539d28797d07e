import type { Stack } from 'aws-cdk-lib';
import { type Fixed, type Headers, handmade, httpApi, native, proxy, redirecting, withPolicy } from './apis';
import type { From } from './chromium';

/** A call by a page on an API. */
export interface Case {
  readonly api: string;
  readonly from: From;
  readonly method: string;
  readonly path: string;
  readonly headers?: Headers;
  readonly credentials?: 'omit' | 'include';
  readonly mode?: 'no-cors' | 'same-origin';
  readonly body?: string;
  readonly upload?: true;
  /** The id in the URL, where a redirect has to keep it. */
  readonly id?: string;
  /** The gateway response that this call gets although the route would answer others. */
  readonly error?: string;
}

/** The APIs, built for the origin that a page has this time. */
export const APIS: Readonly<Record<string, (page: string) => (stack: Stack) => void>> = {
  listed: (page) =>
    withPolicy({
      allowOrigins: [page, 'https://admin.example.com'],
      allowCredentials: true,
      allowHeaders: ['Content-Type', 'X-Mine', 'Authorization'],
      exposeHeaders: ['ETag', 'X-Total'],
    }),
  single: (page) => withPolicy({ allowOrigins: [page] }),
  open: () => withPolicy({ allowOrigins: ['*'], allowHeaders: ['*'], exposeHeaders: ['*'] }),
  anyPort: () =>
    withPolicy({ allowOrigins: ['http://app.localhost:*'], allowCredentials: true, allowHeaders: ['X-Mine'] }),
  foreign: () => withPolicy({ allowOrigins: ['https://elsewhere.example'] }),
  narrow: (page) => withPolicy({ allowOrigins: [page], allowMethods: ['GET'], allowHeaders: [] }),
  native: (page) =>
    native({
      allowOrigins: [page, 'https://admin.example.com'],
      allowCredentials: true,
      allowHeaders: ['Content-Type', 'X-Mine'],
    }),
  nativeOpen: () => native({ allowOrigins: ['*'] }),
  proxy: () => proxy,
  http: httpApi,
  redirects: redirecting,
};

const ORIGIN = 'Access-Control-Allow-Origin';
const METHODS = 'Access-Control-Allow-Methods';
const HEADERS = 'Access-Control-Allow-Headers';
const CREDENTIALS = 'Access-Control-Allow-Credentials';

interface Sabotage {
  /** What the answer to OPTIONS has in place of the right header; nothing where it lacks it. */
  readonly preflight?: Readonly<Record<string, string | undefined>>;
  readonly actual?: Readonly<Record<string, string | undefined>>;
  readonly statuses?: readonly [preflight: string, actual: string];
  readonly call: Partial<Case>;
}

/** One thing wrong with an API that would be right for PUT with X-Mine, with credentials or without. */
const SABOTAGES: Readonly<Record<string, (page: string) => Sabotage>> = {
  nothing: () => ({ call: {} }),
  'nothing, with credentials': () => ({ call: { credentials: 'include' } }),
  'no origin on the preflight': () => ({ preflight: { [ORIGIN]: undefined }, call: {} }),
  'no origin on the answer': () => ({ actual: { [ORIGIN]: undefined }, call: {} }),
  'another origin on the preflight': () => ({ preflight: { [ORIGIN]: 'https://elsewhere.example' }, call: {} }),
  'another origin on the answer': () => ({ actual: { [ORIGIN]: 'https://elsewhere.example' }, call: {} }),
  'two origins on the preflight': (page) => ({ preflight: { [ORIGIN]: `${page}, https://b.example` }, call: {} }),
  'two origins on the answer': (page) => ({ actual: { [ORIGIN]: `${page}, ${page}` }, call: {} }),
  'an origin that is none': () => ({ actual: { [ORIGIN]: 'app.localhost' }, call: {} }),
  'an origin that is none on the preflight': () => ({ preflight: { [ORIGIN]: 'true' }, call: {} }),
  'a wildcard subdomain': () => ({ actual: { [ORIGIN]: 'http://*.localhost' }, call: {} }),
  '* and credentials on the preflight': () => ({ preflight: { [ORIGIN]: '*' }, call: { credentials: 'include' } }),
  '* and credentials on the answer': () => ({ actual: { [ORIGIN]: '*' }, call: { credentials: 'include' } }),
  '* without credentials': () => ({
    preflight: { [ORIGIN]: '*' },
    actual: { [ORIGIN]: '*' },
    call: { credentials: 'omit' },
  }),
  'no credentials on the preflight': () => ({
    preflight: { [CREDENTIALS]: undefined },
    call: { credentials: 'include' },
  }),
  'no credentials on the answer': () => ({ actual: { [CREDENTIALS]: undefined }, call: { credentials: 'include' } }),
  'credentials: True': () => ({ actual: { [CREDENTIALS]: 'True' }, call: { credentials: 'include' } }),
  'no methods': () => ({ preflight: { [METHODS]: undefined }, call: {} }),
  'another method': () => ({ preflight: { [METHODS]: 'GET,DELETE' }, call: {} }),
  'the method in lower case': () => ({ preflight: { [METHODS]: 'put' }, call: {} }),
  'patch in lower case by the script': () => ({ preflight: { [METHODS]: 'PATCH' }, call: { method: 'patch' } }),
  'put in lower case by the script': () => ({ call: { method: 'put' } }),
  'any method': () => ({ preflight: { [METHODS]: '*' }, call: {} }),
  'any method, with credentials': () => ({ preflight: { [METHODS]: '*' }, call: { credentials: 'include' } }),
  'methods that are no list': () => ({ preflight: { [METHODS]: '[PUT]' }, call: {} }),
  'methods with blanks between': () => ({ preflight: { [METHODS]: 'GET PUT' }, call: {} }),
  'no headers': () => ({ preflight: { [HEADERS]: undefined }, call: {} }),
  'another header': () => ({ preflight: { [HEADERS]: 'X-Other' }, call: {} }),
  'the header in other letters': () => ({ preflight: { [HEADERS]: 'x-MINE,,' }, call: {} }),
  'any header': () => ({ preflight: { [HEADERS]: '*' }, call: {} }),
  'any header, with credentials': () => ({ preflight: { [HEADERS]: '*' }, call: { credentials: 'include' } }),
  'any header, and Authorization': () => ({
    preflight: { [HEADERS]: '*' },
    call: { headers: { authorization: 'Bearer x' } },
  }),
  'headers that are no list': () => ({ preflight: { [HEADERS]: 'X-Mine; X-Other' }, call: {} }),
  'a GET with a method list of its own': () => ({ preflight: { [METHODS]: undefined }, call: { method: 'GET' } }),
  'status 415 on the preflight': () => ({ statuses: ['415', '200'], call: {} }),
  'status 500 on the preflight': () => ({ statuses: ['500', '200'], call: {} }),
  'status 200 on the preflight': () => ({ statuses: ['200', '200'], call: {} }),
  'status 304 on the preflight': () => ({ statuses: ['304', '200'], call: {} }),
  'status 500 on the answer': () => ({ statuses: ['204', '500'], call: {} }),
  ...Object.fromEntries(
    ['600', '100000', 'abc', '0', '-1', '1'].map((age) => [
      `max age ${age}`,
      () => ({ preflight: { 'Access-Control-Max-Age': age }, call: {} }),
    ]),
  ),
  'headers exposed': () => ({
    actual: { ETag: '1', 'X-Total': '2', 'Access-Control-Expose-Headers': 'x-total' },
    call: {},
  }),
  'headers exposed by *': () => ({ actual: { ETag: '1', 'Access-Control-Expose-Headers': '*' }, call: {} }),
  'headers exposed by *, with credentials': () => ({
    actual: { ETag: '1', 'Access-Control-Expose-Headers': '*' },
    call: { credentials: 'include' },
  }),
  'headers exposed by no list': () => ({
    actual: { ETag: '1', 'Access-Control-Expose-Headers': 'ETag; X-Total' },
    call: {},
  }),
};

export function sabotaged(name: string, page: string): (stack: Stack) => void {
  const { preflight, actual, statuses = ['204', '200'] } = sabotageOf(name, page);
  const both = { [ORIGIN]: page, [CREDENTIALS]: 'true' };
  const asked = { ...both, [METHODS]: 'GET,PUT', [HEADERS]: 'X-Mine', ...preflight };
  const fixed = (headers: Readonly<Record<string, string | undefined>>, status: string): Fixed => ({
    status,
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
  });
  return handmade(fixed(asked, statuses[0]), fixed({ ...both, ...actual }, statuses[1]), ['GET', 'PUT', 'PATCH']);
}

function sabotageOf(name: string, page: string): Sabotage {
  const sabotage = SABOTAGES[name];
  if (sabotage === undefined) throw new Error(`no API is called ${name}`);
  return sabotage(page);
}

type Request = Omit<Case, 'api' | 'from'>;

const SIMPLE: readonly Request[] = [
  { method: 'GET', path: '/items' },
  { method: 'GET', path: '/items', credentials: 'include' },
  { method: 'PUT', path: '/items', headers: { 'x-mine': '1' } },
];
const MORE: readonly Request[] = [
  { method: 'HEAD', path: '/items' },
  { method: 'POST', path: '/items', headers: { 'content-type': 'text/plain' }, body: 'x' },
  { method: 'POST', path: '/items', headers: { 'content-type': 'application/json' }, body: '{}' },
  { method: 'POST', path: '/json', headers: { 'content-type': 'text/plain' }, body: 'x' },
  { method: 'PUT', path: '/items', credentials: 'include' },
  { method: 'DELETE', path: '/items' },
  { method: 'PATCH', path: '/items' },
  { method: 'GET', path: '/items', headers: { 'x-mine': '1' }, credentials: 'omit' },
  { method: 'GET', path: '/items', headers: { 'x-other': '1' } },
  { method: 'GET', path: '/items', headers: { authorization: 'Bearer x' } },
  { method: 'GET', path: '/nowhere' },
  { method: 'GET', path: '/keyed', error: 'INVALID_API_KEY' },
];
const ODD: readonly Request[] = [
  { method: 'GET', path: '/items', mode: 'no-cors' },
  { method: 'GET', path: '/items', mode: 'same-origin' },
  { method: 'POST', path: '/items', headers: { 'content-type': 'text/plain' }, body: 'x', upload: true },
  { method: 'GET', path: '/items', headers: { 'save-data': 'on' } },
  { method: 'GET', path: '/items', headers: { dpr: 'abc' } },
  { method: 'GET', path: '/items', headers: { accept: 'a'.repeat(129) } },
  { method: 'GET', path: '/items', headers: { range: 'bytes=0-' } },
  { method: 'GET', path: '/items', headers: { range: 'bytes=-5' } },
  { method: 'GET', path: '/items', headers: { 'accept-language': 'de_DE' } },
  { method: 'POST', path: '/items', headers: { 'content-type': 'text/plain; charset="x"' }, body: 'x' },
  { method: 'GET', path: '/items', headers: { 'user-agent': 'mine' } },
];
const PROXIED = [
  '/right',
  '/wrong',
  '/star',
  '/doubled',
  '/doubled-star',
  '/shouted',
  '/slash',
  '/quoted',
  '/split',
  '/true-twice',
  '/True',
  '/null',
  '/silent',
];

const POLICIES = ['listed', 'single', 'open', 'anyPort', 'foreign', 'narrow', 'native', 'nativeOpen'];

function all(apis: readonly string[], from: From, requests: readonly Request[]): readonly Case[] {
  return apis.flatMap((api) => requests.map((request) => ({ api, from, ...request })));
}

export const CASES: readonly Case[] = [
  ...all(POLICIES, 'app', [...SIMPLE, ...MORE]),
  ...all(POLICIES, 'other', SIMPLE),
  ...all(POLICIES, 'null', SIMPLE),
  ...all(['listed', 'open'], 'app', ODD),
  ...Object.entries(SABOTAGES).map(([api, sabotage]) => ({
    api,
    from: 'app' as const,
    method: 'PUT',
    path: '/items',
    headers: { 'x-mine': '1' },
    ...sabotage('https://page.example').call,
  })),
  ...PROXIED.flatMap((path) => [
    ...all(['proxy'], 'app', [
      { method: 'GET', path },
      { method: 'GET', path, credentials: 'include' },
      { method: 'PUT', path, headers: { 'x-mine': '1' } },
    ]),
    ...all(['proxy'], 'null', [{ method: 'GET', path }]),
  ]),
  ...all(['http'], 'app', [
    { method: 'GET', path: '/right' },
    { method: 'PUT', path: '/wrong', headers: { 'x-mine': '1' } },
    { method: 'DELETE', path: '/right' },
    { method: 'PUT', path: '/right', headers: { 'x-other': '1' } },
  ]),
  ...all(['http'], 'other', [{ method: 'GET', path: '/right' }]),
  ...all(['redirects'], 'app', [
    { method: 'GET', path: '/found', id: 'found' },
    { method: 'GET', path: '/lost', id: 'lost' },
    { method: 'GET', path: '/unread', id: 'unread' },
    { method: 'GET', path: '/password' },
    { method: 'PUT', path: '/asked' },
  ]),
];

/** What a test of a case is called. */
export function titleOf({ api, from, method, path, headers, credentials, mode, upload }: Case): string {
  const more = [
    credentials,
    mode,
    upload && 'upload',
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value.slice(0, 30)}`),
  ];
  return [`${api}: ${from} calls ${method} ${path}`, ...more.filter(Boolean)].join(', ');
}
