import { Duration, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors } from '../../src';
import { deployedApis } from '../../src/verify/gateway/deployed-apis';
import type { DeployedApi } from '../../src/verify/gateway/model';
import { readTemplates } from '../../src/verify/template/templates';
import { anApi, aStack, mapped, mock, proxied, responses } from '../support/apis';

export const PAGE = 'https://app.example.com';
export const ADMIN = 'https://admin.example.com';
export const STRANGER = 'https://evil.example';

export function templateOf(build: (stack: Stack) => void): unknown {
  const stack = aStack();
  build(stack);
  return Template.fromStack(stack).toJSON();
}

export function apiIn(json: unknown): DeployedApi {
  const [api] = deployedApis(readTemplates([{ name: 'Shop.template.json', json }]));
  if (api === undefined) {
    throw new Error('the template deploys no API');
  }
  return api;
}

/** Routes of every kind under this package's construct. */
export function shop(stack: Stack): void {
  const api = anApi(stack);
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', mock(), responses('200'));
  orders.addMethod('PUT', mock('201'), responses('201'));
  orders.addResource('{id}').addMethod('PATCH', mock(), responses('200'));
  api.root.addResource('proxied').addMethod('ANY', proxied());
  api.root.addResource('mapped').addMethod('POST', mapped('200'), responses('200'));
  api.root.addResource('keyed').addMethod('GET', mock(), { ...responses('200'), apiKeyRequired: true });
  const refusing = new apigateway.MockIntegration({
    passthroughBehavior: apigateway.PassthroughBehavior.NEVER,
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    integrationResponses: [{ statusCode: '200' }],
  });
  api.root.addResource('json').addMethod('POST', refusing, responses('200'));
  new RestApiCors(stack, 'Cors', {
    api,
    allowOrigins: [PAGE, ADMIN],
    allowCredentials: true,
    exposeHeaders: ['ETag'],
    maxAge: Duration.minutes(10),
  });
}

/** The same with the CDK's own CORS. */
export function nativeShop(stack: Stack): void {
  const api = anApi(stack, { defaultCorsPreflightOptions: { allowOrigins: [PAGE, ADMIN], allowCredentials: true } });
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', mock(), responses('200'));
  orders.addMethod('PUT', mock('201'), responses('201'));
  api.root.addResource('proxied').addMethod('ANY', proxied());
  api.root.addResource('mapped').addMethod('POST', mapped('200'), responses('200'));
}
