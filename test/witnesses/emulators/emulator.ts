import { randomUUID } from 'node:crypto';
import { deployedApis } from '../../../src/verify/gateway/deployed-apis';
import type { DeployedApi } from '../../../src/verify/gateway/model';
import { readTemplates } from '../../../src/verify/template/templates';
import type { SynthesisedTemplate, Template } from '../apps/assemblies';
import { CloudFormation } from './cloudformation';
import { type Capabilities, deployable } from './deployable';

/** Where an emulator of AWS differs from the others. */
export interface EmulatorKind extends Capabilities {
  readonly url: string;
  /** Where a stage of an API is called. */
  invokeUrl(apiId: string, stage: string): string;
}

/** An API that an emulator has deployed, and what the verifier knows of it. */
export interface DeployedThere {
  readonly api: DeployedApi;
  /** With the stage, and no slash at its end. */
  readonly url: string;
}

export interface DeployedApp {
  readonly status: string;
  readonly failures: readonly string[];
  readonly leftOut: readonly string[];
  /** Physical ids by logical ones. */
  readonly ids: ReadonlyMap<string, string>;
  readonly apis: readonly DeployedThere[];
}

/** Deploys the templates of one app, from the parent to what is nested in it, by the emulator's CloudFormation. */
export async function deploy(kind: EmulatorKind, templates: readonly SynthesisedTemplate[]): Promise<DeployedApp> {
  const name = `witness-${randomUUID()}`;
  const [first, ...nested] = templates;
  const parts = nested.map(({ json }) => deployable(json, kind));
  const urls = await Promise.all(
    parts.map(({ template }, at) => upload(kind, `${name}-${at}.json`, JSON.stringify(template))),
  );
  const whole = deployable(first?.json ?? { Resources: {} }, kind);
  const body = JSON.stringify(withNested(whole.template, nested, urls));
  const made = await new CloudFormation(kind.url).deploy(name, await upload(kind, `${name}.json`, body));
  return {
    status: made.status,
    failures: made.failures,
    ids: made.resources,
    leftOut: [whole, ...parts].flatMap(({ leftOut }) => leftOut),
    apis: deployedApis(readTemplates(templates)).flatMap((api) => {
      const id = made.resources.get(api.logicalId);
      const stage = api.kind === 'http' ? '$default' : api.stages[0]?.name;
      return id === undefined || typeof stage !== 'string' ? [] : [{ api, url: kind.invokeUrl(id, stage) }];
    }),
  };
}

/** The template with the places of the nested ones, which are assets of an account that is not there. */
function withNested(template: Template, nested: readonly SynthesisedTemplate[], urls: readonly string[]): Template {
  const elements = Object.entries(template.Resources).map(([id, element]) => {
    const at = nested.findIndex(({ nestedIn }) => nestedIn === id);
    return [id, at < 0 ? element : { ...element, Properties: { ...element.Properties, TemplateURL: urls[at] } }];
  });
  return { ...template, Resources: Object.fromEntries(elements) };
}

async function upload({ url }: EmulatorKind, name: string, body: string): Promise<string> {
  const headers = {
    authorization:
      'AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
  };
  await fetch(`${url}/witness-templates`, { method: 'PUT', headers });
  const target = `${url}/witness-templates/${name}`;
  const { ok, status } = await fetch(target, { method: 'PUT', headers, body });
  if (!ok) {
    throw new Error(`the template ${name} could not be uploaded: ${status}`);
  }
  return target;
}
