import type { IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { describeOverrun, describeUse, isCurable } from '../plan/budget';
import { catcherOf } from '../plan/caught-preflights';
import type { ResourceModel } from '../plan/model';
import { ApiContext, type Request } from './api-context';
import { Budget } from './budget';
import { CacheCors } from './cache-cors';
import { noteIdleClaims } from './claim-notices';
import type { CorsArea } from './cors-area';
import { noteStaleDeployments } from './deployment-notices';
import { DocumentCors } from './document-cors';
import { ErrorCors } from './error-cors';
import { ProxyCors } from './proxy-cors';
import { RouteCors } from './route-cors';

/**
 * Gives an API its CORS while the app is synthesised. It looks at the whole stage on its first visit, and again whenever
 * it meets a part of an API that another Aspect has added since.
 */
export class CorsAspect implements IAspect {
  private work: ApiWork | undefined;

  /** @param request asked once, on the first visit: whoever comes later is too late */
  constructor(private readonly request: () => Request) {}

  visit(node: IConstruct): void {
    if (this.work === undefined) {
      this.work = new ApiWork(new ApiContext(this.request()));
      this.work.apply();
    } else if (this.work.api.tree.isNews(node)) {
      this.work.apply();
    }
  }

  /** What can be said only when no route is added any more; and what makes it impossible to write a template. */
  finish(): readonly string[] {
    return this.work?.finish() ?? [];
  }
}

class ApiWork {
  private readonly routes: RouteCors;
  private readonly errors: ErrorCors;
  private readonly proxies: ProxyCors;
  private readonly document: DocumentCors | undefined;
  private readonly caches: CacheCors;

  constructor(readonly api: ApiContext) {
    this.proxies = new ProxyCors(this.api);
    this.routes = new RouteCors(this.api, this.proxies);
    this.errors = new ErrorCors(this.api);
    this.document = api.document && new DocumentCors(api, api.document, this.proxies);
    this.caches = new CacheCors(this.api, this.routes, this.document);
  }

  apply(): void {
    const found = this.api.look();
    for (const deployment of found.deployments) {
      this.api.deployments.addDeployment(deployment, this.api.target.cfn);
    }
    this.caches.addStages(found.stages);
    this.caches.apply(found.resources);
    this.routes.apply(found.resources);
    this.errors.apply(found.gatewayResponses);
    this.document?.apply(this.errors.known);
    for (const element of found.raw) {
      this.api.lead.notices.note('raw-resource', element.node.path);
    }
  }

  finish(): readonly string[] {
    const { tree, deployments, lead } = this.api;
    const late = this.api.look();
    for (const resource of late.resources) {
      (this.api.areaOf(resource) ?? lead).notices.note('added-too-late', resource.element.node.path);
    }
    for (const { cfn } of late.gatewayResponses) {
      lead.notices.note('added-too-late', cfn.node.path);
    }
    if (tree.allResources.length === 0) {
      lead.notices.note('nothing-found');
    }
    if (!deployments.any) {
      lead.notices.note('deployment-not-found');
    }
    noteStaleDeployments(deployments, lead.notices);
    this.routes.finish();
    this.proxies.finish();
    this.caches.addStages(late.stages);
    this.caches.finish();
    this.noteUncovered();
    noteIdleClaims(this.api);
    this.errors.finish();
    this.document?.finish(this.errors.known);
    const uses = new Budget(this.api, this.routes.preflights, late.elements).near;
    for (const use of uses) {
      lead.notices.note('near-limit', describeUse(use));
    }
    for (const { notices } of this.api.areas) {
      notices.publish();
    }
    deployments.finish();
    return uses.filter(isCurable).map((use) => `${this.api.leader}: ${describeOverrun(use)}`);
  }

  /** Whether an OPTIONS method that was there already, or that a document was given, answers for a route. */
  private answersByItself(route: ResourceModel): boolean {
    const documented = this.api.document?.model.paths ?? [];
    return route.methods.some(({ verb }) => verb === 'OPTIONS') || documented.some((path) => path === route);
  }

  /** Routes that follow no policy, although their owner could think so. */
  private noteUncovered(): void {
    const { tree, lead, document } = this.api;
    if (!this.api.hasParts) {
      return;
    }
    const lost = tree.allResources.filter((resource) => this.api.isLost(resource));
    for (const resource of lost) {
      lead.notices.note('place-unknown', resource.element.node.path);
    }
    const areas = new Map<ResourceModel, CorsArea | undefined>([
      ...tree.allResources.map((resource) => [resource, this.api.areaOf(resource)] as const),
      ...(document?.model.paths ?? []).map((path) => [path, this.api.areaAtPath(path.path)] as const),
    ]);
    const routes = [...areas.keys()].filter((route) => !lost.some((resource) => resource === route));
    const preflights = new Map<ResourceModel, CorsArea | undefined>([
      ...this.routes.preflights.all.map(({ path, area }) => [{ path, methods: [] }, area] as const),
      ...[...areas].filter(([route, area]) => area !== undefined && this.answersByItself(route)),
    ]);
    for (const route of routes.filter((one) => areas.get(one) === undefined)) {
      const catcher = catcherOf(route, [...preflights.keys()]);
      if (catcher !== undefined) {
        preflights.get(catcher)?.notices.note('preflight-elsewhere', `${route.path} (by ${catcher.path})`);
      }
    }
  }
}
