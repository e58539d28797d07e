import { Fn, Lazy } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import {
  type FunctionModel,
  type FunctionStep,
  planFunction,
  WRAPPER_VARIABLE,
  withinLimits,
  wrapperPath,
} from '../plan/functions';
import { type AppliedBy, POLICY_VARIABLE } from '../policy/function-policy';
import type { CorsPolicy } from '../policy/policy';
import { functionPolicy } from '../render/function-policy';
import { isRecord } from '../render/template-values';
import { corsLayerOf } from './cors-layer';
import { readFunction } from './function-node';
import { later, type Resolve, renderedProperties } from './plain-view';
import type { ProxyRoute } from './proxy-route';

/** What is asked for a function by a route that calls it. */
export interface FunctionClaim {
  /** Undefined where the route follows no policy. */
  readonly policy: CorsPolicy | undefined;
  /** Undefined where the function is left to its owner. */
  readonly appliedBy: AppliedBy | undefined;
}

/**
 * One function, and the policy in its environment. The claims of all routes, whichever APIs they belong to, decide
 * together; what is emitted is made when the template is, on the L1, and what the user set stays.
 */
export class FunctionCors {
  private readonly claims = new Map<string, FunctionClaim & Pick<ProxyRoute, 'element'>>();
  private readonly found: FunctionModel;
  private layer: string | undefined;
  private emitting = false;
  private planned: FunctionStep | undefined;

  constructor(readonly cfn: CfnFunction) {
    this.found = readFunction(cfn);
  }

  /** Takes in what is asked for a route; again where that has changed. */
  claim({ id, element }: ProxyRoute, claim: FunctionClaim): void {
    this.claims.set(id, { ...claim, element });
    this.planned = undefined;
    if (this.step.step === 'wrap') {
      this.layer ??= corsLayerOf(this.cfn.stack);
    }
    if (claim.appliedBy !== undefined && !this.emitting) {
      this.emitting = true;
      this.emit();
    }
  }

  /** What is done for the function, or why nothing is. */
  get step(): FunctionStep {
    this.planned ??= this.plan();
    return this.planned;
  }

  /** Whether the template will hold what was added; something that came later may have replaced it, or filled it up. */
  isIntact(): boolean {
    const { step } = this;
    if (step.step === 'leave') {
      return true;
    }
    const now = readFunction(this.cfn);
    const ours = Object.entries(this.variables((value) => this.cfn.stack.resolve(value)));
    return (
      withinLimits(now) &&
      ours.every(([name, value]) => isSame(now.variables?.[name], value)) &&
      (step.step === 'declare' || (!now.codeSigned && this.hasLayer()))
    );
  }

  private hasLayer(): boolean {
    const { Layers: layers } = renderedProperties(this.cfn);
    const ours: unknown = this.cfn.stack.resolve(this.layer);
    return Array.isArray(layers) && layers.some((one) => isSame(one, ours));
  }

  private plan(): FunctionStep {
    const claims = [...this.claims.values()];
    const asked = claims.flatMap(({ appliedBy: one }) => one ?? []);
    const appliedBy = asked.includes('layer') ? 'layer' : asked[0];
    if (appliedBy === undefined) {
      return { step: 'leave', why: 'proxy-responses' };
    }
    const texts = new Set(claims.map(({ policy }) => policy && this.textOf(policy, appliedBy)));
    const [text] = texts;
    if (texts.size > 1 || text === undefined) {
      return { step: 'leave', why: 'function-shared' };
    }
    const apart = claims.some(({ policy, element }) => hasDeployTimeOrigin(policy) && element.stack !== this.cfn.stack);
    return apart ? { step: 'leave', why: 'function-elsewhere' } : planFunction(this.found, appliedBy, text);
  }

  /** The policy as far as it can be told now; equal for equal policies. */
  private textOf(policy: CorsPolicy, appliedBy: AppliedBy): string {
    const resolved: unknown = this.cfn.stack.resolve(functionPolicy(policy, appliedBy, inQuotes));
    return typeof resolved === 'string' ? resolved : JSON.stringify(resolved);
  }

  private emit(): void {
    const { environment, layers } = this.cfn;
    this.cfn.environment = later((resolve) => {
      const own = resolve(environment);
      const ours = this.variables(resolve);
      if (Object.keys(ours).length === 0) {
        return own;
      }
      const { variables = {}, ...rest } = isRecord(own) ? own : {};
      return { ...rest, variables: { ...ours, ...(variables as object) } };
    });
    this.cfn.layers = Lazy.uncachedList(
      {
        produce: (context) => {
          const own: string[] = context.resolve(layers) ?? [];
          return this.step.step === 'wrap' && this.layer !== undefined ? [...own, this.layer] : own;
        },
      },
      { omitEmpty: true },
    );
  }

  private variables(resolve: Resolve): Readonly<Record<string, unknown>> {
    const { step } = this;
    const policy = [...this.claims.values()].find((claim) => claim.policy !== undefined)?.policy;
    if (step.step === 'leave' || policy === undefined) {
      return {};
    }
    const appliedBy = step.step === 'wrap' ? 'layer' : 'handler';
    return {
      [POLICY_VARIABLE]: resolve(functionPolicy(policy, appliedBy, inQuotes)),
      ...(step.step === 'wrap' ? { [WRAPPER_VARIABLE]: wrapperPath(step.wrapper) } : {}),
    };
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function hasDeployTimeOrigin(policy: CorsPolicy | undefined): boolean {
  const origins = policy?.origins ?? 'any';
  return origins !== 'any' && origins.some(({ kind }) => kind === 'deploy-time');
}

/**
 * A value that nobody could check stands between the quotes of JSON at deployment. What could end them is taken out there;
 * what is left matches no origin.
 */
function inQuotes(deployTimeText: string): string {
  return ['"', '\\'].reduce((text, character) => Fn.join('', Fn.split(character, text)), deployTimeText);
}
