import type { CfnResource } from 'aws-cdk-lib';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import { Construct, type IConstruct } from 'constructs';
import { mockRefusal } from '../render/mock-preflight';
import type { CorsArea } from './cors-area';
import type { Emission } from './emission';
import { OptionsMethod } from './options-method';
import type { PreflightTexts } from './preflight-texts';
import type { ResourceNode } from './resource-node';

/** What an OPTIONS method hangs from. */
export interface PreflightHost
  extends Pick<ResourceNode, 'host' | 'resourceId' | 'restApiId' | 'condition' | 'definition'> {
  readonly methods?: ResourceNode['methods'];
}

/**
 * The OPTIONS method of one resource, at the construct path that `addCorsPreflight` uses: an app that moves over from
 * native CORS updates its methods in place.
 */
export class Preflight implements Emission {
  readonly element: OptionsMethod;
  readonly isAdded = true;
  refersTo: readonly CfnResource[] | undefined;
  peers: readonly CfnResource[] = [];
  private readonly scope: Construct;
  private answered: string | undefined;

  constructor(
    private readonly resource: PreflightHost,
    private readonly texts: PreflightTexts,
  ) {
    const host = resource.host();
    this.scope = new Construct(host, freeId(host));
    // It would be a trace of the synthesis, which says nothing to the user and takes time.
    this.scope.node.setContext(DISABLE_CREATION_STACK_TRACES, true);
    this.element = new OptionsMethod(this.scope, 'Resource', resource);
    this.element.cfnOptions.condition = resource.condition;
  }

  /**
   * Writes the answer.
   *
   * @param verbs those that the resources have by now for which it answers
   * @param area undefined where it refuses everybody
   * @param isOneOfMany whether there are so many that each has to be short
   */
  answer(verbs: readonly string[], area: CorsArea | undefined, isOneOfMany: boolean): void {
    const answered = [...verbs].sort().join(',') + (isOneOfMany ? ' as one of many' : '');
    if (answered === this.answered) {
      return;
    }
    if (this.answered !== undefined) {
      this.texts.forget(this.element);
    }
    this.answered = answered;
    const answer = area?.mockPreflight(verbs, isOneOfMany) ?? mockRefusal();
    this.element.answer(isOneOfMany ? this.texts.refer(this.element, answer) : answer);
    const { definition, methods = [] } = this.resource;
    const isAlone = area?.policy.waitsForDeployment !== true;
    this.refersTo = definition !== undefined && isAlone ? [definition] : undefined;
    this.peers = isAlone ? methods.map(({ cfn }) => cfn) : [];
  }

  readonly content = (): unknown => `${this.element.node.path} ${this.answered}`;

  /** Makes room for what the user added late. */
  withdraw(): void {
    this.texts.forget(this.element);
    this.scope.node.scope?.node.tryRemoveChild(this.scope.node.id);
  }
}

/** A resource whose path part is OPTIONS hangs from the same place under the same id. */
function freeId(host: IConstruct): string {
  return host.node.tryFindChild('OPTIONS') === undefined ? 'OPTIONS' : 'OPTIONS-preflight';
}
