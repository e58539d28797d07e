import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import type { CheckedRoute, Outcome, TemplateDocument } from '../verify';
import { verifier } from './verifier';

/**
 * Which pages have to be able to call the APIs of an app.
 */
export interface CorsValidationProps {
  /**
   * The origins whose pages call the APIs, as browsers send them: `https://app.example.com`.
   *
   * @see https://fetch.spec.whatwg.org/#origin-header
   */
  readonly origins: string[];

  /**
   * Whether these pages call with `credentials: 'include'`, that is with cookies.
   *
   * @default false
   * @see https://fetch.spec.whatwg.org/#concept-request-credentials-mode
   */
  readonly credentials?: boolean;
}

/**
 * Lets `cdk synth` itself report the routes that a page could not call: the preflight, or a response of the route, would
 * be blocked by the browser. What cannot be told, such as the answer of a function behind a proxy integration, is no
 * violation.
 *
 * @example
 * declare const app: App;
 *
 * Validations.of(app).addPlugins(new CorsValidation({ origins: ['https://app.example.com'] }));
 */
export class CorsValidation implements IPolicyValidationPlugin {
  /**
   * The name that the report of the validation has for this plugin.
   */
  public readonly name = 'cdk-apigateway-cors';

  private readonly origins: readonly unknown[];
  private readonly credentials: boolean;

  /**
   * @param props the pages
   */
  constructor(props: CorsValidationProps) {
    this.origins = [...props.origins];
    this.credentials = props.credentials ?? false;
  }

  /**
   * Checks every route of every API in the templates, for every origin. CDK calls it when the app is synthesised.
   *
   * @param context what was synthesised
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { checkApis, deployedApis, readTemplates } = verifier();
    const documents = context.templatePaths.map(documentAt);
    const templateWith = (logicalId: string) => documents.find(({ json }) => logicalId in resourcesOf(json))?.path;
    const origins = this.origins.map(String);
    const routes = checkApis(deployedApis(readTemplates(documents)), { origins, credentials: this.credentials });
    const violations = routes.flatMap((route) =>
      blockedOutcomes(route).map((outcome) => violation(route, outcome, templateWith(outcome.by.logicalId))),
    );
    return { success: violations.length === 0, violations };
  }
}

/** A template, and the OpenAPI documents among the assets of its stack. */
function documentAt(path: string): TemplateDocument & { readonly path: string } {
  const { importedFiles } = verifier();
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const manifest = path.replace(/\.template\.json$/, '.assets.json');
  const manifests = manifest !== path && existsSync(manifest) ? [JSON.parse(readFileSync(manifest, 'utf8'))] : [];
  const files = importedFiles(json, manifests, (asset) => readFileSync(resolve(dirname(path), asset), 'utf8'));
  return { path, name: basename(path), json, files };
}

function blockedOutcomes({ preflight, responses }: CheckedRoute): readonly Outcome[] {
  const outcomes = preflight === null ? responses : [preflight, ...responses];
  return outcomes.filter(({ verdict }) => verdict.verdict === 'BLOCKED');
}

function violation(
  route: CheckedRoute,
  { verdict, by, label }: Outcome,
  templatePath: string | undefined,
): PolicyViolation {
  const seen = verdict.seen === null ? '' : `; seen: ${verdict.seen}`;
  const wanted = verdict.wanted === null ? '' : `; wanted: ${verdict.wanted}`;
  return {
    ruleName: verdict.reason ?? verdict.verdict,
    description: `a page of ${route.origin} cannot call ${route.verb} ${route.path} (${label})${seen}${wanted}`,
    ...(verdict.fix === null ? {} : { fix: verdict.fix }),
    violatingResources: [
      {
        resourceLogicalId: by.logicalId,
        locations: [by.what],
        ...(templatePath === undefined ? {} : { templatePath }),
      },
    ],
  };
}

function resourcesOf(json: unknown): object {
  const { Resources } = json as { Resources?: object };
  return Resources ?? {};
}
