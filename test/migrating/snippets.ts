import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { RestApiCors } from '../../src';
import { mapped, responses } from '../support/apis';

/** The code of docs/migrating.md stands between the marks here, so that it is compiled and run. */
export class Before extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    // [before]
    const api = new apigateway.RestApi(this, 'Orders', {
      defaultCorsPreflightOptions: {
        allowOrigins: ['https://app.example.com', 'https://admin.example.com'],
        allowCredentials: true,
        maxAge: Duration.minutes(10),
      },
    });
    // [end]
    addRoutes(api);
  }
}

export class After extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    // [after]
    const api = new apigateway.RestApi(this, 'Orders');

    new RestApiCors(this, 'Cors', {
      api,
      allowOrigins: ['https://app.example.com', 'https://admin.example.com'],
      allowCredentials: true,
      maxAge: Duration.minutes(10),
    });
    // [end]
    addRoutes(api);
  }
}

export class OneResource extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    const api = new apigateway.RestApi(this, 'Orders');
    const orders = api.root.addResource('orders');
    // [one resource]
    // was: orders.addCorsPreflight({ allowOrigins: ['https://app.example.com'] });
    new RestApiCors(this, 'Cors', { api, resource: orders, allowOrigins: ['https://app.example.com'] });
    // [end]
    addRoutes(api);
  }
}

export class LeftOut extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    const api = new apigateway.RestApi(this, 'Orders');
    const orders = api.root.addResource('orders');
    const items = orders.addResource('{id}');
    // [left out]
    RestApiCors.exclude(items);
    // [end]
    new RestApiCors(this, 'Cors', { api, resource: orders, allowOrigins: ['https://app.example.com'] });
    addRoutes(api);
  }
}

function addRoutes(api: apigateway.RestApi): void {
  const orders = api.root.getResource('orders') ?? api.root.addResource('orders');
  orders.addMethod('GET', mapped('200'), responses('200'));
}
