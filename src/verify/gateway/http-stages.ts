import type { Resource, Templates } from '../template/templates';
import { Reference } from '../template/value';
import { Snapshot } from './deployments';
import { booleanOr } from './integrations';
import type { Deployed } from './model';

/** The elements of a type that belong to an HTTP API. */
export function partsOf(api: Resource, type: string, templates: Templates): readonly Resource[] {
  return templates.ofType(type).filter((part) => {
    const id = part.property('ApiId');
    return id instanceof Reference && id.key === api.key;
  });
}

/**
 * What the stages of an HTTP API serve: everything, where one is deployed automatically, as the stage of an API that is
 * made with a `Target` is, and else what its deployments take in.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export class HttpStages {
  private readonly automatic: boolean;
  private readonly snapshot: Snapshot;

  constructor(api: Resource, templates: Templates) {
    const stages = partsOf(api, 'AWS::ApiGatewayV2::Stage', templates);
    this.automatic =
      api.property('Target') !== undefined ||
      stages.some((stage) => booleanOr(stage.property('AutoDeploy'), false) === true);
    this.snapshot = new Snapshot(partsOf(api, 'AWS::ApiGatewayV2::Deployment', templates), templates);
  }

  serve(part: Resource): Deployed {
    return this.automatic ? 'included' : this.snapshot.has(part);
  }
}
