import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { type Claim, contradict, describeContradiction } from './claims';
import type { CorsAspect } from './cors-aspect';
import { addToStage } from './stage-aspects';
import { identityOf, type TargetApi } from './target-api';

const APPLIED = Symbol.for('cdk-apigateway-cors.RestApiCors');

/**
 * What is asked for one API, by whichever construct. It is kept on the stage, so that an API that several constructs
 * stand for is one, and one Aspect does it all.
 */
export class ApiCors {
  /** The one that is kept for the API. */
  static of(target: TargetApi): ApiCors {
    const stage: IConstruct & { [APPLIED]?: Map<string, ApiCors> } = target.stage;
    if (stage[APPLIED] === undefined) {
      Object.defineProperty(stage, APPLIED, { value: new Map<string, ApiCors>() });
    }
    const kept = stage[APPLIED] ?? new Map<string, ApiCors>();
    const known = kept.get(target.identity) ?? new ApiCors(target);
    kept.set(target.identity, known);
    known.target = target.knowsMoreThan(known.target) ? target : known.target;
    return known;
  }

  /** Whether anything is asked for the whole of an API that is defined in the app. */
  static isAskedFor(api: CfnRestApi, stage: IConstruct & { [APPLIED]?: Map<string, ApiCors> }): boolean {
    const known = stage[APPLIED]?.get(identityOf(api));
    return known?.claims.some(({ root }) => known.target.isRoot(root)) ?? false;
  }

  private readonly claims: Claim[] = [];
  private aspect: CorsAspect | undefined;
  private started = false;

  private constructor(private target: TargetApi) {}

  /** Takes a claim in, or says why it cannot be met. Nothing is done before the app is synthesised. */
  add(claim: Claim): void {
    const key = this.target.keyOf(claim.root);
    const first = this.claims.find(({ root }) => this.target.keyOf(root) === key);
    if (first !== undefined && contradict(first, claim)) {
      throw new Error(describeContradiction(first, claim, this.target));
    }
    if (this.started) {
      throw new Error(
        `${claim.by}: cors-too-late: the routes of the API ${this.target.scope.node.path} were given their CORS already, ` +
          'and what was added to them cannot follow another policy now. Fix: say it before the app is synthesised, or in ' +
          'an Aspect with a priority below 200 (AspectPriority.MUTATING).',
      );
    }
    this.claims.push(claim);
    if (claim.area !== undefined && this.aspect === undefined) {
      this.aspect = this.addAspect();
    }
  }

  private addAspect(): CorsAspect {
    const { stage } = this.target;
    const aspect = new (work().CorsAspect)(() => {
      this.started = true;
      return { target: this.target, claims: this.claims };
    });
    addToStage(stage, aspect);
    stage.node.addValidation({
      validate: () => [...aspect.finish()],
    });
    return aspect;
  }
}

/** Loaded when an API is given its CORS: an app may load the package for another of its constructs. */
function work(): typeof import('./cors-aspect') {
  return require('./cors-aspect');
}
