import { CfnElement, type CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { Deployment } from 'aws-cdk-lib/aws-apigateway';
import { DeploymentId } from './deployment-id';

/** A logical id has at most 255 characters. */
const LONGEST_BASE = 200;

/**
 * Makes CloudFormation replace a deployment whenever a digest changes, by putting it into the logical id. An id that the
 * user has fixed stays: something may refer to it by name.
 */
export class Renewal {
  private asked = false;
  private readonly id: DeploymentId | undefined;

  constructor(
    private readonly deployment: CfnResource,
    digest: () => string,
  ) {
    const produce = () => {
      this.asked = true;
      return digest();
    };
    const parent = deployment.node.scope;
    if (parent instanceof Deployment && parent.node.defaultChild === deployment) {
      parent.addToLogicalId(Lazy.uncachedAny({ produce: () => ({ cors: produce() }) }));
      this.id = new DeploymentId(deployment);
    } else if (!isFixed(deployment)) {
      const base = idOf(deployment).slice(0, LONGEST_BASE);
      deployment.overrideLogicalId(Lazy.uncachedString({ produce: () => base + produce() }));
    }
  }

  /** From now on it counts whether the logical id is made of the digest: nobody changes it any more. */
  settle(): void {
    this.asked = false;
    this.id?.forget();
  }

  /** Nobody changes any more what the logical id is made of. */
  finish(): void {
    this.id?.keep();
  }

  /** Whether the logical id is made of the digest: one that was fixed, before or since, is not. */
  get works(): boolean {
    if (!this.asked) {
      idOf(this.deployment);
    }
    return this.asked;
  }
}

/** An id that CfnInclude took over from a template is what the template calls it, and nobody's wish for this one id. */
function isFixed(deployment: CfnResource): boolean {
  const id = idOf(deployment);
  const included = CfnElement.isCfnElement(deployment.node.scope) && deployment.node.id === id;
  return id !== deployment.stack.getLogicalId(deployment) && !included;
}

function idOf(deployment: CfnResource): string {
  return String(Stack.of(deployment).resolve(deployment.logicalId));
}
