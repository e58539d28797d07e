import { CfnResource, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Everything below a stage, without the stages inside it, which are synthesised on their own. */
export function elementsBelow(scope: IConstruct): CfnResource[] {
  const found: CfnResource[] = [];
  collect(scope, found);
  return found;
}

function collect({ node: { children } }: IConstruct, found: CfnResource[]): void {
  for (const child of children) {
    const isElement = CfnResource.isCfnResource(child);
    if (isElement) {
      found.push(child);
    }
    if (isElement || !Stage.isStage(child)) {
      collect(child, found);
    }
  }
}
