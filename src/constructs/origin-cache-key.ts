import { Token } from 'aws-cdk-lib';
import type { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { declaringOrigin, isKeyedByOrigin, keyedByOrigin } from '../render/cache-key';
import { isIntrinsic, isRecord } from '../render/template-values';
import type { Emission } from './emission';
import { nowOrLater, renderedProperties } from './plain-view';

/** The Origin header in the cache key of one method of the user's. */
export class OriginCacheKey implements Emission {
  readonly content = (): unknown => [this.element.node.path, 'cached by origin'];

  /** Adds it, unless CloudFormation alone knows what it would be added to. */
  constructor(readonly element: CfnMethod) {
    if (renderedKey(element) === undefined) {
      return;
    }
    const { integration, requestParameters } = element;
    element.requestParameters = nowOrLater(!Token.isUnresolved(requestParameters), (resolve) => ({
      ...(declaringOrigin(asRecord(resolve(requestParameters))) as Record<string, boolean>),
    }));
    const visible = !Token.isUnresolved(integration) && !Token.isUnresolved(asRecord(integration).cacheKeyParameters);
    element.integration = nowOrLater(visible, (resolve) => {
      const { cacheKeyParameters, ...others } = asRecord(resolve(integration));
      const own = Array.isArray(cacheKeyParameters) ? cacheKeyParameters : [];
      return { ...others, cacheKeyParameters: [...keyedByOrigin(own)] } as unknown as CfnMethod.IntegrationProperty;
    });
  }
}

/** Whether the cache key that the template will have tells origins apart. */
export function isCachedByOrigin(method: CfnMethod): boolean {
  const key = renderedKey(method);
  return key !== undefined && isKeyedByOrigin(key.parameters, key.keys);
}

/** Undefined where an intrinsic function makes a part of it, or where there is no integration. */
function renderedKey(method: CfnMethod) {
  const { Integration: integration, RequestParameters: parameters = {} } = renderedProperties(method);
  if (!isRecord(integration) || !isRecord(parameters)) {
    return undefined;
  }
  const { CacheKeyParameters: keys = [] } = integration;
  const readable = ![integration, parameters, keys].some(isIntrinsic) && Array.isArray(keys);
  return readable ? { parameters, keys } : undefined;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
