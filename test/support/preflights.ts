import type { HeaderLine, HeaderLines } from '../../src/fetch/header-lines';
import { type BrowserRequest, judge, type Verdict } from '../../src/verify/browser';
import { anOpenAnswer, aRequest } from './exchanges';

export function named(name: string, values: readonly string[]): HeaderLines {
  return values.map((value): HeaderLine => [name, value]);
}

/** The verdict on a request whose preflight answer is open but for the lines given. */
export function verdictOf(request: Partial<BrowserRequest>, lines: HeaderLines, status = 204): Verdict {
  return judge({ request: aRequest(request), preflight: anOpenAnswer(lines, status), response: anOpenAnswer() });
}
