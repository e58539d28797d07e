import type { MethodModel } from '../plan/model';
import { planResource, type ResourceStep } from '../plan/steps';
import type { CorsPolicy } from '../policy/policy';
import type { Answers } from '../render/completed-responses';
import { actualAnswer, preflightAnswer, uncomparedAnswer } from '../response/answers';
import type { ApiTree, ResourceNode } from './api-tree';
import type { Deployments } from './deployments';
import type { Emission } from './emission';
import type { MethodNode } from './method-node';
import type { NoticeBoard } from './notice-board';
import { Preflight } from './preflight';
import { MethodResponses, type ResponseCompletion } from './responses';
import type { TargetApi } from './target-api';

/** The preflights and the responses of the routes. */
export class RouteCors {
  readonly answers: Answers;
  private readonly preflights = new Map<ResourceNode, Preflight>();
  private readonly responses = new Map<MethodNode, MethodResponses>();
  private readonly names = new Map<MethodNode, string>();

  constructor(
    private readonly target: TargetApi,
    private readonly policy: CorsPolicy,
    private readonly tree: ApiTree,
    private readonly deployments: Deployments,
    private readonly notices: NoticeBoard,
  ) {
    this.answers = { answer: actualAnswer(policy), uncompared: uncomparedAnswer(policy) };
  }

  /** Gives a resource what it lacks; again when it has gained a method. */
  apply(resource: ResourceNode): void {
    for (const step of planResource(resource)) {
      this.applyStep(resource, step);
    }
  }

  /** What can be said only when nothing is added any more. */
  finish(): void {
    for (const [method, responses] of this.responses) {
      const name = this.names.get(method);
      if (!responses.isIntact()) {
        this.notices.note('response-changed', name);
      }
      if (method.verb === 'OPTIONS') {
        this.noteOwnPreflight(responses, name);
      } else if (responses.kept) {
        this.notices.note('response-kept', name);
      }
      if (responses.uncompared) {
        this.notices.note('response-binary', name);
      }
      if (responses.unreadable) {
        this.notices.note('response-unreadable', name);
      }
    }
  }

  private applyStep(resource: ResourceNode, step: ResourceStep<MethodNode>): void {
    switch (step.step) {
      case 'add-preflight':
        this.addPreflight(resource, step.verbs);
        break;
      case 'complete-preflight': {
        this.makeRoom(resource, step.method);
        const answer = preflightAnswer(this.policy, step.verbs);
        // Another status is an error to a browser, whatever its headers.
        const appliesTo = (status: string) => /^2\d\d$/.test(status);
        this.complete(resource, step.method, { answers: { answer, uncompared: answer }, appliesTo });
        break;
      }
      case 'leave-preflight':
        this.makeRoom(resource, step.method);
        this.notices.note('options-left', resource.path);
        break;
      case 'complete-responses':
        this.noteMethod(resource, step.method);
        this.complete(resource, step.method, { answers: this.answers });
        break;
      case 'leave-responses': {
        this.noteMethod(resource, step.method);
        const unknown = step.method.integration === 'UNKNOWN';
        this.notices.note(unknown ? 'integration-unknown' : 'proxy-responses', nameOf(resource, step.method));
        break;
      }
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

  private complete(resource: ResourceNode, method: MethodNode, completion: Omit<ResponseCompletion, 'context'>): void {
    let responses = this.responses.get(method);
    if (responses === undefined) {
      responses = new MethodResponses(method.cfn);
      this.responses.set(method, responses);
      this.names.set(method, nameOf(resource, method));
      this.emit(responses);
    }
    const context = { mock: method.integration === 'MOCK', binary: this.target.mayBeBinary };
    responses.complete({ ...completion, context });
  }

  private emit(emission: Emission): void {
    this.tree.markOwn(emission.element);
    this.deployments.addEmission(emission);
  }

  /** The OPTIONS method is the user's: one of ours, if it was there first, makes room for it. */
  private makeRoom(resource: ResourceNode, method: MethodNode): void {
    const preflight = this.preflights.get(resource);
    if (preflight !== undefined) {
      this.deployments.withdraw(preflight.element);
      preflight.withdraw();
      this.preflights.delete(resource);
    }
    if (!method.open) {
      this.notices.note('options-not-open', resource.path);
    }
    if (method.cfn.cfnOptions.condition !== resource.element.cfnOptions.condition) {
      this.notices.note('conditional', nameOf(resource, method));
    }
  }

  private noteOwnPreflight(responses: MethodResponses, name: string | undefined): void {
    if (responses.keptOrigin) {
      this.notices.note('options-own-origin', name);
    } else if (responses.added) {
      this.notices.note('options-kept', name);
    } else if (!responses.unreadable) {
      this.notices.note('options-without-response', name);
    }
    if (responses.kept && !responses.keptOrigin) {
      this.notices.note('response-kept', name);
    }
  }

  /** A list of methods of the user's own may leave out a verb that the API has. */
  private noteMethod(resource: ResourceNode, method: MethodModel): void {
    const { methods } = this.policy;
    const safelisted = ['GET', 'HEAD', 'POST', 'ANY'].includes(method.verb);
    if (methods !== 'of-the-resource' && !methods.includes('*') && !methods.includes(method.verb) && !safelisted) {
      this.notices.note('method-not-allowed', nameOf(resource, method));
    }
  }
}

function nameOf(resource: ResourceNode, method: MethodModel): string {
  return `${method.verb} ${resource.path}`;
}
