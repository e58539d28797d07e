import { CfnElement, type CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { Deployment } from 'aws-cdk-lib/aws-apigateway';

/** A logical id has at most 255 characters. */
const LONGEST_BASE = 200;

/**
 * Makes CloudFormation replace a deployment whenever a digest changes, by putting it into the logical id. An id that the
 * user has fixed stays: something may refer to it by name.
 */
export class Renewal {
  private trial = '';

  constructor(
    private readonly deployment: CfnResource,
    digest: () => string,
  ) {
    const parent = deployment.node.scope;
    if (parent instanceof Deployment && parent.node.defaultChild === deployment) {
      parent.addToLogicalId(Lazy.uncachedAny({ produce: () => ({ cors: this.trial + digest() }) }));
    } else if (!isFixed(deployment)) {
      const base = idOf(deployment).slice(0, LONGEST_BASE);
      deployment.overrideLogicalId(Lazy.uncachedString({ produce: () => base + this.trial + digest() }));
    }
  }

  /** Whether the logical id follows the digest: an id that was fixed, before or since, does not. */
  get works(): boolean {
    const before = idOf(this.deployment);
    this.trial = 'trial';
    const after = idOf(this.deployment);
    this.trial = '';
    return after !== before;
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
