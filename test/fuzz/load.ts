import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { replyTo } from '../../src/cli/serve-answer';
import { headerLines } from '../../src/cli/upstream';
import type { HeaderLine, HeaderLines } from '../../src/fetch/header-lines';
import { apiIn, shop, templateOf } from '../cli/some-apis';
import { ADMIN, PAGE, STRANGER } from './corpus';
import { Serving } from './serving';

export interface Loaded {
  readonly problems: readonly string[];
  readonly answers: number;
  readonly slowest: number;
  readonly megabytes: number | undefined;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderLines;
}

interface Got {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: string;
}

const CONNECTIONS = 200;
const SHOWN = 5;

/**
 * `serve` under so many connections at once, for so long. What the template answers is compared with what one call by
 * itself is told in this process, and what the backend answers with what this very request said to it.
 */
export async function underLoad(seconds: number): Promise<Loaded> {
  const template = templateOf(shop);
  const backend = await anEcho();
  const { port } = backend.address() as AddressInfo;
  const serving = await Serving.start(template, '--upstream', `http://127.0.0.1:${port}`);
  const expected = new Map<Call, Got>();
  for (const call of CALLS) {
    expected.set(call, await told(template, call));
  }
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const until = performance.now() + seconds * 1000;
  const problems: string[] = [];
  let answers = 0;
  let slowest = 0;
  const keepAsking = async (client: number): Promise<void> => {
    for (let turn = client; performance.now() < until; turn++) {
      const began = performance.now();
      const wrong = await (turn % 4 === 0
        ? echoedWrongly(serving.url, agent, `${client}-${turn}`)
        : answeredWrongly(serving.url, agent, turn, expected));
      slowest = Math.max(slowest, performance.now() - began);
      answers += 1;
      problems.push(...wrong);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, (_none, client) => keepAsking(client)));
  agent.destroy();
  const stopped = await serving.stop();
  backend.close();
  return {
    problems: [...problems.slice(0, SHOWN), ...stopped.problems],
    answers,
    slowest,
    megabytes: stopped.megabytes,
  };
}

const CALLS: readonly Call[] = [PAGE, ADMIN, STRANGER, 'null'].flatMap((origin) => {
  const from = (method: string, path: string, ...more: readonly HeaderLine[]): Call => ({
    method,
    path,
    headers: [['Host', 'x'], ['Origin', origin], ...more],
  });
  return [
    from('GET', '/orders'),
    from('PUT', '/prod/orders'),
    from('GET', '/nowhere'),
    from('GET', '/keyed'),
    from('POST', '/json', ['Content-Type', 'text/plain']),
    from('OPTIONS', '/orders', ['Access-Control-Request-Method', 'PUT']),
    from('OPTIONS', '/orders/1', ['Access-Control-Request-Method', 'PATCH']),
    from('OPTIONS', '/proxied', ['Access-Control-Request-Method', 'DELETE']),
  ];
});

/** What one call is told that nobody else disturbs. */
async function told(template: unknown, { method, path, headers }: Call): Promise<Got> {
  const reply = await replyTo(apiIn(template), { method, target: path, headers, body: undefined }, undefined);
  return { status: reply.status, headers: reply.headers, body: String(reply.body) };
}

async function answeredWrongly(
  url: string,
  agent: Agent,
  turn: number,
  expected: ReadonlyMap<Call, Got>,
): Promise<readonly string[]> {
  const call = CALLS[turn % CALLS.length] ?? CALLS[0];
  const wanted = call === undefined ? undefined : expected.get(call);
  if (call === undefined || wanted === undefined) {
    throw new Error('there is no such call');
  }
  const got = await asked(url, agent, call);
  const [one, other] = [got, wanted].map(({ status, headers, body }) =>
    JSON.stringify([status, withoutTransport(headers), body]),
  );
  return one === other ? [] : [`${call.method} ${call.path}: got ${one}, wanted ${other}`];
}

/** A body and a header that no other request has must come back, and with them the CORS headers of this API. */
async function echoedWrongly(url: string, agent: Agent, mark: string): Promise<readonly string[]> {
  const call: Call = {
    method: 'POST',
    path: `/proxied?mark=${mark}`,
    headers: [
      ['Host', 'x'],
      ['Origin', PAGE],
      ['X-Mark', mark],
    ],
  };
  const body = `${mark} `.repeat(1 + (mark.length % 7) * 50);
  const { status, headers, body: echoed } = await asked(url, agent, call, body);
  const marked = headers.find(([name]) => name.toLowerCase() === 'x-marked')?.[1];
  return status === 200 && echoed === `${call.path} ${body}` && marked === mark
    ? []
    : [`POST ${call.path}: got ${status} ${marked} ${echoed.slice(0, 100)}`];
}

function asked(url: string, agent: Agent, { method, path, headers }: Call, body?: string): Promise<Got> {
  const { hostname, port } = new URL(url);
  const lines: HeaderLines =
    body === undefined ? headers : [...headers, ['Content-Length', String(Buffer.byteLength(body))]];
  return new Promise((resolve) => {
    const failed = (error: Error): void => resolve({ status: 0, headers: [], body: error.message });
    const sent = request(
      { hostname, port, method, path, headers: lines.flat(), agent, timeout: 20_000 },
      (response) => {
        textOf(response).then(
          (text) =>
            resolve({ status: response.statusCode ?? 0, headers: headerLines(response.rawHeaders), body: text }),
          failed,
        );
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('no answer within 20 s')));
    sent.on('error', failed);
    sent.end(body);
  });
}

async function textOf(message: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of message) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

/** A backend that gives back what it was sent. */
function anEcho(): Promise<Server> {
  const server = createServer(async (message, response) => {
    const body = await textOf(message);
    response.writeHead(200, { 'Content-Type': 'text/plain', 'X-Marked': String(message.headers['x-mark']) });
    response.end(`${message.url} ${body}`);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const OF_TRANSPORT: readonly string[] = ['content-length', 'date', 'connection', 'keep-alive'];

function withoutTransport(headers: HeaderLines): HeaderLines {
  return headers.filter(([name]) => !OF_TRANSPORT.includes(name.toLowerCase()));
}
