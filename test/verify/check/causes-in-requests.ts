import { type Answer, type BrowserRequest, judge } from '../../../src/verify/browser';
import { APP } from '../../support/apis';
import type { Shown } from './causes-in-templates';
import type { Found } from './some-apis';

const API = 'https://api.example.com/orders';
const OPEN: Answer = { status: 200, headers: [['Access-Control-Allow-Origin', '*']] };

/** What becomes of a request, and of the answers to it: the last one, and redirects before it. */
function judged(request: Partial<BrowserRequest>, answers: readonly Answer[] = []): Found {
  const full: BrowserRequest = { origin: APP, method: 'GET', url: API, headers: [], credentials: 'omit', ...request };
  return judge({ request: full, hops: answers.slice(0, -1), preflight: null, response: answers.at(-1) ?? null }).reason;
}

function redirect(location: string): Answer {
  return { status: 302, headers: [...OPEN.headers, ['Location', location]] };
}

function looping(times: number): readonly Answer[] {
  return Array.from({ length: times }, () => redirect(API));
}

/** By reason, and by how its cause begins: a request that shows it. */
export const SHOWN_BY_REQUESTS: Shown = {
  TooManyRedirects: { 'Backends redirect': () => judged({}, looping(21)) },
  InvalidRedirectLocation: { 'A backend redirects': () => judged({}, [redirect('https://[')]) },
  DisallowedByMode: {
    'The script asks': () => [judged({ mode: 'same-origin' }), judged({ mode: 'no-cors', method: 'PUT' })],
  },
  OpaqueResponse: {
    'The script asks': () => judged({ mode: 'no-cors' }, [{ status: 200, headers: [] }]),
  },
  CorsDisabledScheme: { 'The URL has no scheme': () => judged({ url: 'localhost:3000/orders' }) },
  ForbiddenMethod: { 'Not a matter': () => judged({ method: 'TRACE' }) },
  InvalidMethod: { 'Not a matter': () => judged({ method: 'GET /' }) },
  InvalidHeader: {
    'Not a matter': () => [judged({ headers: [['x-mine', 'a\nb']] }), judged({ headers: [['x-mine', '\u201c']] })],
  },
  InvalidUrl: { 'Not a matter': () => [judged({ url: 'https://[' }), judged({ url: 'https://u:p@x.example' })] },
  InvalidOrigin: { 'The recording names': () => judged({ origin: `${APP}/` }) },
  RelativeUrl: { 'The exchange has': () => judged({ url: '/orders' }) },
  PreflightNotRecorded: {
    'The call needs': () => judged({ method: 'PUT' }, [OPEN]),
  },
  RedirectNotFollowed: { 'The recording ends': () => judged({}, [redirect('/elsewhere')]) },
  HopNotRedirect: {
    'Among the hops': () => judged({}, [OPEN, OPEN]),
  },
};
