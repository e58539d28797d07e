import type { Stack } from 'aws-cdk-lib';
import type { IntegrationKind } from '../plan/model';
import type { FunctionBehind } from './function-behind';

/** A route whose backend answers alone, written as an element or in a document. */
export interface ProxyRoute {
  /** The same whenever the route is met. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly integration: IntegrationKind;
  /** The stack that has to know the function. */
  readonly stack: Stack;
  called(): FunctionBehind;
}
