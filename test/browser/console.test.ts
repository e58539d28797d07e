import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REASONS, type Reason } from '../../src/verify/browser';
import { Counted } from '../fidelity/counted';
import { shownByVerdict } from '../fidelity/shown';
import { CASES } from './cases';
import type { From } from './chromium';
import { isOfForm } from './console-forms';
import { World } from './world';

/** A script that the console has something to say of. */
interface Provocation {
  readonly reason: Reason;
  readonly from?: From;
  /** What the script runs; `{odd}` is a server with answers of every odd kind. */
  readonly script: string;
}

const behaviours = new Counted('browser/console.test.ts');

/** What is printed below every line of an answer that was blocked, and tells nothing. */
const BELOW = ['Failed to load resource: net::ERR_FAILED', 'Uncaught (in promise) TypeError: Failed to fetch'];

/** By reason, the API of `cases.ts` with the one mistake that leads to it. */
const MISTAKES: Readonly<Partial<Record<Reason, string>>> = {
  WildcardOriginNotAllowed: '* and credentials on the answer',
  MissingAllowOriginHeader: 'no origin on the answer',
  MultipleAllowOriginValues: 'two origins on the answer',
  InvalidAllowOriginValue: 'an origin that is none',
  AllowOriginMismatch: 'another origin on the answer',
  InvalidAllowCredentials: 'no credentials on the answer',
  PreflightInvalidStatus: 'status 500 on the preflight',
  PreflightWildcardOriginNotAllowed: '* and credentials on the preflight',
  PreflightMissingAllowOriginHeader: 'no origin on the preflight',
  PreflightMultipleAllowOriginValues: 'two origins on the preflight',
  PreflightInvalidAllowOriginValue: 'an origin that is none on the preflight',
  PreflightAllowOriginMismatch: 'another origin on the preflight',
  PreflightInvalidAllowCredentials: 'no credentials on the preflight',
  InvalidAllowMethodsPreflightResponse: 'methods that are no list',
  InvalidAllowHeadersPreflightResponse: 'headers that are no list',
  MethodDisallowedByPreflightResponse: 'another method',
  HeaderDisallowedByPreflightResponse: 'another header',
};

const PROVOCATIONS: readonly Provocation[] = [
  { reason: 'DisallowedByMode', script: `await fetch('{odd}/', { mode: 'same-origin' })` },
  { reason: 'DisallowedByMode', script: `await fetch('{odd}/', { mode: 'no-cors', method: 'PUT' })` },
  { reason: 'InvalidResponse', script: `await fetch('http://nowhere.test/')` },
  { reason: 'InvalidResponse', script: `await fetch('{closed}/')` },
  { reason: 'InvalidResponse', script: `await fetch('{odd}/silent')` },
  { reason: 'InvalidResponse', script: `await fetch('{odd}/silent', { method: 'PUT' })` },
  { reason: 'CorsDisabledScheme', script: `await fetch('localhost:3000/orders')` },
  { reason: 'CorsDisabledScheme', script: `await fetch('{odd}/ftp')` },
  { reason: 'PreflightDisallowedRedirect', script: `await fetch('{odd}/moved', { method: 'PUT' })` },
  { reason: 'RedirectContainsCredentials', script: `await fetch('{odd}/password')` },
  { reason: 'InsecureLocalNetwork', from: 'insecure', script: `await fetch('{odd}/')` },
  { reason: 'InvalidLocalNetworkAccess', script: `await fetch('{odd}/', { targetAddressSpace: 'public' })` },
  { reason: 'LocalNetworkAccessPermissionDenied', from: 'outside', script: `await fetch('{odd}/')` },
  { reason: 'ForbiddenMethod', script: `await fetch('{odd}/', { method: 'TRACE' })` },
  { reason: 'InvalidMethod', script: `await fetch('{odd}/', { method: 'GET /' })` },
  { reason: 'InvalidHeader', script: `await fetch('{odd}/', { headers: { 'x mine': '1' } })` },
  { reason: 'InvalidHeader', script: `await fetch('{odd}/', { headers: { 'x-mine': '1\\n2' } })` },
  { reason: 'InvalidHeader', script: `await fetch('{odd}/', { headers: { 'x-mine': '\\u2713' } })` },
  { reason: 'InvalidUrl', script: `await fetch('http://[')` },
  { reason: 'InvalidUrl', script: `await fetch('http://user:password@127.0.0.1/')` },
  { reason: 'TooManyRedirects', script: `await fetch('{odd}/loop')` },
  { reason: 'InvalidRedirectLocation', script: `await fetch('{odd}/nowhere')` },
];

