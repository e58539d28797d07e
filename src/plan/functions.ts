import { type AppliedBy, POLICY_VARIABLE } from '../policy/function-policy';
import type { NoticeId } from './notices';

/** A function behind a Lambda proxy integration, as far as its template tells. */
export interface FunctionModel {
  /** Undefined where it has none, as an image, and where only CloudFormation knows it. */
  readonly runtime: string | undefined;
  /** The values of what is known only at deployment are not texts; undefined where not even the names can be told. */
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  /** How many; undefined where it cannot be told. */
  readonly layers: number | undefined;
  /** Whether Lambda checks who signed the code and the layers. */
  readonly codeSigned: boolean;
}

/** What is to be done for one function. */
export type FunctionStep =
  /** It gets the policy, and the layer that answers by it. */
  | { readonly step: 'wrap'; readonly wrapper: Wrapper }
  /** It gets the policy, and its handler answers by it. */
  | { readonly step: 'declare' }
  /** Nothing can be done, and the notice says why. */
  | { readonly step: 'leave'; readonly why: NoticeId };

/** The runtimes that the layer has a wrapper for. */
export type Wrapper = 'nodejs' | 'python';

/** https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html#runtime-wrapper */
export const WRAPPER_VARIABLE = 'AWS_LAMBDA_EXEC_WRAPPER';

/** Where the layer has them. */
export function wrapperPath(wrapper: Wrapper): string {
  return `/opt/cdk-apigateway-cors/${wrapper}`;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_LAYERS = 5;
const MOST_VARIABLE_BYTES = 4096;

/** The oldest of each that the wrapper is written for. */
const OLDEST: Readonly<Record<Wrapper, number>> = { nodejs: 18, python: 9 };

/** @param policy what the variable will hold, as far as it can be told */
export function planFunction(model: FunctionModel, appliedBy: AppliedBy, policy: string): FunctionStep {
  const { variables, layers } = model;
  if (variables === undefined) {
    return leave('function-unreadable');
  }
  if (POLICY_VARIABLE in variables) {
    return leave('function-variable-kept');
  }
  if (appliedBy === 'handler') {
    return fits({ ...variables, [POLICY_VARIABLE]: policy }) ? { step: 'declare' } : leave('function-variables-full');
  }
  const wrapper = wrapperFor(model.runtime);
  if (wrapper === undefined) {
    return leave('function-runtime');
  }
  if (model.codeSigned) {
    return leave('function-code-signed');
  }
  if (WRAPPER_VARIABLE in variables) {
    return leave('function-wrapped-already');
  }
  if (layers === undefined) {
    return leave('function-unreadable');
  }
  if (layers >= MOST_LAYERS) {
    return leave('function-layers-full');
  }
  const added = { [POLICY_VARIABLE]: policy, [WRAPPER_VARIABLE]: wrapperPath(wrapper) };
  return fits({ ...variables, ...added }) ? { step: 'wrap', wrapper } : leave('function-variables-full');
}

/** Whether Lambda takes the function as it is. What cannot be told is taken to be right. */
export function withinLimits({ variables, layers }: FunctionModel): boolean {
  return fits(variables ?? {}) && (layers ?? 0) <= MOST_LAYERS;
}

/** Custom runtimes, images, and what only CloudFormation knows, have none. */
function wrapperFor(runtime: string | undefined): Wrapper | undefined {
  const [, node, python] = /^(?:nodejs(\d+)\.x|python3\.(\d+))$/.exec(String(runtime)) ?? [];
  if (Number(node) >= OLDEST.nodejs) {
    return 'nodejs';
  }
  return Number(python) >= OLDEST.python ? 'python' : undefined;
}

/** Whether Lambda takes so many variables. Only what can be read is counted. */
function fits(variables: Readonly<Record<string, unknown>>): boolean {
  const bytes = Object.entries(variables).map(
    ([name, value]) => Buffer.byteLength(name) + (typeof value === 'string' ? Buffer.byteLength(value) : 0),
  );
  return bytes.reduce((sum, one) => sum + one, 0) <= MOST_VARIABLE_BYTES;
}

function leave(why: NoticeId): FunctionStep {
  return { step: 'leave', why };
}
