import { type HeaderLines, headerTokens } from '../../fetch/header-lines';
import { REQUEST_HEADERS } from '../../fetch/header-names';
import type { Entry } from './har-entries';

/**
 * Headers that a browser adds by itself and a script may set as well. A recording does not tell which it was, unless
 * there is a preflight that asks for them. (Those that no script may set are dropped by the simulator.)
 */
const USUALLY_BROWSERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'cache-control',
  'if-modified-since',
  'if-none-match',
  'pragma',
  'priority',
  'upgrade-insecure-requests',
  'user-agent',
  'x-client-data',
]);

const SAFELISTED: ReadonlySet<string> = new Set(['content-type', 'content-language', 'range']);

/** The headers that the script set, as far as a recording tells them from the browser's own. */
export function scriptHeaders(request: Entry, preflight: Entry | undefined): HeaderLines {
  if (preflight === undefined) {
    return request.requestHeaders.filter(([name]) => !USUALLY_BROWSERS.has(name.toLowerCase()));
  }
  const asked = askedNames(preflight);
  const known = request.requestHeaders.filter(
    ([name]) => asked.includes(name.toLowerCase()) || SAFELISTED.has(name.toLowerCase()),
  );
  // A request that was never sent has been recorded without them.
  const lost = asked.filter((name) => !known.some(([own]) => own.toLowerCase() === name));
  return [...known, ...lost.map((name) => [name, LOST_VALUE] as const)];
}

/** The headers of a request of which only the preflight was recorded. */
export function askedHeaders(preflight: Entry): HeaderLines {
  return askedNames(preflight).map((name) => [name, LOST_VALUE]);
}

/** A value that no safelist takes: a preflight asks for a name only when its value is such a one. */
const LOST_VALUE = '"not-recorded"';

function askedNames({ requestHeaders }: Entry): readonly string[] {
  const names = headerTokens(requestHeaders, REQUEST_HEADERS);
  return names === null || names === 'failure' ? [] : names.map((name) => name.toLowerCase());
}
