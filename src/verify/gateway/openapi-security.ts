import { asText, isList, isMap, member, Unresolved, type Value } from '../template/value';
import { authorizer, memberText } from './authorizers';
import type { Authorization } from './model';

export interface OpenApiSecurity {
  readonly authorization: Authorization;
  readonly apiKeyRequired: boolean | Unresolved;
}

const UNMEASURED = 'whether an x-amazon-apigateway-auth of NONE takes a security away has not been measured';

/**
 * Who may call an operation. The document's own `security` holds for every operation that has none, OPTIONS too:
 * only `security: []` takes it away.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html
 */
export function readSecurity(operation: Value, document: Value): OpenApiSecurity {
  const type = asText(member(member(operation, 'x-amazon-apigateway-auth'), 'type'));
  const { authorization, apiKeyRequired } = bySchemes(
    member(operation, 'security') ?? member(document, 'security'),
    document,
  );
  if (type instanceof Unresolved) {
    return { authorization: { kind: 'unresolved', reason: type.reason }, apiKeyRequired };
  }
  if (type?.toUpperCase() === 'AWS_IAM') {
    return { authorization: { kind: 'iam' }, apiKeyRequired };
  }
  return type?.toUpperCase() === 'NONE' && authorization.kind !== 'none'
    ? { authorization: { kind: 'unresolved', reason: UNMEASURED }, apiKeyRequired }
    : { authorization, apiKeyRequired };
}

function bySchemes(required: Value | undefined, document: Value): OpenApiSecurity {
  const unresolved = [required, ...(isList(required) ? required : [])].find((part) => part instanceof Unresolved);
  if (unresolved !== undefined) {
    return { authorization: { kind: 'unresolved', reason: unresolved.reason }, apiKeyRequired: unresolved };
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
  const kind = asText(member(scheme, 'x-amazon-apigateway-authtype'));
  const lambda = member(scheme, 'x-amazon-apigateway-authorizer');
  if (kind instanceof Unresolved) {
    return { kind: 'unresolved', reason: kind.reason };
  }
  if (kind?.toLowerCase() === 'awssigv4') {
    return { kind: 'iam' };
  }
  if (isMap(lambda)) {
    const type = memberText(lambda, 'type') ?? '';
    const header = asText(member(scheme, 'name'));
    const identity = member(lambda, 'identitySource');
    const ttl = member(lambda, 'authorizerResultTtlInSeconds');
    const bySource = type.toLowerCase() === 'request' || header === undefined || header === 'Unused';
    const byName = typeof header === 'string' ? `header.${header}` : header;
    return authorizer(type, bySource ? identity : byName, ttl);
  }
  const isKey = memberText(scheme, 'type') === 'apiKey' && memberText(scheme, 'name')?.toLowerCase() === 'x-api-key';
  return isKey ? 'api-key' : { kind: 'unresolved', reason: `what API Gateway makes of the security scheme ${name}` };
}
