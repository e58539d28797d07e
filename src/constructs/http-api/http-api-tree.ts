import { CfnResource } from 'aws-cdk-lib';
import {
  type CfnApi,
  CfnApiGatewayManagedOverrides,
  CfnAuthorizer,
  CfnDeployment,
  CfnRoute,
  CfnStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IConstruct } from 'constructs';
import { admissionOf } from '../../plan/http-admission';
import type { HttpRouteModel } from '../../plan/http-routes';
import { isRecord } from '../../render/template-values';
import { elementsBelow } from '../elements-below';
import { renderedProperties } from '../plain-view';
import type { TargetHttpApi } from './target-http-api';

/** A route and the element that defines it: of its own, or the API with the route that it is made with. */
export interface RouteNode extends HttpRouteModel {
  readonly element: CfnRoute | CfnApi;
}

/** What a look at the construct tree found that was not there at the last one. */
export interface HttpDiscovery {
  readonly routes: readonly CfnRoute[];
  readonly deployments: readonly CfnDeployment[];
  readonly raw: readonly CfnResource[];
}

const READ_TYPES = [CfnRoute, CfnStage, CfnDeployment, CfnAuthorizer, CfnApiGatewayManagedOverrides].map(
  (type) => type.CFN_RESOURCE_TYPE_NAME,
);

/** The construct tree as the model of one HTTP API. */
export class HttpApiTree {
  readonly stages: CfnStage[] = [];
  private readonly elements: CfnRoute[] = [];
  private readonly authorizers: CfnAuthorizer[] = [];
  private overrides: CfnApiGatewayManagedOverrides | undefined;
  private readonly seen = new Set<IConstruct>();

  constructor(private readonly target: TargetHttpApi) {}

  /** Whether the construct could be a part of an API that no look has seen. */
  isNews(construct: IConstruct): boolean {
    return (
      CfnResource.isCfnResource(construct) &&
      READ_TYPES.includes(construct.cfnResourceType) &&
      !this.seen.has(construct)
    );
  }

  /** What the library adds itself is no news. */
  markOwn(construct: IConstruct): void {
    this.seen.add(construct);
  }

  /** Reads what is new below the stage. */
  discover(): HttpDiscovery {
    this.target.lookAgain();
    const news = elementsBelow(this.target.stage).filter((element) => this.isNews(element));
    for (const element of news) {
      this.seen.add(element);
    }
    const own = <T extends CfnResource & { apiId: string }>(is: (element: CfnResource) => element is T): T[] =>
      news.filter(is).filter((element) => this.target.owns(element.apiId, element));
    const routes = own((element) => element instanceof CfnRoute);
    this.elements.push(...routes);
    this.stages.push(...own((element) => element instanceof CfnStage));
    this.authorizers.push(...own((element) => element instanceof CfnAuthorizer));
    this.overrides ??= own((element) => element instanceof CfnApiGatewayManagedOverrides)[0];
    return {
      routes,
      deployments: own((element) => element instanceof CfnDeployment),
      raw: news
        .filter((element) => element.constructor === CfnResource)
        .filter((element) => this.target.ownsRendered(renderedProperties(element).ApiId, element)),
    };
  }

  /** The routes that are there by now, as the template will have them. */
  routes(): readonly RouteNode[] {
    return [...this.quickCreated(), ...this.elements.map((element) => this.read(element))];
  }

  private read(element: CfnRoute): RouteNode {
    const { RouteKey, AuthorizationType } = renderedProperties(element);
    const authorizer = element.authorizerId && this.target.identityOf(element.authorizerId, element);
    return {
      element,
      key: textOf(RouteKey),
      admission: admissionOf(textOf(AuthorizationType ?? 'NONE'), this.identitySources(authorizer)),
    };
  }

  /**
   * The route that an API with a `target` is made with.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
   */
  private quickCreated(): readonly RouteNode[] {
    const element = this.target.cfn;
    const { Target, RouteKey = '$default' } = renderedProperties(element);
    if (Target === undefined) {
      return [];
    }
    const overridden = this.overrides === undefined ? undefined : renderedProperties(this.overrides).Route;
    const type = isRecord(overridden) ? (overridden.AuthorizationType ?? 'NONE') : 'NONE';
    return [{ element, key: textOf(RouteKey), admission: admissionOf(textOf(type), undefined) }];
  }

  private identitySources(identity: string | undefined): readonly string[] | undefined {
    const authorizer = this.authorizers.find((element) => identity?.startsWith(`${element.node.path}#`));
    const sources = authorizer && renderedProperties(authorizer).IdentitySource;
    return Array.isArray(sources) && sources.every((source) => typeof source === 'string') ? sources : undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
