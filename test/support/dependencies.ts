import type { CfnResource, Stack } from 'aws-cdk-lib';

/** An element waits for another, by the name that the release of aws-cdk-lib has for it. */
export function waitFor(element: CfnResource, other: CfnResource): void {
  const newer = element as CfnResource & { addResourceDependency?(target: CfnResource): void };
  if (newer.addResourceDependency === undefined) {
    element.addDependency(other);
  } else {
    newer.addResourceDependency(other);
  }
}

/** The same of stacks. */
export function deployAfter(stack: Stack, other: Stack): void {
  const newer = stack as Stack & { addStackDependency?(target: Stack): void };
  if (newer.addStackDependency === undefined) {
    stack.addDependency(other);
  } else {
    newer.addStackDependency(other);
  }
}
