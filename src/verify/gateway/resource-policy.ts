import { asText, isList, isMap, member, type Value } from '../template/value';

/**
 * Why a resource policy may keep an anonymous caller out; nothing where it surely lets everybody in. Only the plainest
 * policy is taken for that: no denial, no condition, everybody, every resource.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export function policyDoubt(policy: Value | undefined): string | undefined {
  if (policy === undefined || policy === null) {
    return undefined;
  }
  const statements = member(policy, 'Statement');
  const all = isList(statements) ? statements : [statements];
  const plain = all.every((statement) => asText(member(statement, 'Effect')) === 'Allow');
  return plain && all.some(letsEverybodyIn) ? undefined : 'the resource policy of the API may keep the caller out';
}

function letsEverybodyIn(statement: Value | undefined): boolean {
  const principal = member(statement, 'Principal');
  return (
    isMap(statement) &&
    !statement.has('Condition') &&
    (names(principal, '*') || names(member(principal, 'AWS'), '*')) &&
    names(member(statement, 'Action'), '*', 'execute-api:*', 'execute-api:Invoke') &&
    names(member(statement, 'Resource'), '*', 'execute-api:/*', 'execute-api:/*/*', 'execute-api:/*/*/*')
  );
}

function names(value: Value | undefined, ...wanted: readonly string[]): boolean {
  const items = isList(value) ? value : [value];
  return items.some((item) => typeof item === 'string' && wanted.includes(item));
}
