import { Duration, type Stack } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CfnGatewayResponse,
  JsonSchemaType,
  type MethodOptions,
  type MockIntegration,
  PassthroughBehavior,
  TokenAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import fc from 'fast-check';
import { RestApiCors, type RestApiCorsOptions } from '../../../src';
import type { HeaderLines } from '../../../src/fetch/header-lines';
import type { GatewayRequest } from '../../../src/verify/gateway/answers';
import type { GatewayResponseType } from '../../../src/verify/gateway/error-answers';
import { APP, anApi, mock, OTHER, responses } from '../../support/apis';

/** What an API says where it refuses a call. */
export interface RefusalPlan {
  readonly policy: Partial<RestApiCorsOptions> | undefined;
  /** The gateway responses that the API has besides, by their types. */
  readonly own: Readonly<Record<string, OwnResponse>>;
}

interface OwnResponse {
  readonly status: typeof OWN_STATUS | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** A call that is refused. */
export interface Refused {
  readonly type: GatewayResponseType;
  readonly request: GatewayRequest;
  /** Whether the template alone tells that it is refused, and how. */
  readonly foreseen: boolean;
}

/** The one status that the gateway responses of the tests set; no type has it by itself. */
export const OWN_STATUS = 418;

const ORIGIN = 'Access-Control-Allow-Origin';

export const aRefusalPlan: fc.Arbitrary<RefusalPlan> = fc.record({
  policy: fc.constantFrom<Partial<RestApiCorsOptions> | undefined>(
    { allowOrigins: [APP], allowCredentials: true, exposeHeaders: ['ETag'] },
    { allowOrigins: ['*'] },
    { allowOrigins: [APP, OTHER] },
    { allowOrigins: [APP, 'https://*.preview.example.com'], allowCredentials: true },
    { allowOrigins: [APP, OTHER], allowCredentials: true, dangerouslyEchoOriginInErrors: true },
    undefined,
  ),
  own: fc.dictionary(
    fc.constantFrom('DEFAULT_4XX', 'DEFAULT_5XX', 'UNAUTHORIZED', 'ACCESS_DENIED', 'MISSING_AUTHENTICATION_TOKEN'),
    fc.record({
      status: fc.constantFrom(undefined, undefined, OWN_STATUS),
      headers: fc.constantFrom<Readonly<Record<string, string>>>(
        {},
        { 'X-Why': "'refused'" },
        { 'X-Echo': 'method.request.header.Origin', 'X-Asked': 'method.request.querystring.q' },
        { [ORIGIN]: "'https://own.example'" },
      ),
    }),
    { maxKeys: 3 },
  ),
});

/** An API on which every kind of error can be brought about that needs nothing but a request. */
export function refusingApi({ policy, own }: RefusalPlan): (stack: Stack) => void {
  return (stack) => {
    const api = anApi(stack, {
      deployOptions: { methodOptions: { '/busy/GET': { throttlingRateLimit: 0, throttlingBurstLimit: 0 } } },
    });
    const add = (part: string, verb: string, options: MethodOptions, integration: MockIntegration = mock()): void => {
      api.root.addResource(part).addMethod(verb, integration, { ...responses('200'), ...options });
    };
    add('keyed', 'GET', { apiKeyRequired: true });
    add('signed', 'GET', { authorizationType: AuthorizationType.IAM });
    add('busy', 'GET', {});
    add('asked', 'GET', {
      requestParameters: { 'method.request.querystring.q': true },
      requestValidator: api.addRequestValidator('Parameters', { validateRequestParameters: true }),
    });
    const schema = { type: JsonSchemaType.OBJECT, required: ['name'] };
    add('shaped', 'POST', {
      requestModels: { 'application/json': api.addModel('Shape', { modelName: 'Shape', schema }) },
      requestValidator: api.addRequestValidator('Body', { validateRequestBody: true }),
    });
    add('strict', 'POST', {}, mock('200', { passthroughBehavior: PassthroughBehavior.NEVER }));
    const handler = new LambdaFunction(stack, 'Judge', {
      runtime: Runtime.PYTHON_3_12,
      handler: 'index.handler',
      code: Code.fromInline(JUDGE),
    });
    add('judged', 'GET', {
      authorizer: new TokenAuthorizer(stack, 'Authorizer', { handler, resultsCacheTtl: Duration.seconds(0) }),
    });
    for (const [type, { status, headers }] of Object.entries(own)) {
      new CfnGatewayResponse(stack, `Own${type}`, {
        restApiId: api.restApiId,
        responseType: type,
        ...(status === undefined ? {} : { statusCode: String(status) }),
        responseParameters: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, value]),
        ),
      });
    }
    if (policy !== undefined) {
      new RestApiCors(stack, 'Cors', { api, allowOrigins: [APP], ...policy });
    }
  };
}

const JUDGE = `
def handler(event, context):
    token = event["authorizationToken"]
    if token == "unknown":
        raise Exception("Unauthorized")
    if token == "broken":
        raise Exception("out of order")
    if token == "shapeless":
        return {"principalId": "somebody"}
    statement = {"Action": "execute-api:Invoke", "Effect": "Deny", "Resource": event["methodArn"]}
    return {"principalId": "somebody", "policyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
`;

/** Calls that API Gateway refuses by itself, from a page of each origin. */
export const REFUSED: readonly Refused[] = [APP, OTHER, 'https://evil.example'].flatMap((origin) => [
  { type: 'MISSING_AUTHENTICATION_TOKEN', request: { ...get(origin, '/nowhere'), query: 'q=1' }, foreseen: true },
  { type: 'MISSING_AUTHENTICATION_TOKEN', request: get(origin, '/signed'), foreseen: true },
  { type: 'INVALID_API_KEY', request: get(origin, '/keyed'), foreseen: true },
  { type: 'UNAUTHORIZED', request: get(origin, '/judged'), foreseen: true },
  { type: 'BAD_REQUEST_PARAMETERS', request: get(origin, '/asked'), foreseen: true },
  { type: 'UNSUPPORTED_MEDIA_TYPE', request: post(origin, '/strict', 'text/plain', 'x'), foreseen: true },
  { type: 'BAD_REQUEST_BODY', request: post(origin, '/shaped', 'application/json', '{"b": 1}'), foreseen: false },
  { type: 'THROTTLED', request: get(origin, '/busy'), foreseen: false },
]);

/** Calls that the authorizer's function refuses, or fails on; each starts it anew, which is slow. */
export const JUDGED: readonly Refused[] = (
  [
    ['UNAUTHORIZED', 'unknown'],
    ['ACCESS_DENIED', 'stranger'],
    ['AUTHORIZER_FAILURE', 'broken'],
    ['AUTHORIZER_CONFIGURATION_ERROR', 'shapeless'],
  ] as const
).map(([type, token]) => ({ type, request: get(APP, '/judged', [['Authorization', token]]), foreseen: false }));

function get(origin: string, path: string, more: HeaderLines = []): GatewayRequest {
  return { method: 'GET', path, headers: [['Origin', origin], ...more] };
}

function post(origin: string, path: string, type: string, body: string): GatewayRequest {
  return {
    method: 'POST',
    path,
    headers: [
      ['Origin', origin],
      ['Content-Type', type],
    ],
    body,
  };
}
