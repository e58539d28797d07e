import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { ResourceNode } from './api-tree';
import type { CorsArea } from './cors-area';
import type { Emission } from './emission';

/**
 * The OPTIONS method of one resource, at the construct path that `addCorsPreflight` uses: an app that moves over from
 * native CORS updates its methods in place.
 */
export class Preflight implements Emission {
  readonly element: CfnMethod;
  private readonly scope: Construct;
  private methods = '';

  constructor(private readonly resource: ResourceNode) {
    this.scope = new Construct(resource.host, freeId(resource));
    this.element = new CfnMethod(this.scope, 'Resource', {
      httpMethod: 'OPTIONS',
      authorizationType: 'NONE',
      resourceId: resource.resourceId,
      restApiId: resource.restApiId,
    });
    this.element.cfnOptions.condition = resource.element.cfnOptions.condition;
  }

  /** Writes the answer for the verbs that the resource has by now. */
  allow(verbs: readonly string[], area: CorsArea): void {
    const { methodResponses, integration } = area.mockPreflight(verbs);
    this.element.methodResponses = [...methodResponses];
    this.element.integration = { ...integration, integrationResponses: [...integration.integrationResponses] };
    this.methods = [...verbs].sort().join(',');
  }

  readonly content = (): unknown => [this.element.node.path, this.methods];

  /** Makes room for an OPTIONS method that the user added late. */
  withdraw(): void {
    this.resource.host.node.tryRemoveChild(this.scope.node.id);
  }
}

/** A resource whose path part is OPTIONS hangs from the same place under the same id. */
function freeId(resource: ResourceNode): string {
  return resource.host.node.tryFindChild('OPTIONS') === undefined ? 'OPTIONS' : 'OPTIONS-preflight';
}
