import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Code, LayerVersion } from 'aws-cdk-lib/aws-lambda';

/** What `scripts/pack-lambda.js` makes of layer/ when the library is compiled. */
const ASSET = join(__dirname, '..', '..', 'lib', 'layer.zip');

const ID = 'CdkApigatewayCorsLayer';

/** The ARN of the layer that wraps handlers: one for all functions of a stack. */
export function corsLayerOf(stack: Stack): string {
  const known = stack.node.tryFindChild(ID) as LayerVersion | undefined;
  const layer =
    known ??
    new LayerVersion(stack, ID, {
      code: Code.fromAsset(ASSET),
      description: 'cdk-apigateway-cors: adds the CORS headers to what a handler returns',
      license: 'Apache-2.0',
    });
  return layer.layerVersionArn;
}

/** Takes the layer out of a stack where it turned out that no function can have it. */
export function dropCorsLayer(stack: Stack): void {
  stack.node.tryRemoveChild(ID);
}
