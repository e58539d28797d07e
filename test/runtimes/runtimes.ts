import { join } from 'node:path';
import type { Runtime } from './a-function';

/** What `scripts/test-lambda.js` found or installed. */
const {
  RUNTIME_INTERFACE_CLIENT: client,
  RUNTIME_PYTHON: python,
  RUNTIME_PACKAGES: packages,
  RUNTIME_JARS: jars,
  RUNTIME_PACKED: packed = '',
} = process.env;

/** The Node.js runtime: the client that AWS publishes, or else its documented contract. */
export const NODE: Runtime = {
  wrapper: 'nodejs',
  command: [process.execPath, join(__dirname, client === undefined ? 'contract.mjs' : 'bootstrap.mjs')],
  variables: () => ({
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`,
    ...(client === undefined ? {} : { RUNTIME_INTERFACE_CLIENT: client }),
  }),
};

/** Whether it is the real client. */
export const REAL_NODE = client !== undefined;

/** From release 4 on, which is for Node.js 22 and later, the client refuses handlers that call back. */
export const CALLS_BACK = !REAL_NODE || Number(process.versions.node.split('.')[0]) < 22;

/** The Python runtime, where there is a Python. Lambda puts /opt/python of the layers on its path. */
export const PYTHON: Runtime | undefined =
  python === undefined
    ? undefined
    : {
        wrapper: 'python',
        command: [python, '-B', join(__dirname, 'bootstrap.py')],
        variables: (opt) => ({ AWS_EXECUTION_ENV: 'AWS_Lambda_python3.12', PYTHONPATH: join(opt, 'python') }),
      };

/** The folder that holds what the example for Java is compiled with. */
export const JARS: string | undefined = jars;

/** The package as it is published, unpacked. */
export const PACKED: string = packed;

/** The folder that holds other people's packages. */
export const PACKAGES: string | undefined = packages;

/** Tests of what may be missing on this machine; a skipped one is counted and printed. */
export function describeWith<T>(found: T | undefined, name: string, tests: (found: T) => void): void {
  if (found === undefined) {
    describe.skip(name, () => tests(undefined as T));
  } else {
    describe(name, () => tests(found));
  }
}
