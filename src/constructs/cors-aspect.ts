import { type IAspect, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ApiContext } from './api-context';
import { ApiTree } from './api-tree';
import type { CorsArea } from './cors-area';
import { Deployments } from './deployments';
import { ErrorCors } from './error-cors';
import { RouteCors } from './route-cors';
import type { TargetApi } from './target-api';

/**
 * Gives an API its CORS while the app is synthesised. It looks at the whole stage on its first visit, and again whenever
 * it meets a part of an API that another Aspect has added since.
 */
export class CorsAspect implements IAspect {
  private readonly api: ApiContext;
  private readonly routes: RouteCors;
  private readonly errors: ErrorCors;
  private started = false;

  constructor(target: TargetApi, whole: CorsArea) {
    const deployments = new Deployments(() => whole.emitted, target.cfn && Stack.of(target.cfn));
    this.api = new ApiContext(target, new ApiTree(target), deployments, whole);
    this.routes = new RouteCors(this.api);
    this.errors = new ErrorCors(this.api);
  }

  visit(node: IConstruct): void {
    if (!this.started || this.api.tree.isNews(node)) {
      this.started = true;
      this.apply();
    }
  }

  /** What can be said only when no route is added any more. */
  finish(): void {
    const { tree, deployments } = this.api;
    const { notices } = this.api.whole;
    const late = tree.discover();
    for (const element of [
      ...late.resources.map(({ element: cfn }) => cfn),
      ...late.gatewayResponses.map(({ cfn }) => cfn),
    ]) {
      notices.note('added-too-late', element.node.path);
    }
    if (tree.allResources.length === 0) {
      notices.note('nothing-found');
    }
    if (!deployments.any) {
      notices.note('deployment-not-found');
    }
    for (const element of deployments.missed) {
      notices.note('deployment-elsewhere', element.node.path);
    }
    this.routes.finish();
    this.errors.finish();
    notices.publish();
  }

  private apply(): void {
    const found = this.api.tree.discover();
    for (const deployment of found.deployments) {
      this.api.deployments.addDeployment(deployment);
    }
    for (const resource of found.resources) {
      this.routes.apply(resource);
    }
    this.errors.apply(found.gatewayResponses);
    for (const element of found.raw) {
      this.api.whole.notices.note('raw-resource', element.node.path);
    }
  }
}
