/** What the rooms above take of the verifier. */
export { type CheckedRoute, type CheckOptions, checkApis, type Standing, worst } from './check/check';
export { describeOutcome } from './check/description';
export { pathTo, type Route, routesOf } from './check/routes';
export { type Call, type Outcome, type Simulation, type SimulationOptions, simulate } from './check/simulation';
export { deployedApis } from './gateway/deployed-apis';
export { httpRoute } from './gateway/http-routing';
export type { DeployedApi } from './gateway/model';
export { route } from './gateway/routing';
export { importedFiles } from './template/asset-manifest';
export type { TemplateDocument } from './template/document';
export { TemplateError } from './template/template-error';
export { readTemplates } from './template/templates';
