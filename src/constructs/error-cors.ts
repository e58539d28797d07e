import { type ErrorStep, planErrors } from '../plan/steps';
import type { CorsPolicy } from '../policy/policy';
import { type CorsAnswer, errorAnswer } from '../response/answers';
import type { ApiTree, GatewayResponseNode } from './api-tree';
import type { Deployments } from './deployments';
import type { Emission } from './emission';
import {
  addGatewayResponse,
  type CompletedGatewayResponse,
  completeOwn,
  withdrawGatewayResponse,
} from './gateway-responses';
import type { NoticeBoard } from './notice-board';
import type { TargetApi } from './target-api';

/** The errors that API Gateway answers by itself. */
export class ErrorCors {
  readonly answer: CorsAnswer;
  private readonly known: GatewayResponseNode[] = [];
  private readonly added = new Map<string, Emission>();
  private readonly completed = new Map<GatewayResponseNode, CompletedGatewayResponse>();

  constructor(
    private readonly target: TargetApi,
    private readonly policy: CorsPolicy,
    private readonly tree: ApiTree,
    private readonly deployments: Deployments,
    private readonly notices: NoticeBoard,
  ) {
    this.answer = errorAnswer(policy);
  }

  /** Completes what is new, and adds the defaults that the user has not written. */
  apply(found: readonly GatewayResponseNode[]): void {
    this.known.push(...found);
    // The gateway responses of an API that is defined elsewhere cannot be seen, and one of ours could replace them.
    for (const step of this.target.cfn === undefined ? [] : planErrors(this.known)) {
      this.applyStep(step);
    }
  }

  /** What can be said only when nothing is added any more. */
  finish(): void {
    if (this.target.cfn === undefined) {
      this.notices.note('errors-elsewhere');
    } else if (this.policy.answerDependsOnOrigin && this.answer.allowOrigin.kind !== 'echoed') {
      const first = this.policy.firstExactOriginShown;
      this.notices.note(first === undefined ? 'errors-opaque' : 'errors-first-origin', first);
    }
    for (const [{ type }, completed] of this.completed) {
      if (!completed.isIntact()) {
        this.notices.note('response-changed', type);
      }
    }
  }

  private applyStep(step: ErrorStep<GatewayResponseNode>): void {
    if (step.step === 'complete-gateway-response') {
      this.complete(step.gatewayResponse);
    } else if (!this.added.has(step.type) && this.answer.allowOrigin.kind !== 'none') {
      const emission = addGatewayResponse(this.target, step.type, this.answer);
      this.added.set(step.type, emission);
      this.emit(emission);
    }
  }

  private complete(gatewayResponse: GatewayResponseNode): void {
    if (this.completed.has(gatewayResponse)) {
      return;
    }
    const { type, cfn } = gatewayResponse;
    this.withdraw(type);
    const completed = completeOwn(gatewayResponse, this.answer);
    this.completed.set(gatewayResponse, completed);
    this.emit(completed);
    if (completed.unreadable) {
      this.notices.note('response-unreadable', type);
    }
    if (completed.added.length > 0) {
      this.notices.note('gateway-response-completed', type);
    }
    if (completed.kept.length > 0) {
      this.notices.note('gateway-response-kept', type);
    }
    if (cfn.cfnOptions.condition !== this.target.cfn?.cfnOptions.condition) {
      this.notices.note('conditional', type);
    }
  }

  /** The user's own came late: ours makes room for it. */
  private withdraw(type: string): void {
    const emission = this.added.get(type);
    if (emission !== undefined) {
      this.deployments.withdraw(emission.element);
      withdrawGatewayResponse(this.target, type);
      this.added.delete(type);
    }
  }

  private emit(emission: Emission): void {
    this.tree.markOwn(emission.element);
    this.deployments.addEmission(emission);
  }
}
