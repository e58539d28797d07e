import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type IPolicyValidationContext, Stack } from 'aws-cdk-lib';
import { ApiDefinition, MockIntegration, RestApi, SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import { CorsValidation, RestApiCors } from '../../src';
import { APP } from '../support/apis';
import { aDocument, anOperation } from '../support/documents';

function contextOf(build: (api: RestApi) => void): IPolicyValidationContext {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  const integration = new MockIntegration({ integrationResponses: [{ statusCode: '200' }] });
  api.root.addResource('orders').addMethod('PUT', integration, { methodResponses: [{ statusCode: '200' }] });
  build(api);
  const templatePaths = app.synth().stacks.map(({ templateFullPath }) => templateFullPath);
  // Newer releases of the CDK add members, which the plugin does not look at.
  return { appConstruct: app, templatePaths } as Partial<IPolicyValidationContext> as IPolicyValidationContext;
}

const validation = new CorsValidation({ origins: [APP], credentials: true });

describe('the validation of an app', () => {
  test('finds nothing where the pages can call every route', () => {
    const context = contextOf(
      (api) => new RestApiCors(api, 'Cors', { api, allowOrigins: [APP], allowCredentials: true }),
    );
    expect(validation.validate(context)).toEqual({ success: true, violations: [] });
  });

  test('reports each blocked answer with the name of the browser, the resource and the fix', () => {
    const { success, violations } = validation.validate(contextOf(() => undefined));
    expect(success).toBe(false);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([
      'PreflightMissingAllowOriginHeader',
      'MissingAllowOriginHeader',
    ]);
    expect(violations[0]).toMatchObject({
      description: expect.stringContaining(`a page of ${APP} cannot call PUT /orders (preflight)`),
      fix: expect.stringContaining('Access-Control-Allow-Origin'),
      violatingResources: [
        { resourceLogicalId: expect.any(String), templatePath: expect.stringContaining('Shop.template.json') },
      ],
    });
  });

  test('reports native CORS, whose real responses carry nothing', () => {
    const context = contextOf((api) =>
      api.root.getResource('orders')?.addCorsPreflight({ allowOrigins: [APP], allowCredentials: true }),
    );
    expect(validation.validate(context).violations.map(({ ruleName }) => ruleName)).toEqual([
      'MissingAllowOriginHeader',
    ]);
  });
});

describe('an API that a file defines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cors-test-'));
  const file = join(folder, 'openapi.yaml');
  writeFileSync(file, JSON.stringify(aDocument({ '/orders': { put: anOperation() } })));

  function violationsOf(build: (api: SpecRestApi) => void): readonly string[] {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const apiDefinition = ApiDefinition.fromAsset(file);
    build(new SpecRestApi(stack, 'Api', { apiDefinition, cloudWatchRole: false }));
    const templatePaths = app.synth().stacks.map(({ templateFullPath }) => templateFullPath);
    const context = {
      appConstruct: app,
      templatePaths,
    } as Partial<IPolicyValidationContext> as IPolicyValidationContext;
    return validation.validate(context).violations.map(({ ruleName }) => ruleName);
  }

  test('is read from the assets of its stack', () => {
    expect(violationsOf(() => undefined)).toEqual(['PreflightMissingAllowOriginHeader', 'MissingAllowOriginHeader']);
    const cors = (api: SpecRestApi) =>
      new RestApiCors(api, 'Cors', { api, allowOrigins: [APP], allowCredentials: true });
    expect(violationsOf(cors)).toEqual([]);
  });
});

describe('importing the package', () => {
  test('loads nothing of the verifier, and no parser', () => {
    const root = join(__dirname, '..', '..');
    const script = "require('./src'); console.log(JSON.stringify(Object.keys(require.cache)))";
    const output = execFileSync(process.execPath, ['-r', './scripts/typescript.js', '-e', script], { cwd: root });
    const loaded: string[] = JSON.parse(output.toString());
    expect(loaded.some((path) => path.endsWith('rest-api-cors.ts'))).toBe(true);
    expect(loaded.filter((path) => /src\/verify|velocityjs|node_modules\/yaml/.test(path))).toEqual([]);
  });
});
