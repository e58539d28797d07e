import { AspectPriority, Aspects, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** An Aspect of ours that hands what it visits on to others. */
export interface AspectHost {
  host(aspect: IAspect): void;
}

const HOST = Symbol.for('cdk-apigateway-cors.AspectHost');

interface Hosted extends IConstruct {
  [HOST]?: AspectHost;
}

/**
 * Puts an Aspect on a stage. While the Aspects of the stage are at work the CDK takes no further one in everywhere, so an
 * Aspect of ours that is at work hosts it.
 */
export function addToStage(stage: IConstruct, aspect: IAspect): void {
  const host = (stage as Hosted)[HOST];
  if (host === undefined) {
    Aspects.of(stage).add(aspect, { priority: AspectPriority.MUTATING });
  } else {
    host.host(aspect);
  }
}

/** Runs what may add Aspects to a stage on behalf of an Aspect that is at work. */
export function hosting(stage: Hosted, host: AspectHost, work: () => void): void {
  stage[HOST] = host;
  try {
    work();
  } finally {
    delete stage[HOST];
  }
}
