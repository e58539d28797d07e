import type { CfnResource } from 'aws-cdk-lib';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { Construct, type IConstruct } from 'constructs';
import type { CorsArea } from './cors-area';
import type { Emission } from './emission';
import type { ResourceNode } from './resource-node';

/**
 * The OPTIONS method of one resource, at the construct path that `addCorsPreflight` uses: an app that moves over from
 * native CORS updates its methods in place.
 */
export class Preflight implements Emission {
  readonly element: CfnMethod;
  refersTo: readonly CfnResource[] | undefined;
  private readonly scope: Construct;
  private methods = '';

  constructor(private readonly resource: ResourceNode) {
    const host = resource.host();
    this.scope = new Construct(host, freeId(host));
    this.element = new CfnMethod(this.scope, 'Resource', {
      httpMethod: 'OPTIONS',
      authorizationType: 'NONE',
      resourceId: resource.resourceId,
      restApiId: resource.restApiId,
    });
    this.element.cfnOptions.condition = resource.condition;
  }

  /** Writes the answer for the verbs that the resource has by now. */
  allow(verbs: readonly string[], area: CorsArea): void {
    const { methodResponses, integration } = area.mockPreflight(verbs);
    this.element.methodResponses = [...methodResponses];
    this.element.integration = { ...integration, integrationResponses: [...integration.integrationResponses] };
    this.methods = [...verbs].sort().join(',');
    const { definition } = this.resource;
    this.refersTo = definition === undefined || area.policy.waitsForDeployment ? undefined : [definition];
  }

  readonly content = (): unknown => [this.element.node.path, this.methods];

  /** Makes room for an OPTIONS method that the user added late. */
  withdraw(): void {
    this.scope.node.scope?.node.tryRemoveChild(this.scope.node.id);
  }
}

/** A resource whose path part is OPTIONS hangs from the same place under the same id. */
function freeId(host: IConstruct): string {
  return host.node.tryFindChild('OPTIONS') === undefined ? 'OPTIONS' : 'OPTIONS-preflight';
}
