import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HeaderLine, HeaderLines } from '../fetch/header-lines';
import type { DeployedApi } from '../verify/gateway/model';
import { plain, type Received, type Reply, replyTo, tooLarge } from './serve-answer';
import { endToEnd, headerLines } from './upstream';

/** One request and what was answered, both as they stood on the wire. */
export interface Served {
  readonly method: string;
  readonly target: string;
  readonly requestHeaders: HeaderLines;
  readonly status: number;
  readonly headers: HeaderLines;
  readonly by: string;
}

export interface ServerOptions {
  /** @default 0: any that is free */
  readonly port?: number;
  /** Where requests go that an integration hands to a backend. */
  readonly upstream?: URL;
  /** Told of every request once it is answered. */
  readonly onServed?: (served: Served) => void;
  /** How long a client may take to send a request, in milliseconds. @default 30 000 */
  readonly requestTimeout?: number;
}

export interface RunningServer {
  readonly url: string;
  /** Ends every connection. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const MOST_BODY = 1024 * 1024;
const MOST_HEADERS = 16 * 1024;
const MOST_IGNORED = 64 * 1024 * 1024;
const MOST_CONNECTIONS = 1000;

/** Answers as the API would, on the machine's own address only. Rejects where the port cannot be had. */
export async function startServer(api: DeployedApi, options: ServerOptions = {}): Promise<RunningServer> {
  const { requestTimeout = 30_000 } = options;
  const server = createServer({
    maxHeaderSize: MOST_HEADERS,
    requestTimeout,
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: Math.min(requestTimeout, 5000),
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.on('request', (request, response) => {
    attend(api, request, response, options).catch(() => response.destroy());
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(socket, statusFor(error.code)));
  server.on('connect', (_request, socket) => refuse(socket, 405));
  await listening(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${LOOPBACK}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function attend(
  api: DeployedApi,
  message: IncomingMessage,
  response: ServerResponse,
  { upstream, onServed }: ServerOptions,
): Promise<void> {
  // A client that goes away while it is answered is no failure of the server.
  message.on('error', () => {});
  response.on('error', () => {});
  const body = await readBody(message);
  const received: Received = {
    method: message.method ?? '',
    target: message.url ?? '',
    headers: headerLines(message.rawHeaders),
    body: body === 'too large' ? undefined : body,
  };
  const reply = body === 'too large' ? tooLarge(api, received) : await replyOrFailure(api, received, upstream);
  const sent = send(reply, received.method, response);
  const { method, target, headers } = received;
  onServed?.({ method, target, requestHeaders: headers, ...sent });
}

/** What a template can hold has no end; a request that nobody foresaw must not be the last one. */
async function replyOrFailure(api: DeployedApi, received: Received, upstream: URL | undefined): Promise<Reply> {
  try {
    return await replyTo(api, received, upstream);
  } catch (error) {
    return plain(
      500,
      'failed',
      `this request could not be answered: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Rejects where the client goes away. Whatever is too much is read and forgotten, so that the client hears the answer. */
function readBody(message: IncomingMessage): Promise<Buffer | undefined | 'too large'> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BODY) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      resolve('too large');
      if (size > MOST_IGNORED) {
        message.destroy();
      }
    });
    message.on('end', () => resolve(size === 0 ? undefined : Buffer.concat(chunks)));
    message.on('close', () => reject(new Error('the client went away')));
  });
}

/** Sends what can be sent of a reply; a header that HTTP cannot carry takes the whole of it down. */
function send(reply: Reply, method: string, response: ServerResponse): Pick<Served, 'status' | 'headers' | 'by'> {
  const bare = reply.status === 204 || reply.status === 304;
  const body = bare ? '' : reply.body;
  const headers = [...ownHeaders(reply.headers, bare, body, method), dateLine()];
  // All lines are written here: none is added that is not in the record.
  for (const name of ['Connection', 'Date', 'Content-Length', 'Transfer-Encoding']) {
    response.removeHeader(name);
  }
  try {
    response.writeHead(reply.status, headers.flat());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return send(plain(502, 'failed', `an answer that HTTP cannot carry: ${why}`), method, response);
  }
  response.end(method === 'HEAD' ? undefined : body);
  return { status: reply.status, headers, by: reply.by };
}

function ownHeaders(headers: HeaderLines, bare: boolean, body: Buffer | string, method: string): HeaderLines {
  const lines = endToEnd(headers).filter(([name]) => !['content-length', 'date'].includes(name.toLowerCase()));
  const length = headers.find(([name]) => method === 'HEAD' && name.toLowerCase() === 'content-length');
  const own: HeaderLine = length ?? ['Content-Length', String(Buffer.byteLength(body))];
  return bare ? lines : [...lines, own];
}

function dateLine(): HeaderLine {
  return ['Date', new Date().toUTCString()];
}

function statusFor(code: string | undefined): number {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 431;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408;
    default:
      return 400;
  }
}

function refuse(socket: Duplex, status: number): void {
  socket.on('error', () => {});
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.removeListener('error', reject);
      server.on('error', () => {});
      resolve();
    });
  });
}
