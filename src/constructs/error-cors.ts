import { type ErrorStep, planErrors } from '../plan/steps';
import { isReadableBy } from '../response/answers';
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

/** The errors that API Gateway answers by itself: they know no route, so one policy holds for all of them. */
export class ErrorCors {
  /** The gateway responses that the user has written, as elements of their own. */
  readonly known: GatewayResponseNode[] = [];
  private readonly added = new Map<string, Emission>();
  private readonly completed = new Map<GatewayResponseNode, CompletedGatewayResponse>();

  constructor(private readonly api: ApiContext) {}

  /** Completes what is new, and adds the defaults that the user has not written. */
  apply(found: readonly GatewayResponseNode[]): void {
    this.known.push(...found);
    const { whole, target } = this.api;
    // The gateway responses of an API that is defined elsewhere cannot be seen, and one of ours could replace them.
    if (whole !== undefined && target.cfn !== undefined) {
      for (const step of planErrors(this.known)) {
        this.applyStep(step, whole);
      }
    }
  }

  /** What can be said only when nothing is added any more. */
  finish(): void {
    const { whole, target, lead, areas } = this.api;
    if (target.cfn === undefined) {
      lead.notices.note('errors-elsewhere');
    } else if (whole === undefined) {
      lead.notices.note('errors-without-policy');
    } else {
      noteUnreadable(whole);
      for (const { policy, notices } of areas.filter((area) => area !== whole)) {
        if (!isReadableBy(whole.errorAnswer, policy)) {
          notices.note('errors-of-whole-api');
        }
      }
      for (const [{ type }, completed] of this.completed) {
        if (!completed.isIntact()) {
          whole.notices.note('response-changed', type);
        }
      }
    }
  }

  private applyStep(step: ErrorStep<GatewayResponseNode>, area: CorsArea): void {
    if (step.step === 'complete-gateway-response') {
      this.complete(step.gatewayResponse, area);
    } else if (this.mayAdd(step.type, area)) {
      const emission = addGatewayResponse(this.api.target, step.type, area.errorAnswer);
      this.added.set(step.type, emission);
      this.api.emit(emission, area);
    }
  }

  /** What a document lacks is added to it. */
  private mayAdd(type: string, { errorAnswer }: CorsArea): boolean {
    return this.api.document === undefined && !this.added.has(type) && errorAnswer.allowOrigin.kind !== 'none';
  }

  private complete(gatewayResponse: GatewayResponseNode, area: CorsArea): void {
    if (this.completed.has(gatewayResponse)) {
      return;
    }
    const { type, cfn } = gatewayResponse;
    this.withdraw(type);
    const completed = completeOwn(gatewayResponse, area.errorAnswer);
    this.completed.set(gatewayResponse, completed);
    this.api.emit(completed, area);
    const { notices } = area;
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
      this.api.withdraw(emission);
      withdrawGatewayResponse(this.api.target, type);
      this.added.delete(type);
    }
  }
}

/** One origin stands in the errors for all of the list, or none does. */
function noteUnreadable({ policy, errorAnswer, notices }: CorsArea): void {
  if (policy.answerDependsOnOrigin && errorAnswer.allowOrigin.kind !== 'echoed') {
    const first = policy.firstExactOriginShown;
    notices.note(first === undefined ? 'errors-opaque' : 'errors-first-origin', first);
  }
}
