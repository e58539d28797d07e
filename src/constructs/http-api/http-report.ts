import type { CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { type HttpRouteStep, verbOf } from '../../plan/http-routes';
import type { CorsPolicy } from '../../policy/policy';
import { noteStaleDeployments } from '../deployment-notices';
import type { Deployments } from '../deployments';
import type { NoticeBoard } from '../notice-board';
import { renderedProperties } from '../plain-view';
import type { RouteNode } from './http-api-tree';
import { behindAuthorizer } from './http-refusals';
import type { TargetHttpApi } from './target-http-api';

/** What the owner of an HTTP API is told once all of it is known. */
export class HttpReport {
  constructor(
    private readonly target: TargetHttpApi,
    private readonly policy: CorsPolicy,
    private readonly notices: NoticeBoard,
  ) {}

  noteLate(routes: readonly CfnRoute[]): void {
    for (const route of routes) {
      this.notices.note('added-too-late', route.node.path);
    }
  }

  noteRoutes(routes: readonly RouteNode[]): void {
    if (routes.length === 0 && this.policy.methods === 'of-the-resource') {
      this.notices.note('http-no-routes');
    }
    for (const route of routes) {
      const verb = verbOf(route);
      if (verb === undefined) {
        this.notices.note('http-route-unreadable', route.element.node.path);
      } else if (this.policy.lacksMethod(verb)) {
        this.notices.note('method-not-allowed', route.key);
      }
      if (verb === 'OPTIONS' && route.element.cfnOptions.condition !== this.target.cfn.cfnOptions.condition) {
        this.notices.note('conditional', route.key);
      }
    }
  }

  /** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html */
  noteDeployments(stages: readonly CfnStage[], deployments: Deployments): void {
    const { any: deployed } = deployments;
    const idle = stages.filter((stage) => String(renderedProperties(stage).AutoDeploy) !== 'true');
    const servesItself = renderedProperties(this.target.cfn).Target !== undefined;
    if (!deployed && idle.length > 0) {
      for (const stage of idle) {
        this.notices.note('http-not-deployed', stage.node.path);
      }
    } else if (!deployed && stages.length === 0 && !servesItself) {
      this.notices.note('http-not-deployed');
    }
    noteStaleDeployments(deployments, this.notices);
  }

  /** Notes who else is asked about preflights, and returns what the synthesis has to fail with. */
  refusals(steps: readonly HttpRouteStep<RouteNode>[]): readonly string[] {
    const refused: RouteNode[] = [];
    for (const step of steps) {
      if (step.step === 'leave-to-integration') {
        this.notices.note('http-preflight-by-integration', step.route.key);
      } else if (step.step === 'leave-to-authorizer') {
        this.notices.note('http-preflight-by-authorizer', step.route.key);
      } else if (step.step === 'refuse' && verbOf(step.route) === 'OPTIONS') {
        this.notices.note('http-preflight-refused', step.route.key);
      } else if (step.step === 'refuse') {
        refused.push(step.route);
      }
    }
    return refused.length === 0 ? [] : [behindAuthorizer(this.target.cfn, refused)];
  }
}
