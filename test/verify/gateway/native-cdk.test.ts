import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { answer } from '../../../src/verify/gateway/answer';
import { deployedApis } from '../../../src/verify/gateway/deployed-apis';
import type { DeployedApi } from '../../../src/verify/gateway/model';
import { assetNames } from '../../../src/verify/template/asset-manifest';
import { readTemplates } from '../../../src/verify/template/templates';
import { answered, aRequest, header, reasonOf } from './an-api';

const ORIGIN = 'Access-Control-Allow-Origin';
const CREDENTIALS = 'Access-Control-Allow-Credentials';

function preflight(path: string, origin: string, name = 'Origin') {
  return aRequest(`OPTIONS ${path}`, { [name]: origin, 'Access-Control-Request-Method': 'PUT' });
}

/** Builds an app, and reads whatever templates it synthesises, nested ones too. */
function deployed(
  build: (stack: Stack, app: App) => void,
  context: Readonly<Record<string, unknown>> = {},
): DeployedApi {
  const app = new App({ context });
  build(new Stack(app, 'Shop'), app);
  const { directory } = app.synth();
  const parsed = (file: string): unknown => JSON.parse(readFileSync(join(directory, file), 'utf8'));
  const files = readdirSync(directory);
  const names = assetNames(files.filter((file) => file.endsWith('.assets.json')).map(parsed));
  const documents = files
    .filter((file) => file.endsWith('.template.json'))
    .map((name) => ({ name, json: parsed(name), alsoNamed: names.get(name) }));
  const apis = deployedApis(readTemplates(documents));
  if (apis.length !== 1 || apis[0] === undefined) {
    throw new Error(`one API was expected, not ${apis.length}`);
  }
  return apis[0];
}

describe('native defaultCorsPreflightOptions for every origin', () => {
  const api = deployed((stack) => {
    const rest = new apigateway.RestApi(stack, 'Api', {
      defaultCorsPreflightOptions: { allowOrigins: ['*'], allowHeaders: ['X-One'] },
    });
    rest.root.addResource('pets').addMethod('GET', new apigateway.MockIntegration());
  });

  test('answers 204 with every verb', () => {
    const own = answered(answer(api, preflight('/pets', 'https://a.example')));
    expect(own).toMatchObject({ status: 204, undeterminedHeaders: [], notes: [] });
    expect(own.headers).toEqual([
      ['Access-Control-Allow-Headers', 'X-One'],
      [ORIGIN, '*'],
      ['Access-Control-Allow-Methods', 'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD'],
    ]);
  });

  test('answers an odd Content-Type with a 500, for it sets no passthrough behaviour', () => {
    const odd = { ...preflight('/pets', 'https://a.example') };
    expect(answered(answer(api, { ...odd, headers: [...odd.headers, ['Content-Type', 'text/plain']] })).status).toBe(
      500,
    );
  });

  test('leaves errors without headers', () => {
    expect(answered(answer(api, preflight('/none', 'https://a.example')))).toMatchObject({ status: 403, headers: [] });
  });
});

describe('native defaultCorsPreflightOptions for several origins', () => {
  const api = deployed((stack) => {
    const allowOrigins = ['https://a.example', 'https://b.example', 'https://c.example'];
    const rest = new apigateway.RestApi(stack, 'Api', {
      defaultCorsPreflightOptions: { allowOrigins, allowCredentials: true },
    });
    rest.root.addMethod('GET', new apigateway.MockIntegration());
  });

  test.each([
    ['https://a.example', 'https://a.example'],
    ['https://b.example', 'https://b.example'],
    ['https://c.example', 'https://c.example'],
    ['https://d.example', 'https://a.example'],
  ])("answers %s with %s, in the header's own case", (origin, expected) => {
    const own = answer(api, preflight('/', origin));
    expect(answered(own).undeterminedHeaders).toEqual([]);
    expect([header(own, ORIGIN), header(own, CREDENTIALS), header(own, 'Vary')]).toEqual([expected, 'true', 'Origin']);
  });

  test('leaves the origin open where HTTP/2 sends the header in lower case', () => {
    const own = answered(answer(api, preflight('/', 'https://b.example', 'origin')));
    expect(own.status).toBe(204);
    expect(own.undeterminedHeaders.map(({ name }) => name.toLowerCase())).toEqual([ORIGIN.toLowerCase()]);
    expect(header(own, ORIGIN)).toBeUndefined();
    expect(header(own, CREDENTIALS)).toBe('true');
  });

  test('does not leave it open for the first origin, which is sent either way', () => {
    expect(header(answer(api, preflight('/', 'https://a.example', 'origin')), ORIGIN)).toBe('https://a.example');
  });
});

test('native CORS answers 500 where the API takes everything for binary', () => {
  const api = deployed((stack) => {
    const rest = new apigateway.RestApi(stack, 'Api', {
      binaryMediaTypes: ['*/*'],
      defaultCorsPreflightOptions: { allowOrigins: ['*'] },
    });
    rest.root.addMethod('GET', new apigateway.MockIntegration());
  });
  expect(answered(answer(api, preflight('/', 'https://a.example'))).status).toBe(500);
});

