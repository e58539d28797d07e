import { App, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { readDeployments } from '../../src/cli/read-assembly';
import { type DeployedApi, deployedApis, readTemplates, type Standing, worst } from '../../src/verify';
import { simulatePreflight, simulateResponses } from '../../src/verify/check/simulation';
import type { TemplateDocument } from '../../src/verify/template/document';

/** The APIs of a whole app, its stacks and nested stacks put together, as the verifier reads them from the disk. */
export function apisIn(construct: IConstruct): readonly DeployedApi[] {
  const { directory } = synthesise(construct);
  return readDeployments([directory]).flatMap((documents) => deployedApis(readTemplates(documents)));
}

/** The one API of an app. */
export function apiIn(construct: IConstruct): DeployedApi {
  const apis = apisIn(construct);
  if (apis.length !== 1) {
    throw new Error(`the app has ${apis.length} APIs: ${apis.map(({ logicalId }) => logicalId)}`);
  }
  return apis[0];
}

export interface Outside {
  readonly restApiId: string;
  readonly rootResourceId: string;
  /** Literal id -> path part, of resources below the root. */
  readonly resources?: Readonly<Record<string, string>>;
}

/**
 * An API that is defined outside the app, as it is once the app's templates have added to it and its owner has deployed it
 * again: what the literal ids mean is put beside the templates.
 */
export function apiOutside(construct: IConstruct, { restApiId, rootResourceId, resources = {} }: Outside): DeployedApi {
  const [documents] = readDeployments([synthesise(construct).directory]);
  const api = { Ref: 'Outside' };
  const root = { 'Fn::GetAtt': ['Outside', 'RootResourceId'] };
  const meant: Record<string, unknown> = { [restApiId]: api, [rootResourceId]: root };
  for (const id of Object.keys(resources)) {
    meant[id] = { Ref: `Outside${id}` };
  }
  const [first, ...others] = documents;
  if (first === undefined || others.length > 0) {
    throw new Error('the literal ids can be told in one template only');
  }
  const { Resources } = JSON.parse(JSON.stringify(first.json), (_, value) =>
    typeof value === 'string' && value in meant ? meant[value] : value,
  ) as { Resources: Record<string, { Type: string }> };
  const methods = Object.keys(Resources).filter((id) => Resources[id].Type === 'AWS::ApiGateway::Method');
  const outside: Record<string, unknown> = {
    Outside: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'outside' } },
    Redeployed: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: api }, DependsOn: methods },
  };
  for (const [id, PathPart] of Object.entries(resources)) {
    const Properties = { RestApiId: api, ParentId: root, PathPart };
    outside[`Outside${id}`] = { Type: 'AWS::ApiGateway::Resource', Properties };
  }
  const document: TemplateDocument = {
    ...first,
    json: { ...(first.json as object), Resources: { ...Resources, ...outside } },
  };
  return deployedApis(readTemplates([document]))[0];
}

/** What holds for a page: the worst of a preflight, needed or not, and the answers. */
export function standing(api: DeployedApi, origin: string, method: string, path: string): Standing {
  const preflight = simulatePreflight(api, { origin, method, path, forcePreflight: true });
  return worst([...(preflight === null ? [] : [preflight]), ...simulateResponses(api, { origin, method, path })]);
}

/** Which of these origins may call, by preflight and answer both. Anything that cannot be told is told. */
export function callers(api: DeployedApi, method: string, path: string, origins: readonly string[]): readonly string[] {
  return origins.flatMap((origin) => {
    const verdict = standing(api, origin, method, path);
    return verdict === 'BLOCKED' ? [] : [verdict === 'ALLOWED' ? origin : `${verdict} ${origin}`];
  });
}

function synthesise(construct: IConstruct): { readonly directory: string } {
  const stage = Stage.of(construct) ?? construct.node.root;
  if (!(stage instanceof Stage || stage instanceof App)) {
    throw new Error('nothing to synthesise');
  }
  return stage.synth();
}
