import { AspectPriority, Aspects } from 'aws-cdk-lib';
import { type CfnRestApi, type IRestApi, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct, type IConstruct } from 'constructs';
import type { CorsPolicy } from '../policy/policy';
import { CorsArea } from './cors-area';
import { CorsAspect } from './cors-aspect';
import { NoticeBoard } from './notice-board';
import { policyOf } from './policy-props';
import type { RestApiCorsOptions } from './rest-api-cors-options';
import { TargetApi } from './target-api';

/**
 * The API and its policy.
 */
export interface RestApiCorsProps extends RestApiCorsOptions {
  /**
   * The REST API: a `RestApi`, `LambdaRestApi` or `StepFunctionsRestApi`, or one imported by its attributes. For an L1
   * use `RestApiCors.forCfnRestApi`.
   */
  readonly api: IRestApi;
}

/**
 * Makes browsers able to call a REST API: preflights on every resource, the headers on every answer that API Gateway
 * makes itself (non-proxy integrations and errors), and a new deployment when any of it changes.
 *
 * It works when the app is synthesised, so resources and methods that are added later are covered too, wherever they are
 * written: in other stacks, in nested stacks, as L1s, in a template read by `CfnInclude`. Nothing that is there already
 * is overwritten.
 *
 * The answers of Lambda proxy and HTTP proxy integrations are made by their backend alone. A warning names them and says
 * what the backend has to return.
 *
 * @example
 * declare const api: apigateway.RestApi;
 *
 * new RestApiCors(this, 'Cors', {
 *   api,
 *   allowOrigins: ['https://app.example.com', 'https://*.preview.example.com'],
 *   allowCredentials: true,
 * });
 */
export class RestApiCors extends Construct {
  /**
   * CORS for an API that is written as an L1, or that `CfnInclude` read from a template.
   *
   * @param scope the construct that the new one hangs from
   * @param id the name of the new one in its scope
   * @param api the L1
   * @param options the policy
   *
   * @example
   * declare const template: cfn_inc.CfnInclude;
   *
   * const api = template.getResource('Api') as apigateway.CfnRestApi;
   * RestApiCors.forCfnRestApi(this, 'Cors', api, { allowOrigins: ['https://app.example.com'] });
   */
  public static forCfnRestApi(scope: Construct, id: string, api: CfnRestApi, options: RestApiCorsOptions): RestApiCors {
    const imported = RestApi.fromRestApiAttributes(api, `CorsFor-${scope.node.path.replaceAll('/', '-')}-${id}`, {
      restApiId: api.ref,
      rootResourceId: api.attrRootResourceId,
    });
    return new RestApiCors(scope, id, { ...options, api: imported });
  }

  private readonly policy: CorsPolicy;

  /**
   * @param scope the construct that the new one hangs from
   * @param id the name of the new one in its scope
   * @param props the API and its policy
   * @throws when the policy holds anything that a browser or API Gateway would refuse: one error with every problem, each
   * with its id, the value got, the reason and the corrected value
   * @throws when the API has a `RestApiCors` already, or is defined by an OpenAPI document
   */
  constructor(scope: Construct, id: string, props: RestApiCorsProps) {
    super(scope, id);
    const { policy, warnings } = policyOf(this, props);
    this.policy = policy;
    const target = new TargetApi(props.api);
    refuseDocument(this, target);
    refuseSecond(this, target);
    const notices = new NoticeBoard(this, policy);
    for (const warning of warnings) {
      notices.warn(warning);
    }
    const aspect = new CorsAspect(target, new CorsArea(policy, notices));
    Aspects.of(target.stage).add(aspect, { priority: AspectPriority.MUTATING });
    this.node.addValidation({
      validate: () => {
        aspect.finish();
        return [];
      },
    });
  }

  /**
   * Whether a page of this origin may call the API, by the policy alone. For unit tests of a policy. An origin that is
   * known only at deployment (a CDK token) cannot be told and counts as not allowed.
   *
   * @param origin the Origin header as a browser sends it: `https://app.example.com`
   * @see https://fetch.spec.whatwg.org/#cors-check
   */
  public allows(origin: string): boolean {
    return this.policy.allows(origin);
  }
}

const APPLIED = Symbol.for('cdk-apigateway-cors.RestApiCors');

/** The routes of an OpenAPI document are no constructs, so nothing of what this construct does would reach them. */
function refuseDocument(cors: RestApiCors, target: TargetApi): void {
  if (target.cfn?.body !== undefined || target.cfn?.bodyS3Location !== undefined) {
    throw new Error(
      `${cors.node.path}: openapi-body: the API ${target.scope.node.path} is defined by an OpenAPI document, whose routes ` +
        'this construct cannot see: their preflights and responses would stay without CORS. Fix: define the routes as ' +
        'resources and methods, or write the OPTIONS operations and response headers into the document.',
    );
  }
}

/** Two policies for one resource would need two OPTIONS methods on it. An API may be imported by several constructs. */
function refuseSecond(cors: RestApiCors, target: TargetApi): void {
  const stage: IConstruct & { [APPLIED]?: Map<string, string> } = target.stage;
  if (stage[APPLIED] === undefined) {
    Object.defineProperty(stage, APPLIED, { value: new Map<string, string>() });
  }
  const applied = stage[APPLIED] ?? new Map<string, string>();
  const first = applied.get(target.identity);
  if (first !== undefined) {
    throw new Error(
      `${cors.node.path}: cors-already-applied: the API ${target.scope.node.path} has a RestApiCors already (${first}). ` +
        'A resource can answer a preflight in one way only. Fix: put all origins into one of them and remove the other.',
    );
  }
  applied.set(target.identity, cors.node.path);
}
