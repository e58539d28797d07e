import type { Stack } from 'aws-cdk-lib';
import type { Resource } from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors } from '../../src';
import { APP, anApi, aStack, mapped, OTHER, responses } from './apis';
import { apiIn, callers } from './deployed';

export const PUBLIC = 'https://public.example.com';
export const ORIGINS = [APP, OTHER, PUBLIC];

/** /public/items and /internal, each with a GET. */
export function aShop() {
  const stack = aStack();
  const api = anApi(stack);
  const resources = {
    public: api.root.addResource('public'),
    items: api.root.resourceForPath('/public/items'),
    internal: api.root.addResource('internal'),
  };
  for (const resource of [api.root, ...Object.values(resources)]) {
    resource.addMethod('GET', mapped('200'), responses('200'));
  }
  const give = (id: string, resource: Resource | undefined, ...allowOrigins: string[]) =>
    new RestApiCors(stack, id, { api, resource, allowOrigins });
  return { stack, api, give, ...resources };
}

/** For each path, who may call GET on it. */
export function callersOf(stack: Stack): Record<string, readonly string[]> {
  const api = apiIn(stack);
  return Object.fromEntries(
    ['/', '/public', '/public/items', '/internal'].map((path) => [path, callers(api, 'GET', path, ORIGINS)]),
  );
}
