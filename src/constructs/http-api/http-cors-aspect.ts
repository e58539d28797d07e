import type { IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { planHttpRoutes, verbsOf } from '../../plan/http-routes';
import type { CorsPolicy } from '../../policy/policy';
import { httpCorsConfiguration } from '../../render/http-cors';
import { Deployments } from '../deployments';
import type { NoticeBoard } from '../notice-board';
import { renderedProperties } from '../plain-view';
import { HttpApiTree, type RouteNode } from './http-api-tree';
import { refusalOf } from './http-refusals';
import { HttpReport } from './http-report';
import { OwnConfiguration } from './own-configuration';
import type { PreflightRoutes } from './preflight-routes';
import type { TargetHttpApi } from './target-http-api';

/**
 * Gives an HTTP API its CORS while the app is synthesised. It looks at the whole stage on its first visit, and again
 * whenever it meets a part of an API that another Aspect has added since.
 */
export class HttpCorsAspect implements IAspect {
  private readonly tree: HttpApiTree;
  private readonly deployments: Deployments;
  private readonly configuration: OwnConfiguration;
  private started = false;
  /** Why nothing is done, where the API became so only after the construct was made. */
  private refusal: string | undefined;

  constructor(
    private readonly target: TargetHttpApi,
    private readonly policy: CorsPolicy,
    private readonly preflights: PreflightRoutes,
    private readonly notices: NoticeBoard,
  ) {
    this.tree = new HttpApiTree(target);
    this.configuration = new OwnConfiguration(target.cfn);
    this.deployments = new Deployments(() => this.configuration.value);
  }

  visit(node: IConstruct): void {
    if (!this.started) {
      this.started = true;
      this.refusal = refusalOf(this.target.cfn, renderedProperties(this.target.cfn), this.policy);
      this.apply();
    } else if (this.tree.isNews(node)) {
      this.apply();
    }
  }

  /** What can be said only when no route is added any more: warnings, and what the synthesis has to fail with. */
  finish(): readonly string[] {
    if (this.refusal !== undefined) {
      return [this.refusal];
    }
    const late = this.tree.discover().routes;
    const report = new HttpReport(this.target, this.policy, this.notices);
    report.noteLate(late);
    report.noteRoutes(this.tree.routes());
    report.noteDeployments(this.tree.stages, this.deployments);
    if (!this.configuration.isIntact()) {
      this.notices.note('http-cors-changed');
    }
    if (this.preflights.canAnswer && !this.preflights.any) {
      this.notices.note('http-integration-unused');
    }
    const refusals = report.refusals(planHttpRoutes(this.tree.routes(), this.preflights.canAnswer));
    this.notices.publish();
    return refusals;
  }

  private apply(): void {
    if (this.refusal !== undefined) {
      return;
    }
    const found = this.tree.discover();
    for (const deployment of found.deployments) {
      this.deployments.addDeployment(deployment, this.target.cfn);
    }
    for (const element of found.raw) {
      this.notices.note('raw-resource', element.node.path);
    }
    const routes = this.tree.routes();
    for (const route of routes) {
      this.makeRoom(route);
    }
    const steps = planHttpRoutes(routes, this.preflights.canAnswer).filter((one) => one.step === 'add-preflight-route');
    // The integration stands where its first route does, and what lies in the stack of the API can be referred to by all.
    for (const { path, route } of [...steps.filter(this.isAtHome), ...steps.filter((step) => !this.isAtHome(step))]) {
      this.addPreflight(path, route);
    }
    this.configuration.set(httpCorsConfiguration(this.policy, verbsOf(routes)));
  }

  private readonly isAtHome = ({ route: { element } }: { readonly route: RouteNode }): boolean =>
    element.stack === this.target.cfn.stack;

  private addPreflight(path: string, route: RouteNode): void {
    const emission = this.preflights.add(path, route.element);
    if (emission !== undefined) {
      this.tree.markOwn(emission.element);
      this.deployments.addEmission(emission);
    }
  }

  /** An OPTIONS route of the user's that came late takes the place of ours. */
  private makeRoom(route: RouteNode): void {
    const [verb, path] = route.key?.split(' ') ?? [];
    const withdrawn = verb === 'OPTIONS' && path !== undefined ? this.preflights.withdraw(path) : undefined;
    if (withdrawn !== undefined) {
      this.deployments.withdraw(withdrawn);
    }
  }
}
