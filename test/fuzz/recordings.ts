import { PAGE, type Sample, STRANGER } from './corpus';

const API = 'https://api.example.com/orders';

/** A recording of a network panel: a preflight with its request, a redirect, an answer that was lost, and a picture. */
export function aRecording(): Sample {
  return {
    name: 'recording',
    json: {
      log: {
        version: '1.2',
        pages: [{ id: 'page_1', title: `${PAGE}/shop`, startedDateTime: '2020-01-01T00:00:00.000Z' }],
        entries: [
          entry('OPTIONS', 204, [['access-control-request-method', 'PUT']], cors, 'preflight'),
          entry('PUT', 200, [['content-type', 'application/json']], cors),
          entry('GET', 302, [], [...cors, ['location', '/orders/2']]),
          { ...entry('GET', 200, [['cookie', 'a=b']], cors), request: request('GET', [], `${API}/2`) },
          { ...entry('DELETE', 0, [], []), _error: 'net::ERR_FAILED' },
          entry('GET', 200, [['referer', `${PAGE}/`]], [], 'image'),
        ],
      },
    },
  };
}

/** A list of exchanges as `explain --help` describes it. */
export function someExchanges(): Sample {
  const answer = { status: 200, headers: Object.fromEntries(cors) };
  const asked = { origin: PAGE, method: 'PUT', url: API, headers: { 'content-type': 'application/json' } };
  return {
    name: 'exchanges',
    json: [
      { request: { ...asked, credentials: 'omit' }, preflight: { ...answer, status: 204 }, response: answer },
      { request: { ...asked, credentials: 'include', origin: STRANGER }, preflight: null, response: null },
      {
        request: { ...asked, method: 'GET', credentials: 'same-origin', mode: 'cors', forcePreflight: true },
        hops: [{ status: 307, headers: { location: ['/x'], ...answer.headers }, preflight: answer }],
        preflight: answer,
        response: answer,
      },
    ],
  };
}

type Lines = readonly (readonly [name: string, value: string])[];

const cors: Lines = [
  ['access-control-allow-origin', PAGE],
  ['access-control-allow-methods', 'PUT, DELETE'],
  ['access-control-allow-headers', 'content-type'],
  ['access-control-max-age', '600'],
  ['vary', 'Origin'],
];

function entry(method: string, status: number, headers: Lines, answered: Lines, type = 'fetch') {
  return {
    startedDateTime: '2020-01-01T00:00:00.000Z',
    pageref: 'page_1',
    _resourceType: type,
    _initiator: { type: 'script', url: `${PAGE}/main.js` },
    request: request(method, headers, API),
    response: { status, headers: listed(answered), content: { size: 0 } },
  };
}

function request(method: string, headers: Lines, url: string) {
  return { method, url, cookies: [], headers: listed([['origin', PAGE], ...headers]) };
}

function listed(lines: Lines) {
  return lines.map(([name, value]) => ({ name, value }));
}
