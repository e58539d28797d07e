import type { Resource, Templates } from '../template/templates';
import { asText, isList, isMap, member, Unresolved, type Value } from '../template/value';
import { readAuthorization, readValidation } from './authorizers';
import type { Snapshot } from './deployments';
import { booleanOr, readIntegration } from './integrations';
import type { RestMethod, Text } from './model';

/**
 * Reads an AWS::ApiGateway::Method.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html
 */
export function readMethod(resource: Resource, path: Text, templates: Templates, snapshot: Snapshot): RestMethod {
  const at = (name: string): Value | undefined => resource.property(name);
  const verb = asText(at('HttpMethod'));
  const integration = at('Integration');
  const responses = at('MethodResponses');
  const each = isList(responses) ? responses : [];
  const parts = [integration, responses, ...each, ...each.map((response) => member(response, 'ResponseParameters'))];
  const unresolved = parts.find((part) => part instanceof Unresolved);
  return {
    logicalId: resource.logicalId,
    verb: typeof verb === 'string' ? verb.toUpperCase() : 'ANY',
    path,
    doubt: resource.doubt ?? (typeof verb === 'string' ? undefined : 'the verb is not told') ?? unresolved?.reason,
    deployed: snapshot.has(resource),
    authorization: readAuthorization(at, templates),
    apiKeyRequired: booleanOr(at('ApiKeyRequired'), false),
    validation: readValidation(at, templates),
    integration: isMap(integration) ? readIntegration(integration) : undefined,
    methodResponses: readMethodResponses(responses),
  };
}

function readMethodResponses(value: Value | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  const responses = new Map<string, ReadonlySet<string>>();
  for (const response of isList(value) ? value : []) {
    const status = asText(member(response, 'StatusCode'));
    const parameters = member(response, 'ResponseParameters');
    if (typeof status === 'string') {
      responses.set(status, declaredHeaders(isMap(parameters) ? [...parameters.keys()] : []));
    }
  }
  return responses;
}

function declaredHeaders(parameters: readonly string[]): ReadonlySet<string> {
  const prefix = 'method.response.header.';
  return new Set(
    parameters.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length).toLowerCase()),
  );
}
