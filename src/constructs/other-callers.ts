import { CfnResource } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { isRecord } from '../render/template-values';
import { elementsBelow } from './elements-below';
import { type FunctionBehind, functionFor, isCallee, targetsIn } from './function-behind';
import { logicalIdsIn } from './logical-ids';
import { renderedProperties } from './plain-view';

type Properties = Readonly<Record<string, unknown>>;

const HTTP_API = 'AWS::ApiGatewayV2::Api';

/**
 * The functions below a stage that anything but these elements asks in version 1.0 of the payload, so that what is done for
 * the answers of a function is done for the answers there as well.
 */
export function functionsAskedBeside(known: ReadonlySet<IConstruct>, stage: IConstruct): ReadonlySet<CfnFunction> {
  const elements = elementsBelow(stage);
  const named = new NamedElements(elements.filter((element) => isCallee(element) || isHttpApi(element)));
  const callees = elements.filter((element) => !known.has(element)).flatMap((element) => calleesOf(element, named));
  return new Set(callees.filter(isCallee).map(functionFor).filter(isFound));
}

/** The elements that templates refer to by their ids. */
class NamedElements {
  private readonly byId: ReadonlyMap<string, CfnResource>;

  constructor(elements: readonly CfnResource[]) {
    this.byId = new Map(elements.map((element) => [keyOf(element, element.stack.resolve(element.logicalId)), element]));
  }

  /** What a part of an element refers to: in its stack what the part names, in others what the element has tokens of. */
  referredIn(part: unknown, element: CfnResource): readonly IConstruct[] {
    const own = logicalIdsIn(part).map((id) => this.byId.get(keyOf(element, id)));
    const elsewhere = targetsIn(element._toCloudFormation(), element)
      .filter((target) => CfnResource.isCfnResource(target))
      .filter(({ stack }) => stack !== element.stack);
    return [...own, ...elsewhere].filter((found) => found !== undefined);
  }
}

/** What an element asks in version 1.0 of the payload, itself or in its document. */
function calleesOf(element: CfnResource, named: NamedElements): readonly IConstruct[] {
  const read = READERS.get(element.cfnResourceType);
  const properties = read === undefined ? {} : renderedProperties(element);
  const called = read?.(properties) ?? [];
  if (called.length === 0) {
    return [];
  }
  const apis = named.referredIn(properties.ApiId, element).filter(isHttpApi);
  return apis.some((api) => isUnlike(renderedProperties(api))) ? [] : named.referredIn(called, element);
}

/** How each type names what it asks in version 1.0 of the payload. Function URLs speak version 2.0. */
const READERS: ReadonlyMap<string, (properties: Properties) => readonly unknown[]> = new Map([
  ['AWS::ApiGateway::Method', ({ Integration }: Properties) => (isProxy(Integration) ? [Integration.Uri] : [])],
  ['AWS::ApiGateway::RestApi', ({ Body }: Properties) => proxiesIn(Body).map(({ uri }) => uri)],
  [
    'AWS::ApiGatewayV2::Integration',
    ({ IntegrationType, IntegrationUri, PayloadFormatVersion }: Properties) =>
      isProxy({ Type: IntegrationType }) && mayBeFirst(PayloadFormatVersion) ? [IntegrationUri] : [],
  ],
  [
    HTTP_API,
    (properties: Properties) =>
      isUnlike(properties)
        ? []
        : proxiesIn(properties.Body)
            .filter(({ payloadFormatVersion }) => mayBeFirst(payloadFormatVersion))
            .map(({ uri }) => uri),
  ],
  [
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    ({ TargetType, Targets }: Properties) => (TargetType === 'lambda' ? [Targets] : []),
  ],
]);

/**
 * An API of WebSockets, whose events are no requests, or one that drops the CORS headers of its functions for its own.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
function isUnlike({ ProtocolType, CorsConfiguration, Body }: Properties): boolean {
  const documented = isRecord(Body) && Body['x-amazon-apigateway-cors'] !== undefined;
  return ProtocolType === 'WEBSOCKET' || CorsConfiguration !== undefined || documented;
}

/** Everything in a document that is written as a Lambda proxy integration, at a path or to be referred to. */
function proxiesIn(value: unknown): readonly Properties[] {
  const inner = typeof value === 'object' && value !== null ? Object.values(value).flatMap(proxiesIn) : [];
  return isProxy(value) ? [value, ...inner] : inner;
}

function isProxy(integration: unknown): integration is Properties {
  return isRecord(integration) && String(integration.Type ?? integration.type).toUpperCase() === 'AWS_PROXY';
}

/** What is not said, or only at deployment, may be the first. */
function mayBeFirst(version: unknown): boolean {
  return Number(version) !== 2;
}

function isHttpApi(construct: IConstruct): construct is CfnResource {
  return CfnResource.isCfnResource(construct) && construct.cfnResourceType === HTTP_API;
}

function keyOf({ stack }: CfnResource, logicalId: string): string {
  return `${stack.node.addr} ${logicalId}`;
}

function isFound(found: FunctionBehind): found is CfnFunction {
  return !('why' in found);
}
