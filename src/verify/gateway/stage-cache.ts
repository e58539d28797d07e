import { Unresolved } from '../template/value';
import type { DeployedApi, MethodSetting, RestMethod, Stage } from './model';
import { route } from './routing';

/**
 * Whether a stage of the API may keep the answer to one origin for a request from another. What the templates do not tell
 * counts as no.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function mayBeCached(api: DeployedApi, verb: string, path: string): boolean {
  if (api.kind !== 'rest') {
    return false;
  }
  const found = route(api, verb, path);
  return (
    found.kind === 'method' &&
    !isKeyedByOrigin(found.method) &&
    api.stages.some((stage) => keeps(stage, verb, found.method))
  );
}

function isKeyedByOrigin({ integration }: RestMethod): boolean {
  const keys = integration?.cacheKeys;
  return (
    keys instanceof Unresolved || keys?.some((key) => key.toLowerCase() === 'method.request.header.origin') === true
  );
}

/** The cache of a stage keeps what answers GET, and other verbs where a setting names them, unless a setting says no. */
function keeps({ caches, settings }: Stage, verb: string, method: RestMethod): boolean {
  const about = settings.filter((setting) => setting.caches !== undefined && isAbout(setting, verb, method.path));
  const [nearest] = about.sort((one, other) => precision(other) - precision(one));
  return caches === true && (nearest === undefined ? verb === 'GET' : nearest.caches === true);
}

function isAbout(setting: MethodSetting, verb: string, path: RestMethod['path']): boolean {
  return (setting.path === '/*' || setting.path === path) && (setting.verb === verb || isForGet(setting, verb));
}

/** A setting for every verb leaves those other than GET as they are. */
function isForGet(setting: MethodSetting, verb: string): boolean {
  return setting.verb === '*' && verb === 'GET';
}

function precision({ path, verb }: MethodSetting): number {
  return (path === '/*' ? 0 : 2) + (verb === '*' ? 0 : 1);
}
