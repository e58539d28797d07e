import { madeBefore } from '../template/dependencies';
import type { Resource, Templates } from '../template/templates';
import { asText, Reference, Unresolved } from '../template/value';
import { booleanOr } from './integrations';
import type { Deployed, Stage } from './model';

/** What the deployments of one API take in. */
export class Snapshot {
  private readonly included: ReadonlySet<string>;

  constructor(
    readonly deployments: readonly Resource[],
    templates: Templates,
  ) {
    const included = new Set<string>();
    for (const deployment of deployments) {
      for (const key of madeBefore(deployment, templates)) {
        included.add(key);
      }
    }
    this.included = included;
  }

  /** Whether some deployment is made only after the resource. */
  has(resource: Resource): Deployed {
    if (this.deployments.length === 0) {
      return 'no-deployment';
    }
    return this.included.has(resource.key) ? 'included' : 'may-be-missing';
  }
}

/**
 * The stages that show one of the deployments.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
 */
export function stagesOf(deployments: readonly Resource[], templates: Templates): readonly Stage[] {
  const keys = new Set(deployments.map((deployment) => deployment.key));
  const stages = templates.ofType('AWS::ApiGateway::Stage').filter((stage) => {
    const deployment = stage.property('DeploymentId');
    return deployment instanceof Reference && keys.has(deployment.key);
  });
  const inline = deployments.filter((deployment) => deployment.property('StageName') !== undefined);
  return [...stages, ...inline].map((stage) => {
    const name = asText(stage.property('StageName'));
    return {
      logicalId: stage.logicalId,
      name: name instanceof Unresolved ? undefined : name,
      caches: booleanOr(stage.property('CacheClusterEnabled'), false),
    };
  });
}
