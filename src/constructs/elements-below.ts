import { CfnResource, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Everything below a stage, without the stages inside it, which are synthesised on their own. */
export function elementsBelow(scope: IConstruct): CfnResource[] {
  const found: CfnResource[] = [];
  const open = [...scope.node.children].reverse();
  for (let construct = open.pop(); construct !== undefined; construct = open.pop()) {
    if (CfnResource.isCfnResource(construct)) {
      found.push(construct);
    } else if (Stage.isStage(construct)) {
      continue;
    }
    const { children } = construct.node;
    for (let last = children.length - 1; last >= 0; last -= 1) {
      open.push(children[last]);
    }
  }
  return found;
}
