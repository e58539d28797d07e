import type { Behaviour } from './behaviour';
import { BROWSER } from './browser';
import { HTTP_API } from './http-api';
import { REST_API } from './rest-api';

export interface Chapter {
  readonly title: string;
  readonly behaviours: readonly Behaviour[];
}

export const CHAPTERS: readonly Chapter[] = [
  { title: 'REST APIs', behaviours: REST_API },
  { title: 'HTTP APIs', behaviours: HTTP_API },
  { title: 'Browsers', behaviours: BROWSER },
];

export const BEHAVIOURS: readonly Behaviour[] = CHAPTERS.flatMap(({ behaviours }) => behaviours);

/** Files of the verifier's rooms that only carry what others model. */
export const CARRIERS: readonly string[] = [
  'browser/index.ts',
  'browser/steps.ts',
  'browser/verdict.ts',
  'gateway/answers.ts',
  'gateway/exchange.ts',
  'gateway/model.ts',
];
