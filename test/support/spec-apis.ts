import { type Stack, Stage } from 'aws-cdk-lib';
import { ApiDefinition, SpecRestApi, type SpecRestApiProps } from 'aws-cdk-lib/aws-apigateway';
import { readAssembly } from '../../src/cli/read-assembly';
import { type DeployedApi, deployedApis, readTemplates } from '../../src/verify';
import type { Json } from './documents';
import type { Synthesised } from './synthesised';

/** An API that an object of the app defines, with nothing around it. */
export function aSpecApi(stack: Stack, document: unknown, props: Partial<SpecRestApiProps> = {}): SpecRestApi {
  return new SpecRestApi(stack, 'Api', {
    apiDefinition: ApiDefinition.fromInline(document),
    cloudWatchRole: false,
    ...props,
  });
}

/** The document that the template holds for the one API. */
export function bodyOf(shop: Synthesised): Json {
  const [api] = shop.elements<{ Body: Json }>('RestApi');
  return api.properties.Body;
}

/** The one API of an app, as the verifier reads its assembly, files included. */
export function assembledApi(stack: Stack): DeployedApi {
  const stage = Stage.of(stack);
  if (stage === undefined) {
    throw new Error('the stack is in no app');
  }
  const [api] = deployedApis(readTemplates(readAssembly([stage.synth().directory])));
  if (api === undefined) {
    throw new Error('the app has no API');
  }
  return api;
}
