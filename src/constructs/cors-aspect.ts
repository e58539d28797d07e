import { type IAspect, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { MethodModel } from '../plan/model';
import { type ErrorStep, planErrors, planResource, type ResourceStep } from '../plan/steps';
import type { CorsPolicy } from '../policy/policy';
import type { Answers } from '../render/completed-responses';
import { mockPreflight } from '../render/mock-preflight';
import { actualAnswer, type CorsAnswer, errorAnswer, preflightAnswer, uncomparedAnswer } from '../response/answers';
import { ApiTree, type GatewayResponseNode, type ResourceNode } from './api-tree';
import { Deployments } from './deployments';
import type { Emission } from './emission';
import { addGatewayResponse, completeOwn, withdrawGatewayResponse } from './gateway-responses';
import type { MethodNode } from './method-node';
import type { NoticeBoard } from './notice-board';
import { Preflight } from './preflight';
import { completeMethod, type ResponseCompletion } from './responses';
import type { TargetApi } from './target-api';

/**
 * Gives an API its CORS while the app is synthesised. It looks at the whole stage on its first visit, and again whenever
 * it meets a part of an API that another Aspect has added since.
 */
export class CorsAspect implements IAspect {
  private readonly tree: ApiTree;
  private readonly deployments: Deployments;
  private readonly preflights = new Map<ResourceNode, Preflight>();
  private readonly done = new Set<MethodNode>();
  private readonly gatewayResponses: GatewayResponseNode[] = [];
  private readonly added = new Map<string, Emission>();
  private readonly completed = new Set<GatewayResponseNode>();
  private readonly answers: Answers;
  private readonly error: CorsAnswer;
  private started = false;

  constructor(
    private readonly target: TargetApi,
    private readonly policy: CorsPolicy,
    private readonly notices: NoticeBoard,
  ) {
    this.tree = new ApiTree(target);
    this.answers = { answer: actualAnswer(policy), uncompared: uncomparedAnswer(policy) };
    this.error = errorAnswer(policy);
    const emitted = [mockPreflight(preflightAnswer(policy, []), policy.preflightStatus), this.answers, this.error];
    this.deployments = new Deployments(() => emitted, target.cfn && Stack.of(target.cfn));
  }

  visit(node: IConstruct): void {
    if (!this.started || this.tree.isNews(node)) {
      this.started = true;
      this.apply();
    }
  }

  /** What can be said only when no route is added any more. */
  finish(): void {
    if (!this.deployments.any) {
      this.notices.note('deployment-not-found');
    }
    for (const element of this.deployments.missed) {
      this.notices.note('deployment-elsewhere', element.node.path);
    }
    if (this.target.cfn === undefined) {
      this.notices.note('errors-elsewhere');
    } else if (this.errorsAreListed) {
      const first = this.policy.firstExactOrigin;
      this.notices.note(first === undefined ? 'errors-opaque' : 'errors-first-origin', first);
    }
    this.notices.publish();
  }

  private get errorsAreListed(): boolean {
    return this.policy.answerDependsOnOrigin && this.error.allowOrigin.kind !== 'echoed';
  }

  private apply(): void {
    const found = this.tree.discover();
    for (const deployment of found.deployments) {
      this.deployments.addDeployment(deployment);
    }
    for (const resource of found.resources) {
      for (const step of planResource(resource)) {
        this.applyToResource(resource, step);
      }
    }
    this.gatewayResponses.push(...found.gatewayResponses);
    // The gateway responses of an API that is defined elsewhere cannot be seen, and one of ours could replace them.
    for (const step of this.target.cfn === undefined ? [] : planErrors(this.gatewayResponses)) {
      this.applyToErrors(step);
    }
    for (const element of found.raw) {
      this.notices.note('raw-resource', element.node.path);
    }
  }

  private applyToResource(resource: ResourceNode, step: ResourceStep<MethodNode>): void {
    switch (step.step) {
      case 'add-preflight':
        this.addPreflight(resource, step.verbs);
        break;
      case 'complete-preflight':
        this.once(step.method, () => {
          this.withdrawPreflight(resource);
          this.notePreflight(resource, step.method, 'options-kept');
          const answer = preflightAnswer(this.policy, step.verbs);
          // Another status is an error to a browser, whatever its headers.
          const appliesTo = (status: string) => /^2\d\d$/.test(status);
          this.complete(resource, step.method, {
            answers: { answer, uncompared: answer },
            context: this.context(step.method),
            appliesTo,
          });
        });
        break;
      case 'leave-preflight':
        this.once(step.method, () => {
          this.withdrawPreflight(resource);
          this.notePreflight(resource, step.method, 'options-left');
        });
        break;
      case 'complete-responses':
        this.once(step.method, () =>
          this.complete(resource, step.method, { answers: this.answers, context: this.context(step.method) }),
        );
        break;
      case 'leave-responses':
        this.notices.note('proxy-responses', nameOf(resource, step.method));
    }
  }

  private applyToErrors(step: ErrorStep<GatewayResponseNode>): void {
    if (step.step === 'add-gateway-response') {
      if (!this.added.has(step.type) && this.error.allowOrigin.kind !== 'none') {
        const emission = addGatewayResponse(this.target, step.type, this.error);
        this.added.set(step.type, emission);
        this.emit(emission);
      }
      return;
    }
    const { gatewayResponse } = step;
    if (this.completed.has(gatewayResponse)) {
      return;
    }
    this.completed.add(gatewayResponse);
    this.withdrawErrors(gatewayResponse.type);
    const completed = completeOwn(gatewayResponse, this.error);
    this.emit(completed);
    if (completed.added.length > 0) {
      this.notices.note('gateway-response-completed', gatewayResponse.type);
    }
    if (completed.kept.length > 0) {
      this.notices.note('gateway-response-kept', gatewayResponse.type);
    }
  }

  private addPreflight(resource: ResourceNode, verbs: readonly string[]): void {
    let preflight = this.preflights.get(resource);
    if (preflight === undefined) {
      preflight = new Preflight(resource, this.policy);
      this.preflights.set(resource, preflight);
      this.emit(preflight);
    }
    preflight.allow(verbs);
  }

  private complete(resource: ResourceNode, method: MethodNode, completion: ResponseCompletion): void {
    const completed = completeMethod(method, completion);
    const name = nameOf(resource, method);
    this.emit(completed);
    if (completed.kept) {
      this.notices.note('response-kept', name);
    }
    if (completed.uncompared) {
      this.notices.note('response-binary', name);
    }
    if (completed.unreadable) {
      this.notices.note('response-unreadable', name);
    }
  }

  private emit(emission: Emission): void {
    this.tree.markOwn(emission.element);
    this.deployments.addEmission(emission);
  }

  /** The user's OPTIONS came late: ours makes room for it. */
  private withdrawPreflight(resource: ResourceNode): void {
    const preflight = this.preflights.get(resource);
    if (preflight !== undefined) {
      this.deployments.withdraw(preflight.element);
      preflight.withdraw();
      this.preflights.delete(resource);
    }
  }

  private withdrawErrors(type: string): void {
    const emission = this.added.get(type);
    if (emission !== undefined) {
      this.deployments.withdraw(emission.element);
      withdrawGatewayResponse(this.target, type);
      this.added.delete(type);
    }
  }

  private notePreflight(resource: ResourceNode, method: MethodNode, id: 'options-kept' | 'options-left'): void {
    this.notices.note(id, resource.path);
    if (!method.open) {
      this.notices.note('options-not-open', resource.path);
    }
  }

  private context(method: MethodModel): ResponseCompletion['context'] {
    return { mock: method.integration === 'MOCK', binary: this.target.mayBeBinary };
  }

  private once(method: MethodNode, change: () => void): void {
    if (!this.done.has(method)) {
      this.done.add(method);
      change();
    }
  }
}

function nameOf(resource: ResourceNode, method: MethodModel): string {
  return `${method.verb} ${resource.path}`;
}