/** What is about a recording and not about a browser. */
const OF_RECORDINGS: readonly Reason[] = [
  'InvalidOrigin',
  'RelativeUrl',
  'PreflightNotRecorded',
  'RedirectNotFollowed',
  'HopNotRedirect',
];

const LOCATIONS: Readonly<Record<string, string>> = {
  '/ftp': 'ftp://ftp.example/',
  '/moved': '/',
  '/password': 'http://user:password@127.0.0.1/',
  '/loop': '/loop',
  '/nowhere': 'http://[',
};

let world: World;
let odd: Server;
let closed: number;
const printed = new Set<string>();

beforeAll(async () => {
  world = await World.start();
  odd = await listening(answerOddly);
  const gone = await listening(() => {});
  closed = portOf(gone);
  gone.close();
}, 60_000);

afterAll(async () => {
  await world?.close();
  odd?.closeAllConnections();
  odd?.close();
});

const answerOddly: RequestListener = ({ url = '', method, headers, socket }, response) => {
  if (url === '/silent') {
    socket.destroy();
    return;
  }
  response.setHeader('access-control-allow-origin', headers.origin ?? '*');
  const location = LOCATIONS[url];
  if (location !== undefined) response.setHeader('location', location);
  response.writeHead(location === undefined ? 200 : 302).end(method === 'HEAD' ? undefined : 'odd');
};

/** What the console says of a script, without what it says of every failure. */
async function linesOf(script: string, from: From = 'app'): Promise<readonly string[]> {
  const filled = script
    .replace('{odd}', `http://127.0.0.1:${portOf(odd)}`)
    .replace('{closed}', `http://127.0.0.1:${closed}`);
  const lines = (await world.pages.run(from, filled)).filter((line) => !BELOW.includes(line));
  for (const line of lines) printed.add(line);
  return lines;
}

function formsOf(reason: Reason): readonly string[] {
  return REASONS.find((one) => one.reason === reason)?.console ?? [];
}

async function expectLineOf(reason: Reason, script: string, from?: From): Promise<void> {
  const lines = await linesOf(script, from);
  expect(lines).toHaveLength(1);
  expect(formsOf(reason).filter((form) => isOfForm(lines[0] ?? '', form))).toHaveLength(1);
  behaviours.add('console', ...shownByVerdict(reason));
}

describe("Chromium's console prints the line that the reason says", () => {
  test.each(Object.entries(MISTAKES))('%s: %s', async (reason, api) => {
    const call = CASES.find((one) => one.api === api);
    const { server } = await world.api(api);
    const { method, headers, credentials } = call ?? {};
    const init = JSON.stringify({ method, headers, credentials });
    await expectLineOf(reason as Reason, `await fetch('${server.url}/items', ${init})`);
  });

  test.each(PROVOCATIONS)('$reason: $script', async ({ reason, script, from }) => {
    await expectLineOf(reason, script, from);
  });

  test('OpaqueResponse: nothing at all', async () => {
    expect(formsOf('OpaqueResponse')).toEqual([]);
    expect(await linesOf(`await fetch('{odd}/', { mode: 'no-cors' })`)).toEqual([]);
  });

  test('and so was every line of every reason', () => {
    const forms = REASONS.flatMap(({ console: own }) => own);
    expect(forms.filter((form) => ![...printed].some((line) => isOfForm(line, form)))).toEqual([]);
    const silent = REASONS.filter(({ console: own }) => own.length === 0).map(({ reason }) => reason);
    expect(silent).toEqual(['OpaqueResponse', ...OF_RECORDINGS]);
  });
});

test('compared what docs/fidelity.md says', () => {
  expect(behaviours.differences).toEqual([]);
});

test('an XMLHttpRequest is named as such, and told of withCredentials', async () => {
  const { server } = await world.api('* and credentials on the answer');
  const [line = ''] = await linesOf(
    `const x = new XMLHttpRequest();
    x.open('GET', '${server.url}/items');
    x.withCredentials = true;
    await new Promise((resolve) => { x.onloadend = resolve; x.send(); })`,
  );
  const [form = ''] = formsOf('WildcardOriginNotAllowed');
  const more =
    ' The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.';
  expect(isOfForm(line, form.replace('fetch', 'XMLHttpRequest') + more)).toBe(true);
});

async function listening(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
