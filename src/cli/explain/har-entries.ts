import { type HeaderLine, type HeaderLines, headerValue } from '../../fetch/header-lines';
import { parseUrl } from '../../fetch/urls';
import { own } from '../../verify/template/json';
import type { Member } from './members';

/** What of a HAR's entry tells something of CORS. http://www.softwareishard.com/blog/har-12-spec/ */
export interface Entry {
  readonly method: string;
  /** Without the fragment. */
  readonly url: string;
  /** Milliseconds. */
  readonly time: number;
  readonly requestHeaders: HeaderLines;
  readonly sentCookies: boolean;
  /** 0 where the browser kept no answer. */
  readonly status: number;
  readonly responseHeaders: HeaderLines;
  /** The browser's own word for what went wrong, such as `net::ERR_FAILED`. */
  readonly error: string | undefined;
  /** Of the page, where anything tells. */
  readonly origin: string | undefined;
  /** Chromium's word for who asked: `fetch`, `xhr`, `preflight`, `document`... */
  readonly type: string | undefined;
}

/** The entries of a HAR in the order of time. */
export function readEntries(har: Member): readonly Entry[] {
  const pages = pageOrigins(own(own(har.json, 'log'), 'pages'));
  const entries = har.at('log').at('entries').items('a list of entries');
  return entries.map((entry) => readEntry(entry, pages)).sort((one, other) => one.time - other.time);
}

function readEntry(entry: Member, pages: ReadonlyMap<string, string>): Entry {
  const [request, response] = [entry.at('request'), entry.at('response')];
  request.object('an object');
  response.object('an object');
  const url = request.at('url').text('a URL');
  const status = response.at('status');
  const requestHeaders = readHeaders(request.at('headers'));
  const time = Date.parse(textOf(entry.at('startedDateTime').json) ?? '');
  const cookies = request.at('cookies').json;
  return {
    method: request.at('method').text('a method'),
    url: url.split('#', 1)[0] ?? url,
    time: Number.isNaN(time) ? 0 : time,
    requestHeaders,
    sentCookies: headerValue(requestHeaders, 'cookie') !== null || (Array.isArray(cookies) && cookies.length > 0),
    // Firefox writes a status that nobody sent as an empty text.
    status: typeof status.json === 'number' && status.json > 0 ? status.json : 0,
    responseHeaders: readHeaders(response.at('headers')),
    error: textOf(response.at('_error').json) ?? textOf(entry.at('_error').json),
    origin:
      headerValue(requestHeaders, 'origin') ??
      originOf(own(entry.at('_initiator').json, 'url')) ??
      pages.get(textOf(entry.at('pageref').json) ?? '') ??
      originOf(headerValue(requestHeaders, 'referer')),
    type: textOf(entry.at('_resourceType').json),
  };
}

/** Names that begin with a colon are HTTP/2's and no headers. */
function readHeaders(list: Member): HeaderLines {
  return list.items('a list of headers').flatMap((item): readonly HeaderLine[] => {
    const name = item.at('name').text('the name of a header');
    return name.startsWith(':') ? [] : [[name, item.at('value').text('the value of a header')]];
  });
}

/** Chromium gives a page its URL for a title. */
function pageOrigins(pages: unknown): ReadonlyMap<string, string> {
  const origins = new Map<string, string>();
  for (const page of Array.isArray(pages) ? pages : []) {
    const [id, origin] = [own(page, 'id'), originOf(own(page, 'title'))];
    if (typeof id === 'string' && origin !== undefined) {
      origins.set(id, origin);
    }
  }
  return origins;
}

function originOf(url: unknown): string | undefined {
  const parsed = typeof url === 'string' ? parseUrl(url) : null;
  return parsed === null || parsed.origin === 'null' ? undefined : parsed.origin;
}

function textOf(json: unknown): string | undefined {
  return typeof json === 'string' && json !== '' ? json : undefined;
}
