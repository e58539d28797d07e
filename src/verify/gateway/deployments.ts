import { madeBefore } from '../template/dependencies';
import type { Resource, Templates } from '../template/templates';
import { asBoolean, asText, isList, member, Reference, Unresolved, type Value } from '../template/value';
import { booleanOr } from './integrations';
import type { Deployed, MethodSetting, Stage } from './model';

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
  return [
    ...stages.map((stage) => readStage(stage, (name) => stage.property(name))),
    ...inline.map((stage) => readStage(stage, (name) => member(stage.property('StageDescription'), name))),
  ];
}

function readStage(stage: Resource, at: (name: string) => Value | undefined): Stage {
  const name = asText(stage.property('StageName'));
  const settings = at('MethodSettings');
  return {
    logicalId: stage.logicalId,
    name: name instanceof Unresolved ? undefined : name,
    caches: booleanOr(at('CacheClusterEnabled'), false),
    settings: [
      ...(isList(settings) ? settings : []).map((setting) => readSetting(setting)),
      { path: '/*', verb: '*', caches: asBoolean(at('CachingEnabled')) },
    ],
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html */
function readSetting(setting: Value): MethodSetting {
  const path = asText(member(setting, 'ResourcePath')) ?? '/*';
  return {
    path: typeof path === 'string' ? path.replaceAll('~1', '/').replace(/^\/\//, '/') : path,
    verb: asText(member(setting, 'HttpMethod')) ?? '*',
    caches: asBoolean(member(setting, 'CachingEnabled')),
  };
}
