import { CfnResource } from 'aws-cdk-lib';
import { CfnApi, CfnDeployment, CfnStage, type HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { HttpApiCors, type HttpApiCorsOptions } from '../../src';
import { APP, aStack, OTHER } from '../support/apis';
import { addRoutes, aFunction, aJwt, anAnswer, anHttpApi, httpCors, SynthesisedHttp } from '../support/http-apis';

interface Variant {
  readonly options?: Partial<HttpApiCorsOptions>;
  readonly keys?: readonly string[];
  readonly answers?: boolean;
}

/** An HTTP API that nothing deploys but a Deployment that its owner wrote. */
function deployed({ options, keys = ['GET /x'], answers }: Variant, deploy: (api: HttpApi) => void = byHand) {
  const stack = aStack();
  const api = anHttpApi(stack, { createDefaultStage: false, defaultAuthorizer: aJwt() });
  addRoutes(api, ...keys);
  deploy(api);
  httpCors(api, { ...options, ...(answers ? { preflightIntegration: anAnswer(stack) } : {}) });
  return new SynthesisedHttp(stack);
}

function byHand({ stack, apiId }: HttpApi): void {
  const deployment = new CfnDeployment(stack, 'Deployment', { apiId });
  new CfnStage(stack, 'Stage', { apiId, stageName: 'prod', deploymentId: deployment.ref });
}

describe('a Deployment, which is a snapshot,', () => {
  const idOf = (variant: Variant) => deployed(variant).v2('Deployment')[0].id;
  const base = idOf({});

  test.each<[string, Variant]>([
    ['an origin is added', { options: { allowOrigins: [APP, OTHER] } }],
    ['a header is exposed', { options: { exposeHeaders: ['ETag'] } }],
    ['a route has a method that none had', { keys: ['GET /x', 'PUT /x'] }],
  ])('is made anew when %s', (_, variant) => {
    expect(idOf(variant)).not.toBe(base);
  });

  test('is made anew when an OPTIONS route comes in', () => {
    const options = { allowMethods: ['GET'] };
    const before = idOf({ options, answers: true, keys: ['ANY /x'] });
    expect(idOf({ options, answers: true, keys: ['ANY /x', 'ANY /y'] })).not.toBe(before);
  });

  test('stays when nothing changes, and the stage follows it', () => {
    const shop = deployed({});
    expect(shop.v2('Deployment')[0].id).toBe(base);
    expect(shop.v2('Stage')[0].properties).toMatchObject({ DeploymentId: { Ref: base } });
    expect([...shop.warnings().keys()]).toEqual([]);
  });

  test('waits for the OPTIONS routes', () => {
    const shop = deployed({ answers: true, keys: ['ANY /x'] });
    const [{ id }] = shop
      .v2<{ RouteKey: string }>('Route')
      .filter(({ properties }) => properties.RouteKey === 'OPTIONS /x');
    expect(shop.v2('Deployment')[0].dependsOn).toContain(id);
  });

  test('cannot wait for an integration that waits for its stage, and says so', () => {
    const stack = aStack();
    const api = anHttpApi(stack, { createDefaultStage: false });
    addRoutes(api, 'ANY /x');
    const deployment = new CfnDeployment(stack, 'Deployment', { apiId: api.apiId });
    const stage = new CfnStage(stack, 'Stage', {
      apiId: api.apiId,
      stageName: 'prod',
      deploymentId: deployment.ref,
    });
    const answer = aFunction(stack, 'Answer');
    answer.addEnvironment('STAGE', stage.ref);
    httpCors(api, { preflightIntegration: new HttpLambdaIntegration('Preflight', answer) });
    expect(new SynthesisedHttp(stack).warnings().get('deployment-cycle')).toMatch(
      /CorsPreflight\/OPTIONS--x\/Resource: /,
    );
  });

  test('whose logical id is fixed is named', () => {
    const shop = deployed({}, ({ stack, apiId }) => {
      new CfnDeployment(stack, 'Deployment', { apiId }).overrideLogicalId('Mine');
    });
    expect(shop.v2('Deployment')[0].id).toBe('Mine');
    expect(shop.warnings().get('deployment-fixed')).toMatch(/^Shop\/Deployment: /);
  });
});

describe('an API that serves an older snapshot', () => {
  test('is told of, by each stage that is not deployed automatically', () => {
    const shop = deployed({}, (api) => {
      api.addStage('Auto', { stageName: 'auto', autoDeploy: true });
      api.addStage('Held', { stageName: 'held' });
    });
    expect(shop.warnings().get('http-not-deployed')).toMatch(/^Shop\/Api\/Held\/Resource: [\s\S]*autoDeploy: true/);
  });

  test('is told of where its stages are not in the app', () => {
    expect(
      deployed({}, () => undefined)
        .warnings()
        .get('http-not-deployed'),
    ).toMatch(/^an HTTP API serves/);
  });

  test('is none where it is deployed automatically', () => {
    const shop = deployed({}, (api) => api.addStage('Auto', { autoDeploy: true }));
    expect([...shop.warnings().keys()]).toEqual([]);

    const stack = aStack();
    const quick = new CfnApi(stack, 'Api', { name: 'quick', protocolType: 'HTTP', target: 'https://backend.example' });
    HttpApiCors.forCfnApi(stack, 'Cors', quick, { allowOrigins: [APP] });
    expect([...new SynthesisedHttp(stack).warnings().keys()]).toEqual(['http-preflight-by-integration']);
  });
});

test('a route that is written as a bare CfnResource is named', () => {
  const stack = aStack();
  const api = anHttpApi(stack);
  addRoutes(api, 'GET /x');
  const properties = { ApiId: api.apiId, RouteKey: 'PUT /raw' };
  new CfnResource(stack, 'Raw', { type: 'AWS::ApiGatewayV2::Route', properties });
  httpCors(api);
  const shop = new SynthesisedHttp(stack);
  expect(shop.warnings().get('raw-resource')).toMatch(/^Shop\/Raw: /);
  expect(shop.cors.AllowMethods).toEqual(['GET']);
});
