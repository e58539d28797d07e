import type { HeaderLines } from '../../fetch/header-lines';
import type { Reason } from './reasons';

export type Credentials = 'omit' | 'same-origin' | 'include';
export type Mode = 'cors' | 'no-cors' | 'same-origin';

/** What a script asks for, as `fetch()` has it. */
export interface BrowserRequest {
  /** The origin of the page: `null` for an opaque one (a sandboxed frame), else scheme, host and port. */
  readonly origin: string;
  /** The method in the case that the script wrote. */
  readonly method: string;
  /** An absolute URL. */
  readonly url: string;
  /** What the script set; what a browser adds by itself (`Origin`, `Cookie`...) is not here, and dropped if it is. */
  readonly headers: HeaderLines;
  readonly credentials: Credentials;
  /** @default 'cors' */
  readonly mode?: Mode;
  /** As with a listener on an XMLHttpRequest's `upload`. @default false */
  readonly forcePreflight?: boolean;
}

/** What a server answers. */
export interface Answer {
  readonly status: number;
  readonly headers: HeaderLines;
}

/** A redirect, with the answer to the preflight that went before it: absent or `null` when there was none. */
export interface Hop extends Answer {
  readonly preflight?: Answer | null;
}

/**
 * A request and everything that was answered to it. `null` says that no answer was seen. So a preflight that is needed
 * and `null` is a failed one when the response is `null` too, and one that the recording left out (HAR files often do)
 * when there is a response.
 */
export interface Exchange {
  readonly request: BrowserRequest;
  /** The redirects before the final answer, in order. */
  readonly hops?: readonly Hop[];
  /** The answer to the preflight that precedes the final answer. */
  readonly preflight: Answer | null;
  /** The final answer. */
  readonly response: Answer | null;
}

/** The preflight that a browser sends. https://fetch.spec.whatwg.org/#cors-preflight-fetch */
export interface PreflightRequest {
  readonly method: 'OPTIONS';
  readonly url: string;
  readonly headers: HeaderLines;
}

/** Why a browser goes no further, and what the answer should have been. */
export interface Refusal {
  readonly reason: Reason;
  /** The step of the standard, with its address. */
  readonly step: string;
  /** What was there: a header with its value, a status. `null` when nothing was. */
  readonly seen: string | null;
  readonly wanted: string | null;
  /** One sentence: how to mend the server's answer, or the request where no answer could help. */
  readonly fix: string | null;
}

/**
 * What a browser decides.
 *
 * `ALLOWED`: the script may read the answer. `BLOCKED`: it may not. (So a `no-cors` request to another origin is
 * BLOCKED with `OpaqueResponse`: it is sent, and the script sees neither status nor headers nor body.)
 * `UNDETERMINED`: the exchange does not say enough; never to be taken for a pass.
 */
export interface Verdict extends Omit<Refusal, 'reason'> {
  readonly verdict: 'ALLOWED' | 'BLOCKED' | 'UNDETERMINED';
  readonly reason: Reason | null;
  readonly preflightNeeded: boolean;
  /** The last preflight that the browser sends, when it sends one. */
  readonly preflightRequest?: PreflightRequest;
  /** The names that the script can read, lower case and sorted; none unless ALLOWED. */
  readonly exposedHeaders: readonly string[];
  /** How long the browser need not ask again; 0 when no preflight was passed. */
  readonly cacheSeconds: number;
  /** What else is worth knowing: where engines differ on this exchange, what the recording lacks. */
  readonly notes: readonly string[];
}
