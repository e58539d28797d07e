import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, NestedStack, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LambdaIntegration, TokenAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import { CorsHttpMethod, HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { ADMIN, nativeShop, PAGE, shop, templateOf } from '../cli/some-apis';
import { aTemplate, aTemplateWithErrors } from '../cli/support/templates';
import { anApi, aStack, cors, mapped, mock, proxied, responses } from '../support/apis';
import { aDocument, aMock, anOperation, aProxy } from '../support/documents';
import { addRoutes, anAnswer, anHttpApi, httpCors } from '../support/http-apis';
import { aFunction } from '../support/lambdas';
import { aSpecApi } from '../support/spec-apis';

export { ADMIN, PAGE };

/** An origin that no template of the corpus lets in. */
export const STRANGER = 'https://stranger.example';

/** A template of the corpus. */
export interface Sample {
  readonly name: string;
  readonly json: unknown;
}

/** Templates in which only origins that are written there get in, none of them the stranger. */
export function closedTemplates(): readonly Sample[] {
  return [
    { name: 'by hand', json: aTemplate() },
    { name: 'by hand, with errors', json: aTemplateWithErrors(['orders', '{proxy+}'], ['GET', 'PUT', 'ANY']) },
    { name: 'every kind of route', json: templateOf(shop) },
    { name: 'the CDK', json: templateOf(nativeShop) },
    { name: 'functions', json: templateOf(functions) },
    { name: 'an HTTP API', json: templateOf(httpShop) },
    { name: 'an OpenAPI document', json: templateOf(documented) },
  ];
}

/** Other templates: open ones, nested ones, and those of the folder that `CORS_TEMPLATES` names. */
export function otherTemplates(): readonly Sample[] {
  const folder = process.env.CORS_TEMPLATES;
  const found = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.json'));
  return [
    { name: 'an open API', json: templateOf(open) },
    { name: 'stacks that nest themselves', json: nestingItself() },
    { name: 'only text', json: { Resources: {} } },
    ...found.map((name) => ({ name, json: JSON.parse(readFileSync(join(String(folder), name), 'utf8')) })),
  ];
}

/** The files of a folder as `cdk synth` writes it: two stacks, one of them nested in the other. */
export function anAssembly(): ReadonlyMap<string, unknown> {
  const stack = aStack();
  const nested = new NestedStack(stack, 'Below');
  shop(nested);
  nativeShop(stack);
  const [own, below] = [Template.fromStack(stack).toJSON(), Template.fromStack(nested).toJSON()];
  const properties = { templateFile: 'Shop.template.json' };
  const assets = {
    files: { abc: { source: { path: 'below.nested.template.json' }, destinations: { d: { objectKey: 'abc.json' } } } },
  };
  const artifacts = {
    Shop: { type: 'aws:cloudformation:stack', properties, dependencies: ['Shop.assets'] },
    'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
    Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
  };
  return new Map<string, unknown>([
    ['manifest.json', { version: '48.0.0', artifacts }],
    ['Shop.assets.json', assets],
    ['Shop.template.json', own],
    ['below.nested.template.json', below],
  ]);
}

function functions(stack: Stack): void {
  const api = anApi(stack);
  const called = aFunction(stack);
  const authorizer = new TokenAuthorizer(stack, 'Authorizer', { handler: aFunction(stack, 'Guard') });
  api.root.addResource('proxied').addMethod('ANY', new LambdaIntegration(called));
  api.root.addResource('guarded').addMethod('GET', mapped('200', '404'), { ...responses('200', '404'), authorizer });
  cors(api, { allowOrigins: [PAGE, 'https://*.preview.example.com'], allowCredentials: true });
}

function httpShop(stack: Stack): void {
  const api = anHttpApi(stack);
  addRoutes(api, 'GET /orders', 'PUT /orders/{id}', 'ANY /{proxy+}');
  httpCors(api, { allowOrigins: [PAGE], allowCredentials: true, preflightIntegration: anAnswer(stack) });
}

function documented(stack: Stack): void {
  const document = aDocument({
    '/orders': { get: aMock(), put: anOperation() },
    '/{proxy+}': { 'x-amazon-apigateway-any-method': aProxy() },
  });
  const api = aSpecApi(stack, document);
  cors(api, { allowOrigins: [PAGE, ADMIN], allowCredentials: true });
}

function open(stack: Stack): void {
  const api = anApi(stack, { deployOptions: { cacheClusterEnabled: true } });
  api.root.addMethod('GET', mapped('200', '500'), responses('200', '500'));
  api.root.addResource('{proxy+}').addMethod('ANY', proxied());
  api.root.addResource('mock').addMethod('GET', mock(), responses('200'));
  cors(api, { allowOrigins: ['*'], maxAge: Duration.hours(1), exposeHeaders: ['ETag'] });
  const http = new HttpApi(stack, 'Http', {
    corsPreflight: { allowOrigins: ['*'], allowMethods: [CorsHttpMethod.ANY], allowHeaders: ['*'] },
  });
  addRoutes(http, 'GET /orders');
}

function nestingItself(): unknown {
  const stack = (TemplateURL: unknown, Parameters: unknown) => ({
    Type: 'AWS::CloudFormation::Stack',
    Properties: { TemplateURL, Parameters },
  });
  return {
    Parameters: { P: { Type: 'String', Default: 'x' } },
    Conditions: { Cyclic: { 'Fn::Or': [{ Condition: 'Cyclic' }, { 'Fn::Equals': [{ Ref: 'P' }, 'x'] }] } },
    Mappings: { M: { a: { b: ['c'] } } },
    Resources: {
      ...aTemplateWithErrors().Resources,
      One: stack('https://s3.example/template.json', { P: { 'Fn::GetAtt': ['Two', 'Outputs.O'] } }),
      Two: stack({ 'Fn::Join': ['', ['https://', { Ref: 'AWS::Region' }, '/template.json']] }, { P: { Ref: 'P' } }),
    },
    Outputs: { O: { Value: { 'Fn::GetAtt': ['One', 'Outputs.O'] }, Export: { Name: { 'Fn::ImportValue': 'O' } } } },
  };
}
