import type { Exchange } from '../../verify/browser';

/** An exchange of a file, with what the file leaves open about it. */
export interface Recorded {
  readonly exchange: Exchange;
  /** Whether nothing tells if the script sent credentials, so that both have to be asked. */
  readonly credentialsUnknown: boolean;
  /** Whether the browser is known to have given the answer to the script. */
  readonly delivered: boolean;
  /** Whether there is a preflight and no request after it. */
  readonly preflightAlone: boolean;
  /** What is worth knowing of how it was recorded. */
  readonly notes: readonly string[];
}

export interface Recording {
  readonly kind: 'exchanges' | 'har';
  readonly recorded: readonly Recorded[];
  /** How many entries have nothing to do with CORS. */
  readonly skipped: number;
}
