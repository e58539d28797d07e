import { CfnResource as AnyCfnResource, Stage } from 'aws-cdk-lib';
import {
  CfnDeployment,
  CfnGatewayResponse,
  CfnMethod,
  CfnResource,
  type CfnRestApi,
  type IResource,
  Method,
  ResourceBase,
} from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import type { GatewayResponseModel } from '../plan/model';
import { type MethodNode, readMethod } from './method-node';
import { renderedProperties } from './plain-view';
import { ROOT, type TargetApi } from './target-api';

/** A resource of the API, in this app or imported into it. */
export interface ResourceNode {
  readonly path: string;
  readonly methods: MethodNode[];
  /** What its OPTIONS method hangs from: the place that native CORS would choose. */
  readonly host: IConstruct;
  readonly resourceId: string;
  /** The API, as the resource's own stack refers to it. */
  readonly restApiId: string;
  /** The element without which the resource is not there: what is emitted for it shares its condition. */
  readonly element: AnyCfnResource;
}

export interface GatewayResponseNode extends GatewayResponseModel {
  readonly cfn: CfnGatewayResponse;
}

/** What a look at the construct tree found that was not there at the last one. */
export interface Discovery {
  readonly resources: readonly ResourceNode[];
  readonly gatewayResponses: readonly GatewayResponseNode[];
  readonly deployments: readonly CfnDeployment[];
  readonly raw: readonly AnyCfnResource[];
}

const TYPE_PREFIX = 'AWS::ApiGateway::';
const READ_TYPES = ['Resource', 'Method', 'GatewayResponse', 'Deployment'].map((type) => TYPE_PREFIX + type);

/** The construct tree as the model of one API. */
export class ApiTree {
  private readonly resources = new Map<string, ResourceNode>();
  private readonly seen = new Set<IConstruct>();

  constructor(private readonly target: TargetApi) {}

  /** Every resource that was found so far. */
  get allResources(): readonly ResourceNode[] {
    return [...this.resources.values()];
  }

  /** Whether the construct could be a part of an API that no look has seen. */
  isNews(construct: IConstruct): boolean {
    return (
      AnyCfnResource.isCfnResource(construct) &&
      READ_TYPES.includes(construct.cfnResourceType) &&
      !this.seen.has(construct)
    );
  }

  /** What the library adds itself is no news. */
  markOwn(construct: IConstruct): void {
    this.seen.add(construct);
  }

  /** Reads what is new below the stage. */
  discover(): Discovery {
    this.target.lookAgain();
    const news = elementsBelow(this.target.stage).filter((element) => this.isNews(element));
    for (const element of news) {
      this.seen.add(element);
    }
    const changed = new Set<ResourceNode>();
    const { cfn } = this.target;
    if (cfn !== undefined && !this.resources.has(ROOT)) {
      changed.add(this.addRoot(cfn));
    }
    for (const element of news) {
      if (element instanceof CfnResource && this.target.owns(element.restApiId, element)) {
        changed.add(this.addResource(element));
      }
    }
    for (const element of news) {
      if (element instanceof CfnMethod && this.target.owns(element.restApiId, element)) {
        changed.add(this.addMethod(element));
      }
    }
    return {
      resources: [...changed],
      gatewayResponses: news
        .filter((element) => element instanceof CfnGatewayResponse)
        .filter((element) => this.target.owns(element.restApiId, element))
        .map((cfn) => ({ cfn, type: cfn.responseType })),
      deployments: news
        .filter((element) => element instanceof CfnDeployment)
        .filter((element) => this.target.owns(element.restApiId, element)),
      raw: news
        .filter((element) => element.constructor === AnyCfnResource)
        .filter((element) => this.mayBelong(element)),
    };
  }

  /** Whether a bare CfnResource, which says nothing of its properties by itself, belongs to the API once rendered. */
  private mayBelong(element: AnyCfnResource): boolean {
    return this.target.ownsRendered(renderedProperties(element).RestApiId, element);
  }

  private addRoot(cfn: CfnRestApi): ResourceNode {
    const host = this.target.root ?? cfn;
    return this.add(ROOT, {
      path: '/',
      methods: [],
      host,
      resourceId: cfn.attrRootResourceId,
      restApiId: cfn.ref,
      element: cfn,
    });
  }

  private addResource(cfn: CfnResource): ResourceNode {
    const parent = this.resources.get(this.target.resourceKey(cfn.parentId, cfn));
    const path = `${parent === undefined || parent.path === '/' ? '' : parent.path}/${cfn.pathPart}`;
    return this.add(this.target.resourceKey(cfn.ref, cfn), {
      path,
      methods: [],
      host: hostOf(cfn),
      resourceId: cfn.ref,
      restApiId: cfn.restApiId,
      element: cfn,
    });
  }

  private addMethod(cfn: CfnMethod): ResourceNode {
    const key = this.target.resourceKey(cfn.resourceId, cfn);
    const resource = this.resources.get(key) ?? this.add(key, importedResource(cfn));
    resource.methods.push(readMethod(cfn));
    return resource;
  }

  private add(key: string, resource: ResourceNode): ResourceNode {
    this.resources.set(key, resource);
    return resource;
  }
}

/** Everything below a stage, without the stages inside it, which are synthesised on their own. */
function elementsBelow(scope: IConstruct): AnyCfnResource[] {
  const found: AnyCfnResource[] = [];
  const pending = [...scope.node.children].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (AnyCfnResource.isCfnResource(next)) {
      found.push(next);
    }
    if (!Stage.isStage(next)) {
      pending.push(...next.node.children.reverse());
    }
  }
  return found;
}

/** The L2 around the L1 if there is one, else the L1 itself. */
function hostOf(cfn: CfnResource): IConstruct {
  const parent = cfn.node.scope;
  return parent instanceof ResourceBase && parent.node.defaultChild === cfn ? parent : cfn;
}

/** A resource that is defined outside the app is known by the methods that the app gives it. */
function importedResource(cfn: CfnMethod): ResourceNode {
  const l2 = cfn.node.scope instanceof Method ? cfn.node.scope : undefined;
  const resource: IResource | undefined = l2?.resource;
  const { resourceId, restApiId } = cfn;
  return {
    path: resource?.path ?? resourceId,
    methods: [],
    host: resource ?? cfn,
    resourceId,
    restApiId,
    element: cfn,
  };
}
