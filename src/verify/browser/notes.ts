import type { HeaderLines } from '../../fetch/header-lines';
import { unsafeRequestHeaderNames } from '../../fetch/safelist';
import { isClientHint, isSafelistedByChromium } from './client-hints';
import type { Answer } from './exchange';
import { maxAgeNote } from './max-age';
import { type Asking, leavesAuthorizationToStar } from './preflight-check';
import { joinSameNames } from './sent-request';

export const LACKS_PREFLIGHT =
  'A preflight was needed and its answer is not in the exchange, though an answer to the request is: recordings often leave preflights out.';
export const IGNORED_PREFLIGHT =
  'The exchange has an answer to a preflight that a browser does not send for this request; it was not looked at.';
export const PASSWORD_AT_HOME =
  "A redirect leads to a URL with user and password on the page's own origin: the standard follows it, Chromium does not.";

/**
 * Where engines differ on what a script set, when the request goes to another origin.
 *
 * @param headers as the script wrote them, whatever the engine makes of them
 */
export function requestNotes(headers: HeaderLines): readonly string[] {
  const notes: string[] = [];
  if (headers.some(([name]) => name.toLowerCase() === 'user-agent')) {
    notes.push('User-Agent: the standard sends what the script set, and asks for a preflight; Chromium drops it.');
  }
  const hints = headers.filter(([name, value]) => isClientHint(name) && isSafelistedByChromium(name, value));
  if (hints.length > 0) {
    const names = hints.map(([name]) => name).join(', ');
    notes.push(`${names}: the standard asks for a preflight; Chromium takes a valid client hint for safelisted.`);
  }
  if (joinsToOtherNames(headers)) {
    notes.push(
      'Lines of one name: the standard looks at each for itself; Chromium joins them, and asks for a preflight.',
    );
  }
  return notes;
}

/** Where engines differ on the answer to a preflight. */
export function preflightNotes(asking: Asking, preflight: Answer): readonly string[] {
  const notes: string[] = [];
  if (leavesAuthorizationToStar(asking, preflight.headers)) {
    notes.push(
      'Authorization under Access-Control-Allow-Headers: * is refused by the standard and allowed by Chromium, Firefox and Safari for now; name it beside the "*".',
    );
  }
  const maxAge = maxAgeNote(preflight.headers);
  if (maxAge !== null) notes.push(maxAge);
  return notes;
}

function joinsToOtherNames(headers: HeaderLines): boolean {
  const apart = unsafeRequestHeaderNames(headers);
  const joined = unsafeRequestHeaderNames(joinSameNames(headers));
  return apart.join() !== joined.join();
}
