import type { DeployedApi } from '../gateway/model';
import { pathTo, type Route, routesOf } from './routes';
import {
  answersToStranger,
  type Call,
  type Outcome,
  type SimulationOptions,
  simulateErrors,
  simulatePreflight,
  simulateResponses,
} from './simulation';

export interface CheckOptions extends SimulationOptions {
  /** The origins of the pages. */
  readonly origins: readonly string[];
  /** Whether the scripts call with `credentials: 'include'`. */
  readonly credentials?: boolean;
  /** What the scripts set. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type Standing = 'ALLOWED' | 'BLOCKED' | 'UNDETERMINED';

/** What a page of one origin can do with one route. */
export interface CheckedRoute {
  readonly api: string;
  readonly path: string;
  readonly verb: string;
  readonly origin: string;
  /** The preflight, whether this call needs one or not: the next one may. */
  readonly preflight: Outcome | null;
  readonly responses: readonly Outcome[];
  /** The errors that API Gateway answers by itself: the same for all routes of an API. */
  readonly errors: readonly Outcome[];
  /** What holds for the route: the worst of its preflight and its responses. Errors do not count. */
  readonly standing: Standing;
}

/** Every route of every API for every origin. */
export function checkApis(apis: readonly DeployedApi[], options: CheckOptions): readonly CheckedRoute[] {
  return apis.flatMap((api) => {
    const routes = routesOf(api).map((route) => {
      const called = callTo(route, options);
      return { ...route, called, strangers: answersToStranger(api, called, options) };
    });
    return options.origins.flatMap((origin) => {
      const errors = routes.slice(0, 1).flatMap(({ called }) => simulateErrors(api, { ...called, origin }, options));
      return routes.map(({ path, verb, called, strangers }) => {
        const call = { ...called, origin };
        const preflight = simulatePreflight(api, { ...call, forcePreflight: true }, options);
        const responses = simulateResponses(api, call, options, strangers);
        const standing = worst([...(preflight === null ? [] : [preflight]), ...responses]);
        return { api: api.name ?? api.logicalId, path, verb, origin, preflight, responses, errors, standing };
      });
    });
  });
}

/** BLOCKED if anything is, else UNDETERMINED if anything is. */
export function worst(outcomes: readonly Outcome[]): Standing {
  const standings = outcomes.map(({ verdict }) => verdict.verdict);
  return standings.includes('BLOCKED') ? 'BLOCKED' : standings.includes('UNDETERMINED') ? 'UNDETERMINED' : 'ALLOWED';
}

function callTo({ path, verb }: Route, { headers, credentials }: CheckOptions): Omit<Call, 'origin'> {
  return { method: verb, path: pathTo(path), headers, credentials };
}
