import type { CfnResource } from 'aws-cdk-lib';

/** Something that the construct put into the API: an element that a deployment has to hold, and what it says. */
export interface Emission {
  readonly element: CfnResource;
  /** Whether the element was added, and not only completed. */
  readonly isAdded?: boolean;
  /** What is emitted, as far as it depends on the API and not on the policy alone; undefined for nothing. Read at synthesis. */
  readonly content: () => unknown;
  /** All that the element refers to, where the construct wrote it itself. */
  readonly refersTo?: readonly CfnResource[];
  /** What refers to all of that, too: where one of these is made before a deployment, so is all that the element needs. */
  readonly peers?: readonly CfnResource[];
}
