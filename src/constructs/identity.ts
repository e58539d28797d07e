import { CfnElement, CfnParameter, type CfnStack, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import { isRecord } from '../render/template-values';

/**
 * Tells what a property of a template refers to, wherever it is written: a reference across stacks or nested stacks, a
 * parameter handed to a nested stack, an imported value, a literal id. Two properties that name one thing get one text.
 */
export class Identities {
  private readonly known = new Map<Stack, Map<string, string>>();
  private readonly paths = new Map<Stack, Map<string, string>>();

  /**
   * @param value the property: a literal or a string token
   * @param stack the stack of the element that has the property
   */
  of(value: string, stack: Stack): string {
    const known = this.knownIn(stack);
    let identity = known.get(value);
    if (identity === undefined) {
      identity = this.identify(value, stack);
      known.set(value, identity);
    }
    return identity;
  }

  /** The same of the `Ref` of an element, which need not be taken apart to tell what it refers to. */
  ofRef(element: CfnElement & { readonly ref: string }): string {
    const identity = identityOf(element.node.path, 'Ref');
    this.knownIn(element.stack).set(element.ref, identity);
    return identity;
  }

  /** Forgets what was told: elements may have been added since. */
  clear(): void {
    this.known.clear();
    this.paths.clear();
  }

  private knownIn(stack: Stack): Map<string, string> {
    let known = this.known.get(stack);
    if (known === undefined) {
      known = new Map();
      this.known.set(stack, known);
    }
    return known;
  }

  private identify(value: string, stack: Stack): string {
    const token = Tokenization.reverseCompleteString(value);
    if (token !== undefined && Reference.isReference(token)) {
      return token.target instanceof CfnParameter
        ? this.identifyParameter(token.target)
        : identityOf(token.target.node.path, token.displayName);
    }
    return this.identifyResolved(stack.resolve(value), stack);
  }

  /** What a parent stack hands to a nested one is what the nested one means by the parameter. */
  private identifyParameter(parameter: CfnParameter): string {
    const stack = Stack.of(parameter);
    const parent = stack.nestedStackParent;
    const own = identityOf(parameter.node.path, 'Ref');
    if (parent === undefined || stack.nestedStackResource === undefined) {
      return own;
    }
    const handed: unknown = parent.resolve((stack.nestedStackResource as CfnStack).parameters);
    const name: unknown = stack.resolve(parameter.logicalId);
    return isRecord(handed) && typeof name === 'string' && name in handed
      ? this.identifyResolved(handed[name], parent)
      : own;
  }

  private identifyResolved(value: unknown, stack: Stack): string {
    if (isRecord(value)) {
      const attribute = value['Fn::GetAtt'];
      const [logicalId, name] = Array.isArray(attribute) ? attribute : [value.Ref, 'Ref'];
      const path = typeof logicalId === 'string' ? this.pathsOf(stack).get(logicalId) : undefined;
      if (path !== undefined) {
        return identityOf(path, String(name));
      }
    }
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  private pathsOf(stack: Stack): Map<string, string> {
    let paths = this.paths.get(stack);
    if (paths === undefined) {
      const elements = stack.node.findAll().filter(CfnElement.isCfnElement);
      paths = new Map(
        elements
          .filter((element) => element.stack === stack)
          .map((element) => [String(stack.resolve(element.logicalId)), element.node.path]),
      );
      this.paths.set(stack, paths);
    }
    return paths;
  }
}

function identityOf(path: string, attribute: string): string {
  return `${path}#${attribute}`;
}
