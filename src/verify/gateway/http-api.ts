import type { Resource, Templates } from '../template/templates';
import { asText, asTexts, isMap, member, Reference, Unresolved, type Value } from '../template/value';
import { booleanOr } from './integrations';
import type { HttpApi, HttpCors, HttpRoute } from './model';

export const HTTP_API = 'AWS::ApiGatewayV2::Api';
const ROUTE = 'AWS::ApiGatewayV2::Route';

/**
 * Reads an HTTP API and its routes; nothing for a WebSocket API.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
 */
export function readHttpApi(api: Resource, templates: Templates): HttpApi | undefined {
  if (asText(api.property('ProtocolType')) === 'WEBSOCKET') {
    return undefined;
  }
  const routes = templates.ofType(ROUTE).filter((route) => {
    const id = route.property('ApiId');
    return id instanceof Reference && id.key === api.key;
  });
  const name = asText(api.property('Name'));
  const imported = ['Body', 'BodyS3Location'].find((property) => api.property(property) !== undefined);
  return {
    kind: 'http',
    logicalId: api.logicalId,
    stack: api.stack.name,
    name: typeof name === 'string' ? name : undefined,
    doubt: api.doubt ?? (imported === undefined ? undefined : `the ${imported} of an HTTP API is not read`),
    cors: readCors(api.property('CorsConfiguration')),
    routes: [...routes.map((route) => readRoute(route, templates)), ...quickCreated(api)],
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
function readRoute(route: Resource, templates: Templates): HttpRoute {
  const authorizer = route.property('AuthorizerId');
  const resource = authorizer instanceof Reference ? templates.resourceOf(authorizer) : undefined;
  return {
    logicalId: route.logicalId,
    key: asText(route.property('RouteKey')) ?? new Unresolved('the route has no key'),
    doubt: route.doubt,
    authorization: authorizationOf(asText(route.property('AuthorizationType')) ?? 'NONE'),
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

/** The one route that an API with a `Target` is made with. */
function quickCreated(api: Resource): readonly HttpRoute[] {
  if (api.property('Target') === undefined) {
    return [];
  }
  const key = asText(api.property('RouteKey')) ?? '$default';
  return [{ logicalId: api.logicalId, key, doubt: undefined, authorization: 'none', identity: [] }];
}
