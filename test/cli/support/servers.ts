import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import { selfSigned } from './certificate';

/** Servers on loopback, which are closed after the tests of a file. */
export function servers() {
  const closings: (() => void)[] = [];
  afterAll(() => {
    for (const close of closings) {
      close();
    }
  });

  async function listening(server: Server, scheme: string): Promise<string> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket));
    closings.push(() => {
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  return {
    /** Answers each request by hand; gives where it is and what it was asked. */
    async http(answer: RequestListener) {
      const asked: IncomingMessage[] = [];
      const server = createServer((request, response) => {
        asked.push(request);
        answer(request, response);
      });
      return { url: await listening(server, 'http'), asked };
    },
    /** Says these bytes to whoever connects, and closes; with none it says nothing for ever. */
    raw(bytes: string | null): Promise<string> {
      const server = createRawServer((socket) => {
        socket.on('error', () => undefined);
        if (bytes !== null) {
          socket.end(bytes);
        }
      });
      return listening(server, 'http');
    },
    tls(): Promise<string> {
      return listening(
        createTlsServer(selfSigned(), (_request, response) => response.end()),
        'https',
      );
    },
  };
}
