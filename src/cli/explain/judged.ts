import { judge, type Verdict } from '../../verify/browser';
import type { Recorded } from './recorded';

const NO_COOKIES =
  'The recording has no cookies and so does not tell whether the script sent credentials (Chromium leaves cookies out of a HAR unless it is asked for sensitive data)';

const SENT_WITHOUT =
  "Taken to be sent without credentials, since the browser gave the answer to the script: with credentials: 'include' it would not have.";

/** What a browser decides on a recorded exchange; where the recording leaves too much open, that it cannot be told. */
export function judgeRecorded(recorded: Recorded): Verdict {
  const verdict = recorded.credentialsUnknown ? eitherWay(recorded) : judge(recorded.exchange);
  const ended = recorded.preflightAlone && lacksAnswer(verdict) ? unfinished(verdict) : verdict;
  return { ...ended, notes: [...ended.notes, ...recorded.notes] };
}

/** With credentials and without: the verdict, where both are the same. */
function eitherWay({ exchange, delivered }: Recorded): Verdict {
  const without = judge(exchange);
  const withThem = judge({ ...exchange, request: { ...exchange.request, credentials: 'include' } });
  if (without.verdict === withThem.verdict && without.reason === withThem.reason) {
    return without;
  }
  if (delivered && without.verdict === 'ALLOWED') {
    return { ...without, notes: [...without.notes, SENT_WITHOUT] };
  }
  const note = `${NO_COOKIES}. Without: ${without.verdict}. With credentials: 'include': ${withThem.verdict} (${withThem.reason}).`;
  return { ...withThem, verdict: 'UNDETERMINED', exposedHeaders: [], notes: [...withThem.notes, note] };
}

/** Whether the preflight was passed and only the answer after it is not there. */
function lacksAnswer({ verdict, reason, cacheSeconds, wanted }: Verdict): boolean {
  return (
    verdict === 'BLOCKED' && reason === 'InvalidResponse' && (cacheSeconds > 0 || wanted !== 'an answer to OPTIONS')
  );
}

function unfinished(verdict: Verdict): Verdict {
  return {
    ...verdict,
    verdict: 'UNDETERMINED',
    reason: null,
    wanted: 'the request that follows the preflight',
    fix: null,
    notes: ['The preflight passes, and the recording has no request after it.'],
  };
}
