import { AspectPriority, Aspects, type IAspect } from 'aws-cdk-lib';
import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IConstruct } from 'constructs';
import { ApiCors } from '../api-cors';
import { elementsBelow } from '../elements-below';
import { claimantOf } from '../http-api/target-http-api';
import { type AspectHost, hosting } from '../stage-aspects';
import type { PolicyGiver } from './policy-giver';

/** A policy for every API below a scope. */
interface Gift {
  readonly scope: IConstruct;
  readonly giver: PolicyGiver;
}

const KEPT = Symbol.for('cdk-apigateway-cors.StageCors');

/**
 * Finds the APIs of a stage when it is synthesised: those that are made after the mixin was applied too, and with it what
 * they have of their own. It comes before what gives a single API its CORS, and hosts what it brings about.
 */
export class StageCors implements IAspect, AspectHost {
  /** The one that is kept for the stage. */
  static of(stage: IConstruct & { [KEPT]?: StageCors }): StageCors {
    let kept = stage[KEPT];
    if (kept === undefined) {
      kept = new StageCors(stage);
      Object.defineProperty(stage, KEPT, { value: kept });
      Aspects.of(stage).add(kept, { priority: AspectPriority.MUTATING - 1 });
    }
    return kept;
  }

  private readonly gifts: Gift[] = [];
  private readonly hosted: IAspect[] = [];
  private readonly seen = new Set<IConstruct>();
  private started = false;

  private constructor(private readonly stage: IConstruct) {}

  add(gift: Gift): void {
    this.gifts.push(gift);
  }

  host(aspect: IAspect): void {
    this.hosted.push(aspect);
  }

  visit(node: IConstruct): void {
    const news = (this.started ? [node] : elementsBelow(this.stage)).filter(isApi).filter((api) => !this.seen.has(api));
    this.started = true;
    if (news.length > 0) {
      hosting(this.stage, this, () => {
        for (const api of news) {
          this.seen.add(api);
          this.give(api);
        }
      });
    }
    for (const aspect of this.hosted) {
      aspect.visit(node);
    }
  }

  /** An API that a construct for it alone has a policy for keeps that. */
  private give(api: CfnRestApi | CfnApi): void {
    const hasOwn = api instanceof CfnRestApi ? ApiCors.isAskedFor(api, this.stage) : claimantOf(api) !== undefined;
    const [first, ...others] = hasOwn ? [] : this.nearestTo(api);
    if (others.length > 0) {
      throw new Error(
        `${api.node.path}: cors-already-applied: ${others.length + 1} mixins give the API a policy each from the same height, ` +
          'and a browser can be told of one only. Fix: apply one of them nearer to the API, such as to its stack, or give the ' +
          'API a RestApiCors or HttpApiCors of its own.',
      );
    }
    first?.giveTo(api);
  }

  /** The policies that were applied nearest to an API. A mixin is applied to all below a scope too: its highest one counts. */
  private nearestTo(api: CfnRestApi | CfnApi): readonly PolicyGiver[] {
    const heights = new Map<PolicyGiver, number>();
    for (const { scope, giver } of this.gifts.filter((gift) => api.node.scopes.includes(gift.scope))) {
      heights.set(giver, Math.min(heights.get(giver) ?? Number.POSITIVE_INFINITY, scope.node.scopes.length));
    }
    const nearest = Math.max(...heights.values());
    return [...heights].filter(([, height]) => height === nearest).map(([giver]) => giver);
  }
}

/** Whether the construct is an API that a browser could ask for CORS. */
export function isApi(construct: IConstruct): construct is CfnRestApi | CfnApi {
  return construct instanceof CfnRestApi || (construct instanceof CfnApi && construct.protocolType !== 'WEBSOCKET');
}
