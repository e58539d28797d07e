import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { FunctionModel } from '../plan/functions';
import { isIntrinsic, isRecord } from '../render/template-values';
import { renderedProperties } from './plain-view';

/** A function as its template will have it. */
export function readFunction(cfn: CfnFunction): FunctionModel {
  const {
    Runtime: runtime,
    PackageType: type,
    Environment: environment = {},
    Layers: layers = [],
    CodeSigningConfigArn: codeSigning,
  } = renderedProperties(cfn);
  const variables = isRecord(environment) && !isIntrinsic(environment) ? (environment.Variables ?? {}) : undefined;
  return {
    runtime: typeof runtime === 'string' && type !== 'Image' ? runtime : undefined,
    variables: isRecord(variables) && !isIntrinsic(variables) ? variables : undefined,
    layers: Array.isArray(layers) ? layers.length : undefined,
    codeSigned: codeSigning !== undefined,
  };
}