test('a method of the L1 that the Deployment does not know of is noted', () => {
  const api = deployed((stack) => {
    const rest = new apigateway.RestApi(stack, 'Api');
    rest.root.addMethod('GET', new apigateway.MockIntegration());
    new apigateway.CfnMethod(stack, 'Late', {
      restApiId: rest.restApiId,
      resourceId: rest.root.resourceId,
      httpMethod: 'OPTIONS',
      authorizationType: 'NONE',
      integration: {
        type: 'MOCK',
        requestTemplates: { 'application/json': '{"statusCode":204}' },
        integrationResponses: [{ statusCode: '204' }],
      },
      methodResponses: [{ statusCode: '204' }],
    });
  });
  expect(answered(answer(api, preflight('/', 'https://a.example'))).notes).toMatchObject([
    { id: 'may-not-be-deployed', logicalId: 'Late' },
  ]);
});

test.each([
  ['the metadata of the command line', { 'aws:cdk:enable-asset-metadata': true }],
  ['the manifest of assets', {}],
])('methods in a nested stack, found by %s, belong to the API of its parent', (_name, context) => {
  const api = deployed((stack) => {
    const rest = new apigateway.RestApi(stack, 'Api', { deploy: false });
    rest.root.addMethod('GET', new apigateway.MockIntegration());
    const nested = new NestedStack(stack, 'Pets');
    const imported = apigateway.RestApi.fromRestApiAttributes(nested, 'Imported', {
      restApiId: rest.restApiId,
      rootResourceId: rest.restApiRootResourceId,
    });
    imported.root.addResource('pets').addCorsPreflight({ allowOrigins: ['https://a.example'] });
    const deployment = new apigateway.Deployment(stack, 'Deployment', { api: rest });
    deployment.node.addDependency(nested);
  }, context);
  const own = answer(api, preflight('/pets', 'https://a.example'));
  expect(header(own, ORIGIN)).toBe('https://a.example');
  expect(answered(own).notes).toEqual([]);
});

test('methods in another stack belong to the API that they import', () => {
  const api = deployed((stack, app) => {
    const rest = new apigateway.RestApi(stack, 'Api');
    rest.root.addMethod('GET', new apigateway.MockIntegration());
    const other = new Stack(app, 'Pets');
    const imported = apigateway.RestApi.fromRestApiAttributes(other, 'Imported', {
      restApiId: rest.restApiId,
      rootResourceId: rest.restApiRootResourceId,
    });
    imported.root.addResource('pets').addCorsPreflight({ allowOrigins: ['https://a.example'] });
    new CfnOutput(other, 'Url', { value: rest.url });
  });
  const own = answer(api, preflight('/pets', 'https://a.example'));
  expect(header(own, ORIGIN)).toBe('https://a.example');
  expect(answered(own).notes.map(({ id }) => id)).toEqual(['may-not-be-deployed']);
});

test('a proxy to a function is left to the function', () => {
  const api = deployed((stack) => {
    const rest = new apigateway.RestApi(stack, 'Api');
    rest.root.addProxy({ defaultIntegration: new apigateway.HttpIntegration('https://backend.example') });
  });
  expect(reasonOf(answer(api, aRequest('GET /x', { Origin: 'https://a.example' })))).toContain('proxy');
});

test('an OpenAPI body given inline is read', () => {
  const api = deployed((stack) => {
    const integration = {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode":204}' },
      responses: {
        default: { statusCode: '204', responseParameters: { [`method.response.header.${ORIGIN}`]: "'*'" } },
      },
    };
    const options = {
      responses: { 204: { description: 'ok', headers: { [ORIGIN]: { schema: { type: 'string' } } } } },
      'x-amazon-apigateway-integration': integration,
    };
    new apigateway.SpecRestApi(stack, 'Api', {
      apiDefinition: apigateway.ApiDefinition.fromInline({
        openapi: '3.0.1',
        info: {},
        paths: { '/pets': { options } },
      }),
    });
  });
  const own = answer(api, preflight('/pets', 'https://a.example'));
  expect(header(own, ORIGIN)).toBe('*');
  expect(answered(own).notes).toEqual([]);
});

test('an HTTP API answers preflights from its configuration', () => {
  const api = deployed((stack) => {
    new apigatewayv2.HttpApi(stack, 'Api', {
      corsPreflight: { allowOrigins: ['https://a.example'], allowMethods: [apigatewayv2.CorsHttpMethod.PUT] },
    });
  });
  const own = answer(api, preflight('/', 'https://a.example'));
  expect([header(own, ORIGIN), header(own, 'Access-Control-Allow-Methods')]).toEqual(['https://a.example', 'PUT']);
});

test('a preflight that inherits an authorizer is refused', () => {
  const stack = new Stack();
  const rest = new apigateway.RestApi(stack, 'Api');
  rest.root.addMethod('ANY', new apigateway.MockIntegration(), { authorizationType: apigateway.AuthorizationType.IAM });
  const [api] = deployedApis(readTemplates([{ name: 'stack', json: Template.fromStack(stack).toJSON() }]));
  expect(api && answered(answer(api, preflight('/', 'https://a.example'))).status).toBe(403);
});
