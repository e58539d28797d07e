import { CfnResource, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Everything below a stage, without the stages inside it, which are synthesised on their own. */
export function elementsBelow(scope: IConstruct): CfnResource[] {
  const found: CfnResource[] = [];
  const pending = [...scope.node.children].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (CfnResource.isCfnResource(next)) {
      found.push(next);
    }
    if (!Stage.isStage(next)) {
      pending.push(...next.node.children.reverse());
    }
  }
  return found;
}
