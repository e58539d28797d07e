import type { Stack } from 'aws-cdk-lib';
import { CfnApi, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import fc from 'fast-check';
import { APP, OTHER } from '../../support/apis';

/** An HTTP API as a plan, which fast-check can make up and print. */
export interface HttpPlan {
  readonly cors: CfnApi.CorsProperty | undefined;
  readonly routes: readonly string[];
}

const cors = fc.constantFrom<CfnApi.CorsProperty | undefined>(
  { allowOrigins: [APP], allowMethods: ['GET', 'PUT'], allowHeaders: ['content-type'] },
  { allowOrigins: [APP, OTHER], allowMethods: ['GET'], allowCredentials: true, exposeHeaders: ['etag', 'x-total'] },
  { allowOrigins: ['*'], allowMethods: ['GET', 'POST'], maxAge: 600 },
  { allowOrigins: ['http://localhost:3000', APP], allowMethods: ['DELETE'], allowHeaders: ['x-a', 'x-b'], maxAge: 0 },
  undefined,
);

const KEYS = [
  'GET /',
  'GET /items',
  'PUT /items',
  'ANY /items/{id}',
  'GET /items/{id}',
  'GET /items/{id}/parts',
  'ANY /a/{proxy+}',
  'POST /a/b',
  'GET /{proxy+}',
  '$default',
];

export const aHttpPlan: fc.Arbitrary<HttpPlan> = fc.record({
  cors,
  routes: fc.uniqueArray(fc.constantFrom(...KEYS), { minLength: 2, maxLength: 6 }),
});

/** Each route leads to a backend that answers a status of its own. */
export function buildHttp({ cors: corsConfiguration, routes }: HttpPlan, backend: string): (stack: Stack) => void {
  return (stack) => {
    const api = new CfnApi(stack, 'Api', { name: 'Api', protocolType: 'HTTP', corsConfiguration });
    routes.forEach((routeKey, at) => {
      const integration = new CfnIntegration(stack, `To${at}`, {
        apiId: api.ref,
        integrationType: 'HTTP_PROXY',
        integrationMethod: 'ANY',
        integrationUri: `${backend}/status/${200 + at}`,
        payloadFormatVersion: '1.0',
      });
      new CfnRoute(stack, `Route${at}`, { apiId: api.ref, routeKey, target: `integrations/${integration.ref}` });
    });
    new CfnStage(stack, 'Stage', { apiId: api.ref, stageName: '$default', autoDeploy: true });
  };
}

/** The status that the backend behind a route of the plan answers, by the logical id of the route. */
export function statusBehind(logicalId: string): number {
  return 200 + Number(/^Route(\d+)$/.exec(logicalId)?.[1]);
}
