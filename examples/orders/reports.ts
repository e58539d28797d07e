import { NestedStack } from 'aws-cdk-lib';
import { type IAuthorizer, Resource, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { countOrders } from './order-calls';

export interface ReportsProps {
  readonly api: RestApi;
  readonly authorizer: IAuthorizer;
  readonly table: ITable;
}

/** GET /reports/count, in a stack of its own: a template holds 500 resources at most. */
export class Reports extends NestedStack {
  constructor(scope: Construct, id: string, { api, authorizer, table }: ReportsProps) {
    super(scope, id);
    const role = new Role(this, 'ApiRole', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
    table.grantReadData(role);

    const reports = new Resource(this, 'Reports', { parent: api.root, pathPart: 'reports' });
    const count = countOrders(table, role);
    reports.addResource('count').addMethod('GET', count.integration, { ...count.method, authorizer });
  }
}
