import type { HeaderLine, HeaderLines } from '../../src/fetch/header-lines';
import type { Answer, BrowserRequest, Exchange } from '../../src/verify/browser';

export const PAGE = 'https://app.example.com';
export const API = 'https://api.example.com/things';

/** A plain cross-origin GET, but for what the test is about. */
export function aRequest(over: Partial<BrowserRequest> = {}): BrowserRequest {
  return { origin: PAGE, method: 'GET', url: API, headers: [], credentials: 'same-origin', ...over };
}

export function anAnswer(headers: HeaderLines = [], status = 200): Answer {
  return { status, headers };
}

/** An answer that any request from PAGE may read, credentials or not, with more lines added. */
export function anOpenAnswer(more: HeaderLines = [], status = 200): Answer {
  return anAnswer([allowOrigin(PAGE), ['Access-Control-Allow-Credentials', 'true'], ...more], status);
}

/** A preflight answer that names the method and header names given. */
export function anOpenPreflight(methods: string, names: string, more: HeaderLines = []): Answer {
  return anOpenAnswer(
    [['Access-Control-Allow-Methods', methods], ['Access-Control-Allow-Headers', names], ...more],
    204,
  );
}

export function allowOrigin(value: string): HeaderLine {
  return ['Access-Control-Allow-Origin', value];
}

/** A request with both answers; the actual one is open unless the test says otherwise. */
export function anExchange(over: Partial<Exchange> = {}): Exchange {
  return { request: aRequest(), preflight: null, response: anOpenAnswer(), ...over };
}
