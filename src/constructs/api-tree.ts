import { CfnResource as AnyCfnResource, Token } from 'aws-cdk-lib';
import {
  CfnDeployment,
  CfnGatewayResponse,
  CfnMethod,
  CfnResource,
  CfnStage,
  type IResource,
} from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import type { GatewayResponseModel } from '../plan/model';
import { type Place, ResourceTree, ROOT } from '../plan/places';
import { elementsBelow } from './elements-below';
import { MethodNode } from './method-node';
import { renderedProperties } from './plain-view';
import { DefinedResource, ImportedResource, importOf, l2Of, type ResourceNode, RootResource } from './resource-node';
import type { TargetApi } from './target-api';

export interface GatewayResponseNode extends GatewayResponseModel {
  readonly cfn: CfnGatewayResponse;
}

/** What a look at the construct tree found that was not there at the last one. */
export interface Discovery {
  /** All that lies below the stage, new or not. */
  readonly elements: readonly AnyCfnResource[];
  readonly resources: readonly ResourceNode[];
  readonly gatewayResponses: readonly GatewayResponseNode[];
  readonly deployments: readonly CfnDeployment[];
  /** Stages, and deployments that describe one themselves. */
  readonly stages: readonly AnyCfnResource[];
  readonly raw: readonly AnyCfnResource[];
}

const RESOURCE = 'AWS::ApiGateway::Resource';
const STAGE = 'AWS::ApiGateway::Stage';
const METHOD = 'AWS::ApiGateway::Method';
const GATEWAY_RESPONSE = 'AWS::ApiGateway::GatewayResponse';
const DEPLOYMENT = 'AWS::ApiGateway::Deployment';
const ROUTES = [RESOURCE, METHOD];
const READ_TYPES = new Set([...ROUTES, GATEWAY_RESPONSE, DEPLOYMENT, STAGE]);

/** The construct tree as the model of one API. */
export class ApiTree {
  private readonly resources = new Map<string, ResourceNode>();
  private readonly tree = new ResourceTree();
  private readonly seen = new Set<IConstruct>();
  private readonly unread: AnyCfnResource[] = [];
  private found: readonly ResourceNode[] | undefined;

  constructor(private readonly target: TargetApi) {}

  /** Every resource that was found so far. */
  get allResources(): readonly ResourceNode[] {
    this.found ??= [...this.resources.values()];
    return this.found;
  }

  /** Routes that are written as bare resources, which say nothing of themselves. */
  get unreadRoutes(): readonly AnyCfnResource[] {
    return this.unread;
  }

  /** Where a resource lies, as far as was found so far. */
  placeOf(resource: IResource): Place {
    const key = this.target.keyOf(resource);
    this.tree.state(key, () => plain(resource.path));
    return this.tree.placeOf(key);
  }

  /** Whether the construct could be a part of an API that no look has seen. */
  isNews(construct: IConstruct): boolean {
    return (
      AnyCfnResource.isCfnResource(construct) && READ_TYPES.has(construct.cfnResourceType) && !this.seen.has(construct)
    );
  }

  /** What the library adds itself is no news. */
  markOwn(construct: IConstruct): void {
    this.seen.add(construct);
  }

  /** Reads what is new below the stage. */
  discover(): Discovery {
    this.target.lookAgain();
    const elements = elementsBelow(this.target.stage);
    const byType = new Map([...READ_TYPES].map((type): [string, AnyCfnResource[]] => [type, []]));
    const anyBare: AnyCfnResource[] = [];
    for (const element of elements) {
      if (this.isNews(element)) {
        this.seen.add(element);
        const alike = element.constructor === AnyCfnResource ? anyBare : byType.get(element.cfnResourceType);
        alike?.push(element);
      }
    }
    const bare = anyBare.filter((element) => this.mayBelong(element));
    this.unread.push(...bare.filter(({ cfnResourceType }) => ROUTES.includes(cfnResourceType)));
    const changed = new Set<ResourceNode>();
    const { cfn } = this.target;
    if (cfn !== undefined && !this.resources.has(ROOT)) {
      changed.add(this.add(ROOT, new RootResource(cfn, this.target.root, this.tree.placeOf(ROOT))));
    }
    for (const element of bare.filter(({ cfnResourceType }) => cfnResourceType === RESOURCE)) {
      this.growRaw(element);
    }
    for (const element of this.owned(byType.get(RESOURCE), CfnResource)) {
      changed.add(this.addResource(element));
    }
    for (const element of this.owned(byType.get(METHOD), CfnMethod)) {
      changed.add(this.addMethod(element));
    }
    const deployments = this.owned(byType.get(DEPLOYMENT), CfnDeployment);
    const stages = this.owned(byType.get(STAGE), CfnStage);
    const isStage = ({ cfnResourceType }: AnyCfnResource) => cfnResourceType === STAGE;
    return {
      elements,
      resources: [...changed],
      gatewayResponses: this.owned(byType.get(GATEWAY_RESPONSE), CfnGatewayResponse).map((cfn) => ({
        cfn,
        type: cfn.responseType,
      })),
      deployments,
      stages: [...stages, ...bare.filter(isStage), ...deployments.filter(({ stageName }) => stageName !== undefined)],
      raw: bare.filter((element) => !isStage(element)),
    };
  }

  /** Those of a class that belong to the API. */
  private owned<E extends AnyCfnResource & { restApiId: string }>(
    news: readonly AnyCfnResource[] = [],
    elementClass: new (...args: never[]) => E,
  ): readonly E[] {
    return news.filter(
      (element): element is E => element instanceof elementClass && this.target.owns(element.restApiId, element),
    );
  }

  /** Whether a bare CfnResource, which says nothing of its properties by itself, belongs to the API once rendered. */
  private mayBelong(element: AnyCfnResource): boolean {
    return this.target.ownsRendered(renderedProperties(element).RestApiId, element);
  }

  /** A bare resource gets no CORS, and still says what lies above those below it. */
  private growRaw(element: AnyCfnResource): void {
    const { ParentId: parent, PathPart: part } = renderedProperties(element);
    this.tree.grow(this.target.keyOfDefined(element), {
      parent: parent === undefined ? undefined : this.target.resourceKey(Token.asString(parent), element.stack),
      pathPart: String(part),
    });
  }

  private addResource(cfn: CfnResource): ResourceNode {
    const key = this.target.keyOfDefined(cfn);
    this.tree.grow(key, {
      parent: this.target.resourceKey(cfn.parentId, cfn.stack),
      pathPart: cfn.pathPart,
      statedPath: () => plain(l2Of(cfn)?.path),
    });
    return this.add(key, new DefinedResource(cfn, () => this.tree.placeOf(key)));
  }

  private addMethod(cfn: CfnMethod): ResourceNode {
    const key = this.target.resourceKey(cfn.resourceId, cfn.stack);
    const resource = this.resources.get(key) ?? this.addImported(key);
    this.tree.state(key, () => plain(importOf(cfn)?.path));
    resource.methods.push(new MethodNode(cfn));
    return resource;
  }

  private addImported(key: string): ResourceNode {
    return this.add(key, new ImportedResource(() => this.tree.placeOf(key)));
  }

  private add(key: string, resource: ResourceNode): ResourceNode {
    this.resources.set(key, resource);
    this.found = undefined;
    return resource;
  }
}

/** A path that the app can read. */
function plain(path: string | undefined): string | undefined {
  return path === undefined || Token.isUnresolved(path) ? undefined : path;
}
