/** A route of an HTTP API as data. */
export interface HttpRouteModel {
  /** `GET /pets`, `ANY /{proxy+}` or `$default`; undefined where it is known only at deployment. */
  readonly key: string | undefined;
  readonly admission: Admission;
}

/** What becomes of a request without credentials, as a preflight is, before it reaches the integration of a route. */
export type Admission =
  | 'passes'
  | 'refused'
  /** An authorizer function is asked. */
  | 'asked';

/** What is to be done so that preflights are answered. */
export type HttpRouteStep<R extends HttpRouteModel = HttpRouteModel> =
  /** A route of ours takes the OPTIONS requests that this one would. */
  | { readonly step: 'add-preflight-route'; readonly path: string; readonly route: R }
  /** The route takes preflights, and its integration answers them. */
  | { readonly step: 'leave-to-integration'; readonly route: R }
  /** The route takes preflights, and its authorizer function decides on them first. */
  | { readonly step: 'leave-to-authorizer'; readonly route: R }
  /** The route takes preflights and refuses every one. */
  | { readonly step: 'refuse'; readonly route: R };

/**
 * Plans the preflights of an HTTP API. It answers those that no route takes by itself. The others go to the route that fits
 * best: one for the whole path, else a greedy one, else `$default`.
 *
 * @param canAnswer whether there is an integration for routes of ours
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function planHttpRoutes<R extends HttpRouteModel>(
  routes: readonly R[],
  canAnswer: boolean,
): readonly HttpRouteStep<R>[] {
  const own = routes.filter((route) => verbOf(route) === 'OPTIONS');
  const answered = new Set(own.flatMap(pathsOf).map(shapeOf));
  const steps: HttpRouteStep<R>[] = own.map((route) => ({ step: LEFT[route.admission], route }));
  for (const route of routes.filter((one) => verbOf(one) === 'ANY')) {
    const missing = pathsOf(route).filter((path) => !answered.has(shapeOf(path)));
    if (canAnswer) {
      for (const path of missing) {
        answered.add(shapeOf(path));
        steps.push({ step: 'add-preflight-route', path, route });
      }
    } else if (missing.includes(pathsOf(route)[0])) {
      steps.push({ step: LEFT[route.admission], route });
    }
  }
  return steps;
}

/** The methods that the routes have, ANY for a route that takes all. */
export function verbsOf(routes: readonly HttpRouteModel[]): readonly string[] {
  return routes.flatMap((route) => verbOf(route) ?? []);
}

/** The method of a route; `$default` takes any. */
export function verbOf({ key }: HttpRouteModel): string | undefined {
  return key === DEFAULT ? 'ANY' : key?.split(' ')[0].toUpperCase();
}

/** What two paths have in common that differ in the names of their variables only. */
export function shapeOf(path: string): string {
  return path.replace(/\{[^{}+]*(\+?)\}/g, '{$1}');
}

const DEFAULT = '$default';

const LEFT = { passes: 'leave-to-integration', asked: 'leave-to-authorizer', refused: 'refuse' } as const;

/**
 * The paths at which OPTIONS routes take the place of a route, the one that AWS names first. For `$default` that is the
 * greedy one, which has what lies below the root and not the root itself.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
function pathsOf({ key }: HttpRouteModel): readonly string[] {
  return key === DEFAULT ? ['/{proxy+}', '/'] : String(key).split(' ').slice(1);
}
