import { RemovalPolicy } from 'aws-cdk-lib';
import {
  type IAuthorizer,
  LambdaIntegration,
  type Resource,
  type RestApi,
  StepFunctionsIntegration,
} from 'aws-cdk-lib/aws-apigateway';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Pass, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Functions } from './functions';
import { getLabel, getOrder, putOrder, sendOrder } from './order-calls';

export interface OrderRoutesProps {
  readonly api: RestApi;
  readonly authorizer: IAuthorizer;
  readonly functions: Functions;
}

/** `/orders` and what is below: a queue takes new orders, a table holds them, a bucket holds their shipping labels. */
export class OrderRoutes extends Construct {
  readonly order: Resource;
  readonly table: Table;

  constructor(scope: Construct, id: string, { api, authorizer, functions }: OrderRoutesProps) {
    super(scope, id);
    const role = new Role(this, 'ApiRole', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.table.grantReadWriteData(role);

    const orders = api.root.addResource('orders');
    orders.addMethod('GET', new LambdaIntegration(functions.listOrders), { authorizer });
    const send = sendOrder(this.queueFor(role), role);
    orders.addMethod('POST', send.integration, { ...send.method, authorizer });

    this.order = orders.addResource('{orderId}');
    const get = getOrder(this.table, role);
    this.order.addMethod('GET', get.integration, get.method);
    const put = putOrder(this.table, role);
    this.order.addMethod('PUT', put.integration, { ...put.method, authorizer });

    const label = getLabel(this.labelsFor(role), role);
    this.order.addResource('label.png').addMethod('GET', label.integration, label.method);

    const refund = StepFunctionsIntegration.startExecution(this.refund());
    this.order.addResource('refund').addMethod('POST', refund, { authorizer });
  }

  private queueFor(role: Role): Queue {
    const queue = new Queue(this, 'NewOrders');
    queue.grantSendMessages(role);
    return queue;
  }

  private labelsFor(role: Role): Bucket {
    const bucket = new Bucket(this, 'Labels');
    bucket.grantRead(role);
    return bucket;
  }

  /** Stands for the steps of a refund. */
  private refund(): StateMachine {
    return new StateMachine(this, 'Refund', {
      stateMachineType: StateMachineType.EXPRESS,
      definitionBody: DefinitionBody.fromChainable(new Pass(this, 'Refunded')),
    });
  }
}
