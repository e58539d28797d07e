import { createHash } from 'node:crypto';
import { type CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { Deployment } from 'aws-cdk-lib/aws-apigateway';
import { Dependable } from 'constructs';
import type { Emission } from './emission';

/** A logical id has at most 255 characters. */
const LONGEST_BASE = 200;

/**
 * The deployments of one API. A deployment is a snapshot: it has to be made after everything that the construct emits,
 * and made anew, which CloudFormation does when its logical id changes, whenever that changes.
 */
export class Deployments {
  private readonly deployments: CfnResource[] = [];
  private readonly emissions: Emission[] = [];

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
    const elements = this.emissions.map(({ element }) => element);
    return elements.filter((element) =>
      this.deployments.some((deployment) => this.isDeployedBefore(deployment, element)),
    );
  }

  addDeployment(deployment: CfnResource): void {
    this.deployments.push(deployment);
    renameWith(deployment, () => this.digest(deployment.stack));
    const waitsFor = () =>
      this.emissions.map(({ element }) => element).filter((element) => !this.isDeployedBefore(deployment, element));
    // Read when the app is prepared, so that it holds what was added until then and lacks what was withdrawn.
    const everything = {};
    Dependable.implement(everything, {
      get dependencyRoots() {
        return waitsFor();
      },
    });
    deployment.node.addDependency(everything);
  }

  addEmission(emission: Emission): void {
    this.emissions.push(emission);
  }

  withdraw(element: CfnResource): void {
    const index = this.emissions.findIndex((emission) => emission.element === element);
    if (index !== -1) {
      this.emissions.splice(index, 1);
    }
  }

  /** One text for everything that was emitted; it changes with any of it. */
  private digest(stack: Stack): string {
    const contents = this.emissions.map(({ content }) => JSON.stringify(stack.resolve(content()))).sort();
    const whole = JSON.stringify([stack.resolve(this.policy()), contents]);
    return createHash('sha256').update(whole).digest('hex').slice(0, 16);
  }

  /**
   * Whether the deployment cannot wait for the element, because that waits for the deployment's stack: it refers to the
   * API, whose stack it is not in, and the deployment is beside the API; or its stack was told to wait.
   */
  private isDeployedBefore(deployment: CfnResource, element: CfnResource): boolean {
    const { apiStack } = this;
    const waitsForApi = apiStack !== undefined && !isWithin(element.stack, apiStack);
    const [first, second] = [outermost(deployment.stack), outermost(element.stack)];
    return (
      (waitsForApi && isWithin(deployment.stack, apiStack)) || (first !== second && second.dependencies.includes(first))
    );
  }
}

function renameWith(deployment: CfnResource, digest: () => string): void {
  const parent = deployment.node.scope;
  if (parent instanceof Deployment && parent.node.defaultChild === deployment) {
    parent.addToLogicalId(Lazy.uncachedAny({ produce: () => ({ cors: digest() }) }));
    return;
  }
  const base = String(Stack.of(deployment).resolve(deployment.logicalId)).slice(0, LONGEST_BASE);
  deployment.overrideLogicalId(Lazy.uncachedString({ produce: () => base + digest() }));
}

/** Whether a stack is another one, or nested below it. */
function isWithin(stack: Stack | undefined, around: Stack): boolean {
  return stack !== undefined && (stack === around || isWithin(stack.nestedStackParent, around));
}

function outermost(stack: Stack): Stack {
  return stack.nestedStackParent === undefined ? stack : outermost(stack.nestedStackParent);
}
