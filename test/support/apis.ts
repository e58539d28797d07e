import { App, type AppProps, Stack } from 'aws-cdk-lib';
import {
  HttpIntegration,
  type IntegrationOptions,
  type IRestApi,
  MockIntegration,
  RestApi,
  type RestApiProps,
} from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors, type RestApiCorsOptions } from '../../src';

export const APP = 'https://app.example.com';
export const OTHER = 'https://admin.example.com';

/** A stack that no validator, no asset and no bootstrap parameter makes slow or long. */
export function aStack(props: AppProps = {}, id = 'Shop'): Stack {
  return new Stack(new App({ analyticsReporting: false, ...props }), id);
}

/** A REST API with nothing around it. */
export function anApi(stack: Stack, props: RestApiProps = {}): RestApi {
  return new RestApi(stack, 'Api', { cloudWatchRole: false, ...props });
}

/** CORS for one origin, or as the options say. */
export function cors(api: IRestApi, options: Partial<RestApiCorsOptions> = {}, id = 'Cors'): RestApiCors {
  return new RestApiCors(Stack.of(api), id, { api, allowOrigins: [APP], ...options });
}

/** An HTTP integration whose answer API Gateway maps, with these statuses. */
export function mapped(...statusCodes: string[]): HttpIntegration {
  return new HttpIntegration('https://backend.example', {
    proxy: false,
    options: { integrationResponses: statusCodes.map((statusCode) => ({ statusCode })) },
  });
}

/** What goes with `mapped`. */
export function responses(...statusCodes: string[]): { methodResponses: { statusCode: string }[] } {
  return { methodResponses: statusCodes.map((statusCode) => ({ statusCode })) };
}

export function proxied(): HttpIntegration {
  return new HttpIntegration('https://backend.example');
}

export function mock(statusCode = '200', options: IntegrationOptions = {}): MockIntegration {
  return new MockIntegration({
    requestTemplates: { 'application/json': `{"statusCode":${statusCode}}` },
    integrationResponses: [{ statusCode }],
    ...options,
  });
}
