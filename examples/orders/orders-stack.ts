import { Annotations, Stack, type StackProps } from 'aws-cdk-lib';
import { CognitoUserPoolsAuthorizer, ResponseType, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { RestApiCors } from 'cdk-apigateway-cors';
import type { Construct } from 'constructs';
import { BROWSER_POLICY } from './browser-policy';
import { Functions } from './functions';
import { OrderRoutes } from './order-routes';
import { addArchive, addHealth, addPartner, addReturns, addShipping } from './other-routes';
import { Reports } from './reports';

/** An orders API that pages of three kinds call. Where its routes are written says nothing of CORS; one construct does. */
export class OrdersStack extends Stack {
  readonly api: RestApi;
  readonly cors: RestApiCors;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.api = new RestApi(this, 'Api', { restApiName: 'orders', binaryMediaTypes: ['image/png'] });
    const { api } = this;
    const authorizer = new CognitoUserPoolsAuthorizer(this, 'Customers', {
      cognitoUserPools: [new UserPool(this, 'Pool')],
    });
    const functions = new Functions(this, 'Functions');

    const { table } = new OrderRoutes(this, 'OrderRoutes', { api, authorizer, functions });
    addHealth(api);
    addShipping(api);
    addPartner(api, functions);
    addArchive(api);
    this.tellHowToSignIn();

    this.cors = new RestApiCors(this, 'Cors', { api, ...BROWSER_POLICY });
    this.acknowledge('options-kept', 'one OPTIONS method of /archive answers WebDAV clients and browsers');
    this.acknowledge('gateway-response-completed', "the body is ours, the CORS headers are the construct's");

    // After the construct and in another stack: these routes are covered as well.
    addReturns(api, functions);
    new Reports(this, 'Reports', { api, authorizer, table });
  }

  /** The body of a 401, which the pages show. The construct adds its headers and keeps the rest. */
  private tellHowToSignIn(): void {
    this.api.addGatewayResponse('Unauthorized', {
      type: ResponseType.UNAUTHORIZED,
      statusCode: '401',
      templates: {
        'application/json': '{"message":$context.error.messageString,"signIn":"https://shop.example.com/in"}',
      },
    });
  }

  /** The warnings of the construct that need no work here, each with the reason. The others stay visible. */
  private acknowledge(id: string, reason: string): void {
    Annotations.of(this.cors).acknowledgeWarning(`cdk-apigateway-cors:${id}`, reason);
  }
}
