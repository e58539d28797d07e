import { type ErrorStep, planErrors } from '../plan/steps';
import type { ApiContext } from './api-context';
import type { GatewayResponseNode } from './api-tree';
import type { CorsArea } from './cors-area';
import type { Emission } from './emission';
import {
  addGatewayResponse,
  type CompletedGatewayResponse,
  completeOwn,
  withdrawGatewayResponse,
} from './gateway-responses';

/** The errors that API Gateway answers by itself. */
export class ErrorCors {
  private readonly known: GatewayResponseNode[] = [];
  private readonly added = new Map<string, Emission>();
  private readonly completed = new Map<GatewayResponseNode, CompletedGatewayResponse>();

  constructor(private readonly api: ApiContext) {}

  /** Completes what is new, and adds the defaults that the user has not written. */
  apply(found: readonly GatewayResponseNode[]): void {
    this.known.push(...found);
    // The gateway responses of an API that is defined elsewhere cannot be seen, and one of ours could replace them.
    for (const step of this.api.target.cfn === undefined ? [] : planErrors(this.known)) {
      this.applyStep(step, this.api.whole);
    }
  }

  /** What can be said only when nothing is added any more. */
  finish(): void {
    const { notices, policy, errorAnswer } = this.api.whole;
    if (this.api.target.cfn === undefined) {
      notices.note('errors-elsewhere');
    } else if (policy.answerDependsOnOrigin && errorAnswer.allowOrigin.kind !== 'echoed') {
      const first = policy.firstExactOriginShown;
      notices.note(first === undefined ? 'errors-opaque' : 'errors-first-origin', first);
    }
    for (const [{ type }, completed] of this.completed) {
      if (!completed.isIntact()) {
        notices.note('response-changed', type);
      }
    }
  }

  private applyStep(step: ErrorStep<GatewayResponseNode>, area: CorsArea): void {
    if (step.step === 'complete-gateway-response') {
      this.complete(step.gatewayResponse, area);
    } else if (!this.added.has(step.type) && area.errorAnswer.allowOrigin.kind !== 'none') {
      const emission = addGatewayResponse(this.api.target, step.type, area.errorAnswer);
      this.added.set(step.type, emission);
      this.api.emit(emission);
    }
  }

  private complete(gatewayResponse: GatewayResponseNode, { errorAnswer, notices }: CorsArea): void {
    if (this.completed.has(gatewayResponse)) {
      return;
    }
    const { type, cfn } = gatewayResponse;
    this.withdraw(type);
    const completed = completeOwn(gatewayResponse, errorAnswer);
    this.completed.set(gatewayResponse, completed);
    this.api.emit(completed);
    if (completed.unreadable) {
      notices.note('response-unreadable', type);
    }
    if (completed.added.length > 0) {
      notices.note('gateway-response-completed', type);
    }
    if (completed.kept.length > 0) {
      notices.note('gateway-response-kept', type);
    }
    if (cfn.cfnOptions.condition !== this.api.target.cfn?.cfnOptions.condition) {
      notices.note('conditional', type);
    }
  }

  /** The user's own came late: ours makes room for it. */
  private withdraw(type: string): void {
    const emission = this.added.get(type);
    if (emission !== undefined) {
      this.api.deployments.withdraw(emission.element);
      withdrawGatewayResponse(this.api.target, type);
      this.added.delete(type);
    }
  }
}
