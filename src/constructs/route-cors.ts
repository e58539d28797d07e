import { isMappable } from '../plan/model';
import { nameOf, noticesOfCompletion, noticesOfStep } from '../plan/observations';
import { isRoot } from '../plan/places';
import { planResource, type ResourceStep } from '../plan/steps';
import { isSuccess } from '../render/completed-responses';
import type { ApiContext } from './api-context';
import type { CorsArea } from './cors-area';
import { functionBehind } from './function-behind';
import type { MethodNode } from './method-node';
import { Preflights } from './preflights';
import { isSettled, type ProxyCors } from './proxy-cors';
import type { ProxyRoute } from './proxy-route';
import type { ResourceNode } from './resource-node';
import { MethodResponses, mayHaveResponses, type ResponseCompletion } from './responses';

/** A method of the user's whose responses were completed, with its name for people and the area that it follows. */
interface CompletedMethod {
  readonly responses: MethodResponses;
  readonly name: string;
  readonly area: CorsArea;
}

/** The preflights and the responses of the routes. */
export class RouteCors {
  readonly preflights: Preflights;
  /** The resources without an OPTIONS method, and the area that each follows. */
  private readonly wanting = new Map<ResourceNode, CorsArea>();
  private readonly completed = new Map<MethodNode, CompletedMethod>();
  /** Of the API; asked once for all that is looked at together. */
  private mayBeBinary = false;

  constructor(
    private readonly api: ApiContext,
    private readonly proxies: ProxyCors,
  ) {
    this.preflights = new Preflights(api);
  }

  /** Gives resources what they lack; again when they have gained a method. */
  apply(resources: readonly ResourceNode[]): void {
    this.mayBeBinary = this.api.mayBeBinary;
    for (const resource of resources) {
      this.wanting.delete(resource);
      this.applyTo(resource, this.api.areaOf(resource));
    }
    this.preflights.place(this.wanting);
  }

  private applyTo(resource: ResourceNode, area: CorsArea | undefined): void {
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
    this.preflights.finish();
  }

  /** Whether the answers of a method, or those of its backend, differ by the origin, where the policy's do. */
  dependsOnOrigin(method: MethodNode): boolean {
    return this.completed.get(method)?.responses.compared ?? !isMappable(method.integration);
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
    for (const { id, subject } of noticesOfStep(step, resource, area.policy).filter(isSettled)) {
      area.notices.note(id, subject);
    }
    switch (step.step) {
      case 'add-preflight':
        this.wanting.set(resource, area);
        break;
      case 'complete-preflight': {
        noteCondition(resource, step.method, area);
        const answer = area.preflightAnswer(step.verbs);
        this.complete(resource, step.method, area, { answers: { answer, uncompared: answer }, appliesTo: isSuccess });
        break;
      }
      case 'leave-preflight':
        noteCondition(resource, step.method, area);
        this.proxies.leave(step.method.cfn);
        break;
      case 'complete-responses':
        if (this.completed.has(step.method) || mayHaveResponses(step.method.cfn)) {
          this.complete(resource, step.method, area, { answers: area.answers });
        }
        break;
      case 'leave-responses':
        this.proxies.apply(proxyRoute(step.method, resource), area);
        break;
    }
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
    const context = { mock: method.integration === 'MOCK', binary: this.mayBeBinary };
    completed.responses.complete({ ...completion, context });
  }
}

/** Where the condition of an OPTIONS method of the user's is false, the resource may be there without it. */
function noteCondition(resource: ResourceNode, method: MethodNode, { notices }: CorsArea): void {
  if (method.cfn.cfnOptions.condition !== resource.condition) {
    notices.note('conditional', nameOf(method, resource.path));
  }
}

function proxyRoute(method: MethodNode, resource: ResourceNode): ProxyRoute {
  const { cfn, integration } = method;
  const name = nameOf(method, resource.path);
  return { id: cfn.node.path, name, integration, element: cfn, called: () => functionBehind(cfn) };
}
