import { request } from 'node:http';
import type { HeaderLines } from '../../../src/fetch/header-lines';
import type { GatewayRequest } from '../../../src/verify/gateway/answers';

/** What came back over the wire. */
export interface Received {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: string;
}

/** Sends a request as it stands, names of headers in their case, to a stage of an API. */
export function send(base: string, { method, path, query, headers, body }: GatewayRequest): Promise<Received> {
  const url = new URL(base);
  const target = `${url.pathname}${path}${query === undefined ? '' : `?${query}`}`;
  const length: HeaderLines = body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))]];
  const lines: HeaderLines = [['Host', url.host], ...headers, ...length];
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: url.hostname, port: url.port, method, path: target, headers: lines.flat(), timeout: 30_000 },
      (message) => {
        const chunks: Buffer[] = [];
        message.on('data', (chunk: Buffer) => chunks.push(chunk));
        message.on('end', () =>
          resolve({
            status: message.statusCode ?? 0,
            headers: pairs(message.rawHeaders),
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${target}`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

function pairs(raw: readonly string[]): HeaderLines {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));
}
