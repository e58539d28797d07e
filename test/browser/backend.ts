import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HeaderLine } from '../../src/fetch/header-lines';
import type { BackendAnswer } from '../../src/verify/gateway/answers';

const ORIGIN = 'Access-Control-Allow-Origin';

/** What the backend behind the proxies answers on each path, right and wrong. */
export function backendAnswer(method: string, path: string, page: string): BackendAnswer {
  const headers = LINES[path.split('?')[0] ?? '']?.(page) ?? [];
  return { status: method === 'OPTIONS' ? 204 : 200, headers };
}

const ASKED: readonly HeaderLine[] = [
  ['Access-Control-Allow-Methods', 'GET,PUT'],
  ['Access-Control-Allow-Headers', 'x-mine'],
];

const LINES: Readonly<Record<string, (page: string) => readonly HeaderLine[]>> = {
  '/right': (page) => [
    [ORIGIN, page],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Expose-Headers', 'X-Two'],
    ['X-Two', 'a'],
    ['X-Two', 'b'],
    ...ASKED,
  ],
  '/wrong': () => [[ORIGIN, 'https://elsewhere.example'], ...ASKED],
  '/star': () => [[ORIGIN, '*'], ...ASKED],
  '/doubled': (page) => [[ORIGIN, page], [ORIGIN, page], ...ASKED],
  '/doubled-star': (page) => [[ORIGIN, '*'], [ORIGIN, page], ...ASKED],
  '/shouted': (page) => [[ORIGIN, page.toUpperCase()], ...ASKED],
  '/slash': (page) => [[ORIGIN, `${page}/`], ...ASKED],
  '/quoted': (page) => [[ORIGIN, `"${page}"`], ...ASKED],
  '/split': (page) => [
    [ORIGIN, page],
    ['Access-Control-Allow-Methods', 'GET'],
    ['Access-Control-Allow-Methods', 'PUT'],
    ['Access-Control-Allow-Headers', 'x-mine'],
  ],
  '/true-twice': (page) => [
    [ORIGIN, page],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Allow-Credentials', 'true'],
    ...ASKED,
  ],
  '/True': (page) => [[ORIGIN, page], ['Access-Control-Allow-Credentials', 'True'], ...ASKED],
  '/null': () => [[ORIGIN, 'null'], ...ASKED],
};

/** Listens until it is closed. */
export async function startBackend(page: string): Promise<{ url: URL; server: Server }> {
  const server = createServer((request, response) => {
    const { status = 200, headers } = backendAnswer(request.method ?? '', request.url ?? '', page);
    response.writeHead(status, headers.flat());
    response.end(status === 204 ? undefined : 'done');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), server };
}
