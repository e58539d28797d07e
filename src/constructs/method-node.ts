import { Stack, Token } from 'aws-cdk-lib';
import type { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import type { IntegrationKind, MethodModel } from '../plan/model';

/** A method of the API and the L1 that defines it. */
export class MethodNode implements MethodModel {
  readonly verb: string;
  readonly integration: IntegrationKind;

  constructor(readonly cfn: CfnMethod) {
    this.verb = cfn.httpMethod.toUpperCase();
    this.integration = integrationKind(cfn);
  }

  get open(): boolean {
    const { cfn } = this;
    const required = cfn.requestValidatorId !== undefined && hasRequiredParameter(cfn);
    const authorization = cfn.authorizationType ?? 'NONE';
    return authorization === 'NONE' && cfn.apiKeyRequired !== true && !required;
  }
}

const KINDS: readonly IntegrationKind[] = ['MOCK', 'AWS', 'HTTP', 'AWS_PROXY', 'HTTP_PROXY'];

/** The integration in plain view, even where the property is a token. */
function readIntegration(cfn: CfnMethod): CfnMethod.IntegrationProperty | undefined {
  const { integration } = cfn;
  return Token.isUnresolved(integration)
    ? Stack.of(cfn).resolve(integration)
    : (integration as CfnMethod.IntegrationProperty);
}

function integrationKind(cfn: CfnMethod): IntegrationKind {
  const integration = readIntegration(cfn);
  return integration === undefined ? 'NONE' : (KINDS.find((kind) => kind === integration.type) ?? 'UNKNOWN');
}

function hasRequiredParameter(cfn: CfnMethod): boolean {
  const parameters: unknown = Stack.of(cfn).resolve(cfn.requestParameters) ?? {};
  return Object.values(parameters as Record<string, unknown>).includes(true);
}
