import type { Element } from '../apps/assemblies';
import type { Limitation } from '../emulators/comparison';
import type { EmulatorKind } from '../emulators/emulator';
import { urlOf } from '../witnesses';

/** What LocalStack's open-source core can make where there is no Docker and nothing can be fetched. */
const MADE_HERE = /^AWS::(?:ApiGateway|CDK|CloudFormation|IAM|Logs|S3|SNS|SQS)::(?!Authorizer)/;

export function localStack(): EmulatorKind {
  const url = urlOf('localstack');
  return {
    url,
    has: (type) => MADE_HERE.test(type),
    adapted: withoutAuthorizer,
    invokeUrl: (apiId, stage) => `${url}/_aws/execute-api/${apiId}/${stage}`,
  };
}

/** What it does not do, as its own source says in "TODO"s; each is shown by a test to be still so. */
export const LIMITATIONS: readonly Limitation[] = [
  {
    name: 'headers and bodies of gateway responses: their parameters and templates are not looked at',
    hides: ({ told }) => (told.by.what.includes('gateway response') ? 'headers' : undefined),
  },
  {
    name: 'authorizers: none is made and none is asked, IAM neither; every request gets through',
    hides: ({ method }) => (method === undefined || method.authorization.kind === 'none' ? undefined : 'everything'),
  },
  {
    name: 'the binary media type */*: it is passed over, and no MOCK integration fails for it',
    hides: ({ told }) => (told.by.what.includes('a binary request cannot be transformed') ? 'everything' : undefined),
  },
];

/** A method cannot name an authorizer that was not made. */
function withoutAuthorizer(element: Element): Element {
  const { AuthorizerId, AuthorizationScopes: _scopes, ...properties } = element.Properties ?? {};
  return element.Type === 'AWS::ApiGateway::Method' && AuthorizerId !== undefined
    ? { ...element, Properties: { ...properties, AuthorizationType: 'NONE' } }
    : element;
}
