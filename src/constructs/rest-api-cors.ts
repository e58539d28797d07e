import { type CfnRestApi, type IResource, type IRestApi, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { CorsPolicy } from '../policy/policy';
import { describeErrors } from '../policy/problem';
import { ApiCors } from './api-cors';
import { unreachable } from './api-document';
import { requireKind } from './api-kinds';
import { CorsArea } from './cors-area';
import { NoticeBoard } from './notice-board';
import { policyOf } from './policy-props';
import { ProxyResponses } from './proxy-responses';
import type { RestApiCorsOptions } from './rest-api-cors-options';
import { StageFunctions } from './stage-functions';
import { TargetApi } from './target-api';

/**
 * The API and its policy.
 */
export interface RestApiCorsProps extends RestApiCorsOptions {
  /**
   * The REST API: a `RestApi`, `LambdaRestApi`, `StepFunctionsRestApi` or `SpecRestApi`, or one imported by its
   * attributes. For an L1 use `RestApiCors.forCfnRestApi`.
   */
  readonly api: IRestApi;

  /**
   * The resource where the policy begins: it holds for this resource and all that lies below it, but for subtrees that
   * have a `RestApiCors` of their own, or that `RestApiCors.exclude` keeps out. Exactly one policy, the nearest up the
   * tree, decides what a browser is told about a resource; policies are never added to one another.
   *
   * The errors that API Gateway answers by itself (401, 403, 429, 5xx) know no resource: they follow the `RestApiCors` of
   * the whole API. Without one they carry no CORS headers, so that a browser reports them as CORS errors; a warning says
   * so.
   *
   * A resource of another stack, or one that is imported with its full path, will do. It has to belong to `api`. A path of
   * an OpenAPI document is named in this way, too; its `resourceId` is then no matter.
   *
   * @default - the whole API
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
   */
  readonly resource?: IResource;
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
 * what the backend has to return; for Lambda `proxyResponses` can do it.
 *
 * An API that is imported from an OpenAPI document (3.0, 3.1 or Swagger 2.0, in the template or in an asset, as JSON or
 * YAML) is imported from a new one, in which OPTIONS operations, response headers and gateway responses are added. What
 * the document says stays, in its order.
 *
 * With `resource` the policy is for a subtree of the API. Several make one plan: whichever is constructed first, each
 * resource follows the nearest one up the tree, and `RestApiCors.exclude` takes a subtree out.
 *
 * @example
 * declare const api: apigateway.RestApi;
 *
 * new RestApiCors(this, 'Cors', {
 *   api,
 *   allowOrigins: ['https://app.example.com', 'https://*.preview.example.com'],
 *   allowCredentials: true,
 * });
 *
 * @example
 * const api = new apigateway.SpecRestApi(this, 'Shop', {
 *   apiDefinition: apigateway.ApiDefinition.fromInline({
 *     openapi: '3.0.1',
 *     info: { title: 'Shop', version: '1' },
 *     paths: {
 *       '/orders/{id}': {
 *         get: {
 *           responses: { 200: { description: 'The order' } },
 *           'x-amazon-apigateway-integration': {
 *             type: 'http',
 *             httpMethod: 'GET',
 *             uri: 'https://backend.example.com/orders',
 *             responses: { default: { statusCode: '200' } },
 *           },
 *         },
 *       },
 *     },
 *   }),
 * });
 * new RestApiCors(this, 'ShopCors', { api, allowOrigins: ['https://app.example.com'] });
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
   *
   * // A subtree whose resource is an L1 as well:
   * const restApi = apigateway.RestApi.fromRestApiAttributes(this, 'Api', {
   *   restApiId: api.ref,
   *   rootResourceId: api.attrRootResourceId,
   * });
   * const resource = apigateway.Resource.fromResourceAttributes(this, 'Public', {
   *   restApi,
   *   resourceId: template.getResource('Public').ref,
   *   path: '/public',
   * });
   * new RestApiCors(this, 'PublicCors', { api: restApi, resource, allowOrigins: ['*'] });
   */
  public static forCfnRestApi(scope: Construct, id: string, api: CfnRestApi, options: RestApiCorsOptions): RestApiCors {
    const imported = RestApi.fromRestApiAttributes(api, `CorsFor-${scope.node.path.replaceAll('/', '-')}-${id}`, {
      restApiId: api.ref,
      rootResourceId: api.attrRootResourceId,
    });
    return new RestApiCors(scope, id, { ...options, api: imported });
  }

  /**
   * Keeps a resource and all that lies below it without CORS: no `RestApiCors` further up adds anything there. One on a
   * resource below it brings that subtree back.
   *
   * A browser then refuses every call from a page to these routes that needs a preflight, and hides the answer to every
   * other. A warning names the routes whose preflights API Gateway hands to a `{proxy+}` or `{id}` that has CORS. The errors
   * that API Gateway answers by itself still carry the headers of the whole API, since they know no resource.
   *
   * @param resource where the subtree begins
   * @throws when the very resource has a `RestApiCors`, or when the routes have been given their CORS already
   *
   * @example
   * declare const api: apigateway.RestApi;
   *
   * RestApiCors.exclude(api.root.addResource('internal'));
   */
  public static exclude(resource: IResource): void {
    requireKind('a resource', resource, 'RestApiCors.exclude', 'one of its resources; api.root is the whole API.');
    const by = `RestApiCors.exclude(${resource.node.path})`;
    ApiCors.of(new TargetApi(resource.api)).add({ root: resource, area: undefined, by });
  }

  private readonly policy: CorsPolicy;

  /**
   * @param scope the construct that the new one hangs from
   * @param id the name of the new one in its scope
   * @param props the API and its policy
   * @throws when the policy holds anything that a browser or API Gateway would refuse: one error with every problem, each
   * with its id, the value got, the reason and the corrected value
   * @throws when the API, or the resource, has a `RestApiCors` already or is excluded, when the resource belongs to another
   * API, or when the OpenAPI document of the API lies in a bucket and cannot be read
   */
  constructor(scope: Construct, id: string, props: RestApiCorsProps) {
    super(scope, id);
    requireKind('a REST API', props.api, this.node.path, FIX_KIND);
    const target = new TargetApi(props.api);
    const root = target.isRoot(props.resource) ? undefined : props.resource;
    const { policy, warnings } = policyOf(this, props, { ofSubtree: root !== undefined });
    this.policy = policy;
    refuseUnreachable(this, target);
    refuseOtherApi(this, target, props.resource);
    const notices = new NoticeBoard(this, policy);
    for (const warning of warnings) {
      notices.warn(warning);
    }
    const area = new CorsArea(policy, notices, props.addOriginToCacheKeys ?? false, props.proxyResponses);
    ApiCors.of(target).add({ root, area, by: this.node.path });
    if (area.proxyResponses !== ProxyResponses.BY_HAND) {
      StageFunctions.of(target.stage).expect();
    }
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

const FIX_KIND = 'a RestApi as api; RestApiCors.forCfnRestApi for an L1; HttpApiCors for an HTTP API.';

/** The routes of a document that nobody can read here would stay without CORS. */
function refuseUnreachable(cors: RestApiCors, { cfn, scope }: TargetApi): void {
  const problems = cfn?.bodyS3Location === undefined ? [] : unreachable(cfn);
  if (problems.length > 0) {
    throw new Error(describeErrors(cors.node.path, problems, `the OpenAPI document of ${scope.node.path}`));
  }
}

/** The OPTIONS methods would go to the one API and the deployment to the other. */
function refuseOtherApi(cors: RestApiCors, target: TargetApi, resource: IResource | undefined): void {
  if (resource === undefined) {
    return;
  }
  const other = new TargetApi(resource.api);
  if (other.identity !== target.identity) {
    throw new Error(
      `${cors.node.path}: resource-of-another-api: the resource ${resource.path} belongs to the API ` +
        `${other.scope.node.path}, and the policy is for ${target.scope.node.path}. Fix: give both from one API; a ` +
        'resource that is imported takes its API from Resource.fromResourceAttributes({ restApi: api, ... }).',
    );
  }
}
