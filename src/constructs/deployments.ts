import { createHash } from 'node:crypto';
import { type CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { type CfnDeployment, Deployment } from 'aws-cdk-lib/aws-apigateway';
import type { Emission } from './emission';

/** A logical id has at most 255 characters. */
const LONGEST_BASE = 200;

/**
 * The deployments of one API. A deployment is a snapshot: it has to be made after everything that the construct emits,
 * and made anew, which CloudFormation does when its logical id changes, whenever that changes.
 */
export class Deployments {
  private readonly deployments: CfnDeployment[] = [];
  private readonly emissions: Emission[] = [];
  private readonly outOfReach = new Set<CfnResource>();

  /**
   * @param policy what every emission depends on
   * @param apiStack the stack of the API, if it is in this app
   */
  constructor(
    private readonly policy: () => unknown,
    private readonly apiStack: Stack | undefined,
  ) {}

  get any(): boolean {
    return this.deployments.length > 0;
  }

  /** What is emitted into stacks that are deployed after a deployment of the API. */
  get missed(): readonly CfnResource[] {
    return [...this.outOfReach];
  }

  addDeployment(deployment: CfnDeployment): void {
    this.deployments.push(deployment);
    renameWith(deployment, () => this.digest(deployment.stack));
    for (const { element } of this.emissions) {
      this.order(deployment, element);
    }
  }

  addEmission(emission: Emission): void {
    this.emissions.push(emission);
    for (const deployment of this.deployments) {
      this.order(deployment, emission.element);
    }
  }

  withdraw(element: CfnResource): void {
    const index = this.emissions.findIndex((emission) => emission.element === element);
    if (index !== -1) {
      this.emissions.splice(index, 1);
    }
    this.outOfReach.delete(element);
    for (const deployment of this.deployments) {
      if (deployment.obtainDependencies().includes(element)) {
        removeDependency(deployment, element);
      }
    }
  }

  /** One text for everything that was emitted; it changes with any of it. */
  private digest(stack: Stack): string {
    const contents = this.emissions.map(({ content }) => JSON.stringify(stack.resolve(content()))).sort();
    const whole = JSON.stringify([stack.resolve(this.policy()), contents]);
    return createHash('sha256').update(whole).digest('hex').slice(0, 16);
  }

  private order(deployment: CfnDeployment, element: CfnResource): void {
    if (this.isDeployedBefore(deployment.stack, element.stack)) {
      this.outOfReach.add(element);
    } else {
      addDependency(deployment, element);
    }
  }

  /**
   * Whether the deployment's stack cannot wait for the other one: that holds a resource of the API and so waits for the
   * API's stack itself, or was told to wait. Nested stacks count as a part of the stack around them.
   */
  private isDeployedBefore(deployment: Stack, element: Stack): boolean {
    const [first, second] = [outermost(deployment), outermost(element)];
    return (
      first !== second && (first === (this.apiStack && outermost(this.apiStack)) || second.dependencies.includes(first))
    );
  }
}

function renameWith(deployment: CfnDeployment, digest: () => string): void {
  const parent = deployment.node.scope;
  if (parent instanceof Deployment && parent.node.defaultChild === deployment) {
    parent.addToLogicalId(Lazy.uncachedAny({ produce: () => ({ cors: digest() }) }));
    return;
  }
  const base = String(Stack.of(deployment).resolve(deployment.logicalId)).slice(0, LONGEST_BASE);
  deployment.overrideLogicalId(Lazy.uncachedString({ produce: () => base + digest() }));
}

/** What newer releases of CDK call these methods. The old names print a deprecation there, into every user's synth. */
interface Renamed {
  addResourceDependency?(target: CfnResource): void;
  removeResourceDependency?(target: CfnResource): void;
}

function addDependency(deployment: CfnDeployment & Renamed, element: CfnResource): void {
  if (deployment.addResourceDependency === undefined) {
    deployment.addDependency(element);
  } else {
    deployment.addResourceDependency(element);
  }
}

function removeDependency(deployment: CfnDeployment & Renamed, element: CfnResource): void {
  if (deployment.removeResourceDependency === undefined) {
    deployment.removeDependency(element);
  } else {
    deployment.removeResourceDependency(element);
  }
}

function outermost(stack: Stack): Stack {
  return stack.nestedStackParent === undefined ? stack : outermost(stack.nestedStackParent);
}
