import type { HeaderLine } from '../../src/fetch/header-lines';
import { type Answer, type BrowserRequest, type Hop, judge, type Verdict } from '../../src/verify/browser';
import { allowOrigin, anAnswer, aRequest } from './exchanges';

/** The page's origin, and two others. */
export const A = 'https://a.example';
export const B = 'https://b.example';
export const C = 'https://c.example';

export function redirect(location: string, allow: string | null = '*', status = 302): Hop {
  const headers: HeaderLine[] = [['Location', location]];
  return anAnswer(allow === null ? headers : [allowOrigin(allow), ...headers], status);
}

export function journey(
  request: Partial<BrowserRequest>,
  hops: readonly Hop[],
  response: Answer | null,
  preflight: Answer | null = null,
): Verdict {
  return judge({ request: aRequest({ origin: A, ...request }), hops, preflight, response });
}
