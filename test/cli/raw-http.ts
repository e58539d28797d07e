import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { headerLines } from '../../src/cli/upstream';
import type { HeaderLine, HeaderLines } from '../../src/fetch/header-lines';

export interface Got {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: string;
}

/** Sends the lines as they are given, which `fetch` would not. */
export function ask(
  url: string,
  method: string,
  path: string,
  headers: HeaderLines = [],
  body?: string | Buffer,
): Promise<Got> {
  const { hostname, port, host } = new URL(url);
  const length: HeaderLine[] = body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))]];
  const lines = [['Host', host], ...headers, ...length].flat();
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: lines, agent: ALONE }, async (response) => {
      resolve({
        status: response.statusCode ?? 0,
        headers: headerLines(response.rawHeaders),
        body: await textOf(response),
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const ALONE = new Agent({ keepAlive: false });

export async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('latin1');
}

/** Sends bytes and returns everything that comes back until the connection ends. */
export function sendRaw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let got = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(got));
  });
}

export async function listen(server: Server = createServer()): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The headers that an API's own answer must have; those of HTTP itself are the server's. */
export function withoutTransport(headers: HeaderLines): HeaderLines {
  return headers.filter(([name]) => !['content-length', 'content-type', 'date'].includes(name.toLowerCase()));
}

export function valuesOf(headers: HeaderLines, name: string): readonly string[] {
  return headers.filter(([own]) => own.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}
