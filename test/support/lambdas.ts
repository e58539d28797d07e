import { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Code, type FunctionProps, type IFunction, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Synthesised } from './synthesised';

/** A Node.js function, but for what the test is about. */
export function aFunction(stack: Stack, id = 'Fn', props: Partial<FunctionProps> = {}): LambdaFunction {
  return new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
    ...props,
  });
}

/** Adds GET /path, which calls the function. */
export function route(api: RestApi, path: string, called: IFunction): void {
  (api.root.getResource(path) ?? api.root.addResource(path)).addMethod('GET', new LambdaIntegration(called));
}

export interface FunctionProperties {
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
  readonly Layers?: readonly unknown[];
}

/** The properties of the functions in a template whose logical id starts with the text. */
export function functionOf({ template }: Synthesised, id = 'Fn'): FunctionProperties {
  const found = Object.entries(template.findResources('AWS::Lambda::Function')).filter(([one]) => one.startsWith(id));
  if (found.length !== 1) {
    throw new Error(`${found.length} functions whose logical id starts with ${id}`);
  }
  return found[0][1].Properties;
}

/** The policy that a function is given, parsed. */
export function policyOf(synthesised: Synthesised, id = 'Fn'): unknown {
  const text = functionOf(synthesised, id).Environment?.Variables?.CDK_APIGATEWAY_CORS;
  return typeof text === 'string' ? JSON.parse(text) : text;
}

export function stackBeside(stack: Stack, id: string): Stack {
  return new Stack(stack.node.root as ConstructorParameters<typeof Stack>[0], id);
}

/** The wrapper that a function is started by. */
export function wrapperOf(synthesised: Synthesised, id = 'Fn'): unknown {
  return functionOf(synthesised, id).Environment?.Variables?.AWS_LAMBDA_EXEC_WRAPPER;
}

/** The logical ids of the layers in a template. */
export function layersIn({ template }: Synthesised): readonly string[] {
  return Object.keys(template.findResources('AWS::Lambda::LayerVersion'));
}

export const NODE_WRAPPER = '/opt/cdk-apigateway-cors/nodejs';
export const PYTHON_WRAPPER = '/opt/cdk-apigateway-cors/python';
