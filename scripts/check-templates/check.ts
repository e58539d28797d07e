import { App, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { RestApiCors } from 'cdk-apigateway-cors';
import { type Elements, elementsOf, type IntegrationResponse, only, readTemplate } from './template';

export interface Checked {
  /** What was looked at; empty if the template did not get as far. */
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

const ORIGINS = ['https://app.example.com', 'https://admin.example.com'];
const MAPPABLE = ['AWS', 'HTTP', 'MOCK'];
const ON_EVERY_RESPONSE = ['Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials', 'Vary'];

/** Gives the one API of a template a policy that needs a comparison, and looks at what is synthesised. */
export function checkTemplate(file: string): Checked {
  try {
    const before = readTemplate(file);
    const [apiId] = only(before, 'RestApi');
    return checkElements(before, synthesised(file, apiId), apiId);
  } catch (error) {
    return { counts: {}, problems: [error instanceof Error ? error.message : String(error)] };
  }
}

function synthesised(templateFile: string, apiId: string): Elements {
  const app = new App({ analyticsReporting: false });
  // The templates have a BootstrapVersion parameter of their own.
  const stack = new Stack(app, 'Stack', { synthesizer: new LegacyStackSynthesizer() });
  const template = new CfnInclude(stack, 'Template', { templateFile });
  RestApiCors.forCfnRestApi(stack, 'Cors', template.getResource(apiId) as CfnRestApi, {
    allowOrigins: ORIGINS,
    allowCredentials: true,
  });
  return app.synth().getStackByName(stack.stackName).template.Resources;
}

function checkElements(before: Elements, after: Elements, apiId: string): Checked {
  const methods = elementsOf(after, 'Method');
  const preflights = methods.filter(([, { HttpMethod }]) => HttpMethod === 'OPTIONS');
  const resources = [
    { 'Fn::GetAtt': [apiId, 'RootResourceId'] },
    ...elementsOf(after, 'Resource').map(([id]) => ({ Ref: id })),
  ].map((reference) => JSON.stringify(reference));
  const answered = new Set(preflights.map(([, { ResourceId }]) => JSON.stringify(ResourceId)));
  const responses = methods
    .filter(([, { HttpMethod, Integration }]) => HttpMethod !== 'OPTIONS' && MAPPABLE.includes(`${Integration?.Type}`))
    .flatMap(([id, { Integration }]) =>
      (Integration?.IntegrationResponses ?? []).map((response) => ({ id, response })),
    );
  const deployments = elementsOf(after, 'Deployment');
  return {
    counts: {
      resources: resources.length,
      methods: methods.length - preflights.length,
      preflights: preflights.length,
      responses: responses.length,
      deployments: deployments.length,
    },
    problems: [
      ...resources.filter((resource) => !answered.has(resource)).map((resource) => `${resource} has no OPTIONS method`),
      ...responses.flatMap(({ id, response }) =>
        missingHeaders(response).map((name) => `${id}: the response ${response.StatusCode} lacks ${name}`),
      ),
      ...(deployments.length === 0 ? ['there is no deployment'] : []),
      ...deployments.flatMap(([id, , dependsOn]) => [
        ...(id in before ? [`${id}: the deployment would not be made anew`] : []),
        ...preflights
          .filter(([options]) => !dependsOn.includes(options))
          .map(([options]) => `${id} may precede ${options}`),
      ]),
    ],
  };
}

/** The headers that neither a mapping nor every template sets. */
function missingHeaders({ ResponseParameters = {}, ResponseTemplates = {} }: IntegrationResponse): string[] {
  const mapped = Object.keys(ResponseParameters).map((target) => target.toLowerCase());
  const templates = Object.values(ResponseTemplates).map((template) => JSON.stringify(template));
  return ON_EVERY_RESPONSE.filter((name) => {
    const byTemplate =
      templates.length > 0 && templates.every((text) => text.includes(`responseOverride.header.${name}`));
    return !byTemplate && !mapped.includes(`method.response.header.${name}`.toLowerCase());
  });
}
