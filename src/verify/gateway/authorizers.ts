import type { Templates } from '../template/templates';
import { asBoolean, asText, isMap, member, Reference, Unresolved, type Value } from '../template/value';
import type { Authorization, Validation } from './model';

/**
 * How a method of AWS::ApiGateway::Method lets callers in.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html
 */
export function readAuthorization(at: (name: string) => Value | undefined, templates: Templates): Authorization {
  const type = asText(at('AuthorizationType')) ?? 'NONE';
  if (type instanceof Unresolved) {
    return { kind: 'unresolved', reason: type.reason };
  }
  switch (type.toUpperCase()) {
    case 'NONE':
      return { kind: 'none' };
    case 'AWS_IAM':
      return { kind: 'iam' };
    case 'COGNITO_USER_POOLS':
    case 'CUSTOM':
      return referred(at('AuthorizerId'), templates);
    default:
      return { kind: 'unresolved', reason: `the authorization type ${type} is not known` };
  }
}

/** An authorizer by its type and its identity source, however they are spelled where they stand. */
export function authorizer(type: string, identity: Value | undefined, ttl: Value | undefined): Authorization {
  const source = asText(identity);
  const names = source instanceof Unresolved ? source : namesIn(source);
  // It caches for 300 seconds where nothing is said.
  const seconds = asText(ttl);
  const caches = !(seconds instanceof Unresolved) && seconds !== '0';
  switch (type.toUpperCase()) {
    case 'COGNITO_USER_POOLS':
      return { kind: 'cognito', identity: emptyAs(names, 'header.Authorization'), caches };
    case 'TOKEN':
      return { kind: 'token', identity: emptyAs(names, 'header.Authorization'), caches };
    case 'REQUEST':
      return { kind: 'request', identity: names, caches };
    default:
      return { kind: 'unresolved', reason: `the authorizer type ${type} is not known` };
  }
}

/** What the request validator of a method asks of a request. Without a validator nothing is asked. */
export function readValidation(at: (name: string) => Value | undefined, templates: Templates): Validation {
  const validator = at('RequestValidatorId');
  if (validator === undefined) {
    return { required: [], doubt: undefined };
  }
  const resource = validator instanceof Reference ? templates.resourceOf(validator) : undefined;
  if (resource === undefined) {
    return { required: [], doubt: 'the request validator is not in the templates' };
  }
  const parameters = asBoolean(resource.property('ValidateRequestParameters')) ?? false;
  const body = asBoolean(resource.property('ValidateRequestBody')) ?? false;
  return validation(parameters, body && at('RequestModels') !== undefined, at('RequestParameters'));
}

/** @param declared whether each parameter is required, by its name */
export function validation(
  parameters: boolean | Unresolved,
  body: boolean | Unresolved,
  declared: Value | undefined,
): Validation {
  const asked = parameters !== false && isMap(declared) ? [...declared] : [];
  const needed = asked.map(([name, required]) => [name, asBoolean(required)] as const);
  const required = needed.filter(([, isRequired]) => isRequired === true);
  const doubts = [parameters, body, declared, ...needed.map(([, isRequired]) => isRequired)];
  return {
    required: parameters === true ? required.map(([name]) => name.replace(/^method\.request\./, '')) : [],
    doubt:
      body === true
        ? 'the request validator looks at the body'
        : doubts.find((part) => part instanceof Unresolved)?.reason,
  };
}

function referred(id: Value | undefined, templates: Templates): Authorization {
  const resource = id instanceof Reference ? templates.resourceOf(id) : undefined;
  const type = asText(resource?.property('Type'));
  if (resource === undefined || typeof type !== 'string') {
    return { kind: 'unresolved', reason: 'the authorizer is not in the templates' };
  }
  return authorizer(type, resource.property('IdentitySource'), resource.property('AuthorizerResultTtlInSeconds'));
}

function namesIn(source: string | undefined): readonly string[] {
  const names = (source ?? '').split(',').map((name) => name.trim().replace(/^method\.request\./, ''));
  return names.filter((name) => name !== '');
}

function emptyAs(names: readonly string[] | Unresolved, fallback: string): readonly string[] | Unresolved {
  return names instanceof Unresolved || names.length > 0 ? names : [fallback];
}

export function memberText(value: Value | undefined, name: string): string | undefined {
  const text = asText(member(value, name));
  return typeof text === 'string' ? text : undefined;
}
