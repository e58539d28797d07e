import { Stack } from 'aws-cdk-lib';
import { HttpApi, type HttpApiProps, HttpMethod, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration, HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { HttpApiCors, type HttpApiCorsOptions } from '../../src';
import { APP } from './apis';
import { type Element, Synthesised } from './synthesised';

export interface Route {
  readonly RouteKey: string;
  readonly AuthorizationType?: string;
  readonly AuthorizationScopes?: unknown;
  readonly Target?: unknown;
}

/** The CORS configuration of the one HTTP API of a template. */
export type CorsConfiguration = Readonly<Record<string, unknown>>;

export function anHttpApi(stack: Stack, props: HttpApiProps = {}): HttpApi {
  return new HttpApi(stack, 'Api', props);
}

/** CORS for one origin, or as the options say. */
export function httpCors(api: IHttpApi, options: Partial<HttpApiCorsOptions> = {}): HttpApiCors {
  return new HttpApiCors(Stack.of(api), 'Cors', { api, allowOrigins: [APP], ...options });
}

/** Adds routes by their keys: `GET /x`. */
export function addRoutes(api: HttpApi, ...keys: string[]): void {
  for (const key of keys) {
    const [method, path] = key.split(' ');
    api.addRoutes({ path, methods: [HttpMethod[method as keyof typeof HttpMethod]], integration: aUrl() });
  }
}

export function aUrl(): HttpUrlIntegration {
  return new HttpUrlIntegration('Backend', 'https://backend.example');
}

export function aJwt(): HttpJwtAuthorizer {
  return new HttpJwtAuthorizer('Jwt', 'https://issuer.example', { jwtAudience: ['shop'] });
}

/** What answers preflights: a function that does nothing else. */
export function anAnswer(stack: Stack): HttpLambdaIntegration {
  return new HttpLambdaIntegration('Preflight', aFunction(stack, 'Answer'));
}

export function aFunction(stack: Stack, id: string): LambdaFunction {
  const code = Code.fromInline('exports.handler = async () => ({ statusCode: 204 });');
  return new LambdaFunction(stack, id, { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });
}

/** A synthesised stack with an HTTP API, in the words of the tests. */
export class SynthesisedHttp extends Synthesised {
  get cors(): CorsConfiguration {
    const [{ Properties }] = Object.values(this.template.findResources('AWS::ApiGatewayV2::Api'));
    return Properties.CorsConfiguration;
  }

  v2<P>(type: string): readonly Element<P>[] {
    return Object.entries(this.template.findResources(`AWS::ApiGatewayV2::${type}`)).map(
      ([id, { Properties, DependsOn }]) => ({ id, properties: Properties, dependsOn: [DependsOn ?? []].flat() }),
    );
  }

  routes(verb?: string): readonly Route[] {
    const routes = this.v2<Route>('Route').map(({ properties }) => properties);
    return routes.filter(({ RouteKey }) => verb === undefined || RouteKey.startsWith(`${verb} `));
  }

  routeKeys(verb?: string): readonly string[] {
    return this.routes(verb).map(({ RouteKey }) => RouteKey);
  }
}
