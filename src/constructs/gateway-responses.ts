import { Token } from 'aws-cdk-lib';
import { CfnGatewayResponse } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { completeGatewayResponse } from '../render/gateway-response';
import type { CompletedMapping, ParameterMapping } from '../render/parameters';
import { isIntrinsic, isRecord } from '../render/template-values';
import type { CorsAnswer } from '../response/answers';
import type { GatewayResponseNode } from './api-tree';
import type { Emission } from './emission';
import { nowOrLater, renderedProperties } from './plain-view';
import type { TargetApi } from './target-api';

/** A gateway response that the user had written, with the headers that it lacked. */
export interface CompletedGatewayResponse extends Emission, Pick<CompletedMapping, 'added' | 'kept'> {
  /** The headers are made by an intrinsic function, and nothing could be added to them. */
  readonly unreadable: boolean;
  /** Whether the template will hold what was added; something that came later may have replaced it. */
  isIntact(): boolean;
}

/** Adds a gateway response of a type that the API has none of. */
export function addGatewayResponse(target: TargetApi, type: string, answer: CorsAnswer): Emission {
  const scope = target.scope.node.tryFindChild(SCOPE) ?? new Construct(target.scope, SCOPE);
  const { parameters } = completeGatewayResponse({}, answer);
  const element = new CfnGatewayResponse(scope, type, {
    restApiId: target.restApiId,
    responseType: type,
    responseParameters: { ...parameters },
  });
  element.cfnOptions.condition = target.cfn?.cfnOptions.condition;
  return { element, isAdded: true, content: () => [type, parameters] };
}

/** Takes back what `addGatewayResponse` added, to make room for one that the user added late. */
export function withdrawGatewayResponse(target: TargetApi, type: string): void {
  target.scope.node.tryFindChild(SCOPE)?.node.tryRemoveChild(type);
}

/** Completes a gateway response of the user's; its status and its templates stay as they are. */
export function completeOwn({ cfn, type }: GatewayResponseNode, answer: CorsAnswer): CompletedGatewayResponse {
  const own = cfn.responseParameters;
  const rendered = renderedProperties(cfn).ResponseParameters ?? {};
  if (isIntrinsic(rendered) || !isRecord(rendered)) {
    return { element: cfn, content: () => [type], added: [], kept: [], unreadable: true, isIntact: () => true };
  }
  // What the template will hold, overrides included, decides what is the user's own.
  const { parameters, added, kept } = completeGatewayResponse(rendered as ParameterMapping, answer);
  const additions = Object.fromEntries(added.map((target) => [target, parameters[target]]));
  cfn.responseParameters = nowOrLater(!Token.isUnresolved(own), (resolve) => ({
    ...(resolve(own) ?? {}),
    ...additions,
  }));
  return {
    element: cfn,
    content: () => [type, additions],
    added,
    kept,
    unreadable: false,
    isIntact: () => {
      const final = renderedProperties(cfn).ResponseParameters;
      return isRecord(final) && added.every((target) => target in final);
    },
  };
}

const SCOPE = 'CorsGatewayResponses';
