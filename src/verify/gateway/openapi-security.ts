import { isList, isMap, member, Unresolved, type Value } from '../template/value';
import { authorizer, memberText } from './authorizers';
import type { Authorization } from './model';

export interface OpenApiSecurity {
  readonly authorization: Authorization;
  readonly apiKeyRequired: boolean;
}

/**
 * Who may call an operation. The document's own `security` holds for every operation that has none, OPTIONS too:
 * only `security: []` takes it away.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function readSecurity(operation: Value, document: Value): OpenApiSecurity {
  const required = member(operation, 'security') ?? member(document, 'security');
  const auth = memberText(member(operation, 'x-amazon-apigateway-auth'), 'type');
  if (auth !== undefined && auth.toUpperCase() === 'AWS_IAM') {
    return { authorization: { kind: 'iam' }, apiKeyRequired: false };
  }
  const unresolved = [required, ...(isList(required) ? required : [])].find((part) => part instanceof Unresolved);
  if (unresolved !== undefined) {
    return { authorization: { kind: 'unresolved', reason: unresolved.reason }, apiKeyRequired: false };
  }
  let authorization: Authorization = { kind: 'none' };
  let apiKeyRequired = false;
  for (const name of schemeNames(required)) {
    const scheme = schemeOf(name, document);
    if (scheme === 'api-key') {
      apiKeyRequired = true;
    } else {
      authorization = scheme;
    }
  }
  return { authorization, apiKeyRequired };
}

function schemeNames(required: Value | undefined): readonly string[] {
  return (isList(required) ? required : []).flatMap((requirement) =>
    isMap(requirement) ? [...requirement.keys()] : [],
  );
}

function schemeOf(name: string, document: Value): Authorization | 'api-key' {
  const scheme =
    member(member(member(document, 'components'), 'securitySchemes'), name) ??
    member(member(document, 'securityDefinitions'), name);
  const kind = memberText(scheme, 'x-amazon-apigateway-authtype')?.toLowerCase();
  const lambda = member(scheme, 'x-amazon-apigateway-authorizer');
  if (kind === 'awssigv4') {
    return { kind: 'iam' };
  }
  if (isMap(lambda)) {
    const type = memberText(lambda, 'type') ?? '';
    const header = memberText(scheme, 'name');
    const identity = member(lambda, 'identitySource');
    const ttl = member(lambda, 'authorizerResultTtlInSeconds');
    return type.toLowerCase() === 'request'
      ? authorizer('REQUEST', identity, ttl)
      : authorizer(type, header === undefined || header === 'Unused' ? identity : `header.${header}`, ttl);
  }
  const isKey = memberText(scheme, 'type') === 'apiKey' && memberText(scheme, 'name')?.toLowerCase() === 'x-api-key';
  return isKey ? 'api-key' : { kind: 'unresolved', reason: `what API Gateway makes of the security scheme ${name}` };
}
