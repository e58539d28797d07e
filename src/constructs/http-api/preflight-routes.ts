import { CfnResource } from 'aws-cdk-lib';
import {
  type CfnApi,
  type CfnRoute,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  type HttpRouteIntegration,
  HttpRouteKey,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { shapeOf } from '../../plan/http-routes';
import type { Emission } from '../emission';
import type { TargetHttpApi } from './target-http-api';

interface AddedRoute {
  readonly route: HttpRoute;
  readonly element: CfnRoute;
}

/** The OPTIONS routes of ours, which take preflights before the authorizer of another route could. */
export class PreflightRoutes {
  private readonly routes = new Map<string, AddedRoute>();

  constructor(
    private readonly target: TargetHttpApi,
    private readonly integration: HttpRouteIntegration | undefined,
  ) {}

  get canAnswer(): boolean {
    return this.integration !== undefined;
  }

  get any(): boolean {
    return this.routes.size > 0;
  }

  /**
   * Adds a route, unless it is there already. It goes to the stack of the one whose preflights it takes, so that the stack
   * of the API need not refer to that.
   */
  add(path: string, beside: CfnRoute | CfnApi): Emission | undefined {
    const { integration } = this;
    if (integration === undefined || this.routes.has(shapeOf(path))) {
      return undefined;
    }
    const route = new HttpRoute(this.scopeFor(beside), `OPTIONS${path}`, {
      httpApi: this.target.api,
      routeKey: HttpRouteKey.with(path, HttpMethod.OPTIONS),
      integration,
      authorizer: new HttpNoneAuthorizer(),
      authorizationScopes: [],
    });
    shareCondition(route, this.isAtHome(beside) ? this.target.cfn : beside);
    const element = route.node.defaultChild as CfnRoute;
    this.routes.set(shapeOf(path), { route, element });
    return { element, content: () => [element.node.path] };
  }

  /** Makes room for a route that the user added late. What the integration is made of stays: other routes may use it. */
  withdraw(path: string): CfnRoute | undefined {
    const added = this.routes.get(shapeOf(path));
    this.routes.delete(shapeOf(path));
    added?.route.node.tryRemoveChild(added.element.node.id);
    return added?.element;
  }

  private isAtHome({ stack }: CfnRoute | CfnApi): boolean {
    return stack === this.target.cfn.stack;
  }

  private scopeFor(beside: CfnRoute | CfnApi): Construct {
    const parent = beside.node.scope;
    const l2 = parent?.node.defaultChild === beside ? parent : beside;
    const scope = this.isAtHome(beside) ? this.target.scope : l2;
    return (scope.node.tryFindChild(SCOPE) as Construct | undefined) ?? new Construct(scope, SCOPE);
  }
}

const SCOPE = 'CorsPreflight';

function shareCondition(route: HttpRoute, other: CfnResource): void {
  for (const element of route.node.findAll().filter(CfnResource.isCfnResource)) {
    element.cfnOptions.condition = other.cfnOptions.condition;
  }
}
