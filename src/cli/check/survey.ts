import { type CheckedRoute, type CheckOptions, checkApis } from '../../verify/check/check';
import type { Outcome } from '../../verify/check/simulation';
import { deployedApis } from '../../verify/gateway/deployed-apis';
import type { DeployedApi } from '../../verify/gateway/model';
import { readTemplates } from '../../verify/template/templates';
import type { Standing } from '../paint';
import type { Deployment } from '../read-assembly';

/** What the pages of one origin can do with an API. */
export interface View {
  readonly origin: string;
  readonly routes: readonly CheckedRoute[];
  /** The errors that API Gateway answers by itself; none where they are not asked for, or not known. */
  readonly errors: readonly Outcome[];
}

export interface SurveyedApi {
  readonly name: string;
  readonly logicalId: string;
  readonly stack: string;
  readonly views: readonly View[];
  /** What of the API cannot be seen, in a line each. */
  readonly unseen: readonly string[];
}

export interface Survey {
  readonly apis: readonly SurveyedApi[];
  /** What the templates leave to CloudFormation. */
  readonly unread: readonly string[];
}

export type Tally = Record<Standing, number>;

/** Reads the deployments and asks every route for every origin. */
export function survey(
  deployments: readonly Deployment[],
  options: CheckOptions & { readonly errors: boolean },
): Survey {
  const read = deployments.map((documents) => readTemplates(documents));
  return {
    apis: read.flatMap((templates) => deployedApis(templates).map((api) => look(api, options))),
    unread: read.flatMap(({ unread }) => unread),
  };
}

/** One API by itself, since two stages may have APIs of the same name. */
function look(api: DeployedApi, options: CheckOptions & { readonly errors: boolean }): SurveyedApi {
  const routes = checkApis([api], options);
  const views = options.origins.map((origin) => {
    const own = routes.filter((route) => route.origin === origin);
    return { origin, routes: own, errors: options.errors ? (own[0]?.errors ?? []) : [] };
  });
  return {
    name: api.name ?? api.logicalId,
    logicalId: api.logicalId,
    stack: api.stack,
    views,
    unseen: unseenOf(api, routes.length === 0),
  };
}

function unseenOf(api: DeployedApi, empty: boolean): readonly string[] {
  const parts: readonly unknown[] =
    api.kind === 'rest' ? api.resources.map(({ path }) => path) : api.routes.map(({ key }) => key);
  const untold = parts.filter((part) => typeof part !== 'string').length;
  return [
    ...(empty ? [`no route can be seen${api.doubt === undefined ? '' : `: ${api.doubt}`}`] : []),
    ...(untold === 0 ? [] : [`${untold} more ${untold === 1 ? 'path is' : 'paths are'} not told by the templates`]),
  ];
}

/** How many routes stand how, an API of which no route can be seen being one that nobody can tell. */
export function tallyRoutes({ apis }: Survey): Tally {
  const tally = tallyOf(apis.flatMap(({ views }) => views.flatMap(({ routes }) => routes.map((one) => one.standing))));
  tally.UNDETERMINED += apis.filter(({ unseen }) => unseen.length > 0).length;
  return tally;
}

export function tallyErrors({ apis }: Survey): Tally {
  return tallyOf(
    apis.flatMap(({ views }) => views.flatMap(({ errors }) => errors.map(({ verdict }) => verdict.verdict))),
  );
}

function tallyOf(standings: readonly Standing[]): Tally {
  const tally: Tally = { ALLOWED: 0, BLOCKED: 0, UNDETERMINED: 0 };
  for (const standing of standings) {
    tally[standing] += 1;
  }
  return tally;
}

export function counts(tally: Tally): string {
  return `${tally.ALLOWED} allowed, ${tally.BLOCKED} blocked, ${tally.UNDETERMINED} undetermined`;
}

/** What can go wrong although browsers allow it, in a line each with the routes that it concerns. */
export function hazardsOf({ apis }: Survey): readonly string[] {
  const routes = new Map<string, Set<string>>();
  for (const route of apis.flatMap(({ views }) => views.flatMap((view) => view.routes))) {
    for (const hazard of routeHazards(route)) {
      routes.set(hazard, (routes.get(hazard) ?? new Set()).add(`${route.verb} ${route.path}`));
    }
  }
  return [...routes].map(([hazard, names]) => `${[...names].join(', ')}: ${hazard}`);
}

/** Each once, though several answers of the route may have it. */
export function routeHazards({ responses }: CheckedRoute): readonly string[] {
  return [...new Set(responses.flatMap(({ hazard }) => (hazard === null ? [] : [hazard])))];
}
