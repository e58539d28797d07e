import { headerValue } from '../../fetch/header-lines';
import { REQUEST_METHOD } from '../../fetch/header-names';
import { isSameOrigin } from '../../fetch/origins';
import { isRedirectStatus, redirectedMethod } from '../../fetch/redirects';
import { parseUrl } from '../../fetch/urls';
import type { Answer, Hop } from '../../verify/browser';
import { type Entry, readEntries } from './har-entries';
import { askedHeaders, scriptHeaders } from './har-headers';
import type { Member } from './members';
import type { Recorded, Recording } from './recorded';

/** Puts together again what a browser's network panel has taken apart: preflights, redirects and requests. */
export function readHar(har: Member): Recording {
  const entries = readEntries(har);
  const preflights = entries.filter(isPreflight);
  const requests = entries.filter((entry) => !isPreflight(entry) && isCrossOriginCall(entry));
  const paired = pair(preflights, requests);
  const used = new Set(paired.values());
  const followed = new Set<Entry>();
  const recorded: { readonly time: number; readonly recorded: Recorded }[] = [];
  for (const request of requests) {
    if (!followed.has(request)) {
      const others = followedFrom(request, requests, followed);
      recorded.push({ time: request.time, recorded: fromChain(request, others, paired) });
    }
  }
  for (const preflight of preflights.filter((entry) => !used.has(entry))) {
    recorded.push({ time: preflight.time, recorded: fromPreflight(preflight) });
  }
  return {
    kind: 'har',
    recorded: recorded.sort((one, other) => one.time - other.time).map((one) => one.recorded),
    skipped: entries.length - preflights.length - requests.length,
  };
}

function isPreflight({ method, requestHeaders }: Entry): boolean {
  return method === 'OPTIONS' && headerValue(requestHeaders, REQUEST_METHOD) !== null;
}

/** What a script asked another origin for; pages, pictures and scripts need no leave. */
function isCrossOriginCall({ origin, url, requestHeaders, type }: Entry): boolean {
  const target = parseUrl(url);
  const mode = headerValue(requestHeaders, 'sec-fetch-mode');
  if (origin === undefined || target === null || isSameOrigin(origin, target.origin)) {
    return false;
  }
  const byScript = type === undefined ? headerValue(requestHeaders, 'origin') !== null : /^(fetch|xhr)$/.test(type);
  return mode === null ? byScript : mode === 'cors';
}

/** Each preflight belongs to the request of its URL, origin and method that is nearest in time and has none yet. */
function pair(preflights: readonly Entry[], requests: readonly Entry[]): ReadonlyMap<Entry, Entry> {
  const waiting = new Map<string, Entry[]>();
  for (const request of requests) {
    const key = keyOf(request, request.method);
    const same = waiting.get(key) ?? [];
    same.push(request);
    waiting.set(key, same);
  }
  const paired = new Map<Entry, Entry>();
  for (const preflight of preflights) {
    const asked = headerValue(preflight.requestHeaders, REQUEST_METHOD) ?? '';
    const candidates = (waiting.get(keyOf(preflight, asked)) ?? []).filter((request) => !paired.has(request));
    const nearest = candidates.reduce<Entry | undefined>(
      (best, one) => (best === undefined || distance(one, preflight) < distance(best, preflight) ? one : best),
      undefined,
    );
    if (nearest !== undefined) {
      paired.set(nearest, preflight);
    }
  }
  return paired;
}

function keyOf({ url, origin }: Entry, method: string): string {
  return JSON.stringify([url, origin, method]);
}

function distance(one: Entry, other: Entry): number {
  return Math.abs(one.time - other.time);
}

/** The entries that the redirects of a request lead to, in order. */
function followedFrom(first: Entry, requests: readonly Entry[], followed: Set<Entry>): readonly Entry[] {
  const chain: Entry[] = [];
  let next = redirectedTo(first, requests, followed);
  while (next !== undefined) {
    followed.add(next);
    chain.push(next);
    next = redirectedTo(next, requests, followed);
  }
  return chain;
}

function redirectedTo(from: Entry, requests: readonly Entry[], followed: ReadonlySet<Entry>): Entry | undefined {
  const location = isRedirectStatus(from.status) ? headerValue(from.responseHeaders, 'location') : null;
  const target = location === null ? null : parseUrl(location, parseUrl(from.url) ?? undefined);
  if (target === null) {
    return undefined;
  }
  const url = target.href.split('#', 1)[0];
  const method = redirectedMethod(from.status, from.method);
  const index = requests.indexOf(from);
  return requests.find((one, at) => at > index && one.url === url && one.method === method && !followed.has(one));
}

function fromChain(first: Entry, others: readonly Entry[], paired: ReadonlyMap<Entry, Entry>): Recorded {
  const chain = [first, ...others];
  const last = others.at(-1) ?? first;
  const preflight = paired.get(first);
  const hops = chain.slice(0, -1).map(
    (entry): Hop => ({
      status: entry.status,
      headers: entry.responseHeaders,
      preflight: answerOf(paired.get(entry)),
    }),
  );
  const response = answerOf(last);
  const knowsCredentials = chain.some(({ sentCookies }) => sentCookies);
  return {
    exchange: {
      request: {
        origin: first.origin ?? 'null',
        method: first.method,
        url: first.url,
        headers: scriptHeaders(first, preflight),
        credentials: knowsCredentials ? 'include' : 'same-origin',
        ...(preflight === undefined ? {} : { forcePreflight: true }),
      },
      ...(hops.length === 0 ? {} : { hops }),
      preflight: answerOf(paired.get(last)),
      response,
    },
    credentialsUnknown: !knowsCredentials,
    delivered: wasDelivered(last),
    preflightAlone: false,
    notes: response === null ? [lostAnswer(last)] : [],
  };
}

function fromPreflight(preflight: Entry): Recorded {
  return {
    exchange: {
      request: {
        origin: preflight.origin ?? 'null',
        method: headerValue(preflight.requestHeaders, REQUEST_METHOD) ?? 'GET',
        url: preflight.url,
        headers: askedHeaders(preflight),
        credentials: 'same-origin',
        forcePreflight: true,
      },
      preflight: answerOf(preflight),
      response: null,
    },
    credentialsUnknown: true,
    delivered: false,
    preflightAlone: true,
    notes: [],
  };
}

function answerOf(entry: Entry | undefined): Answer | null {
  return entry === undefined || entry.status === 0 ? null : { status: entry.status, headers: entry.responseHeaders };
}

/** Chromium, which alone writes a type, writes an error beside every answer that it has kept from the script. */
function wasDelivered({ type, status, error }: Entry): boolean {
  return type !== undefined && status > 0 && error === undefined;
}

function lostAnswer({ error, url, origin, method }: Entry): string {
  const said = error === undefined ? 'The browser' : `The browser said ${error} and`;
  return `${said} kept no answer, neither its status nor its headers. To see them: npx cdk-apigateway-cors probe ${url} --origin ${origin ?? 'null'} --method ${method}`;
}
