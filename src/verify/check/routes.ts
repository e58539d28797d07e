import type { DeployedApi, RestApi, RestMethod } from '../gateway/model';

/** A route of an API: what a script calls. */
export interface Route {
  /** As the template has it: `/orders/{id}`. */
  readonly path: string;
  readonly verb: string;
  /** The method of a REST API that answers; an HTTP API's routes are found anew for each request. */
  readonly method?: RestMethod;
}

const VERBS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Every route of an API that a script can call, ANY taken apart into its verbs. OPTIONS is not among them where it is
 * there for preflights, which browsers send by themselves.
 */
export function routesOf(api: DeployedApi): readonly Route[] {
  return api.kind === 'rest' ? restRoutes(api) : httpRoutes(api.routes.map(({ key }) => key));
}

/** The path of a request to a route, with a word for each variable: `/orders/{id}` is `/orders/id`. */
export function pathTo(route: string): string {
  return route.replace(/\{([^}+]+)\+?\}/g, '$1');
}

function restRoutes(api: RestApi): readonly Route[] {
  return api.resources.flatMap(({ path, methods }) => {
    if (typeof path !== 'string') {
      return [];
    }
    const own = methods.filter(({ verb }) => verb !== 'ANY' && verb !== 'OPTIONS');
    const any = methods.find(({ verb }) => verb === 'ANY');
    const named = new Set(own.map(({ verb }) => verb));
    const rest =
      any === undefined ? [] : VERBS.filter((verb) => !named.has(verb)).map((verb) => ({ path, verb, method: any }));
    return [...own.map((method) => ({ path, verb: method.verb, method })), ...rest];
  });
}

function httpRoutes(keys: readonly unknown[]): readonly Route[] {
  return keys.flatMap((key) => {
    if (typeof key !== 'string') {
      return [];
    }
    const [verb, path] = key === '$default' ? ['ANY', '/{proxy+}'] : key.split(' ');
    if (path === undefined || verb === 'OPTIONS') {
      return [];
    }
    return verb === 'ANY' ? VERBS.map((one) => ({ path, verb: one })) : [{ path, verb }];
  });
}
