import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BackendAnswer } from '../../../src/verify/gateway/answers';

/** What the backend answers; the path says the status. */
export function backendAnswer(path: string): BackendAnswer {
  const status = Number(/^\/status\/(\d{3})/.exec(path)?.[1] ?? 404);
  return {
    status,
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Backend', `answered ${status}`],
      ['ETag', '"1"'],
      ...(path.endsWith('/open') ? [['Access-Control-Allow-Origin', 'https://from.backend.example'] as const] : []),
    ],
    body: status === 204 ? '' : JSON.stringify({ from: 'backend', status }),
  };
}

export interface Backend {
  readonly url: string;
  stop(): Promise<void>;
}

/** A backend on loopback, which API Gateway's HTTP integrations call. */
export async function startBackend(): Promise<Backend> {
  const server = createServer((message, response) => {
    const { status = 500, headers, body } = backendAnswer((message.url ?? '').split('?')[0] ?? '');
    message.resume();
    response.writeHead(status, headers.flat());
    response.end(status === 204 ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
