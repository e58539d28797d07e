import { Stage } from 'aws-cdk-lib';
import { type CfnApi, HttpApi, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import type { CorsPolicy } from '../../policy/policy';
import { requireKind } from '../api-kinds';
import { NoticeBoard } from '../notice-board';
import { httpPolicyOf } from '../policy-props';
import { addToStage } from '../stage-aspects';
import type { HttpApiCorsOptions } from './http-api-cors-options';
import { HttpCorsAspect } from './http-cors-aspect';
import { refusalOf } from './http-refusals';
import { PreflightRoutes } from './preflight-routes';
import { definitionOf, TargetHttpApi } from './target-http-api';

/**
 * The HTTP API and its policy.
 */
export interface HttpApiCorsProps extends HttpApiCorsOptions {
  /**
   * The HTTP API, which has to be defined in this app. For an L1 use `HttpApiCors.forCfnApi`.
   */
  readonly api: IHttpApi;
}

/**
 * Makes browsers able to call an HTTP API: the policy becomes its CORS configuration, by which API Gateway answers
 * preflights and puts the headers on what the integrations answer, proxies included.
 *
 * It works when the app is synthesised, so routes that are added later are covered too, wherever they are written: their
 * methods are allowed, and preflights are kept from the authorizers of `ANY` and `$default` (see `preflightIntegration`). An
 * HTTP API has one configuration: what an integration says of CORS itself is ignored by API Gateway.
 *
 * What an HTTP API puts on its own errors (401, 403, 429, 5xx) cannot be configured, and AWS does not document it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 *
 * @example
 * declare const api: apigatewayv2.HttpApi;
 *
 * new HttpApiCors(this, 'Cors', {
 *   api,
 *   allowOrigins: ['https://app.example.com', 'https://admin.example.com'],
 *   allowCredentials: true,
 * });
 */
export class HttpApiCors extends Construct {
  /**
   * CORS for an HTTP API that is written as an L1, or that `CfnInclude` read from a template.
   *
   * @param scope the construct that the new one hangs from
   * @param id the name of the new one in its scope
   * @param api the L1
   * @param options the policy
   *
   * @example
   * declare const template: cfn_inc.CfnInclude;
   *
   * const api = template.getResource('Api') as apigatewayv2.CfnApi;
   * HttpApiCors.forCfnApi(this, 'Cors', api, { allowOrigins: ['https://app.example.com'] });
   */
  public static forCfnApi(scope: Construct, id: string, api: CfnApi, options: HttpApiCorsOptions): HttpApiCors {
    const imported = HttpApi.fromHttpApiAttributes(api, `CorsFor-${scope.node.path.replaceAll('/', '-')}-${id}`, {
      httpApiId: api.ref,
    });
    return new HttpApiCors(scope, id, { ...options, api: imported });
  }

  private readonly policy: CorsPolicy;

  /**
   * @param scope the construct that the new one hangs from
   * @param id the name of the new one in its scope
   * @param props the API and its policy
   * @throws when the policy holds anything that a browser or an HTTP API would refuse: one error with every problem, each
   * with its id, the value got, the reason and the corrected value
   * @throws when the API is defined outside the app or by an OpenAPI document, or has a CORS configuration or an
   * `HttpApiCors` already
   */
  constructor(scope: Construct, id: string, props: HttpApiCorsProps) {
    super(scope, id);
    const { policy, warnings } = httpPolicyOf(this, props);
    this.policy = policy;
    requireKind('an HTTP API', props.api, this.node.path, FIX_KIND);
    const target = targetOf(props.api, this);
    const refusal = refusalOf(target.cfn, target.written, policy) ?? claimedBefore(target, this);
    if (refusal !== undefined) {
      throw new Error(`${this.node.path}: ${refusal}`);
    }
    const notices = new NoticeBoard(this, policy);
    for (const warning of warnings) {
      notices.warn(warning);
    }
    const aspect = new HttpCorsAspect(target, policy, new PreflightRoutes(target, props.preflightIntegration), notices);
    addToStage(target.stage, aspect);
    // Another stage is synthesised, and validated, at another time.
    const isSameStage = (Stage.of(this) ?? this.node.root) === target.stage;
    (isSameStage ? this : target.stage).node.addValidation({ validate: () => [...aspect.finish()] });
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

const FIX_KIND = 'an HttpApi as api; HttpApiCors.forCfnApi for an L1; RestApiCors for a REST API.';

/** CloudFormation changes whole resources, and the CORS configuration is a property of the API itself. */
function targetOf(api: IHttpApi, cors: HttpApiCors): TargetHttpApi {
  const cfn = definitionOf(api);
  if (cfn === undefined) {
    throw new Error(
      `${cors.node.path}: http-api-imported: the API ${api.node.path} is defined outside this app, and its CORS ` +
        'configuration is a property of the API itself, which only the stack that defines it can change: nothing that is ' +
        'added here would make a browser able to call it. Fix: use HttpApiCors in the app that defines the API.',
    );
  }
  return new TargetHttpApi(api, cfn);
}

/** An HTTP API has one CORS configuration. It may be imported by several constructs. */
function claimedBefore(target: TargetHttpApi, cors: HttpApiCors): string | undefined {
  const { cfn } = target;
  const first = target.claim(cors.node.path);
  if (first !== undefined) {
    return (
      `cors-already-applied: the API ${cfn.node.path} has an HttpApiCors already (${first}). An HTTP API has one CORS ` +
      'configuration. Fix: put all origins into one of them and remove the other.'
    );
  }
  return undefined;
}
