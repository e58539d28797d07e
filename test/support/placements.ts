import type { Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import type { IResource } from 'aws-cdk-lib/aws-apigateway';
import { PreflightPlacement, RestApiCors } from '../../src';
import { type DeployedApi, pathTo } from '../../src/verify';
import { answer } from '../../src/verify/gateway/answer';
import { APP, anApi, aStack, mock, responses } from './apis';
import type { TreeResource } from './route-trees';

/** An app with the resources of a generated tree, each with its methods, and a policy for each area. */
export function appOf(resources: readonly TreeResource[], placement: PreflightPlacement): Stack {
  const stack = aStack();
  const api = anApi(stack);
  const made = new Map<string, IResource>([['', api.root]]);
  for (const { segments, verbs } of resources) {
    const [path, parent] = [segments, segments.slice(0, -1)].map((one) => one.join('/'));
    const resource = made.get(path) ?? made.get(parent)?.addResource(segments.at(-1) ?? '');
    if (resource === undefined) {
      throw new Error(`${path} comes before what it lies below`);
    }
    made.set(path, resource);
    for (const verb of verbs) {
      resource.addMethod(verb, mock(), responses('200'));
    }
  }
  for (const { segments, area, shares } of begin(resources)) {
    const resource = made.get(segments.join('/')) as IResource;
    if (area === undefined) {
      RestApiCors.exclude(resource);
    } else {
      new RestApiCors(stack, `Cors${areasOf(resources).indexOf(area)}`, {
        api,
        resource,
        allowOrigins: [originOf(resources, area)],
        placement: shares ? placement : PreflightPlacement.EVERY_RESOURCE,
      });
    }
  }
  return stack;
}

/** The one origin that the policy of an area allows. */
export function originOf(resources: readonly TreeResource[], area: string): string {
  return `https://area-${areasOf(resources).indexOf(area)}.example.com`;
}

export function areasOf(resources: readonly TreeResource[]): readonly string[] {
  return [...new Set(resources.flatMap(({ area }) => area ?? []))];
}

/** For each path with an OPTIONS method, what it allows a page on the origin: `GET,PUT`, or its status. */
export function preflightsOf(api: DeployedApi, origin: string = APP): Readonly<Record<string, string>> {
  if (api.kind !== 'rest') {
    throw new Error('an HTTP API has no OPTIONS methods');
  }
  const paths = api.resources.filter(({ methods }) => methods.some(({ verb }) => verb === 'OPTIONS'));
  return Object.fromEntries(paths.map(({ path }) => [String(path), allowedAt(api, pathTo(String(path)), origin)]));
}

/** The parents that would have two variable children in the course of an update: CloudFormation creates before it deletes. */
export function clashes(before: Template, after: Template): readonly string[] {
  const [was, is] = [before, after].map(variableChildren);
  return [...is.keys()].filter((parent) => new Set([...(was.get(parent) ?? []), ...(is.get(parent) ?? [])]).size > 1);
}

/** The logical ids of a resource's variable children, by the id of the resource. */
function variableChildren(template: Template): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  const resources = template.findResources('AWS::ApiGateway::Resource');
  for (const [id, { Properties }] of Object.entries(resources)) {
    if (String(Properties.PathPart).startsWith('{')) {
      const parent = JSON.stringify([Properties.RestApiId, Properties.ParentId]);
      children.set(parent, [...(children.get(parent) ?? []), id]);
    }
  }
  return children;
}

/** Every resource where something else holds than at its parent. */
function begin(resources: readonly TreeResource[]): readonly TreeResource[] {
  const at = new Map(resources.map((one) => [one.segments.join('/'), one]));
  return resources.filter(({ segments, area, shares }) => {
    const parent = segments.length === 0 ? undefined : at.get(segments.slice(0, -1).join('/'));
    return parent === undefined ? area !== undefined : parent.area !== area || parent.shares !== shares;
  });
}

function allowedAt(api: DeployedApi, path: string, origin: string): string {
  const given = answer(api, { method: 'OPTIONS', path, headers: [['origin', origin]] });
  if (given.kind === 'undetermined') {
    return given.reason;
  }
  const [, methods] = given.headers.find(([name]) => name === 'Access-Control-Allow-Methods') ?? [];
  return methods ?? String(given.status);
}
