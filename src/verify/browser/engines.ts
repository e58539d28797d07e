/** Whose behaviour is simulated: the Fetch standard's, or an engine's where it is known to differ. */
export type Engine = 'standard' | 'chromium' | 'firefox' | 'webkit';

/** Where engines part from the standard and from each other. All else is common. */
export interface EngineProfile {
  /** The name to use in a sentence. */
  readonly title: string;
  /** Whether `Access-Control-Allow-Headers: *` covers `Authorization` (whatwg/fetch#1919). */
  readonly starCoversAuthorization: boolean;
  /** The longest that a preflight is cached, in seconds. The standard leaves it open. */
  readonly maxAgeLimit: number;
  /** The seconds that an `Access-Control-Max-Age` stands for that is neither digits nor negative. */
  readonly secondsWhenInvalid: number;
  readonly secondsWhenNegative: number;
  /** Whether client hints that a script sets ask for no preflight when their values are valid. */
  readonly safelistsClientHints: boolean;
  /** Whether a `User-Agent` that a script sets is dropped. */
  readonly dropsUserAgent: boolean;
  /** Whether lines of one name are joined before the safelist is applied. */
  readonly joinsSameNames: boolean;
  /** Whether a redirect to a URL with a password is refused even when it never leaves the page's origin. */
  readonly refusesSameOriginPassword: boolean;
}

const STANDARD: EngineProfile = {
  title: 'the standard',
  starCoversAuthorization: false,
  maxAgeLimit: Number.MAX_SAFE_INTEGER,
  secondsWhenInvalid: 5,
  secondsWhenNegative: 5,
  safelistsClientHints: false,
  dropsUserAgent: false,
  joinsSameNames: false,
  refusesSameOriginPassword: false,
};

export const ENGINES: Readonly<Record<Engine, EngineProfile>> = {
  standard: STANDARD,
  chromium: {
    ...STANDARD,
    title: 'Chromium',
    starCoversAuthorization: true,
    maxAgeLimit: 7200,
    secondsWhenNegative: 0,
    safelistsClientHints: true,
    dropsUserAgent: true,
    joinsSameNames: true,
    refusesSameOriginPassword: true,
  },
  firefox: {
    ...STANDARD,
    title: 'Firefox',
    starCoversAuthorization: true,
    maxAgeLimit: 86400,
    secondsWhenInvalid: 0,
    secondsWhenNegative: 0,
  },
  webkit: {
    ...STANDARD,
    title: 'Safari',
    starCoversAuthorization: true,
    maxAgeLimit: 600,
    secondsWhenNegative: 0,
  },
};
