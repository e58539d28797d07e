import { type CfnResource, Lazy } from 'aws-cdk-lib';

/** Where the CDK keeps an id that is not the usual one. It keeps that to itself; a release that has it elsewhere is left alone. */
const OVERRIDE = '_logicalIdOverride';

/**
 * The logical id of a Deployment of the CDK's, which ends in a hash of every method of the API. A synthesis asks for it seven
 * times and makes it anew each time. When the app is validated and nobody changes anything any more, it is made once.
 */
export class DeploymentId {
  private isFinal = false;
  private made: string | undefined;

  constructor(deployment: CfnResource) {
    const hashed: unknown = Reflect.get(deployment, OVERRIDE);
    if (typeof hashed !== 'string') {
      return;
    }
    const id = Lazy.uncachedString({
      produce: (context) => {
        const now = this.made ?? String(context.resolve(hashed));
        this.made = this.isFinal ? now : undefined;
        return now;
      },
    });
    try {
      deployment.overrideLogicalId(id);
    } catch {
      // An id that another stack imports by is locked, and stays as slow as it is.
    }
  }

  /** Who asks next keeps the id for all others. */
  keep(): void {
    this.isFinal = true;
  }

  /** An app can be changed and synthesised again. */
  forget(): void {
    this.isFinal = false;
    this.made = undefined;
  }
}
