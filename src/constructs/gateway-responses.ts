import { Lazy, Token } from 'aws-cdk-lib';
import { CfnGatewayResponse } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { completeGatewayResponse } from '../render/gateway-response';
import type { CompletedMapping, ParameterMapping } from '../render/parameters';
import type { CorsAnswer } from '../response/answers';
import type { GatewayResponseNode } from './api-tree';
import type { Emission } from './emission';
import type { TargetApi } from './target-api';

/** A gateway response that the user had written, with the headers that it lacked. */
export interface CompletedGatewayResponse extends Emission, Pick<CompletedMapping, 'added' | 'kept'> {}

/** Adds a gateway response of a type that the API has none of. */
export function addGatewayResponse(target: TargetApi, type: string, answer: CorsAnswer): Emission {
  const scope = target.scope.node.tryFindChild(SCOPE) ?? new Construct(target.scope, SCOPE);
  const { parameters } = completeGatewayResponse({}, answer);
  const element = new CfnGatewayResponse(scope, type, {
    restApiId: target.restApiId,
    responseType: type,
    responseParameters: { ...parameters },
  });
  return { element, content: () => [type, parameters] };
}

/** Takes back what `addGatewayResponse` added, to make room for one that the user added late. */
export function withdrawGatewayResponse(target: TargetApi, type: string): void {
  target.scope.node.tryFindChild(SCOPE)?.node.tryRemoveChild(type);
}

/** Completes a gateway response of the user's; its status and its templates stay as they are. */
export function completeOwn({ cfn, type }: GatewayResponseNode, answer: CorsAnswer): CompletedGatewayResponse {
  const own = cfn.responseParameters;
  const complete = (parameters: unknown) => completeGatewayResponse((parameters ?? {}) as ParameterMapping, answer);
  cfn.responseParameters = Token.isUnresolved(own)
    ? Lazy.uncachedAny({ produce: (context) => complete(context.resolve(own)).parameters })
    : { ...complete(own).parameters };
  const now = complete(cfn.stack.resolve(own));
  return { element: cfn, content: () => [type, now.added], added: now.added, kept: now.kept };
}

const SCOPE = 'CorsGatewayResponses';
