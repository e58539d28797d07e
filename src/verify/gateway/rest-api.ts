import type { Resource, Templates } from '../template/templates';
import { asText, asTexts, member, Reference, Unresolved, type Value } from '../template/value';
import { readMethod } from './cloudformation-methods';
import { Snapshot, stagesOf } from './deployments';
import { withFunctionPolicy } from './function-policy';
import { EVERY, headersOf } from './integrations';
import type { GatewayResponse, RestApi, RestResource, Text } from './model';
import { type OpenApi, readOpenApi } from './openapi';
import { type Body, bodyOf } from './openapi-body';
import { policyDoubt } from './resource-policy';
import { isRoot, pathOf, RESOURCE } from './resource-tree';

export const REST_API = 'AWS::ApiGateway::RestApi';

/** The parts of one API, as they stand in the templates. */
export interface RestApiParts {
  /** None where the API itself is elsewhere and the templates only add to it. */
  readonly api: Resource | undefined;
  /** What the parts call the API: its logical id, or what their RestApiId says. */
  readonly name: string;
  readonly parts: readonly Resource[];
}

/**
 * Puts a REST API together from its resources and its OpenAPI body.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
 */
export function readRestApi({ api, name, parts }: RestApiParts, templates: Templates): RestApi {
  const ofType = (type: string): readonly Resource[] => parts.filter((part) => part.type === type);
  const deployments = ofType('AWS::ApiGateway::Deployment');
  const snapshot = new Snapshot(deployments, templates);
  const body = api && bodyOf(api);
  const openApi = api && body?.kind === 'document' ? readOpenApi(body.document, api, snapshot) : undefined;
  const apiName = asText(api?.property('Name'));
  return {
    kind: 'rest',
    logicalId: api?.logicalId ?? name,
    stack: api?.stack.name ?? parts[0]?.stack.name ?? '',
    name: typeof apiName === 'string' ? apiName : undefined,
    doubt: apiDoubt(api, body) ?? openApi?.doubt,
    policyDoubt: policyDoubt(api?.property('Policy')) ?? openApi?.policyDoubt,
    binaryMediaTypes: binaryMediaTypes(api, openApi),
    apiKeySource: asText(api?.property('ApiKeySourceType')) ?? openApi?.apiKeySource ?? 'HEADER',
    resources: merged([...resourcesOf(api, parts, templates, snapshot), ...(openApi?.resources ?? [])]).map(
      (resource) => withFunctions(resource, templates),
    ),
    gatewayResponses: new Map([
      ...(openApi?.gatewayResponses ?? []).map((response) => [response.type, response] as const),
      ...ofType('AWS::ApiGateway::GatewayResponse').map((response) => readGatewayResponse(response, snapshot)),
    ]),
    deployments: deployments.map((deployment) => deployment.logicalId),
    stages: stagesOf(deployments, templates),
  };
}

function withFunctions(resource: RestResource, templates: Templates): RestResource {
  const methods = resource.methods.map((method) => ({
    ...method,
    integration: method.integration && withFunctionPolicy(method.integration, templates),
  }));
  return { ...resource, methods };
}

function apiDoubt(api: Resource | undefined, body: Body | undefined): string | undefined {
  if (api === undefined) {
    return 'the API itself is not in the templates, nor are the parts it has elsewhere';
  }
  const doubt = api.doubt ?? (body?.kind === 'unread' ? body.reason : undefined);
  if (doubt !== undefined) {
    return doubt;
  }
  const basePath = asText(member(api.property('Parameters'), 'basepath')) ?? 'ignore';
  if (body?.kind === 'document' && basePath !== 'ignore') {
    return 'the import puts a base path in front of the paths of the document (Parameters: basepath)';
  }
  return api.property('CloneFrom') === undefined ? undefined : 'the API is a clone of another';
}

/** A path may have methods in the body and others beside it, and is one resource all the same. */
function merged(resources: readonly RestResource[]): readonly RestResource[] {
  const byPath = new Map<Text, RestResource>();
  for (const resource of resources) {
    const first = byPath.get(resource.path);
    byPath.set(
      resource.path,
      first === undefined ? resource : { ...first, methods: [...first.methods, ...resource.methods] },
    );
  }
  return [...byPath.values()];
}

function binaryMediaTypes(api: Resource | undefined, openApi: OpenApi | undefined): readonly string[] | Unresolved {
  const own = asTexts(api?.property('BinaryMediaTypes'));
  const imported = openApi?.binaryMediaTypes ?? [];
  if (own instanceof Unresolved || imported instanceof Unresolved) {
    return own instanceof Unresolved ? own : imported;
  }
  return [...own, ...imported];
}

/** The resources, and each method as a resource of its own. */
function resourcesOf(
  api: Resource | undefined,
  parts: readonly Resource[],
  templates: Templates,
  snapshot: Snapshot,
): readonly RestResource[] {
  const root: RestResource = { logicalId: api?.logicalId ?? '', path: '/', methods: [] };
  const paths = new Map<string, Text>();
  const resources = parts
    .filter((part) => part.type === RESOURCE)
    .map((part): RestResource => {
      const path = part.doubt === undefined ? pathOf(part, templates) : new Unresolved(part.doubt);
      paths.set(part.key, path);
      return { logicalId: part.logicalId, path, methods: [] };
    });
  const methods = parts
    .filter((part) => part.type === 'AWS::ApiGateway::Method')
    .map((part): RestResource => {
      const place = part.property('ResourceId');
      const path = isRoot(place) ? root.path : (placeIn(paths, place) ?? unplaced(part, place));
      return { logicalId: part.logicalId, path, methods: [readMethod(part, path, templates, snapshot)] };
    });
  return [root, ...resources, ...methods];
}

function placeIn(paths: ReadonlyMap<string, Text>, place: Value | undefined): Text | undefined {
  return place instanceof Reference ? paths.get(place.key) : undefined;
}

function unplaced(method: Resource, place: Value | undefined): Unresolved {
  return place instanceof Unresolved
    ? place
    : new Unresolved(`the resource of ${method.logicalId} is not in the templates`);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-gatewayresponse.html */
function readGatewayResponse(resource: Resource, snapshot: Snapshot): readonly [string, GatewayResponse] {
  const type = asText(resource.property('ResponseType'));
  const name = typeof type === 'string' ? type : EVERY;
  const parameters = resource.property('ResponseParameters');
  return [
    name,
    {
      logicalId: resource.logicalId,
      type: name,
      doubt: resource.doubt ?? [type, parameters].find((part) => part instanceof Unresolved)?.reason,
      deployed: snapshot.has(resource),
      statusCode: asText(resource.property('StatusCode')),
      headers: headersOf(parameters, 'gatewayresponse.header.'),
    },
  ];
}
