import type { CorsPolicy } from '../policy/policy';
import type { Answers } from '../render/completed-responses';
import { type MockPreflight, mockPreflight } from '../render/mock-preflight';
import { actualAnswer, type CorsAnswer, errorAnswer, preflightAnswer, uncomparedAnswer } from '../response/answers';
import type { NoticeBoard } from './notice-board';
import { ProxyResponses } from './proxy-responses';

/** The routes that follow one policy: what is answered there, and where their owner is told of it. */
export class CorsArea {
  readonly answers: Answers;
  readonly errorAnswer: CorsAnswer;

  constructor(
    readonly policy: CorsPolicy,
    readonly notices: NoticeBoard,
    /** Whether the origin is put into the keys of the stages' caches. */
    readonly keysCachesByOrigin: boolean,
    readonly proxyResponses: ProxyResponses = ProxyResponses.BY_HAND,
  ) {
    this.answers = { answer: actualAnswer(policy), uncompared: uncomparedAnswer(policy) };
    this.errorAnswer = errorAnswer(policy);
  }

  preflightAnswer(verbs: readonly string[]): CorsAnswer {
    return preflightAnswer(this.policy, verbs);
  }

  /** The OPTIONS method of a resource that has these verbs. */
  mockPreflight(verbs: readonly string[]): MockPreflight {
    return mockPreflight(this.preflightAnswer(verbs), this.policy.preflightStatus);
  }

  /** What everything that is emitted here has in common. */
  get emitted(): unknown {
    return [this.mockPreflight([]), this.answers, this.errorAnswer];
  }
}
