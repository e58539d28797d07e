import { type CfnElement, type CfnResource, Reference, Stack, Stage, Tokenization } from 'aws-cdk-lib';
import { CfnRestApi, type IResource, type IRestApi, RestApiBase } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { ROOT } from '../plan/places';
import { Identities } from './identity';

/** The API that gets CORS: which constructs of the app belong to it, and where its own go. */
export class TargetApi {
  /** The L1 of an API that is defined in this app. */
  readonly cfn: CfnRestApi | undefined;

  /** Below it lies everything that can belong to the API: no reference leaves a Stage. */
  readonly stage: IConstruct;

  readonly rootResourceId: string | undefined;

  /** What the identity of all that the API itself is referred to by begins with. */
  private readonly prefix: string | undefined;
  private readonly identities = new Identities();

  constructor(private readonly api: IRestApi) {
    this.cfn = definitionOf(api);
    this.stage = Stage.of(this.scope) ?? this.scope.node.root;
    this.prefix = this.cfn && `${this.cfn.node.path}#`;
    this.rootResourceId = this.cfn?.attrRootResourceId ?? this.root?.resourceId;
  }

  get restApiId(): string {
    return this.api.restApiId;
  }

  /** One text for one API, however many constructs stand for it. */
  get identity(): string {
    return this.cfn === undefined ? this.identities.of(this.restApiId, Stack.of(this.api)) : identityOf(this.cfn);
  }

  /** The construct that new children of the API hang from. */
  get scope(): IConstruct {
    return this.cfn === undefined ? this.api : (this.definition ?? this.cfn);
  }

  /** The root as an L2, which native CORS hangs its OPTIONS from. */
  get root(): IResource | undefined {
    if (this.definition !== undefined) {
      return this.definition.root;
    }
    if (this.cfn !== undefined) {
      return undefined;
    }
    // An API imported by its id alone throws here: its root is not known.
    try {
      return this.api.root;
    } catch {
      return undefined;
    }
  }

  /** Whether API Gateway may hand on bodies as bytes. A list that is known only at deployment may hold anything. */
  get mayBeBinary(): boolean {
    const types: unknown = this.cfn === undefined ? undefined : this.cfn.stack.resolve(this.cfn.binaryMediaTypes);
    return types !== undefined && !(Array.isArray(types) && types.length === 0);
  }

  /** Whether an element with this `restApiId` belongs to the API. */
  owns(restApiId: string, holder: CfnElement): boolean {
    if (restApiId === this.restApiId || restApiId === this.cfn?.ref) {
      return true;
    }
    const identity = this.identities.of(restApiId, holder.stack);
    return this.prefix === undefined
      ? identity === this.identities.of(this.restApiId, Stack.of(this.api))
      : identity.startsWith(this.prefix);
  }

  /** The same of a `RestApiId` as the template has it. */
  ownsRendered(restApiId: unknown, holder: CfnElement): boolean {
    const mine = this.cfn === undefined ? this.restApiId : this.cfn.ref;
    return JSON.stringify(restApiId) === JSON.stringify(holder.stack.resolve(mine));
  }

  /** One text for one resource, whichever way an element refers to it; ROOT for the root. */
  resourceKey(resourceId: string, stack: Stack): string {
    const { rootResourceId } = this;
    if (resourceId === rootResourceId) {
      return ROOT;
    }
    const identity = this.identities.of(resourceId, stack);
    const isRoot =
      this.prefix === undefined
        ? rootResourceId !== undefined && identity === this.identities.of(rootResourceId, Stack.of(this.api))
        : identity.startsWith(this.prefix);
    return isRoot ? ROOT : identity;
  }

  /** The same for a resource that the app defines. */
  keyOfDefined(resource: CfnResource): string {
    return this.identities.ofRef(resource);
  }

  isRoot(resource: IResource | undefined): boolean {
    return this.keyOf(resource) === ROOT;
  }

  /** The same of a resource; without one the API itself is meant, which begins at its root. */
  keyOf(resource: IResource | undefined): string {
    return resource === undefined ? ROOT : this.resourceKey(resource.resourceId, Stack.of(resource));
  }

  /** Whether this import of the API tells more of it than another one. */
  knowsMoreThan(other: TargetApi): boolean {
    const known = ({ cfn, rootResourceId }: TargetApi) =>
      [cfn, rootResourceId].filter((one) => one !== undefined).length;
    return known(this) > known(other);
  }

  /** Forgets what constructs were found to mean: more may have been added since. */
  lookAgain(): void {
    this.identities.clear();
  }

  private get definition(): RestApiBase | undefined {
    const parent = this.cfn?.node.scope;
    return parent instanceof RestApiBase && parent.node.defaultChild === this.cfn ? parent : undefined;
  }
}

/** One text for an API that is defined in the app. */
export function identityOf(api: CfnRestApi): string {
  return `${api.node.path}#Ref`;
}

/** The definition behind an L2, or behind an import of an API that is defined in the same app. */
function definitionOf(api: IRestApi): CfnRestApi | undefined {
  if (api.node.defaultChild instanceof CfnRestApi) {
    return api.node.defaultChild;
  }
  const token = Tokenization.reverseCompleteString(api.restApiId);
  return token !== undefined && Reference.isReference(token) && token.target instanceof CfnRestApi
    ? token.target
    : undefined;
}
