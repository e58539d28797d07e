import type { MethodModel } from '../plan/model';
import { planResource, type ResourceStep } from '../plan/steps';
import type { ApiContext } from './api-context';
import type { CorsArea } from './cors-area';
import type { MethodNode } from './method-node';
import type { NoticeBoard } from './notice-board';
import { Preflight } from './preflight';
import { ProxyCors } from './proxy-cors';
import type { ResourceNode } from './resource-node';
import { MethodResponses, type ResponseCompletion } from './responses';

/** A method of the user's whose responses were completed, with its name for people and the area that it follows. */
interface CompletedMethod {
  readonly responses: MethodResponses;
  readonly name: string;
  readonly area: CorsArea;
}

/** The preflights and the responses of the routes. */
export class RouteCors {
  private readonly preflights = new Map<ResourceNode, Preflight>();
  private readonly completed = new Map<MethodNode, CompletedMethod>();

  private readonly proxies: ProxyCors;

  constructor(private readonly api: ApiContext) {
    this.proxies = new ProxyCors(api);
  }

  /** Gives a resource what it lacks; again when it has gained a method. */
  apply(resource: ResourceNode): void {
    const area = this.api.areaOf(resource);
    if (area === undefined) {
      for (const method of resource.methods) {
        this.proxies.apply(method, nameOf(resource, method), undefined);
      }
      return;
    }
    for (const step of planResource(resource)) {
      this.applyStep(resource, step, area);
    }
  }

  /** What can be said only when nothing is added any more. */
  finish(): void {
    for (const [method, { responses, name, area }] of this.completed) {
      const { notices } = area;
      if (!responses.isIntact()) {
        notices.note('response-changed', name);
      }
      if (method.verb === 'OPTIONS') {
        noteOwnPreflight(responses, name, notices);
      } else if (responses.kept) {
        notices.note('response-kept', name);
      }
      if (responses.uncompared) {
        notices.note('response-binary', name);
      }
      if (responses.unreadable) {
        notices.note('response-unreadable', name);
      }
    }
    this.proxies.finish();
  }

  private applyStep(resource: ResourceNode, step: ResourceStep<MethodNode>, area: CorsArea): void {
    switch (step.step) {
      case 'add-preflight':
        this.addPreflight(resource, step.verbs, area);
        break;
      case 'complete-preflight': {
        this.makeRoom(resource, step.method, area);
        const answer = area.preflightAnswer(step.verbs);
        // Another status is an error to a browser, whatever its headers.
        const appliesTo = (status: string) => /^2\d\d$/.test(status);
        this.complete(resource, step.method, area, { answers: { answer, uncompared: answer }, appliesTo });
        break;
      }
      case 'leave-preflight':
        this.makeRoom(resource, step.method, area);
        area.notices.note('options-left', resource.path);
        break;
      case 'complete-responses':
        noteMethod(resource, step.method, area);
        this.complete(resource, step.method, area, { answers: area.answers });
        break;
      case 'leave-responses': {
        noteMethod(resource, step.method, area);
        const name = nameOf(resource, step.method);
        if (step.method.integration === 'UNKNOWN') {
          area.notices.note('integration-unknown', name);
        } else {
          this.proxies.apply(step.method, name, area);
        }
        break;
      }
    }
  }

  private addPreflight(resource: ResourceNode, verbs: readonly string[], area: CorsArea): void {
    let preflight = this.preflights.get(resource);
    if (preflight === undefined) {
      preflight = new Preflight(resource);
      this.preflights.set(resource, preflight);
      this.api.emit(preflight, area);
    }
    preflight.allow(verbs, area);
  }

  private complete(
    resource: ResourceNode,
    method: MethodNode,
    area: CorsArea,
    completion: Omit<ResponseCompletion, 'context'>,
  ): void {
    let completed = this.completed.get(method);
    if (completed === undefined) {
      completed = { responses: new MethodResponses(method.cfn), name: nameOf(resource, method), area };
      this.completed.set(method, completed);
      this.api.emit(completed.responses, area);
    }
    const context = { mock: method.integration === 'MOCK', binary: this.api.target.mayBeBinary };
    completed.responses.complete({ ...completion, context });
  }

  /** The OPTIONS method is the user's: one of ours, if it was there first, makes room for it. */
  private makeRoom(resource: ResourceNode, method: MethodNode, { notices }: CorsArea): void {
    const preflight = this.preflights.get(resource);
    if (preflight !== undefined) {
      this.api.deployments.withdraw(preflight.element);
      preflight.withdraw();
      this.preflights.delete(resource);
    }
    if (!method.open) {
      notices.note('options-not-open', resource.path);
    }
    if (method.cfn.cfnOptions.condition !== resource.condition) {
      notices.note('conditional', nameOf(resource, method));
    }
  }
}

function noteOwnPreflight(responses: MethodResponses, name: string, notices: NoticeBoard): void {
  if (responses.keptOrigin) {
    notices.note('options-own-origin', name);
  } else if (responses.added) {
    notices.note('options-kept', name);
  } else if (!responses.unreadable) {
    notices.note('options-without-response', name);
  }
  if (responses.kept && !responses.keptOrigin) {
    notices.note('response-kept', name);
  }
}

/** A list of methods of the user's own may leave out a verb that the API has. */
function noteMethod(resource: ResourceNode, method: MethodModel, { policy, notices }: CorsArea): void {
  const { methods } = policy;
  const safelisted = ['GET', 'HEAD', 'POST', 'ANY'].includes(method.verb);
  if (methods !== 'of-the-resource' && !methods.includes('*') && !methods.includes(method.verb) && !safelisted) {
    notices.note('method-not-allowed', nameOf(resource, method));
  }
}

function nameOf(resource: ResourceNode, method: MethodModel): string {
  return `${method.verb} ${resource.path}`;
}
