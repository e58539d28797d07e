import { type HeaderLines, headerValue } from '../../fetch/header-lines';
import { REQUEST_HEADERS, REQUEST_METHOD } from '../../fetch/header-names';
import {
  type Answer,
  type BrowserRequest,
  type Engine,
  judge,
  type PreflightRequest,
  preflightRequestFor,
  type Verdict,
} from '../browser';
import type { By, GatewayAnswer, Note } from '../gateway/answers';

/** What a browser decides on one answer of an API, and what in the templates gave that answer. */
export interface Judged {
  readonly verdict: Verdict;
  /** The part of the template that answers, which is where the fix goes. */
  readonly by: By;
  /** The status of the answer, where it is known. */
  readonly status: number | null;
}

/** The headers that a browser's decision rests on. https://fetch.spec.whatwg.org/#http-responses */
const DECISIVE = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
];

/** What these notes say of an answer puts the whole of it in doubt: the stage may answer from an older snapshot. */
const DOUBTS: readonly Note['id'][] = ['may-not-be-deployed', 'no-deployment', 'undeclared-header'];

/** Judges the answer to a preflight by itself: what follows it is taken to be right. */
export function judgePreflight(
  request: BrowserRequest,
  asked: PreflightRequest,
  answer: GatewayAnswer,
  engine: Engine,
): Judged {
  return judgeOn(answer, rightPreflight(request, asked).headers, (preflight) =>
    judge({ request, preflight, response: rightAnswer(request) }, { engine }),
  );
}

/** Judges an actual answer, or an error, by itself: the preflight before it is taken to be right. */
export function judgeResponse(request: BrowserRequest, answer: GatewayAnswer, engine: Engine): Judged {
  const asked = preflightRequestFor(request, engine);
  const preflight = asked === null ? null : rightPreflight(request, asked);
  return judgeOn(answer, allowing(request), (response) => judge({ request, preflight, response }, { engine }));
}

function judgeOn(answer: GatewayAnswer, right: HeaderLines, decide: (answer: Answer) => Verdict): Judged {
  const { by } = answer;
  if (answer.kind === 'undetermined') {
    return { verdict: undetermined(answer.reason, ...misleading(answer)), by, status: null };
  }
  const { status } = answer;
  const doubt = answer.notes.find(({ id }) => DOUBTS.includes(id));
  if (doubt !== undefined) {
    return { verdict: undetermined(doubt.text), by, status };
  }
  const untold = answer.undeterminedHeaders.filter(({ name }) => name === '*' || DECISIVE.includes(name.toLowerCase()));
  const headers = atBest(answer.headers, right, untold);
  const verdict = decide({ status, headers });
  const others = (answer.otherStatuses ?? []).filter(
    (other) => decide({ status: other, headers }).verdict !== verdict.verdict,
  );
  if (others.length > 0) {
    return {
      verdict: undetermined(`the body decides whether the status is ${[status, ...others].join(' or ')}`),
      by,
      status,
    };
  }
  if (verdict.verdict === 'BLOCKED') {
    const fix = verdict.reason === 'PreflightInvalidStatus' ? (answer.fix ?? verdict.fix) : verdict.fix;
    return { verdict: { ...verdict, fix }, by, status };
  }
  const [first] = untold;
  return { verdict: first === undefined ? verdict : undetermined(`${first.name}: ${first.reason}`), by, status };
}

/** The headers of an answer, with the right ones in place of those that are not told: what is blocked even so is blocked. */
function atBest(told: HeaderLines, right: HeaderLines, untold: readonly { readonly name: string }[]): HeaderLines {
  const open = (name: string) =>
    untold.some((one) => one.name === '*' || one.name.toLowerCase() === name.toLowerCase());
  return [...told.filter(([name]) => !open(name)), ...right.filter(([name]) => open(name))];
}

/** What a template says that API Gateway does not do: whoever reads the template would take the answer for told. */
function misleading({ notes }: GatewayAnswer): readonly string[] {
  return notes.filter(({ id }) => id === 'ignored-mapping').map(({ text }) => text);
}

function undetermined(...notes: readonly string[]): Verdict {
  return {
    verdict: 'UNDETERMINED',
    reason: null,
    preflightNeeded: false,
    exposedHeaders: [],
    cacheSeconds: 0,
    step: 'not reached: the templates do not tell the answer',
    seen: null,
    wanted: null,
    fix: null,
    notes,
  };
}

function rightAnswer(request: BrowserRequest): Answer {
  return { status: 200, headers: allowing(request) };
}

function rightPreflight(request: BrowserRequest, asked: PreflightRequest): Answer {
  return {
    status: 204,
    headers: [
      ...allowing(request),
      ['Access-Control-Allow-Methods', headerValue(asked.headers, REQUEST_METHOD) ?? ''],
      ['Access-Control-Allow-Headers', headerValue(asked.headers, REQUEST_HEADERS) ?? ''],
    ],
  };
}

function allowing(request: BrowserRequest): HeaderLines {
  return [
    ['Access-Control-Allow-Origin', request.origin],
    ['Access-Control-Allow-Credentials', 'true'],
  ];
}
