import type { Unresolved } from '../template/value';

/** A text of a template, where the template tells it. */
export type Text = string | Unresolved;

export type DeployedApi = RestApi | HttpApi;

/** A REST API, however it was written down: as resources, as an OpenAPI body, or both. */
export interface RestApi {
  readonly kind: 'rest';
  readonly logicalId: string;
  readonly stack: string;
  readonly name: string | undefined;
  /** Why nothing can be said of the API as a whole: its body is elsewhere, or the API itself is. */
  readonly doubt: string | undefined;
  /** Why its resource policy may keep somebody out. */
  readonly policyDoubt: string | undefined;
  readonly binaryMediaTypes: readonly string[] | Unresolved;
  /** `HEADER`, or `AUTHORIZER` where the authorizer gives the API key. */
  readonly apiKeySource: Text;
  readonly resources: readonly RestResource[];
  /** By type, such as `DEFAULT_4XX`. */
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponse>;
  readonly deployments: readonly string[];
  readonly stages: readonly Stage[];
}

export interface RestResource {
  readonly logicalId: string;
  readonly path: Text;
  readonly methods: readonly RestMethod[];
}

/**
 * Whether a deployment takes something in: CloudFormation makes a Deployment as soon as what it depends on is there,
 * and the Deployment is a snapshot of that moment.
 */
export type Deployed = 'included' | 'may-be-missing' | 'no-deployment';

export interface RestMethod {
  readonly logicalId: string;
  /** In upper case; `ANY` for all verbs. */
  readonly verb: string;
  readonly path: Text;
  readonly doubt: string | undefined;
  readonly deployed: Deployed;
  readonly authorization: Authorization;
  readonly apiKeyRequired: boolean | Unresolved;
  readonly validation: Validation;
  readonly integration: Integration | undefined;
  /** The header names that each method response declares, in lower case, by status. */
  readonly methodResponses: ReadonlyMap<string, ReadonlySet<string> | Unresolved>;
}

export type Authorization =
  | { readonly kind: 'none' | 'iam' }
  | {
      readonly kind: 'cognito' | 'token' | 'request';
      readonly identity: readonly string[] | Unresolved;
      /** Whether its answers are kept, in which case a request without the identity is not even shown to it. */
      readonly caches: boolean;
    }
  | { readonly kind: 'unresolved'; readonly reason: string };

export interface Validation {
  /** Parameters that a request must have, as `header.X` or `querystring.X`, where a validator looks at them. */
  readonly required: readonly string[];
  /** Why it cannot be told which requests the validator lets through. */
  readonly doubt: string | undefined;
}

export interface Integration {
  readonly type: Text;
  readonly uri: Text | undefined;
  /** For a Lambda proxy: the policy by which the function answers, or why none is told. */
  readonly functionPolicy: FunctionPolicy | Unresolved | undefined;
  readonly passthroughBehavior: Text;
  readonly contentHandling: Text | undefined;
  readonly streams: boolean | Unresolved;
  /** The parameters by which a stage's cache tells requests apart, such as `method.request.header.Origin`. */
  readonly cacheKeys: readonly string[] | Unresolved;
  readonly requestTemplates: ReadonlyMap<string, Text>;
  readonly responses: readonly IntegrationResponse[];
  /** Why the responses may not be all. */
  readonly doubt: string | undefined;
}

/** By what a function puts CORS headers on its answers, as its environment says. */
export interface FunctionPolicy {
  /** The function. */
  readonly logicalId: string;
  /** Whether a layer does it, whatever the handler's code is, or the handler, which is declared to. */
  readonly by: 'layer' | 'handler';
  /** Sent as it is to everybody; undefined where the origin that asks is compared. */
  readonly allowOrigin: string | undefined;
  readonly allows: (origin: string) => boolean;
  readonly allowCredentials: boolean;
  readonly exposeHeaders: readonly string[];
}

export interface IntegrationResponse {
  readonly statusCode: Text;
  /** None for the default. */
  readonly selectionPattern: Text | undefined;
  readonly contentHandling: Text | undefined;
  /** Mapping expressions by header name. */
  readonly headers: ReadonlyMap<string, Text>;
  readonly templates: ReadonlyMap<string, Text>;
}

export interface GatewayResponse {
  readonly logicalId: string;
  readonly type: string;
  readonly doubt: string | undefined;
  readonly deployed: Deployed;
  readonly statusCode: Text | undefined;
  /** Mapping expressions by header name. */
  readonly headers: ReadonlyMap<string, Text>;
}

export interface Stage {
  readonly logicalId: string;
  readonly name: string | undefined;
  /** Whether it has a cache. */
  readonly caches: boolean | Unresolved;
  readonly settings: readonly MethodSetting[];
}

/** What a stage does with some of its methods. */
export interface MethodSetting {
  /** `/*` for every resource. */
  readonly path: Text;
  /** `*` for every verb. */
  readonly verb: Text;
  /** Undefined where the setting says nothing of it. */
  readonly caches: boolean | Unresolved | undefined;
}

/** An HTTP API (API Gateway v2). */
export interface HttpApi {
  readonly kind: 'http';
  readonly logicalId: string;
  readonly stack: string;
  readonly name: string | undefined;
  readonly doubt: string | undefined;
  readonly cors: HttpCors | Unresolved | undefined;
  /** Whether what is served has the configuration. */
  readonly deployed: Deployed;
  readonly routes: readonly HttpRoute[];
}

export interface HttpCors {
  readonly allowOrigins: readonly string[] | Unresolved;
  readonly allowMethods: readonly string[] | Unresolved;
  readonly allowHeaders: readonly string[] | Unresolved;
  readonly exposeHeaders: readonly string[] | Unresolved;
  readonly allowCredentials: boolean | Unresolved;
  readonly maxAge: Text | undefined;
}

export interface HttpRoute {
  readonly logicalId: string;
  /** `GET /pets`, `ANY /{proxy+}` or `$default`. */
  readonly key: Text;
  readonly doubt: string | undefined;
  readonly deployed: Deployed;
  readonly authorization: 'none' | 'jwt' | 'iam' | 'lambda' | Unresolved;
  /** What a Lambda authorizer wants to see of a request, such as `$request.header.Authorization`. */
  readonly identity: readonly string[] | Unresolved;
}
