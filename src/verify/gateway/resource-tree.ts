import type { Resource, Templates } from '../template/templates';
import { asText, Reference, Unresolved } from '../template/value';
import type { Text } from './model';

/**
 * The path of an AWS::ApiGateway::Resource: its parts, up to the root of the API.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-resource.html
 */
export function pathOf(resource: Resource, templates: Templates): Text {
  const parts: string[] = [];
  const seen = new Set<string>();
  for (let at: Resource = resource; ; ) {
    if (seen.has(at.key)) {
      return new Unresolved(`${resource.logicalId} is among its own parents`);
    }
    seen.add(at.key);
    const part = asText(at.property('PathPart'));
    if (typeof part !== 'string') {
      return part ?? new Unresolved(`${at.logicalId} has no PathPart`);
    }
    parts.unshift(part);
    const parent = at.property('ParentId');
    if (isRoot(parent)) {
      return `/${parts.join('/')}`;
    }
    const next = parent instanceof Reference ? templates.resourceOf(parent) : undefined;
    if (next?.type !== RESOURCE) {
      return new Unresolved(
        parent instanceof Unresolved ? parent.reason : `the parent of ${at.logicalId} is not in the templates`,
      );
    }
    at = next;
  }
}

/** Whether a value is the root resource of an API that stands in the templates. */
export function isRoot(value: unknown): boolean {
  return value instanceof Reference && value.attribute === 'RootResourceId';
}

export const RESOURCE = 'AWS::ApiGateway::Resource';
