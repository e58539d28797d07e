import type { CorsPolicy } from '../policy/policy';
import type { Answers } from '../render/completed-responses';
import { type MockPreflight, mockPreflight, textPreflight } from '../render/mock-preflight';
import {
  actualAnswer,
  type CorsAnswer,
  errorAnswer,
  type PreflightAnswer,
  preflightAnswer,
  uncomparedAnswer,
} from '../response/answers';
import type { NoticeBoard } from './notice-board';
import type { PreflightPlacement } from './preflight-placement';
import type { ProxyResponses } from './proxy-responses';

/** What is asked for the routes of an area beside their policy. */
export interface AreaOptions {
  /** Whether the origin is put into the keys of the stages' caches. */
  readonly keysCachesByOrigin: boolean;
  /** Where its OPTIONS methods go. */
  readonly placement: PreflightPlacement;
  readonly proxyResponses: ProxyResponses;
}

/** The routes that follow one policy: what is answered there, and where their owner is told of it. */
export class CorsArea implements AreaOptions {
  readonly keysCachesByOrigin: boolean;
  readonly placement: PreflightPlacement;
  readonly proxyResponses: ProxyResponses;
  readonly answers: Answers;
  readonly errorAnswer: CorsAnswer;
  /** Most resources have the same verbs. */
  private readonly rendered = new Map<string, MockPreflight>();

  constructor(
    readonly policy: CorsPolicy,
    readonly notices: NoticeBoard,
    options: AreaOptions,
  ) {
    this.keysCachesByOrigin = options.keysCachesByOrigin;
    this.placement = options.placement;
    this.proxyResponses = options.proxyResponses;
    this.answers = { answer: actualAnswer(policy), uncompared: uncomparedAnswer(policy) };
    this.errorAnswer = errorAnswer(policy);
  }

  preflightAnswer(verbs: readonly string[]): PreflightAnswer {
    return preflightAnswer(this.policy, verbs);
  }

  /**
   * The OPTIONS method of a resource that has these verbs.
   *
   * @param isOneOfMany whether there are so many that their template has to be short
   */
  mockPreflight(verbs: readonly string[], isOneOfMany = false): MockPreflight {
    const key = [isOneOfMany, ...verbs].join();
    const render = isOneOfMany ? textPreflight : mockPreflight;
    const rendered = this.rendered.get(key) ?? render(this.preflightAnswer(verbs), this.policy.preflightStatus);
    this.rendered.set(key, rendered);
    return rendered;
  }

  /** What everything that is emitted here has in common. */
  get emitted(): unknown {
    return [this.mockPreflight([]), this.answers, this.errorAnswer];
  }
}
