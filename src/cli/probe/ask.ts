import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { HeaderLine, HeaderLines } from '../../fetch/header-lines';
import type { Answer } from '../../verify/browser';
import { networkProblem } from './network-problem';

export interface Question {
  readonly method: string;
  readonly url: URL;
  readonly headers: HeaderLines;
}

const MOST_HEADER_BYTES = 64 * 1024;

/**
 * Asks, and takes of the answer what CORS looks at: the status and the headers. Not by fetch(), which lets nobody set
 * Origin or ask by OPTIONS as a browser does.
 *
 * @throws InputError that says in one line why there was no answer.
 */
export function ask({ method, url, headers }: Question, seconds: number): Promise<Answer> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(networkProblem(url, error, seconds));
    try {
      const request = send(url, {
        method,
        // Flat, so that names keep their case and several lines of one name stay apart.
        headers: [...headers, ...ownLines(method, url, headers)].flat(),
        agent: false,
        maxHeaderSize: MOST_HEADER_BYTES,
        signal: AbortSignal.timeout(seconds * 1000),
      });
      request.on('error', fail);
      request.on('upgrade', (response, socket) => {
        socket.destroy();
        resolve({ status: response.statusCode ?? 0, headers: linesOf(response.rawHeaders) });
      });
      request.on('response', (response) => {
        resolve({ status: response.statusCode ?? 0, headers: linesOf(response.rawHeaders) });
        // Nothing of the body is looked at.
        response.on('error', () => undefined);
        response.destroy();
      });
      request.end();
    } catch (error) {
      fail(error);
    }
  });
}

/** What Node.js leaves to us where the headers are given flat. */
function ownLines(method: string, url: URL, headers: HeaderLines): HeaderLines {
  const has = (name: string) => headers.some(([own]) => own.toLowerCase() === name);
  const lines: HeaderLine[] = [['Host', url.host]];
  if (!has('accept')) {
    lines.push(['Accept', '*/*']);
  }
  if (method === 'POST' || method === 'PUT' || method === 'PATCH') {
    lines.push(['Content-Length', '0']);
  }
  return [...lines, ['Connection', 'close']];
}

function linesOf(raw: readonly string[]): HeaderLines {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    lines.push([raw[index] ?? '', raw[index + 1] ?? '']);
  }
  return lines;
}
