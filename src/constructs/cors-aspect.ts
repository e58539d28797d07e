import { type IAspect, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { CorsPolicy } from '../policy/policy';
import { mockPreflight } from '../render/mock-preflight';
import { preflightAnswer } from '../response/answers';
import { ApiTree } from './api-tree';
import { Deployments } from './deployments';
import { ErrorCors } from './error-cors';
import type { NoticeBoard } from './notice-board';
import { RouteCors } from './route-cors';
import type { TargetApi } from './target-api';

/**
 * Gives an API its CORS while the app is synthesised. It looks at the whole stage on its first visit, and again whenever
 * it meets a part of an API that another Aspect has added since.
 */
export class CorsAspect implements IAspect {
  private readonly tree: ApiTree;
  private readonly deployments: Deployments;
  private readonly routes: RouteCors;
  private readonly errors: ErrorCors;
  private started = false;

  constructor(
    target: TargetApi,
    policy: CorsPolicy,
    private readonly notices: NoticeBoard,
  ) {
    this.tree = new ApiTree(target);
    this.deployments = new Deployments(() => this.emitted(policy), target.cfn && Stack.of(target.cfn));
    this.routes = new RouteCors(target, policy, this.tree, this.deployments, notices);
    this.errors = new ErrorCors(target, policy, this.tree, this.deployments, notices);
  }

  visit(node: IConstruct): void {
    if (!this.started || this.tree.isNews(node)) {
      this.started = true;
      this.apply();
    }
  }

  /** What can be said only when no route is added any more. */
  finish(): void {
    const late = this.tree.discover();
    for (const element of [
      ...late.resources.map(({ element: cfn }) => cfn),
      ...late.gatewayResponses.map(({ cfn }) => cfn),
    ]) {
      this.notices.note('added-too-late', element.node.path);
    }
    if (this.tree.allResources.length === 0) {
      this.notices.note('nothing-found');
    }
    if (!this.deployments.any) {
      this.notices.note('deployment-not-found');
    }
    for (const element of this.deployments.missed) {
      this.notices.note('deployment-elsewhere', element.node.path);
    }
    this.routes.finish();
    this.errors.finish();
    this.notices.publish();
  }

  private apply(): void {
    const found = this.tree.discover();
    for (const deployment of found.deployments) {
      this.deployments.addDeployment(deployment);
    }
    for (const resource of found.resources) {
      this.routes.apply(resource);
    }
    this.errors.apply(found.gatewayResponses);
    for (const element of found.raw) {
      this.notices.note('raw-resource', element.node.path);
    }
  }

  /** What every emission has in common. */
  private emitted(policy: CorsPolicy): unknown {
    return [
      mockPreflight(preflightAnswer(policy, []), policy.preflightStatus),
      this.routes.answers,
      this.errors.answer,
    ];
  }
}
