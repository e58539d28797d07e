import type { Resource, Templates } from '../template/templates';
import { asText, Reference, type Value } from '../template/value';
import { HTTP_API, readHttpApi } from './http-api';
import type { DeployedApi } from './model';
import { RESOURCE } from './resource-tree';
import { REST_API, readRestApi } from './rest-api';

/**
 * Every API that the templates deploy, or add to. What belongs to which is told by references alone, never by names.
 */
export function deployedApis(templates: Templates): readonly DeployedApi[] {
  const parts = new Map<string, Resource[]>();
  const elsewhere = new Map<string, Resource[]>();
  for (const type of PART_TYPES) {
    for (const part of templates.ofType(type)) {
      const id = part.property('RestApiId');
      const api = id instanceof Reference ? templates.resourceOf(id) : undefined;
      const owner = api?.type === REST_API ? api.key : undefined;
      const group = owner === undefined ? listAt(elsewhere, nameOf(id)) : listAt(parts, owner);
      group.push(part);
    }
  }
  const rest = templates
    .ofType(REST_API)
    .map((api) => readRestApi({ api, name: api.logicalId, parts: parts.get(api.key) ?? [] }, templates));
  const imported = [...elsewhere].map(([name, own]) => readRestApi({ api: undefined, name, parts: own }, templates));
  const http = templates.ofType(HTTP_API).map((api) => readHttpApi(api, templates));
  return [...rest, ...imported, ...http.filter((api) => api !== undefined)];
}

const PART_TYPES: readonly string[] = [
  RESOURCE,
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::GatewayResponse',
];

function nameOf(id: Value | undefined): string {
  if (id instanceof Reference) {
    return id.logicalId;
  }
  const text = asText(id);
  return typeof text === 'string' ? text : `an API that is not told (${text?.reason ?? 'there is no RestApiId'})`;
}

function listAt(map: Map<string, Resource[]>, key: string): Resource[] {
  const found = map.get(key) ?? [];
  map.set(key, found);
  return found;
}
