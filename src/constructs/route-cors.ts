import { nameOf, noticesOfCompletion, noticesOfStep } from '../plan/observations';
import { isRoot } from '../plan/places';
import { planResource, type ResourceStep } from '../plan/steps';
import { isSuccess } from '../render/completed-responses';
import type { ApiContext } from './api-context';
import type { CorsArea } from './cors-area';
import { functionBehind } from './function-behind';
import type { MethodNode } from './method-node';
import { Preflight } from './preflight';
import { isSettled, type ProxyCors } from './proxy-cors';
import type { ProxyRoute } from './proxy-route';
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

  constructor(
    private readonly api: ApiContext,
    private readonly proxies: ProxyCors,
  ) {}

  /** Gives a resource what it lacks; again when it has gained a method. */
  apply(resource: ResourceNode): void {
    const area = this.api.areaOf(resource);
    if (area === undefined) {
      for (const method of resource.methods) {
        this.proxies.apply(proxyRoute(method, resource), undefined);
      }
      return;
    }
    for (const step of this.stepsFor(resource)) {
      this.applyStep(resource, step, area);
    }
  }

  /** What can be said only when nothing is added any more. */
  finish(): void {
    for (const [method, { responses, name, area }] of this.completed) {
      if (!responses.isIntact()) {
        area.notices.note('response-changed', name);
      }
      for (const id of noticesOfCompletion(method.verb, responses)) {
        area.notices.note(id, name);
      }
    }
  }

  /** Whether the answers of a method, or those of its backend, differ by the origin, where the policy's do. */
  dependsOnOrigin(method: MethodNode): boolean {
    return this.completed.get(method)?.responses.compared ?? true;
  }

  /** What is to be done with elements; a path that the document of the API has, too, gets its preflight there. */
  private stepsFor(resource: ResourceNode): readonly ResourceStep<MethodNode>[] {
    const { document } = this.api;
    const documented = document?.methodsAt(resource.path);
    if (documented === undefined) {
      const isBare = document !== undefined && resource.methods.length === 0 && isRoot(resource.place);
      return isBare ? [] : planResource(resource);
    }
    const methods = [...resource.methods, ...documented];
    const isOwn = (step: ResourceStep): step is ResourceStep<MethodNode> =>
      step.step !== 'add-preflight' && resource.methods.some((method) => method === step.method);
    return planResource({ path: resource.path, methods }).filter(isOwn);
  }

  private applyStep(resource: ResourceNode, step: ResourceStep<MethodNode>, area: CorsArea): void {
    for (const { id, subject } of noticesOfStep(step, resource.path, area.policy).filter(isSettled)) {
      area.notices.note(id, subject);
    }
    switch (step.step) {
      case 'add-preflight':
        this.addPreflight(resource, step.verbs, area);
        break;
      case 'complete-preflight': {
        this.makeRoom(resource, step.method, area);
        const answer = area.preflightAnswer(step.verbs);
        this.complete(resource, step.method, area, { answers: { answer, uncompared: answer }, appliesTo: isSuccess });
        break;
      }
      case 'leave-preflight':
        this.makeRoom(resource, step.method, area);
        this.proxies.leave(step.method.cfn);
        break;
      case 'complete-responses':
        this.complete(resource, step.method, area, { answers: area.answers });
        break;
      case 'leave-responses':
        this.proxies.apply(proxyRoute(step.method, resource), area);
        break;
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
      completed = { responses: new MethodResponses(method.cfn), name: nameOf(method, resource.path), area };
      this.completed.set(method, completed);
      this.api.emit(completed.responses, area);
    }
    const context = { mock: method.integration === 'MOCK', binary: this.api.mayBeBinary };
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
    if (method.cfn.cfnOptions.condition !== resource.condition) {
      notices.note('conditional', nameOf(method, resource.path));
    }
  }
}

function proxyRoute(method: MethodNode, resource: ResourceNode): ProxyRoute {
  const { cfn, integration } = method;
  const name = nameOf(method, resource.path);
  return { id: cfn.node.path, name, integration, element: cfn, called: () => functionBehind(cfn) };
}
