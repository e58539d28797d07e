import type { CfnCondition, CfnResource as Element } from 'aws-cdk-lib';
import { CfnResource } from 'aws-cdk-lib/aws-apigateway';
import { Construct, type IConstruct } from 'constructs';
import type { Emission } from './emission';
import type { PreflightHost } from './preflight';
import type { ResourceNode } from './resource-node';

const GREEDY = '{proxy+}';
const ELEMENT = 'Resource';

/**
 * A greedy child that is added to a resource for the preflights of all that lies below it. It stands at the construct path
 * of `addProxy`, so that an app that adds a `{proxy+}` of its own there, or gives it up, keeps the element.
 */
export class GreedyChild implements Emission, PreflightHost {
  /** Whether a variable child of the user's is the element that one of ours would be. */
  static isSameAs(child: ResourceNode, parent: ResourceNode): boolean {
    const ids = [parent.host().node.path, GREEDY, ELEMENT];
    return child.path.endsWith(`/${GREEDY}`) && child.element.node.path === ids.join('/');
  }

  readonly element: CfnResource;
  readonly isAdded = true;
  readonly refersTo: readonly Element[] | undefined;
  private readonly scope: Construct;

  constructor(private readonly parent: ResourceNode) {
    const host = parent.host();
    this.scope = new Construct(host, host.node.tryFindChild(GREEDY) === undefined ? GREEDY : `${GREEDY}-preflight`);
    this.element = new CfnResource(this.scope, ELEMENT, {
      parentId: parent.resourceId,
      pathPart: GREEDY,
      restApiId: parent.restApiId,
    });
    this.element.cfnOptions.condition = parent.condition;
    this.refersTo = parent.definition && [parent.definition];
  }

  get path(): string {
    return `${this.parent.path.replace(/\/$/, '')}/${GREEDY}`;
  }

  get resourceId(): string {
    return this.element.ref;
  }

  get restApiId(): string {
    return this.parent.restApiId;
  }

  get definition(): Element {
    return this.element;
  }

  get condition(): CfnCondition | undefined {
    return this.parent.condition;
  }

  host(): IConstruct {
    return this.scope;
  }

  readonly content = (): unknown => [this.element.node.path];

  /** Makes room for a variable child that the user added late. */
  withdraw(): void {
    this.scope.node.scope?.node.tryRemoveChild(this.scope.node.id);
  }
}
