import type { Resource, Templates } from '../template/templates';
import { asText, asTexts, isMap, member, Reference, Unresolved, type Value } from '../template/value';
import { HttpStages, partsOf } from './http-stages';
import { booleanOr } from './integrations';
import type { HttpApi, HttpCors, HttpRoute } from './model';

export const HTTP_API = 'AWS::ApiGatewayV2::Api';
const ROUTE = 'AWS::ApiGatewayV2::Route';
const MANAGED_OVERRIDES = 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides';

/**
 * Reads an HTTP API and its routes; nothing for a WebSocket API.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
 */
export function readHttpApi(api: Resource, templates: Templates): HttpApi | undefined {
  if (asText(api.property('ProtocolType')) === 'WEBSOCKET') {
    return undefined;
  }
  const stages = new HttpStages(api, templates);
  const name = asText(api.property('Name'));
  const imported = ['Body', 'BodyS3Location'].find((property) => api.property(property) !== undefined);
  return {
    kind: 'http',
    logicalId: api.logicalId,
    stack: api.stack.name,
    name: typeof name === 'string' ? name : undefined,
    doubt: api.doubt ?? (imported === undefined ? undefined : `the ${imported} of an HTTP API is not read`),
    cors: readCors(api.property('CorsConfiguration')),
    deployed: stages.serve(api),
    routes: [
      ...partsOf(api, ROUTE, templates).map((route) => readRoute(route, stages, templates)),
      ...quickCreated(api, stages, templates),
    ],
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigatewayv2-api-cors.html */
function readCors(value: Value | undefined): HttpCors | Unresolved | undefined {
  if (!isMap(value)) {
    return value instanceof Unresolved ? value : undefined;
  }
  return {
    allowOrigins: asTexts(member(value, 'AllowOrigins')),
    allowMethods: asTexts(member(value, 'AllowMethods')),
    allowHeaders: asTexts(member(value, 'AllowHeaders')),
    exposeHeaders: asTexts(member(value, 'ExposeHeaders')),
    allowCredentials: booleanOr(member(value, 'AllowCredentials'), false),
    maxAge: asText(member(value, 'MaxAge')),
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html */
function readRoute(route: Resource, stages: HttpStages, templates: Templates): HttpRoute {
  return {
    logicalId: route.logicalId,
    key: asText(route.property('RouteKey')) ?? new Unresolved('the route has no key'),
    doubt: route.doubt,
    deployed: stages.serve(route),
    ...readAuthorization((name) => route.property(name), templates),
  };
}

function readAuthorization(
  property: (name: string) => Value | undefined,
  templates: Templates,
): Pick<HttpRoute, 'authorization' | 'identity'> {
  const authorizer = property('AuthorizerId');
  const resource = authorizer instanceof Reference ? templates.resourceOf(authorizer) : undefined;
  return {
    authorization: authorizationOf(asText(property('AuthorizationType')) ?? 'NONE'),
    identity:
      resource === undefined
        ? new Unresolved('the authorizer is not in the templates')
        : asTexts(resource.property('IdentitySource')),
  };
}

function authorizationOf(type: string | Unresolved): HttpRoute['authorization'] {
  if (type instanceof Unresolved) {
    return type;
  }
  switch (type) {
    case 'NONE':
      return 'none';
    case 'JWT':
      return 'jwt';
    case 'AWS_IAM':
      return 'iam';
    case 'CUSTOM':
      return 'lambda';
    default:
      return new Unresolved(`the authorization type ${type} is not known`);
  }
}

/**
 * The one route that an API with a `Target` is made with, which is open unless something overrides that.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apigatewaymanagedoverrides.html
 */
function quickCreated(api: Resource, stages: HttpStages, templates: Templates): readonly HttpRoute[] {
  if (api.property('Target') === undefined) {
    return [];
  }
  const [override] = partsOf(api, MANAGED_OVERRIDES, templates);
  return [
    {
      logicalId: override?.logicalId ?? api.logicalId,
      key: asText(api.property('RouteKey')) ?? '$default',
      doubt: override?.doubt,
      deployed: stages.serve(api),
      ...readAuthorization((name) => member(override?.property('Route'), name), templates),
    },
  ];
}
