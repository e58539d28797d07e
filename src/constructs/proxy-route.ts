import type { CfnMethod, CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IntegrationKind } from '../plan/model';
import type { FunctionBehind } from './function-behind';

/** A route whose backend answers alone, written as an element or in a document. */
export interface ProxyRoute {
  /** The same whenever the route is met. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly integration: IntegrationKind;
  /** What it is written in. */
  readonly element: CfnMethod | CfnRestApi;
  called(): FunctionBehind;
}
