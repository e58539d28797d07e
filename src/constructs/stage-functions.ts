import { Stack } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import type { NoticeId } from '../plan/notices';
import { dropCorsLayer } from './cors-layer';
import { type FunctionClaim, FunctionCors } from './function-cors';
import { functionsAskedBeside } from './other-callers';
import type { ProxyRoute } from './proxy-route';

const KEPT = new WeakMap<IConstruct, StageFunctions>();

/** What became of one route: its function carries the policy, or the reasons why not. */
export interface Coverage {
  readonly function: CfnFunction | undefined;
  /** None where the answers carry the headers. */
  readonly notices: readonly NoticeId[];
}

/**
 * The functions of a stage that routes with CORS call. One function may answer for several APIs, so all of them claim it
 * here. Nothing is looked for as long as every policy leaves the functions to their owner.
 */
export class StageFunctions {
  static of(stage: IConstruct): StageFunctions {
    const functions = KEPT.get(stage) ?? new StageFunctions(stage);
    KEPT.set(stage, functions);
    return functions;
  }

  private readonly functions = new Map<CfnFunction, FunctionCors>();
  private readonly routes = new Map<string, FunctionCors | { readonly why: NoticeId }>();
  private expected = false;
  /** What has been told, and needs not be looked for. */
  private readonly known = new Set<IConstruct>();
  private askedBeside: ReadonlySet<CfnFunction> | undefined;

  private constructor(private readonly stage: IConstruct) {}

  /** Some policy gives functions the headers: said before the first route is read. */
  expect(): void {
    this.expected = true;
  }

  /**
   * A route with a Lambda proxy integration, and what its policy asks for the function; again where that changed.
   *
   * @returns whether it is told which function that is
   */
  claim(route: ProxyRoute, claim: (called: CfnFunction) => FunctionClaim): boolean {
    if (!this.expected) {
      return false;
    }
    const found = route.called();
    if ('why' in found) {
      this.routes.set(route.id, found);
      return false;
    }
    const called = this.functions.get(found) ?? new FunctionCors(found);
    this.functions.set(found, called);
    this.routes.set(route.id, called);
    called.claim(route, claim(found));
    return true;
  }

  /** An element of an API with CORS whose answers concern no function. */
  know(element: IConstruct): void {
    this.known.add(element);
  }

  /** What can be said only when nothing is added any more. */
  coverageOf(route: string): Coverage {
    const found = this.routes.get(route);
    if (found === undefined || 'why' in found) {
      return {
        function: undefined,
        notices: found === undefined ? ['proxy-responses'] : [found.why, 'proxy-responses'],
      };
    }
    const { step, cfn } = found;
    if (step.step === 'leave') {
      return { function: cfn, notices: [...new Set<NoticeId>([step.why, 'proxy-responses'])] };
    }
    if (!found.isIntact()) {
      return { function: cfn, notices: ['function-changed', 'proxy-responses'] };
    }
    return { function: cfn, notices: this.answersElsewhere(cfn) ? ['function-answers-elsewhere'] : [] };
  }

  private answersElsewhere(called: CfnFunction): boolean {
    this.askedBeside ??= functionsAskedBeside(this.known, this.stage);
    return this.askedBeside.has(called);
  }

  /** Takes the layer away from stacks whose functions turned out to have no use for it. */
  finish(): void {
    const all = [...this.functions.values()];
    const used = new Set(all.filter(({ step }) => step.step === 'wrap').map(({ cfn }) => Stack.of(cfn)));
    for (const stack of new Set(all.map(({ cfn }) => Stack.of(cfn)))) {
      if (!used.has(stack)) {
        dropCorsLayer(stack);
      }
    }
  }
}
