import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { HeaderLine, HeaderLines } from '../fetch/header-lines';

/** What is sent on to a backend. */
export interface Forward {
  readonly method: string;
  /** Behind the stage, with its query. */
  readonly path: string;
  readonly headers: HeaderLines;
  readonly body: Buffer | undefined;
}

export interface UpstreamAnswer {
  readonly status: number;
  /** All but those that concern the connection alone. */
  readonly headers: HeaderLines;
  readonly body: Buffer;
}

export interface UpstreamFailure {
  readonly failure: 'INTEGRATION_FAILURE' | 'INTEGRATION_TIMEOUT';
  readonly why: string;
}

/** API Gateway's own bounds. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_MILLISECONDS = 29_000;

/** https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const HOP_BY_HOP: readonly string[] = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
const OF_THE_SENDER: readonly string[] = ['host', 'content-length', 'expect'];

/** The headers that are meant for who gets the message in the end, and not for one connection on the way. */
export function endToEnd(headers: HeaderLines): HeaderLines {
  const named = headers
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((option) => option.trim().toLowerCase()));
  return headers.filter(([name]) => !HOP_BY_HOP.includes(name.toLowerCase()) && !named.includes(name.toLowerCase()));
}

/** The lines of a message as Node.js gives them: names and values in turn. */
export function headerLines(raw: readonly string[]): HeaderLines {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    lines.push([raw[index] ?? '', raw[index + 1] ?? '']);
  }
  return lines;
}

/** Sends a request on to a backend below a URL. Never rejects: a backend that cannot be asked is an answer too. */
export async function forward(
  base: URL,
  call: Forward,
  milliseconds = MOST_MILLISECONDS,
): Promise<UpstreamAnswer | UpstreamFailure> {
  let timer: NodeJS.Timeout | undefined;
  let sent: ClientRequest | undefined;
  const late = new Promise<UpstreamFailure>((resolve) => {
    timer = setTimeout(() => {
      resolve({ failure: 'INTEGRATION_TIMEOUT', why: `${base.origin} did not answer within ${milliseconds / 1000} s` });
    }, milliseconds);
  });
  try {
    sent = prepare(base, call);
    return await Promise.race([late, answerOf(sent, call.body)]);
  } catch (error) {
    const why =
      error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error);
    return { failure: 'INTEGRATION_FAILURE', why: `${base.origin} could not be asked: ${why}` };
  } finally {
    clearTimeout(timer);
    sent?.destroy();
  }
}

/** @throws where the path or a header holds what Node.js will not send. */
function prepare(base: URL, { method, path, headers, body }: Forward): ClientRequest {
  const own = endToEnd(headers).filter(([name]) => !OF_THE_SENDER.includes(name.toLowerCase()));
  const lines: HeaderLine[] = [['Host', base.host], ...own];
  if (body !== undefined) {
    lines.push(['Content-Length', String(body.length)]);
  }
  const send = base.protocol === 'https:' ? overHttps : overHttp;
  const sent = send({
    hostname: base.hostname.replace(/^\[|\]$/g, ''),
    port: base.port,
    method,
    path: base.pathname.replace(/\/$/, '') + path,
    headers: lines.flat(),
    agent: false,
  });
  // What goes wrong after an answer, or after nobody waits any more, is of no interest.
  sent.on('error', () => {});
  return sent;
}

async function answerOf(sent: ClientRequest, body: Buffer | undefined): Promise<UpstreamAnswer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve);
    sent.on('error', reject);
    sent.on('close', () => reject(new Error('it closed the connection without an answer')));
    sent.end(body);
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size > MOST_BYTES) {
      throw new Error('its answer is larger than 10 MB');
    }
    chunks.push(bytes);
  }
  const headers = endToEnd(headerLines(response.rawHeaders));
  return { status: response.statusCode ?? 0, headers, body: Buffer.concat(chunks) };
}
