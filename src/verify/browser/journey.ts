import type { Engine } from './engines';
import type { Exchange, PreflightRequest, Refusal } from './exchange';
import type { Leg } from './redirect';
import { STEPS } from './steps';

/** What is known of an exchange while it is walked, leg by leg. */
export interface Journey {
  readonly exchange: Exchange;
  readonly engine: Engine;
  leg: Leg;
  /** The last preflight that the browser sent. */
  preflightRequest: PreflightRequest | null;
  /** How long the answer to that one is kept, once passed. */
  cacheSeconds: number;
  /** Whether the answer to a preflight is missing, so that the journey can end well only by guessing. */
  lacksPreflight: boolean;
  readonly notes: Set<string>;
}

/** How a journey ends short of ALLOWED. */
export interface Ending {
  readonly verdict: 'BLOCKED' | 'UNDETERMINED';
  readonly refusal: Refusal;
}

/** A network error. Chromium's console has no name for it; the simulator takes `InvalidResponse`. */
export function noAnswer(step: string, to: string): Ending {
  return blocked({
    reason: 'InvalidResponse',
    step,
    seen: null,
    wanted: `an answer to ${to}`,
    fix: `See that ${to} is answered at all: host name, certificate, firewall, time-out.`,
  });
}

export function opaqueAnswer(): Ending {
  return blocked({
    reason: 'OpaqueResponse',
    step: STEPS.opaque,
    seen: 'mode no-cors',
    wanted: 'mode cors',
    fix: 'Send the request with mode "cors", and answer it with Access-Control-Allow-Origin.',
  });
}

/** A request that the script's own `TypeError` ends, unless what is wrong with it is only that it says too little. */
export function notSent(refusal: Refusal): Ending {
  return refusal.reason === 'RelativeUrl' ? { verdict: 'UNDETERMINED', refusal } : blocked(refusal);
}

export function notAnOrigin(origin: string): Ending {
  return undetermined(
    'InvalidOrigin',
    STEPS.origin,
    `Origin: ${origin}`,
    'an origin as a browser writes it: lower case, no path, no default port; or null',
  );
}

export function notARedirect(status: number): Ending {
  return undetermined('HopNotRedirect', STEPS.location, `status ${status}`, 'a redirect status with a Location');
}

export function redirectNotFollowed(to: URL): Ending {
  return undetermined('RedirectNotFollowed', STEPS.location, `Location: ${to.href}`, `the answer of ${to.href}`);
}

export function preflightNotRecorded(): Ending {
  return undetermined('PreflightNotRecorded', STEPS.preflight, null, 'the answer to OPTIONS');
}

export function blocked(refusal: Refusal): Ending {
  return { verdict: 'BLOCKED', refusal };
}

/** Where the exchange says too little there is nothing on the server to mend. */
function undetermined(reason: Refusal['reason'], step: string, seen: string | null, wanted: string): Ending {
  return { verdict: 'UNDETERMINED', refusal: { reason, step, seen, wanted, fix: null } };
}
