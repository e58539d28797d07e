import { partsOf } from './places';

/** A setting of a stage for some of its methods, in the terms of AWS::ApiGateway::Stage MethodSetting. */
export interface MethodSetting {
  /** With `~1` for each slash behind the first; `/*` for every resource. */
  readonly resourcePath: string;
  /** `*` for every verb. */
  readonly httpMethod: string;
  /** Undefined where the setting does not say; true where only CloudFormation can tell. */
  readonly cachingEnabled: boolean | undefined;
}

/** A stage, as far as its cache goes. */
export interface StageModel {
  readonly name: string;
  /** True where only CloudFormation can tell. */
  readonly hasCache: boolean;
  readonly settings: readonly MethodSetting[];
}

/**
 * Whether a stage may keep the answers of a method for other callers. A stage with a cache keeps those of GET unless it is
 * told otherwise, and those of another verb only where a setting names this verb.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function mayCache({ hasCache, settings }: StageModel, verb: string, path: string): boolean {
  // A request to ANY is cached under the verb that it has.
  const verbs = verb === 'ANY' ? ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'ANY'] : [verb];
  return hasCache && verbs.some((one) => settingFor(settings, one, path) ?? one === 'GET');
}

/** What the most specific setting says that says anything: a path before every path, and a verb before every verb. */
function settingFor(settings: readonly MethodSetting[], verb: string, path: string): boolean | undefined {
  const [said] = settings
    .filter(({ cachingEnabled }) => cachingEnabled !== undefined)
    .map((setting) => ({ setting, rank: rankOf(setting, verb, path) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank);
  return said?.setting.cachingEnabled;
}

/** None for a setting that is for others. A setting for every verb is one for GET, which alone is cached by default. */
function rankOf({ resourcePath, httpMethod }: MethodSetting, verb: string, path: string): number {
  const set = partsOf(resourcePath.replaceAll('~1', '/').replaceAll('~0', '~')).join('/');
  const isOfPath = set === partsOf(path).join('/');
  const isNamed = httpMethod.toUpperCase() === verb;
  if (!((isOfPath || set === '*') && (isNamed || (httpMethod === '*' && verb === 'GET')))) {
    return 0;
  }
  return 1 + (isOfPath ? 2 : 0) + (isNamed ? 1 : 0);
}
