import { createHash } from 'node:crypto';
import { type CfnCondition, type CfnResource as Element, Token } from 'aws-cdk-lib';
import {
  type CfnMethod,
  type CfnResource,
  type CfnRestApi,
  type IResource,
  Method,
  ResourceBase,
} from 'aws-cdk-lib/aws-apigateway';
import { Construct, type IConstruct } from 'constructs';
import type { ResourceModel } from '../plan/model';
import type { Place } from '../plan/places';
import type { MethodNode } from './method-node';

/** A resource of the API, in this app or imported into it. */
export interface ResourceNode extends ResourceModel<MethodNode> {
  readonly methods: MethodNode[];
  readonly place: Place;
  readonly resourceId: string;
  /** The API, as the resource's own stack refers to it. */
  readonly restApiId: string;
  /** What is named where the resource itself is meant. */
  readonly element: Element;
  /** The element that defines it, if the app does. */
  readonly definition?: Element;
  /** Without it the resource is not there: what is emitted for it shares it. */
  readonly condition: CfnCondition | undefined;
  /** What its OPTIONS method hangs from: the place that native CORS would choose. */
  host(): IConstruct;
}

/** The root of an API that is defined in this app. */
export class RootResource implements ResourceNode {
  readonly path = '/';
  readonly methods: MethodNode[] = [];
  readonly resourceId: string;
  readonly restApiId: string;

  constructor(
    readonly definition: CfnRestApi,
    private readonly root: IResource | undefined,
    readonly place: Place,
  ) {
    this.resourceId = definition.attrRootResourceId;
    this.restApiId = definition.ref;
  }

  get element(): Element {
    return this.definition;
  }

  get condition(): CfnCondition | undefined {
    return this.definition.cfnOptions.condition;
  }

  host(): IConstruct {
    return this.root ?? this.definition;
  }
}

/** A resource that is defined in this app. Its place is known only when what lies above it was read. */
export class DefinedResource implements ResourceNode {
  readonly methods: MethodNode[] = [];

  constructor(
    readonly definition: CfnResource,
    private readonly placeNow: () => Place,
  ) {}

  get path(): string {
    return this.place.path ?? `.../${this.definition.pathPart}`;
  }

  get place(): Place {
    return this.placeNow();
  }

  get resourceId(): string {
    return this.definition.ref;
  }

  get restApiId(): string {
    return this.definition.restApiId;
  }

  get element(): Element {
    return this.definition;
  }

  get condition(): CfnCondition | undefined {
    return this.definition.cfnOptions.condition;
  }

  host(): IConstruct {
    return l2Of(this.definition) ?? this.definition;
  }
}

/**
 * A resource that is defined outside the app is known by the methods that the app gives it. The first of them by its
 * construct path stands for it, so that the order in which they are made decides nothing.
 */
export class ImportedResource implements ResourceNode {
  readonly methods: MethodNode[] = [];

  constructor(private readonly placeNow: () => Place) {}

  get path(): string {
    const { resourceId, node } = this.element;
    return this.place.path ?? (Token.isUnresolved(resourceId) ? node.path : resourceId);
  }

  get place(): Place {
    return this.placeNow();
  }

  get resourceId(): string {
    return this.element.resourceId;
  }

  get restApiId(): string {
    return this.element.restApiId;
  }

  get element(): CfnMethod {
    return byPath(this.methods)[0];
  }

  get condition(): CfnCondition | undefined {
    const { condition } = this.element.cfnOptions;
    return this.methods.every(({ cfn }) => cfn.cfnOptions.condition === condition) ? condition : undefined;
  }

  host(): IConstruct {
    const imported = byPath(this.methods).map(importOf);
    return imported.find((resource) => resource !== undefined) ?? placeInStack(this.element);
  }
}

/** The L2 around an L1 if there is one. */
export function l2Of(cfn: CfnResource): IResource | undefined {
  const parent = cfn.node.scope;
  return parent instanceof ResourceBase && parent.node.defaultChild === cfn ? parent : undefined;
}

/** The resource that a method was added to, as an L2. */
export function importOf(cfn: CfnMethod): IResource | undefined {
  return cfn.node.scope instanceof Method ? cfn.node.scope.resource : undefined;
}

function byPath(methods: readonly MethodNode[]): readonly CfnMethod[] {
  return methods.map(({ cfn }) => cfn).sort((one, other) => (one.node.path < other.node.path ? -1 : 1));
}

/** Nothing of the app stands for the resource, so its OPTIONS hangs from the stack of its methods. */
function placeInStack({ resourceId, restApiId, stack }: CfnMethod): IConstruct {
  const resource = JSON.stringify(stack.resolve([restApiId, resourceId]));
  const id = `CorsPreflight${createHash('sha256').update(resource).digest('hex').slice(0, 8)}`;
  return stack.node.tryFindChild(id) ?? new Construct(stack, id);
}
